import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../../server/src/app/open-orm'
import type { Orm } from '../../../../server/src/kernel/db/orm'
import { type Api, type Caller, startApi } from '../../../support/api'
import { demoDatabase, KINDS } from '../../../support/databases'

const SYNC = 'mutation($push: PushInput!) { sync(push: $push) { __typename ... on Refusal { code } } }'
const DEVICES = '{ mySettings { ... on OwnSettings { devices { id name revokedAt } } } }'
const REVOKE = 'mutation($id: String!) { deviceRevoke(id: $id) { __typename ... on Refusal { code } } }'
const DRAFT = '... on PlanDraft { hash document } ... on Refusal { code }'
const BEGIN = `mutation { draftBegin(firstYear: 2021, lastYear: 2023, forNextYears: false) { ${DRAFT} } }`
const SAVE = `mutation($document: Json!, $seen: String!) { draftSave(document: $document, seen: $seen) { ${DRAFT} } }`
const ADOPT = `mutation($seen: String!, $act: ActInput!) { planAdopt(firstYear: 2021, lastYear: 2023, seen: $seen, act: $act) { __typename ... on Refusal { code } } }`
const EXPORT = '{ planExport(body: "CCIAA-MS", year: 2021) { ... on PlanExport { text } } }'
const IMPORT = 'mutation($text: String!) { planImport(text: $text) { __typename ... on Refusal { code } } }'
const ACT = { organ: 'deliberazione della Giunta', number: '92', date: '2021-09-05' }

interface Draft {
  readonly hash: string
  readonly document: { readonly indicators: readonly { readonly title: string }[] }
}

describe.each(KINDS)('devices of others and adoption on %s', (kind) => {
  let api: Api
  let orm: Orm
  let controller: Caller
  beforeAll(async () => {
    const database = await demoDatabase(kind)
    api = await startApi(database)
    orm = await openOrm(database)
    controller = await api.signIn('controllo-gestione')
  })
  afterAll(async () => {
    await orm.close(true)
    await api.close()
  })
  const rows = (table: string, columns: string) =>
    orm.em.fork().execute<object[]>(`select ${columns} from "${table}" order by 1`)

  it('[SY34.1] another person’s device row is nobody’s to change: neither by a push nor by taking its access away', async () => {
    const [owner, liar] = [await api.signIn('po-registro-imprese'), await api.signIn('po-promozione')]
    const push = (who: Caller, device: string) => {
      const at = { view: null, stamp: 0, tray: 0 }
      const variables = { body: 'CCIAA-MS', node: 'telefono-ri', protocol: 2, at, operations: [], device }
      return who.ask<{ sync: { code?: string } }>(SYNC, { push: variables })
    }
    expect((await push(owner, 'Telefono RI')).sync.code).toBeUndefined()
    const devices = async () =>
      (await owner.ask<{ mySettings: { devices: { id: string }[] } }>(DEVICES)).mySettings.devices
    const before = await rows('device', '"node", "person", "name", "revoked_at"')
    const [device] = await devices()
    expect((await push(liar, 'Preso')).sync.code).toBe('NODE_NOT_YOURS')
    expect(await liar.ask(REVOKE, { id: device?.id })).toMatchObject({ deviceRevoke: { code: 'UNKNOWN_DEVICE' } })
    expect(await controller.ask(REVOKE, { id: device?.id })).toMatchObject({ deviceRevoke: { code: 'UNKNOWN_DEVICE' } })
    expect(await rows('device', '"node", "person", "name", "revoked_at"')).toEqual(before)
    expect((await push(owner, 'Telefono RI')).sync.code).toBeUndefined()
  })

  it('[PR3.6] a draft is not adopted over a version that came into force after it was begun', async () => {
    const { draftBegin: draft } = await controller.ask<{ draftBegin: Draft }>(BEGIN)
    const [first, ...others] = draft.document.indicators
    const document = { ...draft.document, indicators: [{ ...first, title: 'Un titolo nuovo' }, ...others] }
    const { draftSave: saved } = await controller.ask<{ draftSave: Draft }>(SAVE, { document, seen: draft.hash })
    const { planExport } = await controller.ask<{ planExport: { text: string } }>(EXPORT)
    const other = JSON.stringify({ ...(JSON.parse(planExport.text) as object), title: 'Importato intanto' })
    expect(await controller.ask(IMPORT, { text: other })).not.toMatchObject({ planImport: { __typename: 'Refusal' } })
    const before = await rows('plan', '"id", "version", "hash"')
    expect(await controller.ask(ADOPT, { seen: saved.hash, act: ACT })).toEqual({
      planAdopt: { __typename: 'Refusal', code: 'PLAN_CHANGED' },
    })
    expect(await rows('plan', '"id", "version", "hash"')).toEqual(before)
    expect(JSON.parse((await controller.ask<{ planExport: { text: string } }>(EXPORT)).planExport.text)).toMatchObject({
      title: 'Importato intanto',
    })
  })
})
