import type { Plan } from '@traguardo/shared/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPlanFile } from '../../../server/src/plans/file/plan-import'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'
import { massaCarrara } from '../../support/massa-carrara'
import { aMeasure, anIndicator, aPlan } from '../../support/scoring'

const IMPORT = `mutation($text: String!) { planImport(text: $text) {
  __typename ... on PlanFaults { faults { line column path code message } } ... on Refusal { code } ... on PlanImported { body title doubts { about code message } } } }`
const EXPORT = `{ planExport(body: "CCIAA-MS", year: 2021) { __typename ... on PlanExport { fileName text } ... on Refusal { code } } }`
const PLAN = `{ plan(body: "CCIAA-MS", year: 2021) { __typename ... on PlanDocument { hash document } ... on Refusal { code } } }`

const textOf = (plan: unknown) => JSON.stringify(plan, null, 2)
const faultsOf = (text: string) => {
  const result = readPlanFile(text)
  return result.ok ? [] : result.error
}

describe('the faults of a plan file', () => {
  it('are none in a good one', () => expect(readPlanFile(textOf(aPlan()))).toEqual({ ok: true, value: aPlan() }))

  it('are told by line, column and path, all of them', () => {
    const plan = aPlan()
    const faulty = {
      ...plan,
      title: 7,
      indicators: [anIndicator('I1', { formula: 'A +' }), { ...anIndicator('I2'), codeFrom: 'nowhere', extra: 1 }],
    }
    const text = textOf(faulty)
    const faults = faultsOf(text)
    expect(faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'title SCHEMA_TYPE',
      'indicators[0].formula FORMULA_SYNTAX',
      'indicators[1].codeFrom SCHEMA_ENUM',
      'indicators[1].extra SCHEMA_ADDITIONAL_PROPERTIES',
    ])
    const lines = text.split('\n')
    for (const { line, path } of faults) expect(lines[line - 1]).toContain(`"${path.split('.').at(-1)}"`)
  })

  it('of form hide none of sense: not where the body is missing, nor where one calendar of two is broken', () => {
    const { body: _body, ...rest } = aPlan({ indicators: [anIndicator('I1', { formula: 'A +' })] })
    const codesOf = (plan: unknown) => faultsOf(textOf(plan)).map(({ path, code }) => `${path} ${code}`)
    expect(codesOf(rest)).toEqual([' SCHEMA_REQUIRED', 'indicators[0].formula FORMULA_SYNTAX'])
    const calendar = { year: 2021, division: 'quadrimestri', entryDays: 15, workingDays: false, reminderDays: [] }
    const exceptions = [{ period: 1, unit: 'U1', deadline: '2021-06-01', reason: null }]
    const calendars = [{ ...calendar, exceptions }, calendar, calendar]
    expect(codesOf({ ...aPlan(), calendars })).toEqual([
      'calendars[0].exceptions[0].reason SCHEMA_TYPE',
      'calendars[2].year YEAR_TWICE',
    ])
  })

  it('of broken JSON are told by line', () => {
    expect(faultsOf('{\n  "format": "traguardo-plan",\n  "version" 1\n}')[0]).toMatchObject({ line: 3 })
    expect(faultsOf('').length).toBeGreaterThan(0)
    expect(faultsOf('null').length).toBeGreaterThan(0)
  })

  it('a key twice in one object is one of them', () => {
    expect(faultsOf(textOf(aPlan()).replace('"title"', '"title": "x",\n  "title"')).length).toBeGreaterThan(0)
  })

  it('a missing key is placed at what misses it', () => {
    const { title: _title, ...rest } = aPlan()
    expect(faultsOf(textOf(rest))).toMatchObject([{ line: 1, code: 'SCHEMA_REQUIRED', message: 'Manca «title».' }])
  })
})

describe.each(KINDS)('plan files on %s', (kind) => {
  let api: Api
  let controller: Caller
  const imported = async (text: string) =>
    (await controller.ask<{ planImport: { __typename: string; doubts?: readonly object[] } }>(IMPORT, { text }))
      .planImport
  const exported = async () => {
    const { planExport } = await controller.ask<{ planExport: { text: string } }>(EXPORT)
    return JSON.parse(planExport.text) as Plan
  }

  beforeAll(async () => {
    api = await startApi(await demoDatabase(kind))
    controller = await api.signIn('controllo-gestione')
  })
  afterAll(() => api.close())

  it('give back exactly what came in: nothing missing, nothing invented', async () => {
    expect(await exported()).toEqual(massaCarrara)
  })

  it('come in whole or not at all', async () => {
    const [first, ...others] = massaCarrara.indicators
    const faulty = { ...massaCarrara, title: 'Altro', indicators: [{ ...first, formula: 'Nessuna' }, ...others] }
    expect(await imported(textOf(faulty))).toMatchObject({
      __typename: 'PlanFaults',
      faults: [{ path: 'indicators[0].formula', code: 'UNKNOWN_MEASURE' }],
    })
    expect(await exported()).toEqual(massaCarrara)
    const changed = { ...massaCarrara, title: 'Piano corretto' }
    expect(await imported(textOf(changed))).toMatchObject({ __typename: 'PlanImported', title: 'Piano corretto' })
    expect(await exported()).toEqual(changed)
    await imported(textOf(massaCarrara))
  })

  it('[FO32.3] come in with what they may mean otherwise, which is told', async () => {
    const [first, ...others] = massaCarrara.indicators
    const measure = aMeasure('LONE', { kind: 'number', aggregation: 'last', entry: { by: 'units', units: ['RI'] } })
    const doubtful = { ...first, formula: 'LONE', unit: 'Percentuale' }
    const plan = { ...massaCarrara, indicators: [doubtful, ...others], measures: [...massaCarrara.measures, measure] }
    const { doubts, ...answer } = await imported(textOf(plan))
    expect(answer).toMatchObject({ __typename: 'PlanImported' })
    expect(doubts).toMatchObject([{ about: `indicators/${first?.code}`, code: 'NUMBER_AS_PERCENT' }])
    expect((await imported(textOf(massaCarrara))).doubts).toEqual([])
  })

  it("are the controller's to bring and to take; of another body nobody's", async () => {
    const po = await api.signIn('po-registro-imprese')
    for (const who of [po, api.nobody]) {
      expect(await who.ask(IMPORT, { text: textOf(massaCarrara) })).toMatchObject({
        planImport: { __typename: 'Refusal' },
      })
      expect(await who.ask(EXPORT)).toMatchObject({ planExport: { __typename: 'Refusal' } })
    }
    expect(await imported(textOf({ ...massaCarrara, body: { code: 'ALTRO', name: 'Altro ente' } }))).toMatchObject({
      __typename: 'Refusal',
    })
  })

  it('reach a device without the sheets of others', async () => {
    const documentOf = async (who: Caller) => (await who.ask<{ plan: { document: Plan; hash: string } }>(PLAN)).plan
    const own = await documentOf(await api.signIn('po-promozione'))
    expect(own.document.sheets.map(({ code }) => code)).toEqual(['PO4'])
    expect(JSON.stringify(own.document)).not.toContain('PO2_1_2021')
    const whole = await documentOf(controller)
    expect(whole.document).toEqual(massaCarrara)
    expect(whole.hash).not.toBe(own.hash)
    expect(await api.nobody.ask(PLAN)).toEqual({ plan: { __typename: 'Refusal', code: 'NOT_SIGNED_IN' } })
  })
})
