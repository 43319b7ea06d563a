import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import { NO_PASSWORD } from '../../../server/src/identity/accounts/passwords'
import { staffOf } from '../../../server/src/identity/users/staff-of'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { demoDatabase, KINDS } from '../../support/databases'

const BODY = 'CCIAA-MS'
const NOW = '2021-09-05T08:00:00.000Z'
const LATER = '2021-09-06T08:00:00.000Z'

describe.each(KINDS)('everybody of a body, on %s', (kind) => {
  let orm: Orm
  beforeEach(async () => (orm = await openOrm(await demoDatabase(kind))))
  afterEach(() => orm.close(true))

  const run = <T extends object>(sql: string, values: readonly unknown[] = []) =>
    orm.em.fork().execute<T[]>(sql, [...values])
  const staff = (body = BODY) => staffOf(orm.em.fork(), body, { now: () => NOW })
  const of = async (person: string) =>
    (await staff()).people.find(({ code }) => code === person) ?? expect.fail(`${person} is not there`)
  const idOf = async (person: string) =>
    (await run<{ id: string }>('select "id" from "person" where "body_code" = ? and "code" = ?', [BODY, person]))[0]
      ?.id ?? expect.fail(person)

  it('tells of an account that nobody used yet no more than its name', async () => {
    await run('update "account" set "last_used" = null')
    expect((await of('oiv')).account).toEqual({
      ...{ username: 'oiv', email: null, totp: false, isReady: true, invitedUntil: null, actsElsewhere: false },
      ...{ disabledAt: null, lastSeen: null },
    })
  })

  it('tells where an account is written to, if it asks for a code, has a password and is switched off', async () => {
    const values = ['oiv@ente.it', 'sealed', NO_PASSWORD, NOW]
    await run(
      `update "account" set "email" = ?, "totp" = ?, "hash" = ?, "disabled_at" = ? where "username" = 'oiv'`,
      values,
    )
    expect((await of('oiv')).account).toMatchObject({
      ...{ email: 'oiv@ente.it', totp: true, isReady: false, disabledAt: NOW },
    })
    expect((await of('organi')).account).toMatchObject({ email: null, totp: false, isReady: true, disabledAt: null })
  })

  it('[RI24.1] tells which accounts act in another body too', async () => {
    expect((await of('segretario-generale')).account).toMatchObject({ actsElsewhere: true })
    expect((await of('oiv')).account).toMatchObject({ actsElsewhere: false })
  })

  it.each([
    ['waits, up to its moment', ['invite', NOW, null], NOW],
    ['is over', ['invite', '2021-09-05T07:59:59.999Z', null], null],
    ['was used', ['invite', LATER, NOW], null],
    ['is none, but a link for another password', ['reset', LATER, null], null],
  ] as const)('[RI22.8] tells until when an invitation lasts that %s', async (_what, link, until) => {
    await run(
      `insert into "account_link" ("token", "account_username", "purpose", "expires_at", "used_at") values ('t', 'oiv', ?, ?, ?)`,
      link,
    )
    expect((await of('oiv')).account?.invitedUntil).toBe(until)
    expect((await of('organi')).account?.invitedUntil).toBeNull()
  })

  it('tells when an account was last there: by its sessions that are open, and by the last that was opened', async () => {
    const session = (token: string, lastSeen: string | null, began: string, username = 'oiv') =>
      run(
        `insert into "session" ("token", "account_username", "created_at", "expires_at", "last_seen") values (?, ?, ?, ?, ?)`,
        [token, username, began, LATER, lastSeen],
      )
    const seen = async () => (await of('oiv')).account?.lastSeen
    await run(`update "account" set "last_used" = '2021-09-01T08:00:00.000Z' where "username" = 'oiv'`)
    expect(await seen()).toBe('2021-09-01T08:00:00.000Z')
    // One that an earlier version opened never said when it was used.
    await session('old', null, '2021-09-02T08:00:00.000Z')
    expect(await seen()).toBe('2021-09-02T08:00:00.000Z')
    await session('late', '2021-09-04T08:00:00.000Z', '2021-08-01T08:00:00.000Z')
    await session('early', '2021-09-03T08:00:00.000Z', '2021-08-01T08:00:00.000Z')
    await session('another', NOW, '2021-08-01T08:00:00.000Z', 'organi')
    expect(await seen()).toBe('2021-09-04T08:00:00.000Z')
    await run(`update "account" set "last_used" = '2021-09-04T09:00:00.000Z' where "username" = 'oiv'`)
    expect(await seen()).toBe('2021-09-04T09:00:00.000Z')
  })

  it('[RI61.1] shows the holders of a position by their days, and as its holder the one of today', async () => {
    const person = await idOf('oiv')
    await run(`update "holder" set "valid_to" = '2020-12-31' where "person_id" = ?`, [person])
    const add = (id: string, username: string, from: string, to: string | null) =>
      run(
        'insert into "holder" ("id", "person_id", "name", "account_username", "valid_from", "valid_to") values (?, ?, ?, ?, ?, ?)',
        [id, person, `Nome di ${id}`, username, from, to],
      )
    await run(`insert into "account" ("username", "hash") values ('anna', 'x'), ('bruno', 'x'), ('carla', 'x')`)
    await add('third', 'carla', '2021-10-01', null)
    await add('first', 'anna', '2021-01-01', '2021-09-04')
    await add('second', 'bruno', '2021-09-05', '2021-09-30')
    const { holders, holder, account } = await of('oiv')
    const shown = holders.map(({ name, username, from, to, account: own }) => ({
      ...{ name, username, from, to, account: own?.username ?? null },
    }))
    expect(shown).toEqual([
      { name: null, username: 'oiv', from: null, to: '2020-12-31', account: null },
      // [RI67.3] Of an account whose days are over nothing is told.
      { name: 'Nome di first', username: 'anna', from: '2021-01-01', to: '2021-09-04', account: null },
      { name: 'Nome di second', username: 'bruno', from: '2021-09-05', to: '2021-09-30', account: 'bruno' },
      { name: 'Nome di third', username: 'carla', from: '2021-10-01', to: null, account: 'carla' },
    ])
    expect([holder, account?.username]).toEqual(['second', 'bruno'])
    await run(`delete from "holder" where "id" = 'second'`)
    expect(await of('oiv')).toMatchObject({ holder: null, account: null })
  })

  it('shows roles and units with their days, and which roles the plan gave', async () => {
    const [person, [unit]] = [
      await idOf('oiv'),
      await run<{ id: string }>(`select "id" from "unit" where "body_code" = ? and "code" = 'RI'`, [BODY]),
    ]
    await run(
      `insert into "role_grant" ("id", "person_id", "unit_id", "role", "valid_from", "valid_to", "deputy", "origin") values ('z', ?, ?, 'manager', '2021-09-01', '2021-09-30', ?, 'hand')`,
      [person, unit?.id, true],
    )
    await run(`update "unit" set "valid_from" = '2020-01-01', "valid_to" = '2022-12-31' where "id" = ?`, [unit?.id])
    expect((await of('oiv')).grants).toEqual([
      expect.objectContaining({ role: 'evaluator', from: null, to: null, deputy: false, byPlan: true }),
      {
        ...{ id: 'z', role: 'manager', unit: 'RI', from: '2021-09-01', to: '2021-09-30', deputy: true },
        byPlan: false,
      },
    ])
    expect((await staff()).units.find(({ code }) => code === 'RI')).toEqual({
      ...{ code: 'RI', name: 'Servizio Registro Imprese', from: '2020-01-01', to: '2022-12-31' },
    })
  })

  it('[RI6.2] shows positions, roles and units in the order in which they were made, and none of another body', async () => {
    const codes = async (body?: string) => {
      const { people, units } = await staff(body)
      return { people: people.map(({ code }) => code), units: units.map(({ code }) => code) }
    }
    const [before, others] = [await codes(), await codes('ISR')]
    for (const id of ['zzz', '000']) {
      await run('insert into "person" ("id", "body_code", "code", "title") values (?, ?, ?, ?)', [id, BODY, id, id])
      await run('insert into "unit" ("id", "body_code", "code", "name") values (?, ?, ?, ?)', [id, BODY, id, id])
      await run(
        `insert into "role_grant" ("id", "person_id", "unit_id", "role", "deputy", "origin") values (?, 'zzz', 'zzz', ?, ?, 'hand')`,
        [id, `role ${id}`, false],
      )
    }
    expect(await codes()).toEqual({
      people: ['000', ...before.people, 'zzz'],
      units: ['000', ...before.units, 'zzz'],
    })
    expect((await of('zzz')).grants.map(({ role }) => role)).toEqual(['role 000', 'role zzz'])
    expect(await codes('ISR')).toEqual(others)
    expect(others.people).toContain('direttore')
    expect(before.people).not.toContain('direttore')
  })
})
