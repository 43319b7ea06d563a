import { randomBytes, randomUUID } from 'node:crypto'
import { type ClientRequest, request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Database } from '../../../server/src/kernel/db/database'
import { openOrm } from '../../../server/src/app/open-orm'
import { openStore } from '../../../server/src/evidence/storage/open-store'
import type { Storage } from '../../../server/src/evidence/storage/storage'
import { type Api, type Caller, startApi } from '../../support/api'
import { freshStorage, STORAGES } from '../../support/storages'
import { demoDatabase, KINDS } from '../../support/databases'
import { fileOf, type NamedFile, OTHER_BODY, pdf, type Wire, wire } from '../hostile/holes/evidence-wire'

/** A request whose bytes go out when the test says so. */
interface Slow {
  readonly sending: ClientRequest
  /** The status of the answer; 0 where the line was cut. */
  readonly ended: Promise<number>
}

/** What a server holds in memory before it is written to storage elsewhere. */
const PIECE = 512 * 1024

const PAIRS = KINDS.flatMap((kind) => STORAGES.map((at) => [kind, at] as const))

describe.each(PAIRS)('two servers on one database and one storage: %s, %s', (kind, at) => {
  let one: Api
  let other: Api
  let urls: readonly [string, string]
  let caller: Caller
  let storage: Storage
  let database: Database

  beforeAll(async () => {
    storage = await freshStorage(at)
    database = await demoDatabase(kind)
    one = await startApi(database, { storage })
    other = await startApi(database, { storage })
    const listen = ({ app }: Api) => app.listen({ port: 0, host: '127.0.0.1' })
    urls = [await listen(one), await listen(other)]
    caller = await one.signIn('po-registro-imprese')
  })
  afterAll(async () => {
    await one.close()
    await other.close()
  })

  function slowly(url: string, { sha256, size }: NamedFile, from: number): Slow {
    const sending = request(`${url}/prove/carico/${sha256}`, {
      method: 'PATCH',
      headers: {
        cookie: caller.cookie,
        'tus-resumable': '1.0.0',
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(from),
        'content-length': String(size - from),
      },
    })
    const ended = new Promise<number>((done) => {
      sending.on('response', (response) => {
        response.resume()
        done(response.statusCode ?? 0)
      })
      sending.on('error', () => done(0))
    })
    return { sending, ended }
  }
  /** Bytes of the upload under way that are there, as a third server would find them. */
  async function come(): Promise<number> {
    const { names, tus } = (await openStore(storage)).uploads
    return Math.max(
      0,
      ...(await Promise.all((await names()).map((name) => tus.getUpload(name)))).map((one) => one.offset),
    )
  }
  const untilCome = (least: number) =>
    vi.waitFor(async () => expect(await come()).toBeGreaterThanOrEqual(least), { timeout: 20_000, interval: 50 })

  it('[SY42.2] write one upload one after the other: what came over a line that hangs is not mixed in', async () => {
    const bytes = pdf(2_000_000)
    const file = fileOf(bytes)
    const [half, more] = [600_000, 1_300_000]
    const here = wire(urls[0], caller)
    const there = wire(urls[1], caller)
    await here.name(OTHER_BODY, file)
    expect((await here.begin(file)).status).toBe(201)
    const hanging = slowly(urls[0], file, 0)
    hanging.sending.write(bytes.subarray(0, half))
    await untilCome(half - PIECE)

    // The phone found its line again, and the other server: the first one lets go.
    const going = slowly(urls[1], file, half)
    going.sending.write(bytes.subarray(half, more))
    await untilCome(half + 1)
    hanging.sending.end(randomBytes(bytes.length - half))
    await hanging.ended
    going.sending.end(bytes.subarray(more))
    expect(await going.ended).toBe(204)

    expect(await there.isComplete(OTHER_BODY, file)).toBe(true)
    for (const reader of [here, there]) expect((await reader.read(file)).bytes.equals(bytes)).toBe(true)
    expect(await here.find(file)).toMatchObject({ status: 200, offset: String(bytes.length) })
  })

  it('[SY86.1] an upload goes back and forth between them, piece by piece', async () => {
    const bytes = pdf(1_500_000)
    const file = fileOf(bytes)
    const wires = urls.map((url) => wire(url, caller)) as [Wire, Wire]
    await wires[0].name(OTHER_BODY, file)
    expect((await wires[0].begin(file)).status).toBe(201)
    for (let [from, turn] = [0, 1]; from < bytes.length; turn++) {
      const to = Math.min(bytes.length, from + 256 * 1024)
      const one = wires[turn % 2] ?? wires[0]
      expect(await one.find(file)).toMatchObject({ status: 200, offset: String(from) })
      expect((await one.go(file, bytes.subarray(from, to), from)).status).toBe(204)
      from = to
    }
    for (const one of wires) expect((await one.read(file)).bytes.equals(bytes)).toBe(true)
    const { uploads } = await openStore(storage)
    expect(await uploads.names()).toEqual([])
  })

  it('[SY87.3] a lease that a dead server left is taken over', async () => {
    const bytes = pdf(5000)
    const file = fileOf(bytes)
    const here = wire(urls[0], caller)
    await here.name(OTHER_BODY, file)
    await here.begin(file)
    const begun = await (await openStore(storage)).uploads.names()
    const orm = await openOrm(database)
    const before = new Date(Date.now() - 1000).toISOString()
    for (const upload of begun)
      await orm.em.execute('insert into "upload_lease" values (?, ?, ?, ?)', [upload, randomUUID(), before, false])
    expect((await wire(urls[1], caller).go(file, bytes)).status).toBe(204)
    expect((await here.read(file)).bytes.equals(bytes)).toBe(true)
    await orm.close(true)
  })
})
