import type { Act, Plan, RoleGrant } from '@traguardo/shared/model'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../server/src/app/opening/open-database'
import type { EntityManager, Orm } from '../../../server/src/kernel/db/orm'
import { planHash } from '../../../server/src/plans/plan-hash'
import { holdPlan, loadPlan, type Placing, placePlan } from '../../../server/src/plans/plan-loader'
import { planShelf } from '../../../server/src/plans/plan-shelf'
import { freshDatabase } from '../../support/databases'
import { aPlan } from '../../support/scoring'

const NOW = '2021-09-05T08:00:00.000Z'
const ACT: Act = { organ: 'Giunta', number: '1', date: '2021-09-01', printed: 'Giunta n. 1' }
const HEAD: RoleGrant = { role: 'unit-head', unit: 'U1' }

describe('a plan that is put in place', () => {
  let orm: Orm
  beforeEach(async () => (orm = await openDatabase(await freshDatabase('sqlite'))))
  afterEach(() => orm.close(true))

  const rows = <T extends object>(sql: string) => orm.em.fork().execute<T[]>(sql)
  const place = (plan: Plan, changes: Partial<Placing> = {}) =>
    orm.em
      .fork()
      .transactional((tx) =>
        placePlan(tx as EntityManager, plan, { at: NOW, person: 'cdg', action: 'plan.import', act: null, ...changes }),
      )
  const versions = () =>
    rows<object>(
      'select "body_code" as "body", "first_year" as "first", "version", "in_force_from" as "from" from "plan" order by "first_year", "version"',
    )
  const told = async () =>
    (
      await rows<{ action: string; about: string; detail: string; holder: string | null }>(
        'select * from "record" order by "seq"',
      )
    ).map(({ action, about, detail, holder }) => ({ action, about, holder, detail: JSON.parse(detail) as object }))
  const of = (years: readonly [number, number], changes: Partial<Plan> = {}) =>
    aPlan({ firstYear: years[0], lastYear: years[1], ...changes })

  it('[PR1.5] is the first version of its years for always, and each further one from its day', async () => {
    const first = of([2021, 2023])
    await place(first)
    await place({ ...first, title: 'Un altro' })
    await place({ ...first, title: 'Da un giorno' }, { from: '2021-10-01', act: ACT })
    await place(of([2024, 2026]))
    const { code: body } = first.body
    expect(await versions()).toEqual([
      { body, first: 2021, version: 1, from: null },
      { body, first: 2021, version: 2, from: '2021-09-05' },
      { body, first: 2021, version: 3, from: '2021-10-01' },
      { body, first: 2024, version: 1, from: null },
    ])
    const [stored] = await rows<{ act: string; hash: string; document: string; adopted_at: string }>(
      'select * from "plan" where "version" = 3',
    )
    expect(stored).toMatchObject({ adopted_at: NOW, hash: planHash({ ...first, title: 'Da un giorno' }) })
    expect([JSON.parse(stored?.act ?? ''), (JSON.parse(stored?.document ?? '') as Plan).title]).toEqual([
      ACT,
      'Da un giorno',
    ])
  })

  it('[RE1.1] stands in the record with its version, act and changes, and its registers are put in scopes anew', async () => {
    const plan = of([2021, 2023])
    const changes = [{ kind: 'updated', about: 'measures/A', fields: ['name'] }] as never
    await place(plan, { holder: 'h', action: 'plan.adopt', act: ACT, changes })
    expect((await told()).slice(0, 1)).toEqual([
      {
        ...{ action: 'plan.adopt', about: '|plans/2021-2023|', holder: 'h' },
        detail: { version: 1, hash: planHash(plan), inForceFrom: null, act: ACT, changes },
      },
    ])
    expect(await rows(`select "name", "value" from "setting" where "name" like 'rescope/%'`)).toEqual([
      { name: `rescope/${plan.body.code}`, value: 'due' },
    ])
  })

  it('[RI28] tells of the roles that whoever places it gets by it, and of no other', async () => {
    const people = [
      { code: 'cdg', title: 'CdG', roles: [HEAD, { role: 'controller' as const, unit: 'ENTE' }] },
      { code: 'anna', title: 'Anna', roles: [HEAD] },
    ]
    const plan = of([2021, 2023], { people })
    await place(plan)
    const given = (await told()).filter(({ action }) => action === 'grant.give')
    expect(given).toEqual([
      {
        ...{ action: 'grant.give', about: '|people/cdg|units/U1|', holder: null },
        detail: { ...HEAD, person: 'cdg', byPlan: true },
      },
      {
        ...{ action: 'grant.give', about: '|people/cdg|units/ENTE|', holder: null },
        detail: { role: 'controller', unit: 'ENTE', person: 'cdg', byPlan: true },
      },
    ])
    await place({ ...plan, title: 'Di nuovo' })
    expect((await told()).filter(({ action }) => action === 'grant.give')).toHaveLength(2)
  })

  it('[RI28] tells of none where nobody is signed in', async () => {
    const people = [{ code: '', title: 'Nessuno', roles: [HEAD] }]
    await place(of([2021, 2023], { people }), { person: '' })
    expect((await told()).map(({ action }) => action)).toEqual(['plan.import'])
  })

  it('is followed by units and people only where no plan begins later', async () => {
    const people = [{ code: 'anna', title: 'Nuova', roles: [HEAD] }]
    await loadPlan(orm.em.fork(), of([2024, 2026], { people }), { at: NOW, person: '' })
    const old = [{ code: 'anna', title: 'Vecchia', roles: [] }]
    await loadPlan(orm.em.fork(), of([2021, 2023], { people: old }), { at: NOW, person: '' })
    expect(await rows('select "title" from "person"')).toEqual([{ title: 'Nuova' }])
    expect(await rows('select "role" from "role_grant"')).toEqual([{ role: 'unit-head' }])
    await loadPlan(orm.em.fork(), of([2024, 2026], { people: old }), { at: NOW, person: '' })
    expect(await rows('select "title" from "person"')).toEqual([{ title: 'Vecchia' }])
  })

  it('[SY32.2] is held at a site in place of what was held for its years, without a word in the record', async () => {
    const hold = (plan: Plan) => holdPlan(orm.em.fork(), plan, NOW)
    const people = [{ code: 'anna', title: 'Anna', roles: [HEAD] }]
    await hold(of([2024, 2026], { people }))
    await hold(of([2021, 2023], { people: [{ code: 'anna', title: 'Vecchia', roles: [] }] }))
    await hold(of([2021, 2023], { title: 'Come ora' }))
    const { code: body } = aPlan().body
    expect(await versions()).toEqual([
      { body, first: 2021, version: 1, from: null },
      { body, first: 2024, version: 1, from: null },
    ])
    expect(await told()).toEqual([])
    expect(await rows('select "title" from "person" where "code" = \'anna\'')).toEqual([{ title: 'Anna' }])
    expect(await rows(`select "name" from "setting" where "name" like 'rescope/%'`)).toHaveLength(1)
    await hold(of([2024, 2026], { people: [{ code: 'anna', title: 'Adesso', roles: [] }] }))
    expect(await rows('select "title" from "person" where "code" = \'anna\'')).toEqual([{ title: 'Adesso' }])
  })

  it('[PR1.5] [PR7] is found for a year as it counts on a day', async () => {
    let day = '2021-09-05'
    const shelf = planShelf({ now: () => `${day}T08:00:00.000Z` })
    const { code: body } = aPlan().body
    await place(of([2021, 2023], { title: 'Prima' }))
    await place(of([2021, 2023], { title: 'Seconda' }), { from: '2021-10-01' })
    await place(of([2023, 2025], { title: 'Dopo' }))
    const titles = async () => (await shelf.all(orm.em, body)).map(({ plan }) => plan.title)
    const title = async (year: number, asOf?: string) => (await shelf.find(orm.em, body, year, asOf))?.plan.title
    expect(await titles()).toEqual(['Dopo', 'Prima'])
    expect([await title(2020), await title(2021), await title(2023), await title(2025), await title(2026)]).toEqual([
      ...[undefined, 'Prima', 'Dopo', 'Dopo', undefined],
    ])
    expect([await title(2021, '2021-09-30'), await title(2021, '2021-10-01')]).toEqual(['Prima', 'Seconda'])
    day = '2021-10-01'
    expect(await titles()).toEqual(['Dopo', 'Seconda'])
    expect(await title(2022)).toBe('Seconda')
    expect(await shelf.all(orm.em, 'nessuno')).toEqual([])
  })
})
