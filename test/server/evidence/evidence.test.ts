import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Evidence, type Operation, PROTOCOL, type RegisterKey, registerId } from '@traguardo/shared/sync'
import * as tus from 'tus-js-client'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../server/src/kernel/db/database'
import { type Api, type Caller, startApi } from '../../support/api'
import { inFolder } from '../../support/storages'
import { demoDatabase, KINDS } from '../../support/databases'
import { anOperation, NOWHERE } from '../../support/sync'

const SYNC = `mutation($push: PushInput!) { sync(push: $push) { ... on SyncAnswer {
  verdicts { type refusal { code } } registers { content complete stamp } } } }`

interface Answer {
  readonly verdicts: readonly { readonly type: string; readonly refusal: { readonly code: string } | null }[]
  readonly registers: readonly { readonly content: unknown; readonly complete: boolean }[]
}

/** A PDF that is one as far as anybody looks at its content. */
const pdf = (bytes = 200_000): Buffer =>
  Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes), Buffer.from('\n%%EOF\n')])

const evidenceOf = (bytes: Buffer, name = 'verbale "bis".pdf'): Evidence => ({
  type: 'evidence',
  sha256: createHash('sha256').update(bytes).digest('hex'),
  size: bytes.length,
  mime: 'application/pdf',
  name,
})

let seq = 0
function attached(evidence: Evidence): Operation {
  const key: RegisterKey = {
    body: 'CCIAA-MS',
    measure: 'Percent_LibriRI.num',
    unit: 'RI',
    year: 2021,
    period: 2,
    field: `evidence/${evidence.sha256}`,
  }
  seq += 1
  return anOperation({
    id: v7(),
    key,
    register: registerId(key),
    content: evidence,
    node: 'phone',
    person: 'po-registro-imprese',
    seq,
  })
}

describe.each(KINDS)('evidence on %s', (kind) => {
  let api: Api
  let po: Caller
  let url: string
  let folder: string
  let database: Database

  const send = (who: Caller, operations: readonly Operation[], node = 'phone') =>
    who
      .ask<{ sync: Answer }>(SYNC, { push: { body: 'CCIAA-MS', node, protocol: PROTOCOL, at: NOWHERE, operations } })
      .then(({ sync }) => sync)

  async function start(): Promise<void> {
    api = await startApi(database, { storage: inFolder(folder) })
    url = await api.app.listen({ port: 0, host: '127.0.0.1' })
    po = await api.signIn('po-registro-imprese')
  }
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'prove-'))
    database = await demoDatabase(kind)
    await start()
  })
  afterAll(() => api.close())

  /** Sends bytes as the app does; with `until`, loses the line after so many. Gives the status that ended it. */
  function upload(who: Caller, bytes: Buffer, sha256: string, until = Number.POSITIVE_INFINITY): Promise<number> {
    return new Promise((done) => {
      const at = `${url}/prove/carico`
      const sending: tus.Upload = new tus.Upload(bytes, {
        endpoint: at,
        uploadUrl: `${at}/${sha256}`,
        chunkSize: 64 * 1024,
        retryDelays: null,
        headers: { cookie: who.cookie },
        metadata: { sha256 },
        onChunkComplete(_chunk, sent) {
          if (sent >= until) void sending.abort().then(() => done(0))
        },
        onSuccess: () => done(204),
        onError: (error) => done((error as tus.DetailedError).originalResponse?.getStatus() ?? -1),
      })
      sending.start()
    })
  }
  const download = (who: Caller, sha256: string) => fetch(`${url}/prove/${sha256}`, { headers: { cookie: who.cookie } })
  const isComplete = async (evidence: Evidence) =>
    (await send(po, [], 'reader')).registers.find(
      ({ content }) => (content as Evidence | null)?.sha256 === evidence.sha256,
    )?.complete

  it('[SY28.2] arrives after the value, in pieces, and is shown only when it is whole', async () => {
    const bytes = pdf()
    const evidence = evidenceOf(bytes)
    expect((await send(po, [attached(evidence)])).verdicts).toMatchObject([{ type: 'applied' }])
    expect(await upload(po, bytes, evidence.sha256, 100_000)).toBe(0)
    expect(await isComplete(evidence)).toBe(false)
    expect((await download(po, evidence.sha256)).status).toBe(404)

    expect(await upload(po, bytes, evidence.sha256)).toBe(204)
    expect(await isComplete(evidence)).toBe(true)
    const controller = await api.signIn('controllo-gestione')
    const response = await download(controller, evidence.sha256)
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true)
    expect(response.headers.get('content-disposition')).toContain(
      'attachment; filename="verbale _bis_.pdf"; filename*=UTF-8\'\'',
    )
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-security-policy')).toContain('sandbox')
    expect(response.headers.get('content-type')).toBe('application/pdf')
  })

  it('[SY28.4] the same file at another value is there at once', async () => {
    const bytes = pdf(1000)
    const evidence = evidenceOf(bytes)
    await send(po, [attached(evidence)])
    expect(await upload(po, bytes, evidence.sha256)).toBe(204)
    const key = { ...attached(evidence).key, measure: 'Percent_LibriRI.den' }
    seq += 1
    const again = anOperation({ key, content: evidence, node: 'phone', person: 'po-registro-imprese', seq })
    expect((await send(po, [again])).registers.map(({ complete }) => complete)).not.toContain(false)
  })

  it('[SY27.2] is refused where it is too large, of no known kind, or empty', async () => {
    const evidence = evidenceOf(pdf(10))
    const wrong = [
      { ...evidence, size: 26 * 1024 * 1024 },
      { ...evidence, mime: 'application/x-msdownload' },
      { ...evidence, size: 0 },
    ]
    const codes = (await send(po, wrong.map(attached))).verdicts.map(({ refusal }) => refusal?.code)
    expect(codes).toEqual(['EVIDENCE_TOO_LARGE', 'EVIDENCE_TYPE', 'EVIDENCE_EMPTY'])
  })

  it('[SY27.1] is refused in a register that is named by another hash', async () => {
    const evidence = evidenceOf(pdf(10))
    const other = attached(evidence)
    const elsewhere = { ...other.key, field: `evidence/${'0'.repeat(64)}` as const }
    const lying = { ...other, key: elsewhere, register: registerId(elsewhere) }
    expect((await send(po, [lying])).verdicts).toMatchObject([{ refusal: { code: 'MALFORMED_CONTENT' } }])
  })

  it('[SY28.3] bytes that are not what was announced are thrown away', async () => {
    const program = Buffer.concat([Buffer.from('MZ'), randomBytes(3000)])
    const disguised = evidenceOf(program, 'verbale.pdf')
    await send(po, [attached(disguised)])
    expect(await upload(po, program, disguised.sha256)).toBe(422)
    expect(await isComplete(disguised)).toBe(false)
    const announced = evidenceOf(pdf(3000))
    await send(po, [attached(announced)])
    expect(await upload(po, randomBytes(announced.size), announced.sha256)).toBe(422)
    expect((await download(po, announced.sha256)).status).toBe(404)
  })

  it('[SY28.1] nobody uploads what nobody announced, and nobody reads what is not theirs', async () => {
    const bytes = pdf(500)
    const evidence = evidenceOf(bytes)
    expect(await upload(po, bytes, evidence.sha256)).toBe(403)
    expect(await upload({ ...po, cookie: '' }, bytes, evidence.sha256)).toBe(401)
    await send(po, [attached(evidence)])
    expect(await upload(po, bytes, evidence.sha256)).toBe(204)
    const stranger = await api.signIn('referente-isr.isr')
    expect((await download(stranger, evidence.sha256)).status).toBe(404)
    expect((await download({ ...po, cookie: '' }, evidence.sha256)).status).toBe(401)
    expect((await download(po, '../../etc/passwd')).status).toBe(404)
  })

  it('[SY44.1] a cell holds twenty pieces, in one push or in several, and what is taken away makes room', async () => {
    const at = (evidence: Evidence, changes: Partial<Operation> = {}) => {
      const { key: from, ...rest } = attached(evidence)
      const key = { ...from, measure: 'Percent_VerbaliRI.num' }
      return { ...rest, key, register: registerId(key), ...changes }
    }
    const pieces = Array.from({ length: 22 }, () => evidenceOf(pdf(10)))
    const first = pieces.slice(0, 21).map((piece) => at(piece))
    const codes = (await send(po, first)).verdicts.map(({ refusal }) => refusal?.code)
    expect(codes).toEqual([...Array.from({ length: 20 }, () => undefined), 'EVIDENCE_TOO_MANY'])
    const [one, last] = [pieces[0], pieces[21]]
    if (!one || !last || !first[0]) throw new Error('too few')
    expect((await send(po, [at(last)])).verdicts).toMatchObject([{ refusal: { code: 'EVIDENCE_TOO_MANY' } }])
    const removed = at(one, { content: null, base: first[0].id })
    expect((await send(po, [removed, at(last)])).verdicts.map(({ type }) => type)).toEqual(['applied', 'applied'])
  })

  const begin = async ({ sha256, size }: Evidence) => {
    const response = await fetch(`${url}/prove/carico`, {
      method: 'POST',
      headers: {
        cookie: po.cookie,
        'tus-resumable': '1.0.0',
        'upload-length': String(size),
        'upload-metadata': `sha256 ${Buffer.from(sha256).toString('base64')}`,
      },
    })
    return [response.status, await response.text()]
  }
  /** A new start, before which nobody went on with any upload for years. */
  async function yearsLater(): Promise<void> {
    await api.close()
    const longAgo = new Date('2020-01-01')
    const under = await readdir(join(folder, 'in-arrivo'), { recursive: true })
    for (const name of under) await utimes(join(folder, 'in-arrivo', name), longAgo, longAgo)
    await start()
  }
  let waiting: Evidence

  it('[SY44.2] twenty uploads of a person are under way at once', async () => {
    const cells = ['T_medi_C1.1.1', 'Percent_LibriRI.den']
    const pieces = Array.from({ length: 21 }, (_, index) => ({ evidence: evidenceOf(pdf(10)), index }))
    const operations = pieces.map(({ evidence, index }) => {
      const { key: from, ...rest } = attached(evidence)
      const key = { ...from, measure: cells[index % 2] ?? '' }
      return { ...rest, key, register: registerId(key) }
    })
    expect(new Set((await send(po, operations)).verdicts.map(({ type }) => type))).toEqual(new Set(['applied']))
    waiting = pieces.at(-1)?.evidence ?? expect.fail('none')
    for (const { evidence } of pieces.slice(0, 20)) expect(await begin(evidence)).toEqual([201, ''])
    const [status, text] = await begin(waiting)
    expect([status, JSON.parse(String(text))]).toMatchObject([429, { code: 'EVIDENCE_UPLOADS' }])
  })

  it('[SY67.2] uploads that nobody went on with for seven days are ended, and make room', async () => {
    await yearsLater()
    expect(await begin(waiting)).toEqual([201, ''])
  })

  it('[SY28.5] what was whole when the power went is taken in at the next start', async () => {
    const bytes = pdf(150_000)
    const evidence = evidenceOf(bytes)
    await send(po, [attached(evidence)])
    expect(await upload(po, bytes, evidence.sha256, 1)).toBe(0)
    await api.close()
    const under = join(folder, 'in-arrivo')
    const kept = (await readdir(under, { recursive: true })).filter((name) => name.endsWith('.json'))
    const texts = await Promise.all(kept.map((name) => readFile(join(under, name), 'utf8')))
    const begun = kept[texts.findIndex((text) => text.includes(evidence.sha256))] ?? expect.fail('No upload was begun')
    await writeFile(join(under, begun.slice(0, -'.json'.length)), bytes)
    await start()
    expect(await isComplete(evidence)).toBe(true)
    expect((await download(po, evidence.sha256)).status).toBe(200)
  })

  it('[SY28.5] a power cut while an upload is taken away leaves a server that starts, and an upload that begins again', async () => {
    const bytes = pdf(150_000)
    const evidence = evidenceOf(bytes)
    await send(po, [attached(evidence)])
    expect(await upload(po, bytes, evidence.sha256, 1)).toBe(0)
    await api.close()
    const under = join(folder, 'in-arrivo')
    // Its bytes go first, and what says whose they are after them.
    for (const name of await readdir(under, { recursive: true }))
      if (name.endsWith('.json')) await rm(join(under, name.slice(0, -'.json'.length)), { force: true })
    await start()
    expect(await upload(po, bytes, evidence.sha256)).toBe(204)
    expect(await isComplete(evidence)).toBe(true)
  })
})
