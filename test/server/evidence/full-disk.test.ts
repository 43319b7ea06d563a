import { readdir, readFile, rm, statfs, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Api, startApi } from '../../support/api'
import { inFolder } from '../../support/storages'
import { demoDatabase, KINDS } from '../../support/databases'
import { canMount, smallDisk } from '../../support/small-disk'
import { fileOf, OTHER_BODY, pdf, type Wire, wire } from '../hostile/holes/evidence-wire'

const SIZE = 200_000
const BLOCK = 4096

/** Everything is written to a disk of one megabyte. */
describe.runIf(canMount).each(KINDS)('evidence on a disk that is full, %s', (kind) => {
  const running: Api[] = []
  afterEach(async () => {
    for (const api of running.splice(0)) await api.close()
  })

  async function start() {
    const folder = smallDisk(1024)
    const errors: unknown[] = []
    const api = await startApi(await demoDatabase(kind), {
      storage: inFolder(folder),
      log: (error) => errors.push(error),
    })
    running.push(api)
    const url = await api.app.listen({ port: 0, host: '127.0.0.1' })
    const phone = wire(url, await api.signIn('po-registro-imprese'))
    const filler = join(folder, 'altro')
    return {
      phone,
      folder,
      errors,
      /** Somebody else fills the disk, but for so many bytes. */
      async fill(left: number) {
        const { bavail, bsize } = await statfs(folder)
        await writeFile(filler, Buffer.alloc(Math.max(0, bavail * bsize - left)))
      },
      heal: () => rm(filler),
      inside: async () =>
        (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile()),
    }
  }
  const codeOf = ({ bytes }: Awaited<ReturnType<Wire['go']>>) => (JSON.parse(bytes.toString()) as { code: string }).code
  async function named(phone: Wire) {
    const bytes = pdf(SIZE)
    const file = fileOf(bytes)
    expect(await phone.name(OTHER_BODY, file)).toBe('applied')
    return { bytes, file }
  }

  it('[SY65.4] bytes that will find no room do not set out, and nothing of them is left', async () => {
    const { phone, fill, heal, inside, errors } = await start()
    const { file, bytes } = await named(phone)
    await fill(SIZE)
    const refused = await phone.begin(file)
    expect([refused.status, codeOf(refused)]).toEqual([507, 'DISK_FULL'])
    expect((await inside()).map(({ name }) => name)).toEqual(['altro'])
    expect(await phone.isComplete(OTHER_BODY, file)).toBe(false)
    await heal()
    expect((await phone.begin(file)).status).toBe(201)
    expect((await phone.go(file, bytes)).status).toBe(204)
    expect(await phone.isComplete(OTHER_BODY, file)).toBe(true)
    expect(errors).toEqual([])
  })

  it('[SY65.3] a disk that fills up under way: what has come stays, and goes on when there is room', async () => {
    const { phone, fill, heal, errors } = await start()
    const { file, bytes } = await named(phone)
    expect((await phone.begin(file)).status).toBe(201)
    await fill(SIZE / 2)
    const cut = await phone.go(file, bytes)
    expect([cut.status, codeOf(cut)]).toEqual([507, 'DISK_FULL'])
    expect(await phone.isComplete(OTHER_BODY, file)).toBe(false)
    const { status, offset } = await phone.find(file)
    expect(status).toBe(200)
    const from = Number(offset)
    expect(from).toBeGreaterThan(SIZE / 2 - 4 * BLOCK)
    expect(from).toBeLessThan(bytes.length)
    await heal()
    expect((await phone.go(file, bytes.subarray(from), from)).status).toBe(204)
    expect((await phone.read(file)).bytes.equals(bytes)).toBe(true)
    expect(errors).toEqual([])
  })

  it('[SY65.2] one that came whole and cannot be taken in waits, and counts when it is asked for again', async () => {
    const { phone, fill, heal, inside, errors } = await start()
    const { file, bytes } = await named(phone)
    expect((await phone.begin(file)).status).toBe(201)
    await fill(SIZE + SIZE / 2)
    const whole = await phone.go(file, bytes)
    expect([whole.status, codeOf(whole)]).toEqual([507, 'DISK_FULL'])
    expect((await inside()).filter(({ name }) => name.endsWith('.checked'))).toEqual([])
    expect(await phone.isComplete(OTHER_BODY, file)).toBe(false)
    expect((await phone.find(file)).status).toBe(507)
    await heal()
    expect(await phone.find(file)).toMatchObject({ status: 200, offset: String(bytes.length) })
    expect(await phone.isComplete(OTHER_BODY, file)).toBe(true)
    expect(errors).toEqual([])
  })

  it('[SY67.3] a disk that is full of what nobody went on with for an hour heals by itself', async () => {
    const { phone, folder, fill } = await start()
    const [old, next] = [await named(phone), await named(phone)]
    expect((await phone.begin(old.file)).status).toBe(201)
    await phone.go(old.file, old.bytes.subarray(0, SIZE / 2))
    const under = join(folder, 'in-arrivo')
    const hoursAgo = new Date(Date.now() - 2 * 3_600_000)
    for (const name of await readdir(under, { recursive: true })) await utimes(join(under, name), hoursAgo, hoursAgo)
    await fill(2 * SIZE - 2 * BLOCK)
    expect((await phone.begin(next.file)).status).toBe(507)
    await vi.waitFor(async () => expect((await phone.begin(next.file)).status).toBe(201), { timeout: 10_000 })
    expect((await phone.go(next.file, next.bytes)).status).toBe(204)
    const texts = await Promise.all(
      (await readdir(under, { recursive: true }))
        .filter((name) => name.endsWith('.json'))
        .map((name) => readFile(join(under, name), 'utf8')),
    )
    expect(texts.filter((text) => text.includes(old.file.sha256))).toEqual([])
  })
})
