import { randomBytes } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, startApi } from '../../../support/api'
import { inFolder } from '../../../support/storages'
import { demoDatabase, KINDS } from '../../../support/databases'
import { fileOf, OTHER_BODY, OTHER_SHEET, pdf, SHEET, wire, type Wire } from './evidence-wire'

describe.each(KINDS)('hole 3, uploads of others, on %s', (kind) => {
  let api: Api
  let owner: Wire
  let colleague: Wire
  let stranger: Wire

  beforeAll(async () => {
    const evidenceDir = await mkdtemp(join(tmpdir(), 'prove-'))
    api = await startApi(await demoDatabase(kind), { storage: inFolder(evidenceDir) })
    const url = await api.app.listen({ port: 0, host: '127.0.0.1' })
    owner = wire(url, await api.signIn('po-anag.cciaa-mt'))
    colleague = wire(url, await api.signIn('po-prom.cciaa-mt'))
    stranger = wire(url, await api.signIn('po-registro-imprese'))
  })
  afterAll(() => api.close())

  it('[SY42.1] an upload is found, continued and ended by whoever began it, and by nobody else', async () => {
    const bytes = pdf()
    const file = fileOf(bytes)
    const half = 1000
    await owner.name(SHEET, file)
    expect((await owner.begin(file)).status).toBe(201)
    expect((await owner.go(file, bytes.subarray(0, half))).status).toBe(204)
    expect(await owner.find(file)).toMatchObject({ status: 200, offset: String(half) })

    for (const liar of [colleague, stranger]) {
      expect(await liar.find(file)).toMatchObject({ status: 404, offset: null })
      expect((await liar.go(file, randomBytes(23), half)).status).toBe(404)
      expect((await liar.go(file, randomBytes(bytes.length - half), half)).status).toBe(404)
    }
    // Nor where they have named the same file themselves, and begun an upload of their own.
    for (const [liar, cell] of [
      [colleague, OTHER_SHEET],
      [stranger, OTHER_BODY],
    ] as const) {
      await liar.name(cell, file)
      expect((await liar.begin(file)).status).toBe(201)
      expect((await liar.go(file, randomBytes(23))).status).toBe(204)
    }
    expect(await owner.find(file)).toMatchObject({ status: 200, offset: String(half) })
    expect((await owner.go(file, bytes.subarray(half), half)).status).toBe(204)
    expect(await owner.isComplete(SHEET, file)).toBe(true)
    expect((await owner.read(file)).bytes.equals(bytes)).toBe(true)
  })

  it('[SY43.1] what arrived whole and was not the file is thrown away, and the next time it begins at the first byte', async () => {
    const bytes = pdf()
    const file = fileOf(bytes)
    await owner.name(SHEET, file)
    await owner.begin(file)
    expect((await owner.go(file, randomBytes(bytes.length))).status).toBe(422)
    expect((await owner.find(file)).status).toBe(404)
    expect((await owner.begin(file)).status).toBe(201)
    expect((await owner.go(file, bytes)).status).toBe(204)
    expect((await owner.read(file)).bytes.equals(bytes)).toBe(true)
  })
})
