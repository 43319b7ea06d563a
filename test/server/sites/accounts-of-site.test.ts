import { Secret } from 'otpauth'
import { SiteAnswerSchema } from '@traguardo/shared/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { KEY_BYTES, keyringOf } from '../../../server/src/kernel/secrets/keyring'
import type { Credential } from '../../../server/src/sites/messages'
import { type Api, startApi } from '../../support/api'
import { inFolder } from '../../support/storages'
import { aFolder } from '../../support/copies'
import { demoDatabase, KINDS } from '../../support/databases'
import { askOffice, newSite } from '../../support/sites'

const PO = 'po-registro-imprese'
const NOW = '2021-09-05T08:00:00.000Z'

describe.each(KINDS)('a site that was given every account before, at a head office on %s', (kind) => {
  let head: Api
  let orm: Orm
  let credential: Credential

  beforeAll(async () => {
    const database = await demoDatabase(kind)
    const evidenceDir = aFolder()
    head = await startApi(database, { storage: inFolder(evidenceDir), clock: { now: () => NOW } })
    orm = await openOrm(database)
    const controller = await head.signIn('controllo-gestione')
    credential = await newSite(controller, { units: ['RI', 'PROM'] })
    await orm.em.execute('update "site" set "gives_all" = true')
  })
  afterAll(async () => {
    await orm.close(true)
    await head.close()
  })

  async function accounts(said: object = {}): Promise<readonly string[]> {
    const { directory } = await askOffice(head, credential, { now: NOW, schema: SiteAnswerSchema, said })
    return (directory?.accounts ?? []).map(({ username }) => username)
  }

  it('[SY53.3] of software that asks for no second factor is given no account that has one', async () => {
    const before = await accounts()
    expect(before).toContain(PO)
    expect(before.length).toBeGreaterThan(1)
    const other = before.find((one) => one !== PO) ?? expect.fail()
    const withFactor = (totp: string | null) =>
      orm.em.execute('update "account" set "totp" = ? where "username" = ?', [totp, other])
    await withFactor(keyringOf(Buffer.alloc(KEY_BYTES, 'traguardo')).seal('totp', new Secret().base32))
    // Its software would not ask for it.
    expect(await accounts()).toEqual(before.filter((one) => one !== other))
    await withFactor(null)
    expect(await accounts()).toEqual(before)
  })

  it('[SY53.2] keeps them while it says nothing, then those that it uses, and no other', async () => {
    const before = await accounts()
    expect(before.length).toBeGreaterThan(1)
    // Whom it was not given it does not get by saying so.
    expect(await accounts({ accounts: [PO, 'po-regolazione', 'controllo-gestione', 'nessuno'] })).toEqual([PO])
    expect(await accounts({ accounts: before })).toEqual([PO])
    expect(await accounts()).toEqual([PO])
  })
})
