import type { Plan } from '@traguardo/shared/model'
import { compilePlan, explainScore, scorePlan } from '@traguardo/shared/scoring'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'
import { massaCarrara } from '../../support/massa-carrara'

const TREE = `query($body: String!, $year: Int!) { tree(body: $body, year: $year) { __typename
  ... on Refusal { code }
  ... on Tree { year title score { ...S } period { name deadline }
    areas { code score { ...S } strategic { ...O operational { ...O } } }
    sheets { code person score { ...S } objectives { ...O } } } } }
fragment S on Score { achievement band coverage share contribution rule sentence }
fragment O on TreeObjective { code title resources { year euro } units score { ...S }
  indicators { code unit printedFormula baseline { year printed } target { year printed } value score { ...S }
    measures { code label values { unit period content person at } } } }`

interface Objective {
  readonly code: string
  readonly operational?: readonly Objective[]
  readonly indicators: readonly { code: string; score: { sentence: string } }[]
}
interface Tree {
  readonly __typename: string
  readonly areas: readonly { strategic: readonly Objective[] }[]
  readonly sheets: readonly { code: string; objectives: readonly Objective[] }[]
}

const IMPORT = `mutation($text: String!) { planImport(text: $text) { __typename ... on PlanFaults { faults { line path code message } } } }`

/** The same plan ten times as large: every indicator and measure nine times more, with codes of their own. */
function tenfold(plan: Plan): Plan {
  const copies = Array.from({ length: 9 }, (_, index) => `_${index}`)
  const measures = plan.measures.filter(({ entry }) => entry.by === 'units')
  const known = new Set(measures.map(({ code }) => code))
  const single = plan.indicators.filter(({ formula }) => known.has(formula))
  return {
    ...plan,
    measures: [
      ...plan.measures,
      ...copies.flatMap((copy) => measures.map((one) => ({ ...one, code: one.code + copy }))),
    ],
    indicators: [
      ...plan.indicators,
      ...copies.flatMap((copy) =>
        single.map((one) => ({ ...one, code: one.code + copy, formula: one.formula + copy })),
      ),
    ],
    oddities: [
      ...plan.oddities,
      ...copies.flatMap((copy) => plan.oddities.map((one) => ({ ...one, about: one.about + copy }))),
    ],
  }
}

describe.each(KINDS)('the tree on %s', (kind) => {
  let api: Api
  let controller: Caller
  const ask = async (who: Caller) => (await who.ask<{ tree: Tree }>(TREE, { body: 'CCIAA-MS', year: 2021 })).tree

  beforeAll(async () => {
    api = await startApi(await demoDatabase(kind))
    controller = await api.signIn('controllo-gestione')
  })
  afterAll(() => api.close())

  it('holds every area, objective and indicator of the plan in one query', async () => {
    const tree = await ask(controller)
    const strategic = tree.areas.flatMap((area) => area.strategic)
    const objectives = [
      ...strategic,
      ...strategic.flatMap(({ operational = [] }) => operational),
      ...tree.sheets.flatMap((sheet) => sheet.objectives),
    ]
    expect(objectives.map(({ code }) => code).sort()).toEqual(massaCarrara.objectives.map(({ code }) => code).sort())
    expect(
      objectives
        .flatMap(({ indicators }) => indicators)
        .map(({ code }) => code)
        .sort(),
    ).toEqual(massaCarrara.indicators.map(({ code }) => code).sort())
    expect(tree).toMatchObject({ year: 2021, period: { name: 'II quadrimestre 2021', deadline: '2021-09-15' } })
  })

  it('explains as the shared code does', async () => {
    const { body } = scorePlan(compilePlan(massaCarrara, 2021), [], { today: '2021-09-05' })
    const tree = await ask(controller)
    expect(tree).toMatchObject({ score: { achievement: null, sentence: explainScore(body), rule: body.rule } })
  })

  it('shows nobody the sheet of another', async () => {
    const sheetsOf = async (username: string) => (await ask(await api.signIn(username))).sheets.map(({ code }) => code)
    expect(await sheetsOf('po-promozione')).toEqual(['PO4'])
    expect(await sheetsOf('referente-isr')).toEqual([])
    expect(await sheetsOf('segretario-generale')).toEqual(['SG', 'DirArea1', 'DirArea2', 'PO2', 'PO3', 'PO5', 'PO4'])
  })

  it('is refused to nobody, to another body, and for a year without a plan', async () => {
    const refused = async (who: Caller, body: string, year: number) => who.ask(TREE, { body, year })
    expect(await refused(api.nobody, 'CCIAA-MS', 2021)).toEqual({
      tree: { __typename: 'Refusal', code: 'NOT_SIGNED_IN' },
    })
    expect(await refused(controller, 'ALTRO', 2021)).toEqual({ tree: { __typename: 'Refusal', code: 'NOT_YOUR_BODY' } })
    expect(await refused(controller, 'CCIAA-MS', 1999)).toMatchObject({ tree: { __typename: 'Refusal' } })
  })

  it('costs as many statements for a plan ten times as large', async () => {
    const count = async () => {
      await controller.ask(IMPORT, { text: JSON.stringify(massaCarrara) })
      api.statements()
      await ask(controller)
      return api.statements().length
    }
    const small = await count()
    expect(await controller.ask(IMPORT, { text: JSON.stringify(tenfold(massaCarrara)) })).toMatchObject({
      planImport: { __typename: 'PlanImported' },
    })
    api.statements()
    const tree = await ask(controller)
    const large = api.statements().length
    expect(
      tree.areas
        .flatMap(({ strategic }) => strategic)
        .flatMap(({ indicators, operational = [] }) => [...indicators, ...operational.flatMap((one) => one.indicators)])
        .length,
    ).toBeGreaterThan(300)
    expect(large).toBe(small)
    expect(small).toBeGreaterThan(2)
  })
})
