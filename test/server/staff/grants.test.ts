import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import { endGrant, giveGrant, savePerson } from '../../../server/src/identity/users/manage-staff'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { demoDatabase } from '../../support/databases'

const BODY = 'CCIAA-MS'
const ACTOR = { body: BODY, person: 'controllo-gestione', holder: 'h', at: '2021-09-05T08:00:00.000Z' }

interface Grant {
  readonly id: string
  readonly role: string
  readonly valid_from: string | null
  readonly valid_to: string | null
  readonly deputy: number
  readonly origin: string
}

describe('positions and roles', () => {
  let orm: Orm
  beforeAll(async () => (orm = await openOrm(await demoDatabase('sqlite'))))
  afterAll(() => orm.close(true))
  beforeEach(async () => {
    await orm.em.fork().execute(`delete from "role_grant" where "origin" = 'hand'`)
  })
  const rows = <T extends object>(sql: string, values: readonly unknown[] = []) =>
    orm.em.fork().execute<T[]>(sql, [...values])
  const last = async () =>
    (
      await rows<{ action: string; about: string; detail: string }>(
        'select * from "record" order by "seq" desc limit 1',
      )
    )[0]

  const input = { person: 'oiv', role: 'manager', unit: 'RI', from: null, to: null, deputy: false }
  const give = async (changes: object = {}) =>
    (await giveGrant(orm.em.fork(), ACTOR, { ...input, ...changes }))?.code ?? null
  const given = () => rows<Grant>(`select * from "role_grant" where "origin" = 'hand' order by "valid_from"`)
  const end = async (id: string, lastDay: string) => (await endGrant(orm.em.fork(), ACTOR, id, lastDay))?.code ?? null

  describe('a position', () => {
    const save = async (code: string, title: string) =>
      (await savePerson(orm.em.fork(), ACTOR, code, title))?.code ?? null
    const titles = () =>
      rows<object>(`select "body_code" as "body", "title" from "person" where "code" = 'oiv' order by "body_code"`)

    it('[RI6.2] gets another title in the own body alone, without what stands around it', async () => {
      const before = await titles()
      expect(await save('oiv', '  OIV  ')).toBeNull()
      expect(await titles()).toEqual([{ body: BODY, title: 'OIV' }, ...before.slice(1)])
      expect(await last()).toMatchObject({
        ...{ body: BODY, person: 'controllo-gestione', holder: 'h', action: 'person.save', about: '|people/oiv|' },
        detail: JSON.stringify({ title: 'OIV' }),
      })
    })

    it('has a code of 64 plain signs and a title of 200 at most', async () => {
      const long = `a${'.'.repeat(63)}`
      expect(await save(long, 'x'.repeat(200))).toBeNull()
      expect(await rows('select "title" from "person" where "code" = ?', [long])).toEqual([{ title: 'x'.repeat(200) }])
      expect(await save(`${long}a`, 'x')).toBe('BAD_NAME')
      expect(await save('-a', 'x')).toBe('BAD_NAME')
      expect(await save('', 'x')).toBe('BAD_NAME')
      expect(await save('oiv', 'x'.repeat(201))).toBe('BAD_TEXT')
      expect(await save('oiv', ` ${'x'.repeat(200)} `)).toBeNull()
    })
  })

  it('[RI1.1] a role is kept as it was given, by hand, and stands so in the record', async () => {
    expect(await give({ from: '2021-09-07', to: '2021-09-07', deputy: true })).toBeNull()
    expect(await given()).toMatchObject([
      { role: 'manager', valid_from: '2021-09-07', valid_to: '2021-09-07', deputy: 1, origin: 'hand' },
    ])
    expect(await last()).toMatchObject({ action: 'grant.give', about: '|people/oiv|units/RI|' })
    expect(JSON.parse((await last())?.detail ?? '')).toEqual({
      ...{ person: 'oiv', role: 'manager', unit: 'RI', from: '2021-09-07', to: '2021-09-07', deputy: true },
    })
  })

  it('[RI1.1] days that are left empty are open', async () => {
    expect(await give({ from: '', to: '' })).toBeNull()
    expect(await given()).toMatchObject([{ valid_from: null, valid_to: null, deputy: 0 }])
    expect(await give({ from: '2030-01-01' })).toBe('GRANT_OVERLAPS')
  })

  it('[RI1.3] two of one role in one unit share no day; another role or unit may', async () => {
    expect(await give({ from: '2021-09-07', to: '2021-09-08' })).toBeNull()
    expect(await give({ from: '2021-09-08' })).toBe('GRANT_OVERLAPS')
    expect(await give({ to: '2021-09-07' })).toBe('GRANT_OVERLAPS')
    expect(await give({ to: '2021-09-06' })).toBeNull()
    expect(await give({ from: '2021-09-09' })).toBeNull()
    expect(await give({ from: '2021-09-08', unit: 'PROM' })).toBeNull()
    expect(await give({ from: '2021-09-08', role: 'unit-head' })).toBeNull()
    expect(await give({ from: '2021-09-08', person: 'organi' })).toBeNull()
    expect(await given()).toHaveLength(6)
  })

  it.each([
    [{ to: '8/9/2021' }, 'BAD_DAY', { kind: 'grant' }],
    [{ from: '2021-02-30' }, 'BAD_DAY', { kind: 'grant' }],
    [{ from: '2021-09-08', to: '2021-09-07' }, 'DAYS_REVERSED', {}],
    [{ unit: 'U5.1' }, 'UNKNOWN_UNIT', { kind: 'body', unit: 'U5.1' }],
    [{ person: 'po-anag' }, 'UNKNOWN_PERSON', { person: 'po-anag' }],
    [{ role: 're' }, 'UNKNOWN_ROLE', { role: 're' }],
  ])('[RI7] [RI33] %j changes nothing, and is named: %s', async (changes, code, params) => {
    const before = await last()
    expect(await giveGrant(orm.em.fork(), ACTOR, { ...input, ...changes })).toMatchObject({ code, params })
    expect([await given(), await last()]).toEqual([[], before])
  })

  it('[RI1.1] ends after a day, and is taken away where it had not begun by then', async () => {
    await give({ from: '2021-09-07' })
    const [{ id } = expect.fail('none')] = await given()
    expect(await end(id, '2021-09-07')).toBeNull()
    expect(await given()).toMatchObject([{ id, valid_from: '2021-09-07', valid_to: '2021-09-07' }])
    expect(await last()).toMatchObject({
      ...{ action: 'grant.end', about: '|people/oiv|units/RI|' },
      detail: JSON.stringify({ role: 'manager', unit: 'RI', lastDay: '2021-09-07' }),
    })
    expect(await end(id, '2021-09-06')).toBeNull()
    expect(await given()).toEqual([])
  })

  it('[RI1.1] one that a plan gave is by hand once it was ended: no plan gives it back its days', async () => {
    const [{ id } = expect.fail('none')] = await rows<Grant>(
      `select r.* from "role_grant" r join "person" p on p."id" = r."person_id" where p."code" = 'organi' and p."body_code" = '${BODY}'`,
    )
    expect(await end(id, '2021-12-31')).toBeNull()
    expect(await rows('select "valid_to", "origin" from "role_grant" where "id" = ?', [id])).toEqual([
      { valid_to: '2021-12-31', origin: 'hand' },
    ])
  })

  it('[RI7] ends on a day, and what is none is named', async () => {
    expect(await endGrant(orm.em.fork(), ACTOR, 'x', 'domani')).toMatchObject({
      ...{ code: 'BAD_DAY', params: { kind: 'last' } },
    })
  })

  it('[RI33] of another body none is ended', async () => {
    const [{ id } = expect.fail('none')] = await rows<Grant>(
      `select r.* from "role_grant" r join "person" p on p."id" = r."person_id" where p."body_code" = 'ISR'`,
    )
    expect(await end(id, '2021-12-31')).toBe('UNKNOWN_GRANT')
  })

  it('[RI63.9] a body is never without a controller on the day after', async () => {
    const controllers = () =>
      rows<Grant & { code: string }>(
        `select r.*, p."code" from "role_grant" r join "person" p on p."id" = r."person_id" where p."body_code" = '${BODY}' and r."role" = 'controller' order by p."code"`,
      )
    const [{ id } = expect.fail('none')] = await controllers()
    // Those of other bodies are none of this one.
    expect(await end(id, '2021-12-31')).toBe('LAST_CONTROLLER')
    expect(await give({ role: 'controller', unit: 'ENTE', to: '2021-12-31' })).toBeNull()
    expect(await end(id, '2021-12-31')).toBe('LAST_CONTROLLER')
    expect(await end(id, '2021-12-30')).toBeNull()
    await rows('update "role_grant" set "valid_to" = null where "id" = ?', [id])
    await rows(`update "role_grant" set "valid_to" = null where "role" = 'controller' and "origin" = 'hand'`)
    expect(await end(id, '2021-12-31')).toBeNull()
  })
})
