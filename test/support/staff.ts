import { afterEach, beforeEach, expect } from 'vitest'
import { openOrm } from '../../server/src/app/open-orm'
import { type ActedEvent, appendEntry, type Actor } from '../../server/src/kernel/audit/append'
import type { EntityManager, Orm } from '../../server/src/kernel/db/orm'
import { demoDatabase, type KINDS } from './databases'

export const BODY = 'CCIAA-MS'
export const CONTROLLER = 'controllo-gestione'

export interface HolderRow {
  readonly id: string
  readonly name: string | null
  readonly username: string | null
  readonly from: string | null
  readonly to: string | null
}

/** The demo in a database of its own for each test, and its people as rows. Nobody has done anything in it. */
export function staffDatabase(kind: (typeof KINDS)[number], now: string) {
  let orm: Orm
  beforeEach(async () => {
    orm = await openOrm(await demoDatabase(kind))
  })
  afterEach(() => orm.close(true))

  const run = <T extends object>(sql: string, values: readonly unknown[] = []) =>
    orm.em.fork().execute<T[]>(sql, [...values])
  const personId = async (person: string, body = BODY) =>
    (await run<{ id: string }>('select "id" from "person" where "body_code" = ? and "code" = ?', [body, person]))[0]
      ?.id ?? expect.fail(person)
  /** The holders of a position in the order of their days. */
  const holders = async (person: string, body = BODY) =>
    run<HolderRow>(
      'select "id", "name", "account_username" as "username", "valid_from" as "from", "valid_to" as "to" from "holder" ' +
        `where "person_id" = ? order by coalesce("valid_from", '')`,
      [await personId(person, body)],
    )
  const holderOf = async (person: string, body = BODY) =>
    (await holders(person, body))[0] ?? expect.fail(`nobody holds ${person}`)
  return {
    em: () => orm.em.fork(),
    run,
    personId,
    holders,
    holderOf,
    addHolder: async (id: string, person: string, changes: Partial<HolderRow>) => {
      const { name = null, username = null, from = null, to = null } = changes
      await run(
        'insert into "holder" ("id", "person_id", "name", "account_username", "valid_from", "valid_to") values (?, ?, ?, ?, ?, ?)',
        [id, await personId(person), name, username, from, to],
      )
    },
    /** Sets the days of the one holder that a position has. */
    days: async (person: string, from: string | null, to: string | null) => {
      await run('update "holder" set "valid_from" = ?, "valid_to" = ? where "person_id" = ?', [
        ...[from, to],
        await personId(person),
      ])
    },
    /** The controller of the body, as who acts now. */
    actor: async (): Promise<Actor> => ({
      ...{ body: BODY, person: CONTROLLER, at: now },
      holder: (await holderOf(CONTROLLER)).id,
    }),
    /** Writes into the record that somebody did something. */
    acted: (at: string, person: string, holder?: string, body = BODY) =>
      orm.em
        .fork()
        .transactional((tx) =>
          appendEntry(tx as EntityManager, [
            { ...{ body, at, person, action: 'feed.renew' }, ...(holder ? { holder } : {}) } as ActedEvent,
          ]),
        ),
    /** The last entry of the record. */
    async told() {
      const [row] = await run<{ action: string; about: string; person: string; holder: string; detail: string }>(
        'select "action", "about", "person", "holder", "detail" from "record" where "body" = ? order by "seq" desc limit 1',
        [BODY],
      )
      return row ? { ...row, detail: JSON.parse(row.detail) as object } : expect.fail('nothing is told')
    },
    session: async (token: string, username: string, person: string, body = BODY) =>
      run(
        'insert into "session" ("token", "account_username", "person_id", "created_at", "expires_at") values (?, ?, ?, ?, ?)',
        [token, username, await personId(person, body), now, '2030-01-01T00:00:00.000Z'],
      ),
    sessions: async () =>
      (await run<{ token: string }>('select "token" from "session" order by "token"')).map(({ token }) => token),
  }
}
