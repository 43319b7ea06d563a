import type { Plan } from '@traguardo/shared/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixedDayClock } from '../../../server/src/kernel/runtime/clock'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'
import { aPush, edit, type PushAnswer, verdictsIn } from '../../support/push'

const DRAFT = '... on PlanDraft { hash isRevision firstYear lastYear document } ... on Refusal { code message }'
const BEGIN = `mutation($next: Boolean!) { draftBegin(firstYear: 2021, lastYear: 2023, forNextYears: $next) { ${DRAFT} } }`
const SAVE = `mutation($document: Json!, $seen: String!) { draftSave(document: $document, seen: $seen) { ${DRAFT} } }`
const ADOPT = `mutation($seen: String!, $act: ActInput!) { planAdopt(firstYear: 2021, lastYear: 2023, seen: $seen, act: $act) { __typename ... on Refusal { code message } } }`
const LIFE = `{ planLife(body: "CCIAA-MS") { ... on PlanLife { versions { version inForceFrom isInForce act { organ number date } firstYear } drafts { firstYear isRevision person } } } }`
const PLAN = `query($asOf: String) { plan(body: "CCIAA-MS", year: 2021, asOf: $asOf) { ... on PlanDocument { document } ... on Refusal { code } } }`

interface Draft {
  readonly hash: string
  readonly document: Plan
  readonly code?: string
}
const ACT = { organ: 'deliberazione della Giunta', number: '92', date: '2021-09-05' }

describe.each(KINDS)('the life of a plan on %s', (kind) => {
  let api: Api
  let controller: Caller
  let day = '2021-09-05'
  beforeAll(async () => {
    api = await startApi(await demoDatabase(kind), { clock: { now: () => fixedDayClock(day).now() } })
    controller = await api.signIn('controllo-gestione')
  })
  afterAll(() => api.close())
  const begin = async (next = false) => (await controller.ask<{ draftBegin: Draft }>(BEGIN, { next })).draftBegin
  const save = async (document: Plan, seen: string) =>
    (await controller.ask<{ draftSave: Draft }>(SAVE, { document, seen })).draftSave
  const adopt = async (seen: string, act = ACT) =>
    (await controller.ask<{ planAdopt: { code?: string; message?: string } }>(ADOPT, { seen, act })).planAdopt
  const planOn = async (asOf?: string) =>
    (await controller.ask<{ plan: { document: Plan } }>(PLAN, { asOf })).plan.document

  it('[PR1.1] begins as a draft that counts for nobody, saved over what its author saw', async () => {
    const draft = await begin()
    expect((await begin()).hash).toBe(draft.hash)
    const changed = { ...draft.document, title: 'Piano aggiornato' }
    const saved = await save(changed, draft.hash)
    expect(saved.document.title).toBe('Piano aggiornato')
    expect((await save(changed, draft.hash)).code).toBe('DRAFT_CHANGED')
    expect((await planOn()).title).not.toBe('Piano aggiornato')
    expect((await save({ ...changed, units: 7 } as never, saved.hash)).code).toBe('DRAFT_MALFORMED')
    const foreign = { ...changed, body: { code: 'ISR', name: 'ISR' } }
    expect((await save(foreign, saved.hash)).code).toBe('NOT_YOUR_BODY')
  })

  it('[PR1.2] is adopted by a whole act, not twice, without faults and not for nothing', async () => {
    const { hash, document } = await begin()
    expect((await adopt(hash)).code).toBe('NOTHING_CHANGED')
    const [first, ...others] = document.indicators
    if (!first) throw new Error('the plan has indicators')
    const faulty = await save({ ...document, indicators: [{ ...first, formula: 'NON_ESISTE' }, ...others] }, hash)
    expect(await adopt(faulty.hash)).toMatchObject({ code: 'PLAN_FAULTY' })
    const indicators = [{ ...first, title: 'Un titolo nuovo' }, ...others]
    const good = await save({ ...document, indicators }, faulty.hash)
    expect((await adopt(good.hash, { ...ACT, number: ' ' })).code).toBe('ACT_INCOMPLETE')
    expect((await adopt(good.hash, { ...ACT, date: '2021-09-06' })).code).toBe('ACT_IN_THE_FUTURE')
    expect((await adopt(good.hash, { ...ACT, date: '5/9/2021' })).code).toBe('BAD_DAY')
    expect((await adopt(hash)).code).toBe('DRAFT_CHANGED')
    expect(await adopt(good.hash)).toEqual({ __typename: 'Done' })
    expect((await adopt(good.hash)).code).toBe('NO_DRAFT')
    expect((await planOn()).indicators[0]?.title).toBe('Un titolo nuovo')
  })

  it('[PR3.1] [PR3.2] has a revision with its act and its notes', async () => {
    const plan = await planOn()
    expect(plan.revisions?.at(-1)).toMatchObject({
      year: 2021,
      act: { organ: 'deliberazione della Giunta', number: '92', date: '2021-09-05' },
      notes: [{ kind: 'updated', about: `indicators/${plan.indicators[0]?.code}`, mark: '(1)' }],
    })
  })

  it('[PR1.3] is a version beside the one before', async () => {
    expect(await controller.ask(LIFE)).toMatchObject({
      planLife: {
        versions: expect.arrayContaining([
          expect.objectContaining({ version: 2, inForceFrom: '2021-09-05', isInForce: true }),
          expect.objectContaining({ version: 1, inForceFrom: null, isInForce: false }),
        ]) as unknown,
        drafts: [],
      },
    })
  })

  it('[PR1.5] counts from its day on, and the one before until then', async () => {
    expect((await planOn('2021-09-04')).indicators[0]?.title).not.toBe('Un titolo nuovo')
    expect((await planOn('2021-09-05')).indicators[0]?.title).toBe('Un titolo nuovo')
    expect(await controller.ask(PLAN, { asOf: 'ieri' })).toEqual({ plan: { code: 'BAD_DAY' } })
  })

  it('[PR7] stays readable as it was on any day: tree, targets and scores', async () => {
    const head = await api.signIn('po-registro-imprese')
    const value = edit('T_medi_C1.1.1', 'RI', { type: 'number', number: 1.8 })
    day = '2021-09-06'
    expect(verdictsIn(await head.ask<PushAnswer>(...aPush([value])))).toEqual(['applied'])
    const TREE = `query($asOf: String) { tree(body: "CCIAA-MS", year: 2021, asOf: $asOf) { ... on Tree { areas { strategic { indicators { measures { values { content } } } operational { indicators { measures { values { content } } } } } } } } }`
    const text = async (asOf?: string) => JSON.stringify(await controller.ask(TREE, { asOf }))
    expect(await text('2021-09-05')).not.toContain('1.8')
    expect(await text('2021-09-06')).toContain('1.8')
    expect(await text()).toContain('1.8')
    day = '2021-09-05'
  })

  const gone = 'T_medi_C1.1.1'
  let whole: Plan
  const heldOf = async (edits: Parameters<typeof aPush>[0]) => {
    const head = await api.signIn('po-registro-imprese')
    return head.ask<PushAnswer & { sync: { registers: { key: { measure: string }; content: unknown }[] } }>(
      ...aPush(edits),
    )
  }

  it('[PR6.1] keeps a value whose measure a revision removed', async () => {
    const { hash, document } = await begin()
    whole = document
    const without = {
      ...document,
      indicators: document.indicators.filter(({ formula }) => !formula.includes(gone)),
      measures: document.measures.filter(({ code }) => code !== gone),
    }
    const saved = await save(without, hash)
    day = '2021-09-07'
    expect(await adopt(saved.hash, { ...ACT, number: '93', date: '2021-09-07' })).toEqual({ __typename: 'Done' })
    const answer = await heldOf([edit(gone, 'RI', { type: 'number', number: 3 })])
    expect(verdictsIn(answer)).toEqual(['UNKNOWN_MEASURE'])
    expect(answer.sync.registers.map(({ key }) => key.measure)).toContain(gone)
    day = '2021-09-05'
  })

  it('[PR6.3] has that value again when its measure comes back', async () => {
    day = '2021-09-07'
    const back = await begin()
    const returned = await save({ ...back.document, indicators: whole.indicators, measures: whole.measures }, back.hash)
    day = '2021-09-08'
    expect(await adopt(returned.hash, { ...ACT, number: '94', date: '2021-09-08' })).toEqual({ __typename: 'Done' })
    expect((await planOn()).measures.some(({ code }) => code === gone)).toBe(true)
    const { registers } = (await heldOf([])).sync
    expect(registers.find(({ key }) => key.measure === gone)?.content).toMatchObject({ number: 1.8 })
    day = '2021-09-05'
  })

  it('[PR5.1] is copied into the next years with its targets, once', async () => {
    const next = await begin(true)
    expect(next).toMatchObject({ firstYear: 2022, lastYear: 2024, isRevision: false })
    expect(next.document.revisions).toBeUndefined()
    expect(next.document.indicators.some(({ targets }) => targets.some(({ year }) => year === 2024))).toBe(true)
    const DISCARD = 'mutation { draftDiscard(firstYear: 2022, lastYear: 2024) { __typename ... on Refusal { code } } }'
    expect(await controller.ask(DISCARD)).toEqual({ draftDiscard: { __typename: 'Done' } })
    expect(await controller.ask(DISCARD)).toMatchObject({ draftDiscard: { code: 'NO_DRAFT' } })
  })

  it('is the controller’s to change, and everybody’s to read', async () => {
    const head = await api.signIn('organi')
    expect(await head.ask(BEGIN, { next: false })).toMatchObject({ draftBegin: { code: 'NOT_CONTROLLER' } })
    expect(await head.ask(LIFE)).toMatchObject({ planLife: { versions: expect.any(Array) as unknown } })
  })

  it('an import is one more version, and the one before stays readable', async () => {
    const { planExport } = await controller.ask<{ planExport: { text: string } }>(
      '{ planExport(body: "CCIAA-MS", year: 2021) { ... on PlanExport { text } } }',
    )
    day = '2021-09-10'
    const text = JSON.stringify({ ...(JSON.parse(planExport.text) as Plan), title: 'Importato di nuovo' })
    await controller.ask('mutation($text: String!) { planImport(text: $text) { __typename } }', { text })
    expect((await planOn()).title).toBe('Importato di nuovo')
    expect((await planOn('2021-09-09')).title).not.toBe('Importato di nuovo')
  })
})
