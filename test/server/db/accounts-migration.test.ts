import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import { openDatabase } from '../../../server/src/app/opening/open-database'
import { keyringOf, KEY_BYTES } from '../../../server/src/kernel/secrets/keyring'
import { sealEarlier } from '../../../server/src/app/opening/seal-earlier'
import { freshDatabase, KINDS } from '../../support/databases'

const AT = '2021-09-05T08:00:00.000Z'
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'

it.each(KINDS)('[RI29.1] what an earlier version kept goes on, under one link and sealed, on %s', async (kind) => {
  const database = await freshDatabase(kind)
  const old = await openOrm(database)
  await old.getMigrator().up({ to: '006-cycle' })
  const insert = (table: string, row: Readonly<Record<string, string | null>>) =>
    old.em.execute(
      `insert into "${table}" (${Object.keys(row)
        .map((name) => `"${name}"`)
        .join(', ')}) values (${Object.keys(row)
        .map(() => '?')
        .join(', ')})`,
      Object.values(row),
    )
  await insert('body', { code: 'B', name: 'Ente' })
  for (const code of ['one', 'two', 'three'])
    await insert('person', { id: code, body_code: 'B', code, title: code, account_username: null })
  const account = (username: string, person: string, more: Readonly<Record<string, string>> = {}) =>
    insert('account', { username, hash: 'h', person_id: person, email: `${username}@ente.it`, ...more })
  await account('anna', 'one', { totp: SECRET, feed: 'a-calendar-of-her-own' })
  await account('bruno', 'two')
  // Two accounts say that they are of one position, which names the second: the first acts there no more.
  await account('carla', 'two', { totp_pending: SECRET })
  await old.em.execute(`update "person" set "account_username" = 'carla' where "id" = 'two'`)
  const session = (token: string, username: string, person: string | null) =>
    insert('session', { token, account_username: username, created_at: AT, expires_at: AT, person_id: person })
  await session('t1', 'anna', null)
  await session('t2', 'bruno', null)
  await session('t3', 'carla', 'three')
  await insert('account_link', { token: 'l', account_username: 'carla', purpose: 'invite', expires_at: AT })
  await insert('push_subscription', { endpoint: 'e', account_username: 'anna', keys: '{}', created_at: AT })
  await insert('setting', { name: 'push-keys', value: '{"publicKey":"p","privateKey":"a-private-key"}' })
  await old.close(true)

  const orm = await openDatabase(database)
  const rows = async (sql: string) => orm.em.fork().execute<object[]>(sql)
  expect(await rows('select "person_id", "account_username" from "holder" order by "person_id"')).toEqual([
    { person_id: 'one', account_username: 'anna' },
    { person_id: 'two', account_username: 'carla' },
  ])
  expect(await rows('select "token", "person_id" from "session" order by "token"')).toEqual([
    { token: 't1', person_id: 'one' },
    { token: 't2', person_id: 'two' },
    { token: 't3', person_id: 'three' },
  ])
  expect(await rows('select "token" from "account_link"')).toEqual([{ token: 'l' }])
  expect(await rows('select "endpoint" from "push_subscription"')).toEqual([{ endpoint: 'e' }])
  // What refers to an account still goes with it, and names stay unique.
  await rows(`delete from "account" where "username" = 'bruno'`)
  expect(await rows(`select "token" from "session" where "token" = 't2'`)).toEqual([])
  await expect(rows(`update "account" set "subject" = 's'`)).rejects.toThrow(/unique/i)

  const keyring = keyringOf(Buffer.alloc(KEY_BYTES, 'k'))
  // Two servers start at once; then again.
  await Promise.all([sealEarlier(orm.em, keyring, database), sealEarlier(orm.em, keyring, database)])
  const [anna] = await orm.em
    .fork()
    .execute<{ totp: string; feed: string; feed_mark: string }[]>(`select * from "account" where "username" = 'anna'`)
  expect(keyring.open('totp', anna?.totp ?? '')).toBe(SECRET)
  expect(keyring.open('feed', anna?.feed ?? '')).toBe('a-calendar-of-her-own')
  expect(anna?.feed_mark).toBe(keyring.mac('feed', 'a-calendar-of-her-own'))
  await sealEarlier(orm.em, keyring, database)
  expect(await rows(`select "totp" from "account" where "username" = 'anna'`)).toEqual([{ totp: anna?.totp }])
  const everything = JSON.stringify([await rows('select * from "account"'), await rows('select * from "setting"')])
  expect(everything).not.toMatch(new RegExp(`${SECRET}|a-calendar|a-private-key`))
  const file = database.type === 'sqlite' ? readFileSync(database.file, 'latin1') : ''
  expect(file).not.toMatch(new RegExp(`${SECRET}|a-calendar|a-private-key`))
  await orm.close(true)
})
