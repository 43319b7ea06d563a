import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import { giveAccount, invite, linkAccount } from '../../../server/src/identity/accounts/accounts'
import { hashOfToken } from '../../../server/src/identity/accounts/devices/cookie'
import { NO_PASSWORD } from '../../../server/src/identity/accounts/passwords'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { demoDatabase } from '../../support/databases'

const BODY = 'CCIAA-MS'
const NOW = '2021-09-05T08:00:00.000Z'
const ACTOR = { body: BODY, person: 'controllo-gestione', at: NOW }
const PASSWORD = 'quattro cavalli e un ombrello'

describe('an account', () => {
  let orm: Orm
  beforeEach(async () => (orm = await openOrm(await demoDatabase('sqlite'))))
  afterEach(() => orm.close(true))

  const rows = <T extends object>(sql: string, values: readonly unknown[] = []) =>
    orm.em.fork().execute<T[]>(sql, [...values])
  const asked = { person: 'oiv', username: 'oiv', email: 'oiv@ente.it' }
  const ask = (changes: object = {}) => invite(orm.em.fork(), { ...asked, ...changes }, ACTOR)
  const codeOf = async (changes: object = {}) => {
    const done = await ask(changes)
    return done.ok ? null : done.error.code
  }
  const account = async (username: string) =>
    (await rows<Record<string, unknown>>('select * from "account" where "username" = ?', [username]))[0]
  const last = async () => {
    const [row] = await rows<{ action: string; about: string; detail: string; person: string }>(
      `select * from "record" where "body" = ? order by "seq" desc limit 1`,
      [BODY],
    )
    return row && { ...row, detail: JSON.parse(row.detail) as object }
  }
  const count = async (table: string, username: string) =>
    (await rows(`select * from "${table}" where "account_username" = ?`, [username])).length
  /** Whatever an account can have, as somebody leaves it behind. */
  async function furnish(username: string): Promise<void> {
    await rows(
      `update "account" set "email" = 'x@y.it', "subject" = 's', "totp" = 't', "totp_pending" = 'p', "totp_used" = 1, "feed" = 'f', "feed_mark" = 'm', "last_used" = '2021', "last_person" = 'p', "disabled_at" = '2021' where "username" = ?`,
      [username],
    )
    await rows(
      `insert into "session" ("token", "account_username", "created_at", "expires_at") values ('t', ?, '', '')`,
      [username],
    )
    await rows(
      `insert into "account_link" ("token", "account_username", "purpose", "expires_at") values ('t', ?, 'invite', '2030')`,
      [username],
    )
    await rows(
      `insert into "push_subscription" ("endpoint", "account_username", "keys", "created_at") values ('e', ?, '{}', '')`,
      [username],
    )
    await rows(`insert into "recovery_code" ("account_username", "hash", "used") values (?, 'h', false)`, [username])
  }

  it('[RI22.8] is invited by a link that lasts fourteen days and takes the place of the one before', async () => {
    const [first, second] = [await ask(), await ask({ email: '  OIV@Ente.IT ' })]
    if (!first.ok || !second.ok) return expect.fail('refused')
    expect(await rows('select * from "account_link"')).toEqual([
      {
        ...{ token: hashOfToken(second.value.token), account_username: 'oiv', purpose: 'invite', used_at: null },
        expires_at: '2021-09-19T08:00:00.000Z',
      },
    ])
    expect(second.value).toMatchObject({ from: null, oldEmail: null, displaced: null })
    expect(await account('oiv')).toMatchObject({ email: 'oiv@ente.it' })
    expect(await last()).toMatchObject({
      ...{ action: 'account.invite', about: '|people/oiv|', person: 'controllo-gestione' },
      detail: { username: 'oiv', email: 'oiv@ente.it' },
    })
  })

  it('[RI24.4] tells which address it had, where that is another', async () => {
    await ask()
    const changed = await ask({ email: 'nuovo@ente.it' })
    expect(changed).toMatchObject({ ok: true, value: { oldEmail: 'oiv@ente.it' } })
    expect(await last()).toMatchObject({ detail: { username: 'oiv', email: 'nuovo@ente.it', oldEmail: 'oiv@ente.it' } })
  })

  it.each([
    ['a@b.it', null],
    [`${'a'.repeat(64)}@ente.it`, null],
    [`${'a'.repeat(65)}@ente.it`, 'BAD_EMAIL'],
    [`a@${'b'.repeat(249)}.it`, null],
    [`a@${'b'.repeat(250)}.it`, 'BAD_EMAIL'],
    ['@ente.it', 'BAD_EMAIL'],
    ['a@b', 'BAD_EMAIL'],
    ['a@b.i', 'BAD_EMAIL'],
    ['a b@ente.it', 'BAD_EMAIL'],
    ['a@ente .it', 'BAD_EMAIL'],
    ['a@b@ente.it', 'BAD_EMAIL'],
  ])('is written to at an address that can be one: %s', async (email, code) => {
    expect(await codeOf({ email })).toBe(code)
  })

  it.each([
    [{ person: 'nessuno' }, 'UNKNOWN_PERSON', { kind: 'plan', person: 'nessuno', body: BODY }],
    [{ username: 'a b' }, 'BAD_NAME', { kind: 'username' }],
    [{ username: 'organi' }, 'USERNAME_TAKEN', { username: 'organi' }],
    [{ email: 'x' }, 'BAD_EMAIL', {}],
    [
      { person: 'segretario-generale', username: 'segretario-generale' },
      'ACCOUNT_OF_OTHER_BODY',
      { username: 'segretario-generale' },
    ],
  ])('[RI7] what is refused names what it is about: %j', async (changes, code, params) => {
    expect(await ask(changes)).toMatchObject({ ok: false, error: { code, params } })
  })

  it('[RI16.6] has an address that no other has', async () => {
    await ask({ person: 'organi', username: 'organi', email: 'oiv@ente.it' })
    expect(await ask()).toMatchObject({ error: { code: 'EMAIL_TAKEN', params: { email: 'oiv@ente.it' } } })
    expect(await rows('select * from "account_link"')).toHaveLength(1)
  })

  it('[RI23.2] under another name is another: the one before acts there no more', async () => {
    await ask()
    const [person] = await rows<{ id: string }>(`select "id" from "person" where "code" = 'oiv' and "body_code" = ?`, [
      BODY,
    ])
    await rows(
      `insert into "session" ("token", "account_username", "person_id", "created_at", "expires_at") values ('t', 'oiv', ?, '', ''), ('u', 'oiv', 'elsewhere', '', '')`,
      [person?.id],
    )
    const done = await ask({ username: 'oiv2', email: 'due@ente.it' })
    expect(done).toMatchObject({ ok: true, value: { displaced: { username: 'oiv', email: 'oiv@ente.it' } } })
    expect(await last()).toMatchObject({ detail: { username: 'oiv2', before: 'oiv' } })
    expect(await account('oiv2')).toMatchObject({ hash: NO_PASSWORD })
    expect(await rows(`select "token" from "session"`)).toEqual([{ token: 'u' }])
    expect(await codeOf({ username: 'organi' })).toBe('USERNAME_TAKEN')
    expect(await codeOf({ username: 'due parole' })).toBe('BAD_NAME')
  })

  it('[RI23.2] of a name that nobody acts under any more begins anew: nothing is left of whoever had it', async () => {
    await ask({ username: 'oiv2' })
    await furnish('oiv')
    const back = await ask({ username: 'oiv', email: 'nuovo@ente.it' })
    expect(back.ok).toBe(true)
    expect(await account('oiv')).toMatchObject({
      ...{ hash: NO_PASSWORD, email: 'nuovo@ente.it', subject: null, totp: null, totp_pending: null, totp_used: null },
      ...{ feed: null, feed_mark: null, last_used: null, last_person: null, disabled_at: null },
    })
    for (const table of ['session', 'push_subscription', 'recovery_code'])
      expect([table, await count(table, 'oiv')]).toEqual([table, 0])
    expect(await count('account_link', 'oiv')).toBe(1)
  })

  it('[RI67.1] is invited before the first day, which is told, and until the last', async () => {
    const days = (from: string | null, to: string | null) =>
      rows(`update "holder" set "valid_from" = ?, "valid_to" = ? where "account_username" = 'oiv'`, [from, to])
    const [{ id } = expect.fail('none')] = await rows<{ id: string }>(
      `select "id" from "holder" where "account_username" = 'oiv'`,
    )
    await days('2021-09-06', null)
    expect(await ask({ holder: id })).toMatchObject({ ok: true, value: { from: '2021-09-06' } })
    await days('2021-09-05', '2021-09-05')
    expect(await ask({ holder: id })).toMatchObject({ ok: true, value: { from: null } })
    await days(null, '2021-09-04')
    expect(await codeOf({ holder: id })).toBe('DAYS_ENDED')
    expect(await codeOf({ holder: id, person: 'organi' })).toBe('UNKNOWN_PERSON')
    expect(await codeOf({ person: 'nessuno' })).toBe('UNKNOWN_PERSON')
  })

  it('[RI63.1] is given to a holder who is made for the days that are nobody’s', async () => {
    const [{ person_id: person } = expect.fail('none')] = await rows<{ person_id: string }>(
      `select "person_id" from "holder" where "account_username" = 'oiv'`,
    )
    await rows(`update "holder" set "valid_to" = '2021-08-31' where "account_username" = 'oiv'`)
    await rows(
      `insert into "holder" ("id", "person_id", "valid_from", "valid_to") values ('a', ?, '2021-12-01', null), ('b', ?, '2020-01-01', '2020-12-31'), ('c', ?, '2021-10-01', '2021-11-30'), ('d', ?, null, '2019-12-31')`,
      [person, person, person, person],
    )
    await rows(`update "holder" set "valid_from" = '2021-01-01' where "account_username" = 'oiv'`)
    expect(await codeOf({ username: 'oiv3', email: 'tre@ente.it' })).toBeNull()
    expect(await rows(`select "valid_from", "valid_to" from "holder" where "account_username" = 'oiv3'`)).toEqual([
      { valid_from: '2021-09-01', valid_to: '2021-09-30' },
    ])
  })

  describe('from the command line', () => {
    const given = { body: BODY, person: 'oiv', username: 'oiv', password: PASSWORD }
    const give = (changes: object = {}) => giveAccount(orm.em.fork(), { ...given, ...changes }, NOW)

    it('gets a password, which ends what was open and what could be read with the old one', async () => {
      await furnish('oiv')
      await rows(`update "account" set "totp" = null where "username" = 'oiv'`)
      const before = await account('oiv')
      expect((await give()).ok).toBe(true)
      const now = await account('oiv')
      expect(now).toMatchObject({ feed: null, feed_mark: null, email: 'x@y.it' })
      expect(now?.['hash']).toMatch(/^\$argon2id\$v=19\$m=65536,/)
      expect(now?.['hash']).not.toBe(before?.['hash'])
      expect(await count('session', 'oiv')).toBe(0)
      expect(await last()).toMatchObject({ person: '', about: '|people/oiv|', detail: { username: 'oiv' } })
      expect(await give({ username: 'oiv2' })).toMatchObject({ ok: true })
      expect(await last()).toMatchObject({ detail: { username: 'oiv2', before: 'oiv' } })
    })

    it('[RI33] refuses what it cannot do, and changes nothing', async () => {
      const before = await last()
      for (const [changes, code] of [
        [{ password: 'corta' }, 'PASSWORD_TOO_SHORT'],
        [{ username: 'marrobbio7tessile', password: 'marrobbio7tessile' }, 'PASSWORD_TOO_WEAK'],
        [{ person: 'nessuno' }, 'UNKNOWN_PERSON'],
        [{ username: 'organi' }, 'USERNAME_TAKEN'],
      ] as const)
        expect(await give(changes)).toMatchObject({ ok: false, error: { code } })
      expect(await last()).toEqual(before)
    })

    it('[RI23.1] is linked to a further position that has none, and to no other', async () => {
      const link = (person: string, username: string) =>
        linkAccount(orm.em.fork(), { body: BODY, person, username }, NOW)
      expect(await link('oiv', 'organi')).toMatchObject({
        ...{ code: 'PERSON_HAS_ACCOUNT', params: { person: 'oiv', username: 'oiv' } },
      })
      expect(await link('nessuno', 'organi')).toMatchObject({ code: 'UNKNOWN_PERSON' })
      await rows(`update "holder" set "account_username" = null where "account_username" = 'oiv'`)
      expect(await link('oiv', 'nessuno')).toMatchObject({
        ...{ code: 'UNKNOWN_ACCOUNT', params: { kind: 'link', username: 'nessuno' } },
      })
      expect(await link('oiv', 'organi.isr')).toBeNull()
      expect(await link('oiv', 'organi.isr')).toBeNull()
      expect(await last()).toMatchObject({
        ...{ action: 'account.link', about: '|people/oiv|', person: '', detail: { username: 'organi.isr' } },
      })
      expect(await count('holder', 'organi.isr')).toBe(2)
    })
  })
})
