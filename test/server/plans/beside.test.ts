import { usualCalendar } from '@traguardo/shared/calendar'
import type { Plan, RoleGrant, YearCalendar } from '@traguardo/shared/model'
import { EVERY_DAY, type HolderDays, type ViewingHolder } from '@traguardo/shared/people'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../server/src/app/opening/open-database'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { planHash } from '../../../server/src/plans/plan-hash'
import { loadPlan } from '../../../server/src/plans/plan-loader'
import { planShelf } from '../../../server/src/plans/plan-shelf'
import { viewerKey, visiblePlanOf } from '../../../server/src/plans/visible-plan-of'
import { freshDatabase, KINDS } from '../../support/databases'
import { massaCarrara } from '../../support/massa-carrara'
import { aPlan, individual } from '../../support/scoring'

const NOW = '2021-09-05T08:00:00.000Z'
const SHEET = { code: 'SCHEDA', title: 'Scheda di Anna', person: 'anna', unit: 'U1', weightTotal: 100 }
const PLAN = aPlan({
  calendars: [
    { ...usualCalendar(2021), division: 'semestri' },
    { ...usualCalendar(2022), division: 'semestri' },
  ],
  sheets: [SHEET],
  objectives: [...aPlan().objectives, individual('IND1', SHEET.code, 100)],
})

describe.each(KINDS)('what stands beside a plan, on %s', (kind) => {
  let orm: Orm
  const shelf = () => planShelf({ now: () => NOW })
  beforeEach(async () => {
    orm = await openDatabase(await freshDatabase(kind))
    await loadPlan(orm.em.fork(), PLAN, { at: NOW, person: '' })
  })
  afterEach(() => orm.close(true))

  const run = (sql: string, values: readonly unknown[] = []) => orm.em.fork().execute<object[]>(sql, [...values])
  const found = async (asOf?: string, holder?: string, on = shelf()) =>
    (await on.find(orm.em, 'B', 2021, asOf, holder)) ?? expect.fail('no plan')
  const sets = (calendar: YearCalendar, version: string, body = 'B') =>
    run('insert into "year_calendar" ("body", "year", "version", "document") values (?, ?, ?, ?)', [
      ...[body, calendar.year, version, JSON.stringify(calendar)],
    ])
  interface Judged {
    readonly about?: string
    readonly year?: number
    readonly holder?: string | null
    readonly decision?: string | null
    readonly decided?: string
    readonly body?: string
  }
  const judged = (id: string, score: number, changes: Judged = {}) => {
    const { about = 'indicators/I1', year = 2021, holder = null, decision = 'approved', body = 'B' } = changes
    const { decided = '2021-09-02T08:00:00.000Z' } = changes
    return run(
      'insert into "judgement" ("id", "body", "year", "about", "holder", "score", "reason", "asked_by", "asked_at", "decided_by", "decided_at", "decision") ' +
        `values (?, ?, ?, ?, ?, ?, 'perché', 'sg', '2021-09-01T08:00:00.000Z', ?, ?, ?)`,
      [...[id, body, year, about, holder, score], ...(decision ? ['cdg', decided, decision] : [null, null, null])],
    )
  }
  const scores = async (asOf?: string, holder?: string) =>
    (await found(asOf, holder)).plan.judgements?.map(({ about, year, score }) => [about, year, score])

  it('is nothing where nothing was set: the plan is its document, and has its hash', async () => {
    await sets({ ...usualCalendar(2021), division: 'trimestri' }, 'of-another', 'C')
    await judged('of-another', 1, { body: 'C' })
    await judged('waits', 1, { decision: null })
    await judged('refused', 1, { decision: 'refused' })
    const { plan, hash } = await found()
    expect(plan).toEqual(PLAN)
    expect(hash).toBe(planHash(PLAN))
  })

  it('a calendar that was set stands in place of the one of its year in the file, and of no other', async () => {
    const set: YearCalendar = { ...usualCalendar(2021), division: 'trimestri' }
    await sets(set, 'first')
    const { plan, hash } = await found()
    expect(plan.calendars).toEqual([PLAN.calendars?.[1], set])
    expect(plan).toEqual({ ...PLAN, calendars: plan.calendars })
    expect(hash).toBe(planHash(plan))
    const another: YearCalendar = { ...usualCalendar(2020), division: 'semestri' }
    await sets(another, 'second')
    expect((await found()).plan.calendars).toEqual([PLAN.calendars?.[1], another, set])
  })

  it('a calendar that was set stands also where the file has none', async () => {
    const { calendars: _none, ...bare } = PLAN
    await loadPlan(orm.em.fork(), bare, { at: NOW, person: '' })
    await judged('j', 60)
    expect((await found()).plan.calendars).toBeUndefined()
    await sets(usualCalendar(2021), 'first')
    expect((await found()).plan.calendars).toEqual([usualCalendar(2021)])
  })

  it('the last approved score by hand of something counts, with who asked for it and who approved it', async () => {
    await judged('b', 60, { decided: '2021-09-03T08:00:00.000Z' })
    await judged('a', 50)
    await judged('c', 70, { about: 'objectives/O1' })
    await judged('d', 80, { year: 2022 })
    await judged('e', 90, { decision: 'refused', decided: '2021-09-04T08:00:00.000Z' })
    expect(await scores()).toEqual([
      ['indicators/I1', 2021, 60],
      ['objectives/O1', 2021, 70],
      ['indicators/I1', 2022, 80],
    ])
    expect((await found()).plan.judgements?.[1]).toEqual({
      ...{ about: 'objectives/O1', year: 2021, score: 70, reason: 'perché' },
      ...{ by: 'sg', approvedBy: 'cdg', at: '2021-09-02T08:00:00.000Z' },
    })
    expect((await found()).plan.calendars).toEqual(PLAN.calendars)
    // Of two of one moment the later one made counts: ids are in the order of time.
    await judged('f', 65, { decided: '2021-09-03T08:00:00.000Z' })
    expect(await scores()).toContainEqual(['indicators/I1', 2021, 65])
  })

  it('[IS6.2] a score by hand of a sheet counts while its holder is the one of the year', async () => {
    const [person] = await orm.em.fork().execute<{ id: string }[]>(`select "id" from "person" where "code" = 'anna'`)
    const holds = (id: string, { from, to }: HolderDays) =>
      run('insert into "holder" ("id", "person_id", "valid_from", "valid_to") values (?, ?, ?, ?)', [
        ...[id, person?.id, from, to],
      ])
    await holds('first', { from: null, to: '2021-06-30' })
    await holds('second', { from: '2021-07-01', to: null })
    const about = 'objectives/IND1'
    await judged('a', 50, { about, holder: 'first' })
    await judged('b', 60, { about, holder: 'second' })
    expect(await scores()).toEqual([[about, 2021, 60]])
    expect(await scores('2021-06-30')).toEqual([[about, 2021, 50]])
    expect(await scores(undefined, 'first')).toEqual([[about, 2021, 50]])
    expect(await scores('2021-06-30', 'second')).toEqual([[about, 2021, 60]])
    // Asked for before holders were named: of whoever held the position then.
    await run(`update "judgement" set "holder" = null, "asked_at" = '2021-06-01T08:00:00.000Z' where "id" = 'b'`)
    expect(await scores()).toBeUndefined()
    expect(await scores(undefined, 'first')).toEqual([[about, 2021, 60]])
  })

  it('is at hand until it changes, and then it is read', async () => {
    const on = shelf()
    const first = await found(undefined, undefined, on)
    expect((await found(undefined, undefined, on)).plan).toBe(first.plan)
    expect((await on.all(orm.em, 'B'))[0]?.plan).toBe(first.plan)
    await sets(usualCalendar(2021), 'first')
    const second = await found(undefined, undefined, on)
    expect(second.hash).not.toBe(first.hash)
    await run(`update "year_calendar" set "version" = 'second', "document" = ?`, [
      JSON.stringify({ ...usualCalendar(2021), division: 'semestri' }),
    ])
    const third = (await on.all(orm.em, 'B'))[0]
    expect(third?.plan.calendars).toContainEqual({ ...usualCalendar(2021), division: 'semestri' })
    expect(third?.hash).not.toBe(second.hash)
    expect(third?.id).toBe(first.id)
  })
})

describe('a plan as somebody sees it', () => {
  const viewer = (person: string, roles: readonly RoleGrant[], days: HolderDays | null = EVERY_DAY): ViewingHolder => ({
    ...{ person, roles, holder: null, days },
  })
  const HEAD: RoleGrant = { role: 'unit-head', unit: 'RI' }
  const sheetsOf = (who: ViewingHolder, year = 2021, asOf?: string, plan: Plan = massaCarrara) =>
    visiblePlanOf(plan, who, year, asOf).plan.sheets.map(({ code }) => code)
  const own = massaCarrara.sheets.find(({ person }) => person === 'po-registro-imprese') ?? expect.fail('no sheet')
  const PO = own.person

  it('[RI3.1] is made for each role by itself, though the person be the same', () => {
    const controller: RoleGrant = { role: 'controller', unit: 'RI' }
    const evaluator: RoleGrant = { role: 'evaluator', unit: 'RI' }
    expect(sheetsOf(viewer(PO, [HEAD]))).toEqual([own.code])
    expect(sheetsOf(viewer(PO, [controller]))).toEqual(massaCarrara.sheets.map(({ code }) => code))
    expect(sheetsOf(viewer('nobody', [HEAD]))).toEqual([])
    const keys = [[HEAD], [controller], [evaluator], [{ ...HEAD, unit: 'PROM' }], [HEAD, controller], []].map((roles) =>
      viewerKey(massaCarrara, viewer(PO, roles)),
    )
    expect(new Set(keys).size).toBe(keys.length)
    expect(viewerKey(massaCarrara, viewer(PO, [controller, HEAD]))).toBe(keys[4])
  })

  it('[RI71.1] [RI71.2] is made for the years in which somebody has a day, and the day that is asked for', () => {
    const half = viewer(PO, [HEAD], { from: '2021-07-01', to: '2021-12-31' })
    expect([2020, 2021, 2022].map((year) => sheetsOf(half, year))).toEqual([[], [own.code], []])
    expect(sheetsOf(half, 2021, '2021-06-30')).toEqual([])
    expect(sheetsOf(half, 2021, '2021-07-01')).toEqual([own.code])
    const longer = viewer(PO, [HEAD], { from: '2021-07-01', to: '2022-01-01' })
    expect(viewerKey(massaCarrara, half)).not.toBe(viewerKey(massaCarrara, longer))
    expect(sheetsOf(viewer(PO, [HEAD], null))).toEqual([])
  })

  it('is made once for whoever sees the same, and has the hash of what is seen', () => {
    const [one, again] = [0, 1].map(() => visiblePlanOf(massaCarrara, viewer(PO, [HEAD]), 2021))
    expect(again).toBe(one)
    expect(one?.hash).toBe(planHash(one?.plan ?? expect.fail('none')))
    expect(visiblePlanOf(massaCarrara, viewer('nobody', [HEAD]), 2021).hash).not.toBe(one?.hash)
    expect(sheetsOf(viewer(PO, [HEAD]), 2021, undefined, { ...massaCarrara, sheets: [] })).toEqual([])
  })
})
