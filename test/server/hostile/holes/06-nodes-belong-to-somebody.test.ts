import { registerId } from '@traguardo/shared/sync'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, type Caller, startApi } from '../../../support/api'
import { inFolder } from '../../../support/storages'
import { aFolder } from '../../../support/copies'
import { demoDatabase, KINDS } from '../../../support/databases'
import { newSite, signInAt, startSite } from '../../../support/sites'

const BODY = 'CCIAA-MS'
const SYNC = `mutation($push: PushInput!) { sync(push: $push) { __typename ... on Refusal { code } ... on SyncAnswer {
  notice epoch verdicts { type refusal { code } } registers { content } } } }`
const STATUS = 'mutation { siteSync { ... on SiteStatus { lastSync error waiting } ... on Refusal { code } } }'
const DEVICES = '{ mySettings { ... on OwnSettings { devices { id name revokedAt } } } }'
const REVOKE = 'mutation($id: String!) { deviceRevoke(id: $id) { __typename ... on Refusal { code } } }'

interface Answer {
  readonly __typename: string
  readonly code?: string
  readonly notice?: string
  readonly epoch?: string
  readonly verdicts?: readonly { readonly type: string; readonly refusal: { readonly code: string } | null }[]
  readonly registers?: readonly { readonly content: unknown }[]
}

let seq = 0
const operation = (person: string, node: string, changes: object = {}) => {
  const key = { body: BODY, measure: 'Percent_LibriRI.num', unit: 'RI', year: 2021, period: 2, field: 'note' as const }
  return {
    ...{ id: v7(), node, seq: ++seq, person, protocol: 2, kind: 'edit', register: registerId(key), key },
    ...{ content: `nota ${seq}`, deviceTime: '2021-09-05T08:00:00.000Z', ...changes },
  }
}
const dismiss = (person: string, node: string) =>
  operation(person, node, { kind: 'dismiss', content: null, about: v7(), seq: 1 })

const push = async (who: Caller, node: string, operations: readonly object[] = [], rest: object = {}) => {
  const at = { view: null, stamp: 0, tray: 0 }
  return (await who.ask<{ sync: Answer }>(SYNC, { push: { body: BODY, node, protocol: 2, at, operations, ...rest } }))
    .sync
}

describe.each(KINDS)('the names of nodes on %s', (kind) => {
  let api: Api
  let url: string
  let owner: Caller
  let liar: Caller
  let controller: Caller
  beforeAll(async () => {
    api = await startApi(await demoDatabase(kind), { storage: inFolder(aFolder()) })
    url = await api.app.listen({ port: 0, host: '127.0.0.1' })
    owner = await api.signIn('po-registro-imprese')
    liar = await api.signIn('po-promozione')
    controller = await api.signIn('controllo-gestione')
  })
  afterAll(() => api.close())

  it('[SY34.10] a site goes on, whoever pushes under its name', async () => {
    const credential = await newSite(controller, { units: ['RI'], head: url })
    expect(await push(liar, 'telefono-bugiardo', [dismiss('po-promozione', credential.id)])).toMatchObject({
      verdicts: [{ type: 'rejected' }],
    })
    expect((await push(liar, credential.id, [])).__typename).toBe('Refusal')
    const site = await startSite(credential)
    try {
      const atSite = await signInAt(site, 'po-registro-imprese')
      expect(
        await push(atSite, 'telefono-in-sede', [operation('po-registro-imprese', 'telefono-in-sede')]),
      ).toMatchObject({
        verdicts: [{ type: 'applied' }],
      })
      expect(await atSite.ask(STATUS)).toMatchObject({ siteSync: { error: null, waiting: 0 } })
      // At the site itself too nobody bears the name of the site.
      expect((await push(atSite, credential.id, [])).__typename).toBe('Refusal')
    } finally {
      await site.close()
    }
  }, 60_000)

  it('[SY34.3] a phone is its person’s: nobody else pushes under its name, or makes it take another', async () => {
    const first = operation('po-registro-imprese', 'telefono-mio')
    expect((await push(owner, 'telefono-mio', [first])).notice).toBe('none')
    const before = (await push(controller, 'ufficio')).registers
    expect(await push(liar, 'telefono-mio', [])).toEqual({ __typename: 'Refusal', code: 'NODE_NOT_YOURS' })
    expect(await push(liar, 'telefono-suo', [dismiss('po-promozione', 'telefono-mio')])).toMatchObject({
      verdicts: [{ type: 'rejected', refusal: { code: 'NODE_NOT_YOURS' } }],
    })
    expect(await push(owner, 'telefono-mio', [], { lastSeq: first.seq })).toMatchObject({ notice: 'none' })
    expect((await push(controller, 'ufficio')).registers).toEqual(before)
  })

  it('[SY34.4] who holds a revoked device is signed out, and a new name does not get round it', async () => {
    const phone = await api.signIn('po-registro-imprese')
    const elsewhere = await api.signIn('po-registro-imprese')
    expect((await push(phone, 'telefono-perso', [], { device: 'Telefono perso' })).notice).toBe('none')
    const { mySettings } = await elsewhere.ask<{ mySettings: { devices: { id: string; name: string }[] } }>(DEVICES)
    const id = mySettings.devices.find(({ name }) => name === 'Telefono perso')?.id
    expect(await liar.ask(REVOKE, { id })).toMatchObject({ deviceRevoke: { code: 'UNKNOWN_DEVICE' } })
    expect(await elsewhere.ask(REVOKE, { id })).toMatchObject({ deviceRevoke: { __typename: 'Done' } })
    const before = (await push(controller, 'ufficio')).registers
    for (const node of ['telefono-perso', 'un-nome-nuovo'])
      expect(await push(phone, node, [operation('po-registro-imprese', node)])).toMatchObject({ code: 'NOT_SIGNED_IN' })
    expect((await push(await api.signIn('po-registro-imprese'), 'telefono-perso')).code).toBe('DEVICE_REVOKED')
    expect((await push(elsewhere, 'portatile')).notice).toBe('none')
    expect((await push(controller, 'ufficio')).registers).toEqual(before)
  })

  it('[SY34.1] a device that never said what it is called is its person’s all the same', async () => {
    expect((await push(owner, 'senza-nome')).notice).toBe('none')
    expect((await push(liar, 'senza-nome')).code).toBe('NODE_NOT_YOURS')
    const { mySettings } = await owner.ask<{ mySettings: { devices: { name: string }[] } }>(DEVICES)
    expect(mySettings.devices.map(({ name }) => name)).toContain('Dispositivo senza nome')
  })

  it('[SY39.2] nobody makes the others begin again by saying that they were told more', async () => {
    const { epoch } = await push(owner, 'telefono-mio')
    const far = { at: { view: 'x', stamp: 2_000_000_000, tray: 2_000_000_000 } }
    for (const lie of [far, { lastDecided: v7() }, { ...far, lastDecided: v7() }]) {
      const answer = await push(liar, 'telefono-suo', [], { epoch, ...lie })
      expect(answer).toMatchObject({ notice: 'none', epoch })
    }
    // What the head office lost nothing of, it does not tell of either: an operation of somebody else is there or not.
    const theirs = operation('po-registro-imprese', 'telefono-mio')
    await push(owner, 'telefono-mio', [theirs])
    const known = await push(liar, 'telefono-suo', [], { epoch, lastDecided: theirs.id })
    const unknown = await push(liar, 'telefono-suo', [], { epoch, lastDecided: v7() })
    expect(known).toEqual(unknown)
    expect((await push(owner, 'telefono-mio', [], { epoch })).notice).toBe('none')
  })
})
