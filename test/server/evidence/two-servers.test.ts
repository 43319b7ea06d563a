import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, stat, utimes } from 'node:fs/promises'
import { type ClientRequest, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'
import { fileOf, type NamedFile, OTHER_BODY, pdf, wire } from '../hostile/holes/evidence-wire'

/** A request whose bytes go out when the test says so. */
interface Slow {
  readonly sending: ClientRequest
  /** The status of the answer; 0 where the line was cut. */
  readonly ended: Promise<number>
}

describe.each(KINDS)('two servers on one folder and one database, %s', (kind) => {
  let one: Api
  let other: Api
  let urls: readonly [string, string]
  let caller: Caller
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'prove-'))
    const database = await demoDatabase(kind)
    one = await startApi(database, { evidenceDir: folder })
    other = await startApi(database, { evidenceDir: folder })
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
  /** Bytes of the upload under way that are on the disk. */
  async function onDisk(): Promise<number> {
    const under = join(folder, 'in-arrivo')
    const sizes = (await readdir(under, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && !entry.name.includes('.'))
      .map(async ({ name, parentPath }) => (await stat(join(parentPath, name))).size)
    return Math.max(0, ...(await Promise.all(sizes)))
  }
  const untilOnDisk = (least: number) =>
    vi.waitFor(async () => expect(await onDisk()).toBeGreaterThanOrEqual(least), { timeout: 20_000, interval: 50 })

  it('[SY42] write one upload one after the other: what came over a line that hangs is not mixed in', async () => {
    const bytes = pdf(600_000)
    const file = fileOf(bytes)
    const [half, more] = [300_000, 400_000]
    const here = wire(urls[0], caller)
    const there = wire(urls[1], caller)
    await here.name(OTHER_BODY, file)
    expect((await here.begin(file)).status).toBe(201)
    const hanging = slowly(urls[0], file, 0)
    hanging.sending.write(bytes.subarray(0, half))
    await untilOnDisk(half)

    // The phone found its line again, and the other server: the first one lets go.
    const going = slowly(urls[1], file, half)
    going.sending.write(bytes.subarray(half, more))
    await untilOnDisk(half + 1)
    hanging.sending.end(randomBytes(bytes.length - half))
    await hanging.ended
    going.sending.end(bytes.subarray(more))
    expect(await going.ended).toBe(204)

    expect(await there.isComplete(OTHER_BODY, file)).toBe(true)
    for (const reader of [here, there]) expect((await reader.read(file)).bytes.equals(bytes)).toBe(true)
    expect(await here.find(file)).toMatchObject({ status: 200, offset: String(bytes.length) })
  })

  it('[SY42] a lock that a dead server left is taken over', async () => {
    const bytes = pdf(5000)
    const file = fileOf(bytes)
    const here = wire(urls[0], caller)
    await here.name(OTHER_BODY, file)
    await here.begin(file)
    const under = join(folder, 'in-arrivo')
    const begun = (await readdir(under, { recursive: true })).find((name) => name.endsWith('.json')) ?? expect.fail()
    const lock = join(under, `${begun.slice(0, -'.json'.length)}.lock`)
    await mkdir(lock)
    const before = new Date(Date.now() - 60_000)
    await utimes(lock, before, before)
    expect((await wire(urls[1], caller).go(file, bytes)).status).toBe(204)
    expect((await here.read(file)).bytes.equals(bytes)).toBe(true)
  })
})
