import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { letGoOfKey } from '../../../server/src/app/lost-key'
import { openOrm } from '../../../server/src/app/open-orm'
import { AccountEntity } from '../../../server/src/identity/accounts/account.entity'
import { sealSecret } from '../../../server/src/identity/accounts/totp'
import { BodyEntity } from '../../../server/src/identity/organisation/body.entity'
import { RecordEntity } from '../../../server/src/kernel/audit/record.entity'
import { verifyRecords } from '../../../server/src/kernel/audit/read-record'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { checkKey } from '../../../server/src/kernel/secrets/check-key'
import { KEY_BYTES, keyringOf } from '../../../server/src/kernel/secrets/keyring'
import { demoDatabase, KINDS } from '../../support/databases'
import { DEMO_KEY } from '../../support/demo-data'

const AT = '2021-09-05T08:00:00.000Z'
const keyring = keyringOf(DEMO_KEY)
const WHO = 'po-registro-imprese'

describe.each(KINDS)('a key that is lost for ever, on %s', (kind) => {
  let orm: Orm
  let before: object
  /** Passwords, and how much stands of what nothing is sealed in. */
  const untouched = async () => {
    const em = orm.em.fork()
    const of = (table: string) => em.execute<object[]>(`select count(*) as "rows" from "${table}"`)
    const kept = await Promise.all(['operation', 'register', 'plan', 'evidence_file', 'holder'].map(of))
    return [
      ...kept,
      await em.execute<object[]>('select "username", "hash", "email" from "account" order by "username"'),
    ]
  }

  beforeAll(async () => {
    orm = await openOrm(await demoDatabase(kind))
    const totp = sealSecret(keyring, 'JBSWY3DPEHPK3PXP')
    await orm.em.fork().nativeUpdate(AccountEntity, { username: WHO }, { totp })
    before = await untouched()
  })
  afterAll(() => orm.close(true))

  const lose = (secret: Buffer | null, reason: string) => letGoOfKey(orm.em.fork(), { secret, reason, at: AT })

  it('[RE17.3] is not let go of where it is at hand', async () => {
    expect(await lose(DEMO_KEY, 'disco rotto')).toMatchObject({ ok: false, error: { code: 'KEY_AT_HAND' } })
  })

  it('[RE17.2] is let go of with a reason alone, which stands in the record of every body', async () => {
    expect(await lose(null, ' ')).toMatchObject({ ok: false, error: { code: 'REASON_MISSING' } })
    const account = () => orm.em.fork().findOneOrFail(AccountEntity, { username: WHO })
    expect((await account()).totp).not.toBeNull()

    expect(await lose(Buffer.alloc(KEY_BYTES, 8), 'disco rotto')).toMatchObject({ ok: true, value: { factors: 1 } })
    expect((await account()).totp).toBeNull()
    const bodies = (await orm.em.fork().find(BodyEntity, {})).map(({ code }) => code)
    const told = await orm.em.fork().find(RecordEntity, { action: 'key.lost' })
    expect(told.map(({ body }) => body).sort()).toEqual(bodies.sort())
    expect(told[0]?.detail).toMatchObject({ reason: 'disco rotto', factors: 1 })
    expect((await verifyRecords(orm.em.fork())).every(({ fault }) => fault === null)).toBe(true)
  })

  it('[RE17.4] lets go of what it had sealed, and of nothing else', async () => {
    expect(await orm.em.fork().count(RecordEntity, { action: 'totp.lost' })).toBe(1)
    expect(await untouched()).toEqual(before)
  })

  it('[RE17.3] is not let go of where it is at hand: whatever key comes next is the one of the data', async () => {
    await checkKey(orm.em.fork(), keyringOf(Buffer.alloc(KEY_BYTES, 9)))
    expect(await lose(Buffer.alloc(KEY_BYTES, 9), 'disco rotto')).toMatchObject({ error: { code: 'KEY_AT_HAND' } })
  })
})
