import type { Plan, RoleGrant } from '@traguardo/shared/model'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import { BodyEntity } from '../../../server/src/identity/organisation/body.entity'
import { adoptOrganisation, type NewRoleGrant } from '../../../server/src/identity/organisation/organisation'
import type { EntityManager, Orm } from '../../../server/src/kernel/db/orm'
import { freshDatabase } from '../../support/databases'
import { aPlan } from '../../support/scoring'
import { openDatabase } from '../../../server/src/app/opening/open-database'

const HEAD: RoleGrant = { role: 'unit-head', unit: 'U1' }

describe('the organisation of a plan', () => {
  let orm: Orm
  beforeEach(async () => {
    const database = await freshDatabase('sqlite')
    await (await openDatabase(database)).close(true)
    orm = await openOrm(database)
    await orm.em.fork().execute(`insert into "body" ("code", "name") values ('B', 'Prima'), ('C', 'Un altro')`)
  })
  afterEach(() => orm.close(true))

  const adopt = (changes: Partial<Plan> = {}): Promise<readonly NewRoleGrant[]> =>
    orm.em.fork().transactional(async (tx) => {
      const body = await tx.findOneOrFail(BodyEntity, { code: 'B' })
      return adoptOrganisation(tx as EntityManager, body, aPlan(changes))
    })
  const person = (code: string, roles: readonly RoleGrant[], title = code) => ({ code, title, roles: [...roles] })
  const rows = <T extends object>(sql: string) => orm.em.fork().execute<T[]>(sql)
  const grants = async () =>
    (
      await rows<{ told: string }>(
        `select p."code" || ' ' || r."role" || ' ' || u."code" || ' ' || coalesce(r."valid_from", '') || ' ' || coalesce(r."valid_to", '') || ' ' || r."deputy" || ' ' || r."origin" as "told" ` +
          'from "role_grant" r join "person" p on p."id" = r."person_id" join "unit" u on u."id" = r."unit_id" order by 1',
      )
    ).map(({ told }) => told)

  it('is that of its body, units, positions and roles; said again it changes nothing', async () => {
    const people = [person('anna', [{ ...HEAD, from: '2021-01-01', to: '2021-12-31', deputy: true }], 'P.O.')]
    expect(await adopt({ people })).toEqual([{ person: 'anna', grant: people[0]?.roles[0] }])
    expect(await grants()).toEqual(['anna unit-head U1 2021-01-01 2021-12-31 1 plan'])
    expect(await rows('select "title" from "person"')).toEqual([{ title: 'P.O.' }])
    expect(await rows(`select "name" from "body" order by "code"`)).toEqual([
      { name: aPlan().body.name },
      { name: 'Un altro' },
    ])
    const all = () =>
      Promise.all(['unit', 'person', 'role_grant'].map((table) => rows(`select * from "${table}" order by "id"`)))
    const before = await all()
    expect(await adopt({ people })).toEqual([])
    expect(await all()).toEqual(before)
  })

  it('names units and positions anew, under the same ids', async () => {
    await adopt({ people: [person('anna', [HEAD])] })
    const ids = () => Promise.all(['unit', 'person'].map((table) => rows(`select "id" from "${table}" order by "id"`)))
    const before = await ids()
    const units = aPlan().units.map((unit) =>
      unit.code === 'U1' ? { ...unit, name: 'Nuovo nome', from: '2021-02-01', to: '2021-11-30' } : unit,
    )
    await adopt({ units, people: [person('anna', [HEAD], 'Nuovo titolo')] })
    expect(await ids()).toEqual(before)
    expect(await rows(`select "name", "valid_from", "valid_to" from "unit" where "code" = 'U1'`)).toEqual([
      { name: 'Nuovo nome', valid_from: '2021-02-01', valid_to: '2021-11-30' },
    ])
    expect(await rows('select "title" from "person"')).toEqual([{ title: 'Nuovo titolo' }])
    await adopt({ people: [person('anna', [HEAD])] })
    expect(await rows(`select "valid_from", "valid_to" from "unit" where "code" = 'U1'`)).toEqual([
      { valid_from: null, valid_to: null },
    ])
  })

  it('takes back a role that it does not give any more, and gives another', async () => {
    await adopt({ people: [person('anna', [HEAD])] })
    const next: RoleGrant = { role: 'unit-head', unit: 'U2' }
    expect(await adopt({ people: [person('anna', [next])] })).toEqual([{ person: 'anna', grant: next }])
    expect(await grants()).toEqual(['anna unit-head U2   0 plan'])
  })

  it.each([
    ['days', { ...HEAD, from: '2021-03-01' }, 'anna unit-head U1 2021-03-01  0 plan'],
    ['a last day', { ...HEAD, to: '2021-03-01' }, 'anna unit-head U1  2021-03-01 0 plan'],
    ['a deputy', { ...HEAD, deputy: true }, 'anna unit-head U1   1 plan'],
    ['a role', { ...HEAD, role: 'manager' as const }, 'anna manager U1   0 plan'],
  ])('with other %s it is another role', async (_what, grant, told) => {
    await adopt({ people: [person('anna', [HEAD])] })
    expect(await adopt({ people: [person('anna', [grant])] })).toEqual([{ person: 'anna', grant }])
    expect(await grants()).toEqual([told])
  })

  it('leaves what was given by hand, whom it does not name, and every controller', async () => {
    const controller: RoleGrant = { role: 'controller', unit: 'ENTE' }
    await adopt({ people: [person('anna', [HEAD, controller]), person('bruno', [HEAD]), person('carla', [HEAD])] })
    await rows(
      `update "role_grant" set "origin" = 'hand' where "person_id" = (select "id" from "person" where "code" = 'carla')`,
    )
    expect(await adopt({ people: [person('anna', []), person('carla', [])] })).toEqual([])
    expect(await grants()).toEqual([
      'anna controller ENTE   0 plan',
      'bruno unit-head U1   0 plan',
      'carla unit-head U1   0 hand',
    ])
  })

  it('[RI33] touches nothing of another body, whatever that calls its own', async () => {
    await rows(`insert into "person" ("id", "body_code", "code", "title") values ('p', 'C', 'anna', 'Anna di C')`)
    await rows(`insert into "unit" ("id", "body_code", "code", "name") values ('u', 'C', 'U1', 'U1 di C')`)
    await rows(
      `insert into "role_grant" ("id", "person_id", "unit_id", "role", "deputy", "origin") values ('g', 'p', 'u', 'manager', false, 'plan')`,
    )
    await adopt({ people: [person('anna', [HEAD])] })
    expect(await grants()).toEqual(['anna manager U1   0 plan', 'anna unit-head U1   0 plan'])
    expect(await rows(`select "title" from "person" where "body_code" = 'C'`)).toEqual([{ title: 'Anna di C' }])
    expect(await rows(`select "name" from "unit" where "body_code" = 'C'`)).toEqual([{ name: 'U1 di C' }])
  })
})
