import { usualCalendar } from '@traguardo/shared/calendar'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixedDayClock } from '../../../server/src/kernel/runtime/clock'
import { readPlanFile } from '../../../server/src/plans/file/plan-import'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'
import { aPush, edit, type PushAnswer, verdictsIn } from '../../support/push'

const SAVE = `mutation($year: Int!, $seen: CalendarInput!, $input: CalendarInput!) { calendarSave(year: $year, seen: $seen, input: $input) { __typename ... on Refusal { code message } } }`
const usual = {
  division: 'quadrimestri',
  entryDays: 15,
  workingDays: false,
  reminderDays: [7],
  spans: [],
  exceptions: [],
}
const { year: _year, ...asUsual } = { spans: [], exceptions: [], ...usualCalendar(2021) }
const enter = () => edit('T_medi_C1.1.1', 'RI', { type: 'number', number: 2 })

describe.each(KINDS)('the calendar of a body on %s', (kind) => {
  let api: Api
  let controller: Caller
  let head: Caller
  let day = '2021-09-05'
  beforeAll(async () => {
    api = await startApi(await demoDatabase(kind), { clock: { now: () => fixedDayClock(day).now() } })
    controller = await api.signIn('controllo-gestione')
    head = await api.signIn('po-registro-imprese')
  })
  afterAll(() => api.close())
  const ofYear: Record<number, object> = {}
  const save = async (changes: object, year = 2021, seen = ofYear[year] ?? asUsual) => {
    const input = { ...usual, ...changes }
    const asked = { year, seen, input }
    const { calendarSave } = await controller.ask<{ calendarSave: { code?: string } }>(SAVE, asked)
    if (!calendarSave.code) ofYear[year] = input
    return calendarSave
  }
  const verdict = async () => verdictsIn(await head.ask<PushAnswer>(...aPush([enter()])))[0]

  it('[CA12.1] an exception with its reason opens a period for one unit, on the server and in the plan that devices get', async () => {
    day = '2021-09-20'
    expect(await verdict()).toBe('PERIOD_CLOSED')
    const exceptions = [{ period: 2, unit: 'RI', deadline: '2021-09-30', reason: 'Trasloco degli uffici' }]
    expect(await save({ exceptions })).toEqual({ __typename: 'Done' })
    expect(await verdict()).toBe('applied')
    const { plan } = await head.ask<{ plan: { document: { calendars: unknown[] } } }>(
      '{ plan(body: "CCIAA-MS", year: 2021) { ... on PlanDocument { document } } }',
    )
    expect(plan.document.calendars).toMatchObject([{ year: 2021, exceptions }])
    day = '2021-10-01'
    expect(await verdict()).toBe('PERIOD_CLOSED')
    day = '2021-09-05'
  })

  it('[RI100.5] an act leaves something out of the scores of the year, and is taken back, both on record', async () => {
    const ACT = `mutation($about: String!, $periods: [Int!]!, $reason: String!) { neutralise(year: 2021, about: $about, periods: $periods, from: "2021-09-01", act: { organ: "OIV", number: "4", date: "2021-09-01" }, reason: $reason) { __typename ... on Refusal { code } } }`
    const oiv = await api.signIn('oiv')
    const about = 'objectives/1.1'
    const asked = { about, periods: [2, 1], reason: 'Sede allagata' }
    expect(await head.ask(ACT, asked)).toMatchObject({ neutralise: { code: 'NOT_CONTROLLER' } })
    expect(await oiv.ask(ACT, { ...asked, reason: '' })).toEqual({
      neutralise: { __typename: 'Refusal', code: 'REASON_MISSING' },
    })
    expect(await oiv.ask(ACT, { ...asked, about: 'areas/AS1' })).toMatchObject({
      neutralise: { code: 'NOT_NEUTRALISABLE' },
    })
    expect(await oiv.ask(ACT, asked)).toEqual({ neutralise: { __typename: 'Done' } })
    const listOf = async () => {
      const { plan } = await head.ask<{ plan: { document: { calendars?: { neutralised?: { id: string }[] }[] } } }>(
        '{ plan(body: "CCIAA-MS", year: 2021) { ... on PlanDocument { document } } }',
      )
      return plan.document.calendars?.[0]?.neutralised ?? []
    }
    const [made] = await listOf()
    expect(made).toMatchObject({ about, periods: [1, 2], reason: 'Sede allagata', by: 'oiv', from: '2021-09-01' })
    const typed = await oiv.ask(
      '{ tree(body: "CCIAA-MS", year: 2021) { ... on Tree { plan { calendars { neutralised { about periods act { number } } } } } } }',
    )
    expect(JSON.stringify(typed)).toContain(
      '"neutralised":[{"about":"objectives/1.1","periods":[1,2],"act":{"number":"4"}}]',
    )
    const REVOKE =
      'mutation($id: String!) { neutralisationRevoke(year: 2021, id: $id) { __typename ... on Refusal { code } } }'
    expect(await head.ask(REVOKE, { id: made?.id })).toMatchObject({ neutralisationRevoke: { code: 'NOT_CONTROLLER' } })
    expect(await controller.ask(REVOKE, { id: made?.id })).toEqual({ neutralisationRevoke: { __typename: 'Done' } })
    expect(await controller.ask(REVOKE, { id: made?.id })).toMatchObject({
      neutralisationRevoke: { code: 'NOT_NEUTRALISABLE' },
    })
    expect(await listOf()).toEqual([])
    const { record } = await oiv.ask<{ record: { entries: { action: string; outcome: string }[] } }>(
      '{ record(body: "CCIAA-MS") { ... on RecordPage { entries { action outcome } } } }',
    )
    const told = record.entries.filter(({ outcome }) => outcome === 'done').map(({ action }) => action)
    expect(told).toEqual(expect.arrayContaining(['year.neutralise', 'year.restore']))
  })

  it.each([
    ['REASON_MISSING', { exceptions: [{ period: 2, unit: 'RI', deadline: '2021-09-30', reason: '' }] }],
    ['UNKNOWN_DIVISION', { division: 'settimane' }],
    ['BAD_ENTRY_DAYS', { entryDays: 0 }],
  ])('[CA13.3] [CA13.4] [CA13.5] is refused with %s', async (code, changes) =>
    expect((await save(changes)).code).toBe(code),
  )

  it('[CA13.9] is refused with another division: values of the year would come to mean something else', async () => {
    expect((await save({ division: 'semestri' })).code).toBe('CALENDAR_IN_USE')
  })

  it('[RF4.3] is refused with its sentence, for whoever asks', async () => {
    expect(await save({ entryDays: 0 })).toMatchObject({ message: expect.stringMatching(/^\p{Lu}.*\.$/u) as string })
  })

  it('is refused for a year without a plan, and for whoever is not the controller', async () => {
    expect((await save({}, 2031)).code).toBe('NO_PLAN')
    const asked = await head.ask<{ calendarSave: { code: string } }>(SAVE, { year: 2021, seen: usual, input: usual })
    expect(asked.calendarSave.code).toBe('NOT_CONTROLLER')
  })

  it('[CA10.1] divides a year that nobody has entered into', async () => {
    expect(await save({ division: 'semestri' }, 2023)).toEqual({ __typename: 'Done' })
    day = '2023-07-05'
    const later = await api.signIn('controllo-gestione')
    const { tree } = await later.ask<{ tree: { period: { name: string } } }>(
      '{ tree(body: "CCIAA-MS", year: 2023) { ... on Tree { period { name } } } }',
    )
    expect(tree.period.name).toBe('I semestre 2023')
    day = '2021-09-05'
    controller = await api.signIn('controllo-gestione')
    head = await api.signIn('po-registro-imprese')
  })

  it('is not written over what somebody else changed meanwhile: of two at once one is told', async () => {
    const seen = ofYear[2022] ?? asUsual
    const both = await Promise.all([save({ entryDays: 16 }, 2022, seen), save({ entryDays: 17 }, 2022, seen)])
    expect(both.map(({ code }) => code).sort()).toEqual(['CALENDAR_CHANGED', undefined])
    expect((await save({ entryDays: 18 }, 2022)).code).toBeUndefined()
  })

  it('[PR1.6] a report is refused while something is not confirmed, and a year is closed after its last deadline only', async () => {
    const report = await controller.ask('mutation { reportSend(year: 2021, period: 2) { ... on Refusal { code } } }')
    expect(report).toEqual({ reportSend: { code: 'NOT_ALL_CONFIRMED' } })
    const close = () => controller.ask('mutation { yearClose(year: 2021) { __typename ... on Refusal { code } } }')
    expect(await close()).toMatchObject({ yearClose: { code: 'YEAR_NOT_OVER' } })
    const exceptions = [{ period: 3, unit: 'RI', deadline: '2022-01-31', reason: 'Trasloco degli uffici' }]
    expect(await save({ exceptions })).toEqual({ __typename: 'Done' })
    day = '2022-01-31'
    controller = await api.signIn('controllo-gestione')
    expect(await close()).toMatchObject({ yearClose: { code: 'YEAR_NOT_OVER' } })
    day = '2022-02-01'
    controller = await api.signIn('controllo-gestione')
    head = await api.signIn('po-registro-imprese')
    expect(await close()).toEqual({ yearClose: { __typename: 'Done' } })
    expect(await close()).toMatchObject({ yearClose: { code: 'YEAR_CLOSED' } })
    expect(await verdict()).toBe('YEAR_CLOSED')
    const VALIDATE = 'mutation { yearValidate(year: 2021) { __typename ... on Refusal { code } } }'
    const evaluator = await api.signIn('oiv')
    expect(await controller.ask(VALIDATE)).toMatchObject({ yearValidate: { code: 'NOT_YOUR_ROLE' } })
    expect(await evaluator.ask(VALIDATE)).toEqual({ yearValidate: { __typename: 'Done' } })
    expect(await evaluator.ask(VALIDATE)).toMatchObject({ yearValidate: { code: 'YEAR_VALIDATED' } })
    day = '2021-09-05'
  })

  it('[PR12.13] its file is imported again by another installation, closed and validated as its years are', async () => {
    const { plan } = await controller.ask<{
      plan: { document: { calendars: { year: number; closedOn?: string; evaluated?: object }[] } }
    }>('{ plan(body: "CCIAA-MS", year: 2021) { ... on PlanDocument { document } } }')
    const { planExport } = await controller.ask<{ planExport: { text: string } }>(
      '{ planExport(body: "CCIAA-MS", year: 2021) { ... on PlanExport { text } } }',
    )
    expect(plan.document.calendars.find(({ closedOn }) => closedOn === '2022-02-01')?.evaluated).toBeDefined()
    const read = readPlanFile(planExport.text)
    expect(read.ok ? read.value.calendars?.map(({ year }) => year) : read.error).toEqual(
      plan.document.calendars.map(({ year }) => year),
    )
  })
})
