import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import { hashOfToken } from '../../../server/src/identity/accounts/devices/cookie'
import { closeSession, findSession, openSession, signedInAs } from '../../../server/src/identity/sessions/sessions'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { demoDatabase } from '../../support/databases'

const DAY = 86_400_000
const BEGUN = Date.parse('2021-09-05T08:00:00.000Z')
const after = (days: number, ms = 0) => new Date(BEGUN + days * DAY + ms).toISOString()
const PO = 'po-promozione'

interface Row {
  readonly token: string
  readonly expires_at: string
  readonly last_seen: string
}

describe('a session', () => {
  let orm: Orm
  let now = after(0)
  const clock = { now: () => now }
  beforeAll(async () => (orm = await openOrm(await demoDatabase('sqlite'))))
  afterAll(() => orm.close(true))
  beforeEach(async () => {
    now = after(0)
    await orm.em.fork().execute('delete from "session"')
    await orm.em.fork().execute('update "holder" set "valid_from" = null, "valid_to" = null')
    await orm.em.fork().execute('update "account" set "disabled_at" = null, "last_person" = null')
  })
  const open = async (username = PO, agent = '') =>
    (await openSession(orm.em.fork(), username, clock, agent)) ?? expect.fail('not let in')
  const find = (token: string) => findSession(orm.em.fork(), token, clock)
  const rows = <T extends object = Row>(sql = 'select * from "session"') => orm.em.fork().execute<T[]>(sql)

  it('is kept without its token, from where it began', async () => {
    const token = await open(PO, 'x'.repeat(301))
    expect(await rows()).toEqual([
      expect.objectContaining({
        ...{ token: hashOfToken(token), account_username: PO, created_at: now, last_seen: now, confirmed_at: now },
        ...{ expires_at: after(30), agent: 'x'.repeat(300) },
      }),
    ])
    const [account] = await rows<{ last_used: string; last_person: string }>(
      `select a."last_used", a."last_person", p."code" from "account" a join "person" p on p."id" = a."last_person" where "username" = '${PO}'`,
    )
    expect(account).toMatchObject({ last_used: now, code: PO })
    expect(await find(token)).toMatchObject({
      ...{ username: PO, person: PO, body: 'CCIAA-MS', holds: true, confirmedAt: now },
      ...{ days: { from: null, to: null } },
    })
    expect(await find(`${token}x`)).toBeNull()
  })

  it('lasts thirty days after it was used, and ninety after it began', async () => {
    const [idle, token] = [await open(), await open('oiv')]
    for (const days of [30, 60, 90]) {
      now = after(days)
      expect(await find(token)).not.toBeNull()
    }
    now = after(90, 1)
    expect(await find(token)).toBeNull()
    now = after(30, 1)
    expect(await find(idle)).toBeNull()
  })

  it('is prolonged once a day: reading it in between writes nothing', async () => {
    const token = await open()
    now = after(1)
    await find(token)
    expect(await rows()).toMatchObject([{ expires_at: after(30), last_seen: after(0) }])
    now = after(1, 1)
    await find(token)
    expect(await rows()).toMatchObject([{ expires_at: after(31, 1), last_seen: after(1, 1) }])
    now = after(29)
    await find(token)
    now = after(58)
    await find(token)
    now = after(70)
    await find(token)
    expect(await rows()).toMatchObject([{ expires_at: after(90) }])
  })

  it('sweeps away those that are over when another begins, and no others', async () => {
    await open('organi')
    now = after(1)
    const token = await open('oiv')
    now = after(30, 1)
    await open()
    expect((await rows<{ account_username: string }>()).map((row) => row.account_username).sort()).toEqual(['oiv', PO])
    expect(await find(token)).not.toBeNull()
  })

  it('ends by its own token alone', async () => {
    const [one, other] = [await open(), await open()]
    await closeSession(orm.em.fork(), one)
    expect(await find(one)).toBeNull()
    expect(await find(other)).not.toBeNull()
  })

  it('[RI23.2] is nobody’s once the account is switched off, or the position has another', async () => {
    const token = await open()
    await orm.em.fork().execute(`update "account" set "disabled_at" = '2021' where "username" = '${PO}'`)
    expect(await find(token)).toBeNull()
    expect(await openSession(orm.em.fork(), PO, clock)).toBeNull()
    expect(await openSession(orm.em.fork(), 'nessuno', clock)).toBeNull()
    await orm.em.fork().execute(`update "account" set "disabled_at" = null where "username" = '${PO}'`)
    await orm.em.fork().execute(`update "holder" set "account_username" = 'x' where "account_username" = '${PO}'`)
    expect(await find(token)).toBeNull()
    expect(await openSession(orm.em.fork(), PO, clock)).toBeNull()
    await orm.em.fork().execute(`update "holder" set "account_username" = '${PO}' where "account_username" = 'x'`)
    expect(await find(token)).not.toBeNull()
  })

  it('begins where the last one acted, where that is still the account’s', async () => {
    const SG = 'segretario-generale'
    expect(await find(await open(SG))).toMatchObject({ body: 'CCIAA-MS', person: SG })
    const [isr] = await rows<{ id: string }>(
      `select "id" from "person" where "body_code" = 'ISR' and "code" = 'direttore'`,
    )
    await orm.em.fork().execute(`update "account" set "last_person" = ? where "username" = ?`, [isr?.id ?? '', SG])
    expect(await find(await open(SG))).toMatchObject({ body: 'ISR', person: 'direttore' })
    expect(await signedInAs(orm.em.fork(), SG, clock)).toMatchObject({ body: 'ISR', confirmedAt: now })
    await orm.em.fork().execute(`update "holder" set "valid_to" = '2021-09-04' where "person_id" = ?`, [isr?.id ?? ''])
    expect(await find(await open(SG))).toMatchObject({ body: 'CCIAA-MS' })
  })

  it('[RI62.1] of whose days ended or have not begun is there without a role', async () => {
    const token = await open()
    expect((await find(token))?.roles.length).toBeGreaterThan(0)
    for (const [from, to] of [
      ['2021-09-06', null],
      [null, '2021-09-04'],
    ]) {
      await orm.em
        .fork()
        .execute(`update "holder" set "valid_from" = ?, "valid_to" = ? where "account_username" = '${PO}'`, [from, to])
      expect(await find(token)).toMatchObject({ person: PO, holds: false, roles: [], days: { from, to } })
      expect(await signedInAs(orm.em.fork(), PO, clock)).toMatchObject({ holds: false, roles: [] })
    }
  })

  it('[RI1.1] has the roles of the day', async () => {
    await orm.em.fork().execute(`update "role_grant" set "valid_to" = '2021-09-05'`)
    const token = await open()
    expect((await find(token))?.roles.length).toBeGreaterThan(0)
    now = '2021-09-05T22:00:00.000Z'
    expect(await find(token)).toMatchObject({ holds: true, roles: [] })
    await orm.em.fork().execute('update "role_grant" set "valid_to" = null')
  })
})
