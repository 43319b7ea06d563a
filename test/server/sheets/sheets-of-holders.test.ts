import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { fixedDayClock } from '../../../server/src/kernel/runtime/clock'
import { adoptPolicy } from '../../support/adopted'
import { type Api, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'

const PO = 'po-registro-imprese'
const NEXT = 'po-promozione'
const SG = 'segretario-generale'
const REMARKS = 'Il target sul CO è alto'
const PEOPLE = '{ answer: people(body: "CCIAA-MS") { ... on Staff { people { code holder } } } }'
const END = 'mutation($id: ID!, $lastDay: String!) { answer: holderEnd(id: $id, lastDay: $lastDay) { __typename } }'
const ADD = 'mutation($input: HolderInput!) { answer: holderAdd(input: $input) { __typename } }'
const LIVES =
  '... on SheetLives { events { sheet holder step remarks } judgements { reason } holders { sheet holder isNow part { held of } } } ... on Refusal { code }'
const READ = `query($year: Int!) { answer: sheetLives(body: "CCIAA-MS", year: $year) { ${LIVES} } }`
const STEP = `mutation($step: String!, $remarks: String!, $holder: String) {
  answer: sheetStep(year: 2021, sheet: "PO2", step: $step, remarks: $remarks, holder: $holder) { ${LIVES} } }`
const PLAN =
  'query($year: Int!, $asOf: String) { answer: plan(body: "CCIAA-MS", year: $year, asOf: $asOf) { ... on PlanDocument { document } } }'
const TREE =
  'query($year: Int!, $asOf: String) { answer: tree(body: "CCIAA-MS", year: $year, asOf: $asOf) { ... on Tree { sheets { code score { achievement coverage rule } } } } }'
const FORMER = `query($year: Int!) { answer: formerSheets(year: $year) { ... on FormerSheets {
  years sheets { year from to part { held of } sheet { code score { achievement coverage rule } } events { step remarks } judgements { reason } } } } }`

interface Event {
  readonly sheet: string
  readonly holder: string
  readonly step: string
  readonly remarks: string
}
/** Days of a year. */
interface Part {
  readonly held: number
  readonly of: number
}
interface Lives {
  readonly code?: string
  readonly events: readonly Event[]
  readonly judgements: readonly { readonly reason: string }[]
  readonly holders: readonly {
    readonly sheet: string
    readonly holder: string
    readonly isNow: boolean
    readonly part: Part | null
  }[]
}
interface Scored {
  readonly code: string
  readonly score: unknown
}
interface Former {
  readonly part: Part | null
  readonly to: string
  readonly sheet: Scored
  readonly events: readonly { readonly step: string; readonly remarks: string }[]
  readonly judgements: readonly { readonly reason: string }[]
}

describe.each(KINDS)('a sheet and its holders on %s', (kind) => {
  let day = '2021-09-05'
  let api: Api
  let orm: Orm
  beforeAll(async () => {
    const database = await demoDatabase(kind)
    api = await startApi(database, { clock: { now: () => fixedDayClock(day).now() } })
    orm = await openOrm(database)
  })
  afterAll(async () => {
    await orm.close(true)
    await api.close()
  })

  const ask = async <A>(who: string, query: string, variables: object = {}): Promise<A> => {
    const caller = await api.signIn(who)
    return (await caller.ask<{ answer: A }>(query, variables as Record<string, unknown>)).answer
  }
  const holderOf = async (person: string): Promise<string> => {
    const { people } = await ask<{ people: { code: string; holder: string }[] }>('controllo-gestione', PEOPLE)
    return people.find(({ code }) => code === person)?.holder ?? expect.fail(person)
  }
  const step = (who: string, name: string, { remarks = '', holder }: { remarks?: string; holder?: string } = {}) =>
    ask<Lives>(who, STEP, { step: name, remarks, holder: holder ?? null })
  const lives = (who: string, year = 2021) => ask<Lives>(who, READ, { year })
  const sheetsIn = async (who: string, year: number, asOf: string | null = null) => {
    const plan = await ask<{ document: { sheets: Scored[] } }>(who, PLAN, { year, asOf })
    const tree = await ask<{ sheets: Scored[] }>(who, TREE, { year, asOf })
    const codes = plan.document.sheets.map(({ code }) => code)
    expect(tree.sheets.map(({ code }) => code)).toEqual(codes)
    return codes
  }
  const scoreOf = async (who: string, asOf: string) =>
    (await ask<{ sheets: Scored[] }>(who, TREE, { year: 2021, asOf })).sheets.find(({ code }) => code === 'PO2')?.score
  const former = async (who: string, year = 2021) => (await ask<{ sheets: Former[] }>(who, FORMER, { year })).sheets
  const formerYears = async (who: string) => (await ask<{ years: number[] }>(who, FORMER, { year: 2021 })).years
  let [first, second] = ['', '']

  it('[IS5.2] a step is of the holder of its day', async () => {
    first = await holderOf(PO)
    await step(SG, 'assigned')
    await step(SG, 'discussed')
    expect((await step(PO, 'accepted', { remarks: REMARKS })).events.map(({ holder }) => holder)).toEqual([
      first,
      first,
      first,
    ])
  })

  it('[IS5.4] a step of before holders were named is of the holder of its day', async () => {
    await orm.em.fork().execute('update "sheet_step" set "holder" = null')
    expect((await lives(PO)).events.map(({ holder }) => holder)).toEqual([first, first, first])
    await orm.em
      .fork()
      .execute(
        `insert into "judgement" ("id", "body", "year", "about", "score", "reason", "asked_by", "asked_at", "decided_by", "decided_at", "decision") ` +
          `values ('j1', 'CCIAA-MS', 2021, 'sheets/PO2', 80, 'Evento non imputabile', 'oiv', '2021-09-05T08:00:00.000Z', 'controllo-gestione', '2021-09-05T09:00:00.000Z', 'approved')`,
      )
    expect((await lives(PO)).judgements).toEqual([{ reason: 'Evento non imputabile' }])
  })

  it('[IS6.2] a score by hand stands in the plan while its holder is the one of the year', async () => {
    expect(JSON.stringify(await ask(SG, PLAN, { year: 2021 }))).toContain('Evento non imputabile')
  })

  it('[RI72] [IS6.1] whoever comes sees nothing of the one before, and begins anew', async () => {
    const controller = 'controllo-gestione'
    await ask(controller, END, { id: await holderOf(NEXT), lastDay: '2021-09-06' })
    const input = { person: PO, name: null, username: NEXT, from: '2021-09-07', to: null, handOver: true }
    expect(await ask(controller, ADD, { input })).toEqual({ __typename: 'Staff' })
    day = '2021-09-07'
    second = await holderOf(PO)
    expect(second).not.toBe(first)
    const seen = await lives(NEXT)
    expect([seen.events, seen.judgements, seen.holders]).toEqual([
      [],
      [],
      [{ sheet: 'PO2', holder: second, isNow: true, part: null }],
    ])
    expect(await sheetsIn(NEXT, 2021)).toEqual(['PO2'])
    expect(await sheetsIn(NEXT, 2021, '2021-09-06')).toEqual([])
    expect(JSON.stringify(await ask(NEXT, PLAN, { year: 2021 }))).not.toContain('Evento non imputabile')
    // It counts for the holder of before alone: in the plan of today it stands no more, for nobody.
    expect(JSON.stringify(await ask(SG, PLAN, { year: 2021 }))).not.toContain('Evento non imputabile')
    expect((await step(SG, 'monitored')).code).toBe('STEP_OUT_OF_ORDER')
    await step(SG, 'assigned')
    expect((await lives(NEXT)).events.map((one) => [one.step, one.holder])).toEqual([['assigned', second]])
  })

  it('[IS6.1] a score by hand is of the holder for whom it was asked, and not of who comes', async () => {
    expect((await lives(NEXT)).judgements).toEqual([])
    expect((await lives(SG)).judgements).toEqual([{ reason: 'Evento non imputabile' }])
  })

  it('[RI71.4] those above see both, and go on with the one before where they name them', async () => {
    const seen = await lives(SG)
    expect(seen.events.map(({ holder }) => holder)).toEqual([first, first, first, second])
    expect((await step(SG, 'monitored', { holder: first })).code).toBeUndefined()
    expect((await step(SG, 'monitored', { holder: 'nobody' })).code).toBe('UNKNOWN_HOLDER')
    expect((await step(NEXT, 'accepted', { holder: first })).code).toBe('UNKNOWN_HOLDER')
    expect((await lives(NEXT)).events.map((one) => one.step)).toEqual(['assigned'])
  })

  it('[RI74] who held it reads the own part without a role, as on the last day, and nothing of after', async () => {
    const sheets = await former(PO)
    expect(sheets.map(({ sheet, to }) => [sheet.code, to])).toEqual([['PO2', '2021-09-06']])
    const [own] = sheets
    expect(own?.events.map((one) => one.step)).toEqual(['assigned', 'discussed', 'accepted', 'monitored'])
    expect(own?.events[2]?.remarks).toBe(REMARKS)
    expect(own?.judgements).toEqual([{ reason: 'Evento non imputabile' }])
    expect(own?.sheet.score).toEqual(await scoreOf(SG, '2021-09-06'))
    expect(await former(PO, 2024)).toEqual([])
    expect([await formerYears(PO), await formerYears(SG)]).toEqual([[2021], []])
    expect((await former(NEXT)).map(({ sheet }) => sheet.code)).toEqual(['PO4'])
    expect(await former(SG)).toEqual([])
  })

  it('[RI75.1] nothing is shared out until the policy says so, then each has the days of theirs, and all together the year', async () => {
    const parts = async () => {
      const { holders } = await lives(SG)
      return holders.flatMap(({ sheet, part }) => (sheet === 'PO2' ? [part] : []))
    }
    expect([await parts(), (await former(PO)).map(({ part }) => part)]).toEqual([[null, null], [null]])
    await adoptPolicy(await api.signIn('controllo-gestione'), { partYear: 'days' }, '2021-09-05')
    const [before, next] = [
      { held: 249, of: 365 },
      { held: 116, of: 365 },
    ]
    expect(await parts()).toEqual(expect.arrayContaining([before, next]))
    expect((await lives(NEXT)).holders.map(({ part }) => part)).toEqual([next])
    expect((await former(PO)).map(({ part }) => part)).toEqual([before])
  })

  it('[RI71.1] a year in which somebody held no day is not theirs in the position', async () => {
    day = '2021-12-30'
    const input = { person: PO, name: null, username: PO, from: '2022-01-01', to: null, handOver: true }
    expect(await ask('controllo-gestione', ADD, { input })).toEqual({ __typename: 'Staff' })
    day = '2022-02-01'
    expect(await sheetsIn(PO, 2021)).toEqual([])
    expect(await sheetsIn(PO, 2022)).toEqual(['PO2'])
    const seen = await lives(PO)
    expect([seen.events, seen.holders]).toEqual([[], []])
    expect((await former(NEXT)).map(({ sheet }) => sheet.code).sort()).toEqual(['PO2', 'PO4'])
  })
})
