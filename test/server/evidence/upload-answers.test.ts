import { mkdtempSync, rmSync } from 'node:fs'
import { readdir, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LARGEST_EVIDENCE } from '@traguardo/shared/sync'
import { type Api, startApi } from '../../support/api'
import { demoDatabase } from '../../support/databases'
import { inFolder } from '../../support/storages'
import { type Cell, fileOf, type NamedFile, OTHER_BODY, pdf, type Wire, wire } from '../hostile/holes/evidence-wire'

const OTHER_CELL: Cell = { ...OTHER_BODY, measure: 'Percent_LibriRI.den' }
const base64 = (text: string) => Buffer.from(text).toString('base64')

describe('what an upload is answered', () => {
  let api: Api
  let folder: string
  let url: string
  let phone: Wire
  const errors: unknown[] = []
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'prove-'))
    errors.splice(0)
    const log = (...told: unknown[]) => void errors.push(told)
    api = await startApi(await demoDatabase('sqlite'), { storage: inFolder(folder), log })
    url = await api.app.listen({ port: 0, host: '127.0.0.1' })
    phone = wire(url, await api.signIn('po-registro-imprese'))
  })
  afterEach(async () => {
    await api.close()
    rmSync(folder, { recursive: true, force: true })
  })

  type Asked = Awaited<ReturnType<Wire['ask']>>
  const said = ({ status, bytes }: Asked) => {
    const { code, params } = JSON.parse(bytes.toString()) as { code: string; params: object }
    return { status, code, params }
  }
  const named = async (cell: Cell = OTHER_BODY, size?: number) => {
    const bytes = pdf()
    const file = { ...fileOf(bytes), ...(size === undefined ? {} : { size }) }
    expect(await phone.name(cell, file)).toBe('applied')
    return { bytes, file }
  }
  const begin = (headers: Record<string, string>) => phone.ask('/prove/carico', { method: 'POST', headers })
  const patch = ({ sha256 }: NamedFile, headers: Record<string, string>, bytes = Buffer.from('x')) =>
    phone.ask(`/prove/carico/${sha256}`, { method: 'PATCH', headers, body: new Uint8Array(bytes) })
  const BYTES = 'application/offset+octet-stream'

  it('[SY42.1] one that is taken is found at its hash, and says how far it has come', async () => {
    const { bytes, file } = await named()
    const begun = await phone.begin(file)
    expect([begun.status, begun.headers.get('location')]).toEqual([201, `/prove/carico/${file.sha256}`])
    const part = await phone.go(file, bytes.subarray(0, 1000))
    expect([part.status, part.offset]).toEqual([204, '1000'])
    const found = await phone.find(file)
    expect([found.status, found.offset, found.headers.get('upload-length')]).toEqual([200, '1000', `${file.size}`])
  })

  it('[SY28.4] one that has come is answered as whole, to whoever lost the answer', async () => {
    const { bytes, file } = await named()
    await phone.begin(file)
    expect((await phone.go(file, bytes)).status).toBe(204)
    const { status, headers, bytes: body } = await phone.find(file)
    expect([status, body.length]).toEqual([200, 0])
    const shown = ['tus-resumable', 'upload-offset', 'upload-length', 'cache-control'].map((name) => headers.get(name))
    expect(shown).toEqual(['1.0.0', `${file.size}`, `${file.size}`, 'no-store'])
    // Nothing of it is under way any more.
    expect((await readdir(join(folder, 'in-arrivo'), { recursive: true })).filter((one) => one.includes('/'))).toEqual(
      [],
    )
  })

  it('[SY42.1] beside its bytes stands whose they are, and nothing else', async () => {
    const { file } = await named()
    await phone.begin(file)
    const under = join(folder, 'in-arrivo')
    const [name = expect.fail('none')] = (await readdir(under, { recursive: true })).filter((one) =>
      one.endsWith('.json'),
    )
    const { metadata, size } = JSON.parse(await readFile(join(under, name), 'utf8')) as {
      metadata: object
      size: number
    }
    expect(size).toBe(file.size)
    expect(metadata).toEqual({
      ...{ body: 'CCIAA-MS', person: 'po-registro-imprese', sha256: file.sha256, name: 'verbale.pdf' },
    })
  })

  it('[RI34] what nobody named, or names nothing, is refused by its code', async () => {
    const { file } = await named()
    const length = { 'upload-length': String(file.size) }
    const unnamed = { code: 'EVIDENCE_UNKNOWN', params: { kind: 'unnamed' } }
    expect(said(await begin(length))).toEqual({ status: 400, ...unnamed })
    for (const text of ['x', file.sha256.slice(1), `${file.sha256}0`, file.sha256.toUpperCase()])
      expect(said(await begin({ ...length, 'upload-metadata': `sha256 ${base64(text)}` }))).toEqual({
        status: 400,
        ...unnamed,
      })
    const other = { 'upload-metadata': `sha256 ${base64(fileOf(pdf()).sha256)}` }
    expect(said(await begin({ ...length, ...other }))).toEqual({ status: 403, ...unnamed })
    // Named, but of another size.
    const own = { 'upload-metadata': `sha256 ${base64(file.sha256)}` }
    expect(said(await begin({ 'upload-length': String(file.size + 1), ...own }))).toEqual({ status: 403, ...unnamed })
    expect(said(await begin({ 'upload-defer-length': '1', ...own })).status).toBeGreaterThanOrEqual(400)
    expect(await readdir(join(folder, 'in-arrivo'))).toEqual([])
  })

  it('[RI34] what the protocol does not know is refused by its code, in the form of every refusal', async () => {
    const { bytes, file } = await named()
    expect(said(await patch(file, { 'content-type': BYTES, 'upload-offset': '0' }))).toMatchObject({
      ...{ status: 404, code: 'EVIDENCE_UNKNOWN', params: {} },
    })
    await phone.begin(file)
    const wrong = await patch(file, { 'content-type': BYTES, 'upload-offset': '1' })
    expect(said(wrong)).toMatchObject({ status: 409, code: 'UPLOAD_CHANGED' })
    expect(wrong.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(said(await patch(file, { 'content-type': BYTES }))).toMatchObject({ code: 'UPLOAD_MALFORMED' })
    const own = { 'upload-metadata': `sha256 ${base64(file.sha256)}` }
    expect(said(await begin(own))).toMatchObject({ status: 400, code: 'UPLOAD_MALFORMED' })
    const large = await begin({ ...own, 'upload-length': String(LARGEST_EVIDENCE + 1) })
    expect(said(large)).toEqual({ status: 413, code: 'EVIDENCE_TOO_LARGE', params: { limit: 25 } })
    expect((await phone.go(file, bytes)).status).toBe(204)
  })

  it('[SY28.3] [SY43.1] bytes that are not the file are refused with its name', async () => {
    const { file, bytes } = await named()
    await phone.begin(file)
    const refused = await phone.go(file, Buffer.from(bytes).reverse())
    expect(said(refused)).toEqual({ status: 422, code: 'EVIDENCE_HASH', params: { name: 'verbale.pdf' } })
    expect((await phone.find(file)).status).toBe(404)
  })

  it('[SY41.2] nobody in particular is answered nothing, and no cache keeps it', async () => {
    const { file } = await named()
    for (const [path, method] of [
      [`/prove/${file.sha256}`, 'GET'],
      [`/prove/carico/${file.sha256}`, 'PATCH'],
      ['/prove/carico', 'POST'],
    ] as const) {
      const answer = await phone.ask(path, { method, headers: { cookie: '', 'content-type': BYTES } })
      expect([path, said(answer), answer.headers.get('cache-control')]).toEqual([
        path,
        { status: 401, code: 'NOT_SIGNED_IN', params: {} },
        'no-store',
      ])
    }
    const missing = await phone.read(file)
    expect([said(missing).code, missing.headers.get('cache-control')]).toEqual(['EVIDENCE_UNKNOWN', 'no-store'])
  })

  it('[SY41.1] a file is read whole, as what it is, and shown by no browser', async () => {
    const { bytes, file } = await named()
    await phone.begin(file)
    await phone.go(file, bytes)
    const { headers } = await phone.read(file)
    const names = ['content-type', 'content-length', 'content-disposition', 'content-security-policy', 'cache-control']
    expect(names.map((name) => headers.get(name))).toEqual([
      'application/pdf',
      `${file.size}`,
      `attachment; filename="verbale.pdf"; filename*=UTF-8''verbale.pdf`,
      "default-src 'none'; sandbox",
      'no-store',
    ])
  })

  it('[SY44.3] a sender has 250 MB under way and not a byte more', async () => {
    const large = []
    for (let at = 0; at < 10; at++) large.push((await named(OTHER_BODY, LARGEST_EVIDENCE)).file)
    for (const file of large) expect((await phone.begin(file)).status).toBe(201)
    const { file } = await named()
    expect(said(await phone.begin(file))).toMatchObject({ status: 429, code: 'EVIDENCE_UPLOADS' })
  })

  it('[SY44.2] twenty under way hold up none of them that begins again', async () => {
    const files = []
    for (let at = 0; at < 20; at++) files.push((await named(at % 2 ? OTHER_CELL : OTHER_BODY)).file)
    for (const file of files) expect((await phone.begin(file)).status).toBe(201)
    for (const file of files.slice(0, 2)) expect((await phone.begin(file)).status).toBe(201)
    const { file } = await named()
    expect((await phone.begin(file)).status).toBe(429)
  })

  it('[RI50.3] what nobody foresaw has the id of its request, which the log has too', async () => {
    const { bytes, file } = await named()
    expect((await phone.begin(file)).status).toBe(201)
    const bytesOf = (await readdir(join(folder, 'in-arrivo'), { recursive: true })).find((one) =>
      /^[^/]+\/[^.]+$/.test(one),
    )
    const path = join(folder, 'in-arrivo', bytesOf ?? expect.fail('nothing was begun'))
    // A link to itself: neither there nor gone.
    await rm(path)
    await symlink(path, path)
    const sent = await phone.go(file, bytes)
    const request = sent.headers.get('x-request-id') ?? expect.fail('no id')
    expect(said(sent)).toEqual({ status: 500, code: 'INTERNAL_ERROR', params: { kind: 'request', request } })
    const looked = await phone.find(file)
    expect(looked.status).toBe(500)
    expect(errors).toMatchObject([
      [{ code: 'ELOOP' }, { request }],
      [{ code: 'ELOOP' }, { request: looked.headers.get('x-request-id') }],
    ])
  })
})
