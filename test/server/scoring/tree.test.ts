import { KeptScores } from '@traguardo/shared/collection'
import type { Plan } from '@traguardo/shared/model'
import {
  compilePlan,
  explainScore,
  movedWeight,
  type MovedWeight,
  sayVerdict,
  scoreNodes,
  scorePlan,
  type ScoreVerdict,
  verdictOf,
} from '@traguardo/shared/scoring'
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

const MOVED = `query($body: String!, $year: Int!, $asOf: String) { tree(body: $body, year: $year, asOf: $asOf) {
  ... on Tree { score { ...S } areas { strategic { operational { score { ...S } indicators { code score { ...S } } } } } } } }
fragment S on Score { sentence verdict { type code name tone } moved { about why reason person at share to { kind code by } } }`

interface Judged {
  readonly sentence: string
  readonly verdict: { readonly type: string; readonly code: string; readonly name: string } | null
  readonly moved: readonly (Pick<MovedWeight, 'about' | 'why' | 'at' | 'share'> & { reason: string | null })[]
}
interface Scored {
  readonly score: Judged
  readonly indicators: readonly { readonly code: string; readonly score: Judged }[]
}

const codeOf = (verdict: ScoreVerdict): string => (verdict.type === 'course' ? verdict.course : verdict.band.code)

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

  it.each(['2021-09-05', '2022-03-01'])(
    '[SC121.2] on %s says the verdict and the weight that moved as the shared code does',
    async (asOf) => {
      const known = new KeptScores(compilePlan(massaCarrara, 2021), [], asOf).scores
      const { tree } = await controller.ask<{
        tree: { score: Judged; areas: readonly { strategic: readonly { operational: readonly Scored[] }[] }[] }
      }>(MOVED, { body: 'CCIAA-MS', year: 2021, asOf })
      const wanted = movedWeight(known.body)
      expect(tree.score.moved.map(({ about, why, share }) => ({ about, why, share }))).toEqual(
        wanted.map(({ about, why, share }) => ({ about, why, share })),
      )
      const nodes = scoreNodes(known)
      const operational = tree.areas.flatMap(({ strategic }) => strategic).flatMap((one) => one.operational)
      const indicators = operational.flatMap((one) => one.indicators)
      expect(indicators.length).toBeGreaterThan(30)
      const verdicts = indicators.map(({ code }) => verdictOf(nodes.get(`indicators/${code}`) ?? expect.fail(code)))
      expect(indicators.map(({ score }) => score.verdict)).toEqual(
        verdicts.map((one) => one && { type: one.type, code: codeOf(one), name: sayVerdict(one), tone: one.tone }),
      )
      const sentences = new Map(indicators.map(({ code, score }) => [`indicators/${code}`, score.sentence]))
      const told = operational.flatMap(({ score }) => score.moved.filter(({ reason }) => reason !== null))
      expect(told.length).toBeGreaterThan(0)
      expect(told.filter(({ about, reason }) => !sentences.get(about)?.includes(reason ?? ''))).toEqual([])
    },
  )

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
