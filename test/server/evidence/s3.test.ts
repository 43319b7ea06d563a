import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { mendEvidence } from '../../../server/src/app/backup/commands'
import { verifyPlace } from '../../../server/src/app/backup/verify'
import type { Database } from '../../../server/src/kernel/db/database'
import { openOrm } from '../../../server/src/app/open-orm'
import { openStore } from '../../../server/src/evidence/storage/open-store'
import { openBucket } from '../../../server/src/evidence/storage/s3/bucket'
import type { S3Storage } from '../../../server/src/evidence/storage/storage'
import { StartFailure } from '../../../server/src/kernel/runtime/start-failure'
import { type Api, startApi } from '../../support/api'
import { freshDatabase, KINDS } from '../../support/databases'
import { type S3Server, startS3 } from '../../support/s3-server'
import { inBucket } from '../../support/storages'
import { fileOf, OTHER_BODY, pdf, type Wire, wire } from '../hostile/holes/evidence-wire'

const NOBODY = 'http://127.0.0.1:1'

describe('storage that speaks S3', () => {
  const servers: S3Server[] = []
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close()
  })
  async function fresh(): Promise<S3Storage> {
    const server = await startS3()
    servers.push(server)
    return inBucket(server.url)
  }
  const why = (storage: S3Storage) =>
    openStore(storage).then(
      () => 'opened',
      (error: unknown) => (error instanceof StartFailure ? error.message : error),
    )

  it('[RI55.2] that cannot be used says why in a sentence: no bucket, wrong keys, nobody there', async () => {
    const storage = await fresh()
    expect(await why(storage)).toBe('opened')
    expect(await why({ ...storage, bucket: 'altre-prove' })).toBe(
      'Il contenitore «altre-prove» di TRAGUARDO_PROVE non c’è: lo crei, oppure ne corregga il nome.',
    )
    expect(await why({ ...storage, endpoint: NOBODY })).toContain(`(${NOBODY}) non risponde`)
    for (const wrong of [
      { AWS_ACCESS_KEY_ID: 'NESSUNO' },
      { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_EC2_METADATA_DISABLED: 'true' },
    ]) {
      for (const [name, value] of Object.entries(wrong)) vi.stubEnv(name, value)
      const said = await why(storage)
      vi.unstubAllEnvs()
      expect(said).toContain('controlli AWS_ACCESS_KEY_ID e AWS_SECRET_ACCESS_KEY')
    }
    // Nothing is left of having tried.
    expect(await (await openStore(storage)).isEmpty()).toBe(true)
  })

  it('[SY85.3] is listed page by page, and one prefix sees nothing of another', async () => {
    const storage = await fresh()
    const bucket = openBucket(storage)
    const other = openBucket({ ...storage, prefix: 'altro/' })
    for (const key of ['a/1', 'a/2', 'a/3', 'a/4', 'a/5', 'b/1']) await bucket.put(key, key)
    await other.put('a/6', 'x')
    const pages: string[][] = []
    for await (const page of bucket.list('a/', 2)) pages.push(page.map(({ key }) => key))
    expect(pages).toEqual([['a/1', 'a/2'], ['a/3', 'a/4'], ['a/5']])
    expect(Buffer.from((await bucket.bytes('b/1')) ?? []).toString()).toBe('b/1')
    expect(await bucket.bytes('a/6')).toBe(null)
  })
})

describe.each(KINDS)('evidence in storage that speaks S3, on %s', (kind) => {
  const running: Api[] = []
  const servers: S3Server[] = []
  afterEach(async () => {
    for (const api of running.splice(0)) await api.close()
    for (const server of servers.splice(0)) await server.close()
  })
  async function start(database: Database, storage: S3Storage) {
    const errors: unknown[] = []
    const api = await startApi(database, { storage, log: (error) => errors.push(error) })
    running.push(api)
    const url = await api.app.listen({ port: 0, host: '127.0.0.1' })
    return { api, errors, phone: wire(url, await api.signIn('po-registro-imprese')) }
  }
  async function stop(api: Api): Promise<void> {
    running.splice(running.indexOf(api), 1)
    await api.close()
  }
  async function place() {
    const server = await startS3()
    servers.push(server)
    return { server, storage: inBucket(server.url), database: await freshDatabase(kind) }
  }
  async function named(phone: Wire, size = 1_200_000) {
    const bytes = pdf(size)
    const file = fileOf(bytes)
    expect(await phone.name(OTHER_BODY, file)).toBe('applied')
    return { bytes, file }
  }
  const codeOf = ({ bytes }: { readonly bytes: Buffer }) => (JSON.parse(bytes.toString()) as { code: string }).code
  async function keysIn(storage: S3Storage): Promise<readonly string[]> {
    const keys: string[] = []
    for await (const page of openBucket(storage).list('')) keys.push(...page.map(({ key }) => key))
    return keys
  }
  async function brought(phone: Wire, size?: number) {
    const { bytes, file } = await named(phone, size)
    await phone.begin(file)
    expect((await phone.go(file, bytes)).status).toBe(204)
    expect(await phone.isComplete(OTHER_BODY, file)).toBe(true)
    return { bytes, file }
  }

  it('[SY88.2] [RI56] that goes away in the middle of an upload: nothing counts, values go on, and back again it goes on where it was', async () => {
    const { server, storage, database } = await place()
    const { phone } = await start(database, storage)
    const old = await brought(phone)
    const { bytes, file } = await named(phone)
    expect((await phone.begin(file)).status).toBe(201)
    const half = 700_000
    expect((await phone.go(file, bytes.subarray(0, half))).status).toBe(204)

    await server.kill()
    const going = await phone.go(file, bytes.subarray(half), half)
    expect([going.status, codeOf(going)]).toEqual([503, 'STORAGE_DOWN'])
    expect((await phone.find(file)).status).toBe(503)
    const late = await named(phone, 3000)
    const begun = await phone.begin(late.file)
    expect([begun.status, codeOf(begun)]).toEqual([503, 'STORAGE_DOWN'])
    const read = await phone.read(old.file)
    expect([read.status, codeOf(read)]).toEqual([503, 'STORAGE_DOWN'])
    // What had arrived is not called gone, and what had not does not count.
    expect(await phone.isComplete(OTHER_BODY, old.file)).toBe(true)
    for (const one of [file, late.file]) expect(await phone.isComplete(OTHER_BODY, one)).toBe(false)
    const again = { ...OTHER_BODY, measure: 'Percent_LibriRI.den' }
    expect(await phone.name(again, old.file)).toBe('applied')
    expect(await phone.isComplete(again, old.file)).toBe(false)

    await server.start()
    expect(await phone.find(file)).toMatchObject({ status: 200, offset: String(half) })
    expect((await phone.go(file, bytes.subarray(half), half)).status).toBe(204)
    expect((await phone.read(file)).bytes.equals(bytes)).toBe(true)
    // Whoever holds the bytes asks how far they are, and hears that they are here.
    expect(await phone.find(old.file)).toMatchObject({ status: 200, offset: String(old.bytes.length) })
    expect(await phone.isComplete(again, old.file)).toBe(true)
    expect((await phone.read(old.file)).bytes.equals(old.bytes)).toBe(true)
  })

  it('[RI56] that is away is said, and is no reason to send the server away', async () => {
    const { server, storage, database } = await place()
    const { api } = await start(database, storage)
    await server.kill()
    const ready = await api.app.inject({ url: '/salute/pronto' })
    expect(ready.statusCode).toBe(200)
    expect(ready.json()).toMatchObject({
      pronto: true,
      controlli: { allegati: expect.stringContaining('non risponde') as unknown },
    })
  })

  it('[SY88.2] [RI55.2] that does not answer at the start stops the start, and takes nothing for gone', async () => {
    const { server, storage, database } = await place()
    const first = await start(database, storage)
    const { file, bytes } = await brought(first.phone, 3000)
    await stop(first.api)
    await server.kill()
    await expect(startApi(database, { storage })).rejects.toThrow('non risponde')
    await server.start()
    const { phone } = await start(database, storage)
    expect(await phone.isComplete(OTHER_BODY, file)).toBe(true)
    expect((await phone.read(file)).bytes.equals(bytes)).toBe(true)
  })

  it('[SY88.1] holds nothing under a hash that was not checked', async () => {
    const { storage, database } = await place()
    const { phone } = await start(database, storage)
    const { file } = await named(phone, 3000)
    await phone.begin(file)
    // Of the same length and kind, and not the file.
    expect((await phone.go(file, pdf(3000))).status).toBe(422)
    expect(await keysIn(storage)).toEqual([])
    expect(await phone.isComplete(OTHER_BODY, file)).toBe(false)
  })

  it('[SY89] holds what arrived by its hash and nothing else; what was left of uploads goes with their evidence', async () => {
    const { storage, database } = await place()
    const { api, phone } = await start(database, storage)
    const { file } = await brought(phone)
    const [kept, taken, wrong] = [await named(phone), await named(phone), await named(phone)]
    for (const { file: one, bytes } of [kept, taken]) {
      await phone.begin(one)
      expect((await phone.go(one, bytes.subarray(0, 600_000))).status).toBe(204)
    }
    await phone.begin(wrong.file)
    expect((await phone.go(wrong.file, Buffer.alloc(wrong.bytes.length))).status).toBe(422)
    expect((await phone.find(wrong.file)).status).toBe(404)
    expect(await phone.takeAway(OTHER_BODY, taken.file)).toBe('applied')
    await stop(api)

    const { phone: again } = await start(database, storage)
    expect(await again.find(kept.file)).toMatchObject({ status: 200, offset: '600000' })
    const keys = await keysIn(storage)
    expect(keys.filter((key) => !key.startsWith('in-arrivo/'))).toEqual([`${file.sha256.slice(0, 2)}/${file.sha256}`])
    expect(
      new Set(keys.filter((key) => key.startsWith('in-arrivo/')).map((key) => key.slice(0, key.lastIndexOf('/')))).size,
    ).toBe(1)
    expect((await again.go(kept.file, kept.bytes.subarray(600_000), 600_000)).status).toBe(204)
    const both = [file, kept.file].map(({ sha256 }) => `${sha256.slice(0, 2)}/${sha256}`)
    expect(await keysIn(storage)).toEqual(both.sort())
  })

  it('[SY64.3] [RE14.1] what is gone or changed there is found by its bytes, and counts again when it is back', async () => {
    const { storage, database } = await place()
    const { phone } = await start(database, storage)
    const [gone, changed, kept] = [await brought(phone), await brought(phone, 3000), await brought(phone, 3000)]
    const store = await openStore(storage)
    const bucket = openBucket(storage)
    const keyOf = ({ sha256 }: { readonly sha256: string }) => `${sha256.slice(0, 2)}/${sha256}`
    await bucket.remove(keyOf(gone.file))
    await bucket.put(keyOf(changed.file), Buffer.alloc(changed.bytes.length, 'x'))
    const orm = await openOrm(database)
    expect((await verifyPlace(orm.em.fork(), database, store)).bad).toEqual([
      `Allegato ${gone.file.sha256}: non c’è.`,
      `Allegato ${changed.file.sha256}: è cambiato.`,
    ])
    expect(await mendEvidence(orm.em.fork(), store)).toEqual([
      expect.stringContaining('aspettano di nuovo un allegato: 2'),
    ])
    for (const { file } of [gone, changed]) expect(await phone.isComplete(OTHER_BODY, file)).toBe(false)
    expect(await phone.isComplete(OTHER_BODY, kept.file)).toBe(true)
    await bucket.put(keyOf(gone.file), gone.bytes)
    expect(await mendEvidence(orm.em.fork(), store)).toEqual(['Allegati ritrovati che valgono di nuovo: 1.'])
    expect((await phone.read(gone.file)).bytes.equals(gone.bytes)).toBe(true)
    await phone.begin(changed.file)
    expect((await phone.go(changed.file, changed.bytes)).status).toBe(204)
    const hash = await store.withFile(changed.file.sha256, async (path) =>
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    )
    expect(hash).toBe(changed.file.sha256)
    await orm.close(true)
  })
})
