import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { CompactEncrypt, CompactSign, importJWK } from 'jose'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../../server/src/app/open-orm'
import type { Orm } from '../../../../server/src/kernel/db/orm'
import type { Credential } from '../../../../server/src/sites/messages'
import { type Api, type Caller, startApi } from '../../../support/api'
import { inFolder } from '../../../support/storages'
import { aFolder } from '../../../support/copies'
import { demoDatabase, KINDS } from '../../../support/databases'
import { newSite } from '../../../support/sites'

const BODY = 'CCIAA-MS'
const EXCHANGE =
  'mutation($envelope: String!) { siteExchange(envelope: $envelope) { ... on SiteEnvelope { envelope } ... on Refusal { code message } } }'
const MINUTE = 60_000
const DAY = 1440 * MINUTE
/** One day on which head office and site both live: the clock of the demo stands on it. */
const NOW = Date.parse('2021-09-05T12:00:00.000Z')

const pack = promisify(gzip)

/** Written here by itself: what a site that lies would write. */
async function envelopeOf(text: string, { id, own, office }: Credential, to = office.seal): Promise<string> {
  const signed = await new CompactSign(await pack(text))
    .setProtectedHeader({ alg: 'EdDSA' })
    .sign(await importJWK(own.sign, 'EdDSA'))
  return new CompactEncrypt(new TextEncoder().encode(signed))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: id })
    .encrypt(await importJWK(to, 'ECDH-ES'))
}

describe.each(KINDS)('envelopes of a site, at a head office on %s', (kind) => {
  let head: Api
  let orm: Orm
  let credential: Credential

  beforeAll(async () => {
    const database = await demoDatabase(kind)
    const evidenceDir = aFolder()
    head = await startApi(database, {
      storage: inFolder(evidenceDir),
      clock: { now: () => new Date(NOW).toISOString() },
    })
    orm = await openOrm(database)
    const controller: Caller = await head.signIn('controllo-gestione')
    credential = await newSite(controller, { units: ['RI'] })
  })
  afterAll(async () => {
    await orm.close(true)
    await head.close()
  })

  const letter = (changes: object = {}) => ({
    ...{ purpose: 'exchange', to: 'office', at: new Date(NOW).toISOString(), nonce: v7(), answers: null },
    push: {
      ...{ body: BODY, node: credential.id, protocol: 2, epoch: null, lastSeq: 0, lastDecided: null, verify: false },
      cursor: { view: null, stamp: 0, tray: 0, behind: null },
      operations: [],
    },
    ...{ directory: null, report: { waiting: 3, refused: 0 }, whole: false },
    ...changes,
  })
  const bring = async (envelope: string): Promise<string> => {
    const { siteExchange } = await head.nobody.ask<{ siteExchange: { envelope?: string; code?: string } }>(EXCHANGE, {
      envelope,
    })
    return siteExchange.code ?? 'answered'
  }
  const say = async (changes: object = {}) => bring(await envelopeOf(JSON.stringify(letter(changes)), credential))
  const at = (milliseconds: number) => ({ at: new Date(NOW + milliseconds).toISOString() })
  const stored = async () =>
    orm.em.fork().execute('select "last_seen", "report" from "site" where "id" = ?', [credential.id], 'all') as Promise<
      object[]
    >

  it('[SY51.3] of now are taken, once: captured and sent again they do nothing', async () => {
    const envelope = await envelopeOf(JSON.stringify(letter()), credential)
    expect(await bring(envelope)).toBe('answered')
    expect(await say({ report: { waiting: 0, refused: 0 } })).toBe('answered')
    const before = await stored()
    expect(await bring(envelope)).toBe('SITE_SEEN')
    expect(await Promise.all([say({ nonce: 'the-same-nonce-twice' }), say({ nonce: 'the-same-nonce-twice' })])).toEqual(
      expect.arrayContaining(['answered', 'SITE_SEEN']),
    )
    expect(await bring(envelope)).toBe('SITE_SEEN')
    expect(before[0]).toMatchObject({ report: expect.stringContaining('"waiting":0') as string })
  })

  it('[SY51.6] of another time are refused for the clock of their site, and change nothing', async () => {
    expect(await say(at(-50 * MINUTE))).toBe('answered')
    const before = await stored()
    expect(await say(at(-2 * 60 * MINUTE))).toBe('SITE_CLOCK')
    expect(await say(at(-DAY))).toBe('SITE_CLOCK')
    expect(await say(at(DAY))).toBe('SITE_CLOCK')
    expect(await stored()).toEqual(before)
  })

  it('[SY51.1] for another, for something else, or without time or nonce are refused, and change nothing', async () => {
    expect(await say()).toBe('answered')
    const before = await stored()
    expect(await say({ to: v7() })).toBe('SITE_ENVELOPE')
    expect(await say({ purpose: 'pass' })).toBe('SITE_ENVELOPE')
    expect(await say({ purpose: 'answer' })).toBe('SITE_ENVELOPE')
    expect(await say({ at: 'ieri' })).toBe('SITE_ENVELOPE')
    expect(await say({ nonce: '' })).toBe('SITE_ENVELOPE')
    expect(await stored()).toEqual(before)
  })

  it('[SY51.7] of an earlier kind are refused of a site that sent the better kind once', async () => {
    expect(await say()).toBe('answered')
    expect(await say({ purpose: undefined, at: undefined, nonce: undefined, to: undefined })).toBe('SITE_ENVELOPE')
  })

  it('[SY51.4] in a file are taken within sixty days; brought again it changes nothing and is answered again', async () => {
    expect(await say({ ...at(-59 * DAY), purpose: 'file', whole: true })).toBe('answered')
    expect(await say({ ...at(-61 * DAY), purpose: 'file', whole: true })).toBe('SITE_FILE_OLD')
    const file = { purpose: 'file', whole: true, report: { waiting: 9, refused: 0 } }
    const envelope = await envelopeOf(JSON.stringify(letter(file)), credential)
    expect(await bring(envelope)).toBe('answered')
    expect(await say({ report: { waiting: 1, refused: 0 } })).toBe('answered')
    const before = await stored()
    expect(await bring(envelope)).toBe('answered')
    expect(await stored()).toEqual(before)
  })

  it('[SY52.1] unpack to 16 MB at most; what has no form is refused', async () => {
    const large = (size: number) => envelopeOf(`${JSON.stringify(letter())}${' '.repeat(size)}`, credential)
    expect(await bring(await large(15 * 1024 * 1024))).toBe('answered')
    expect(await bring(await large(17 * 1024 * 1024))).toBe('SITE_ENVELOPE')
    for (const push of [null, 3, {}, { ...letter().push, operations: 'x' }])
      expect([push, await say({ push })]).toEqual([push, 'SITE_ENVELOPE'])
    expect(await say({ push: { ...letter().push, operations: [null, 3, {}, { key: null }] } })).toBe('answered')
    expect(await say({ report: null })).toBe('SITE_ENVELOPE')
  })

  it('[SY51.5] passes are for one request, of now, and once', async () => {
    const path = `/prove/carico/${'a'.repeat(64)}`
    const pass = (changes: object = {}) => ({
      ...{ purpose: 'pass', to: 'office', at: new Date(NOW).toISOString(), nonce: v7(), answers: null },
      ...{ files: credential.id, request: `HEAD ${path} -` },
      ...changes,
    })
    const show = async (said: string, url = path) =>
      (
        await head.app.inject({
          method: 'HEAD',
          url,
          headers: { authorization: `Sede ${said}`, 'tus-resumable': '1.0.0' },
        })
      ).statusCode
    const good = await envelopeOf(JSON.stringify(pass()), credential)
    expect(await show(good)).not.toBe(401)
    expect(await show(good)).toBe(401)
    const refused = async (changes: object, url = path) =>
      show(await envelopeOf(JSON.stringify(pass(changes)), credential), url)
    expect(await refused(at(-12 * MINUTE))).not.toBe(401)
    expect(await refused(at(-16 * MINUTE))).toBe(401)
    expect(await refused(at(6 * MINUTE))).toBe(401)
    expect(await refused({}, `/prove/carico/${'b'.repeat(64)}`)).toBe(401)
    expect(await refused({ purpose: 'exchange' })).toBe(401)
  })

  it('[SY51.8] passes of an earlier kind are not taken', async () => {
    const said = await envelopeOf(JSON.stringify({ files: credential.id }), credential)
    const { statusCode } = await head.app.inject({
      method: 'HEAD',
      url: `/prove/carico/${'a'.repeat(64)}`,
      headers: { authorization: `Sede ${said}`, 'tus-resumable': '1.0.0' },
    })
    expect(statusCode).toBe(401)
  })
})
