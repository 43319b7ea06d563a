import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, startApi } from '../../../support/api'
import { inFolder } from '../../../support/storages'
import { demoDatabase, KINDS } from '../../../support/databases'
import { fileOf, pdf, SHEET, wire, type Wire } from './evidence-wire'

describe.each(KINDS)('hole 10, evidence in the cache of a shared phone, on %s', (kind) => {
  let api: Api
  let owner: Wire
  let nobody: Wire

  beforeAll(async () => {
    const evidenceDir = await mkdtemp(join(tmpdir(), 'prove-'))
    api = await startApi(await demoDatabase(kind), { storage: inFolder(evidenceDir) })
    const url = await api.app.listen({ port: 0, host: '127.0.0.1' })
    owner = wire(url, await api.signIn('po-anag.cciaa-mt'))
    nobody = wire(url, api.nobody)
  })
  afterAll(() => api.close())

  it('[SY41.2] no answer about evidence is kept by a browser or a proxy', async () => {
    const bytes = pdf()
    const file = fileOf(bytes)
    await owner.name(SHEET, file)
    await owner.begin(file)
    const partly = await owner.find(file)
    await owner.go(file, bytes)
    const read = await owner.read(file)
    expect(read.bytes.equals(bytes)).toBe(true)
    const unknown = await owner.read(fileOf(pdf()))
    const unsigned = await nobody.read(file)
    expect([unknown.status, unsigned.status]).toEqual([404, 401])
    for (const { headers } of [partly, read, unknown, unsigned]) expect(headers.get('cache-control')).toBe('no-store')
    expect(read.headers.get('etag')).toBe(null)
  })
})
