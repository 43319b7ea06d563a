import { access, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { finishInterrupted, type UploadPorts } from '../../../server/src/evidence/upload/uploads'
import { type Api, startApi } from '../../support/api'
import { demoDatabase } from '../../support/databases'
import { inFolder } from '../../support/storages'
import { type Cell, fileOf, type NamedFile, OTHER_BODY, pdf, type Wire, wire } from '../hostile/holes/evidence-wire'

const HOUR = 3_600_000
const OTHER_CELL: Cell = { ...OTHER_BODY, measure: 'Percent_LibriRI.den' }

/** A place on this machine that takes no byte, as a full disk does. */
const FULL = '/dev/full'

describe('an upload that finds no room', () => {
  let api: Api
  let folder: string
  let phone: Wire
  const errors: unknown[] = []
  beforeEach(async () => {
    errors.splice(0)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
    folder = await mkdtemp(join(tmpdir(), 'prove-'))
    const log = (error: unknown) => errors.push(error)
    api = await startApi(await demoDatabase('sqlite'), { storage: inFolder(folder), log })
    const url = await api.app.listen({ port: 0, host: '127.0.0.1' })
    phone = wire(url, await api.signIn('po-registro-imprese'))
  })
  afterEach(async () => {
    vi.useRealTimers()
    await api.close()
    await rm(folder, { recursive: true, force: true })
  })

  const under = () => join(folder, 'in-arrivo')
  const begun = async () =>
    (await readdir(under(), { recursive: true })).filter((name) => name.includes('/') && !name.endsWith('.json'))
  /** Begins an upload, and answers where its bytes are kept. */
  async function begin(cell: Cell, file: NamedFile): Promise<string> {
    const before = await begun()
    expect(await phone.name(cell, file)).toBe('applied')
    expect((await phone.begin(file)).status).toBe(201)
    const name = (await begun()).find((one) => !before.includes(one)) ?? expect.fail('nothing was begun')
    return join(under(), name)
  }
  /** One that nobody went on with since so many milliseconds. */
  async function left(since: number, cell = OTHER_CELL): Promise<string> {
    const path = await begin(cell, fileOf(pdf()))
    const then = new Date(Date.now() - since)
    for (const end of ['', '.json']) await utimes(path + end, then, then)
    return path
  }
  const isThere = (path: string) =>
    access(path).then(
      () => true,
      () => false,
    )
  /** Sends bytes to where they find no room. */
  async function finds(file: NamedFile, bytes: Buffer, path: string): Promise<void> {
    await rm(path)
    await symlink(FULL, path)
    const { status, bytes: said } = await phone.go(file, bytes)
    expect([status, (JSON.parse(said.toString()) as { code: string }).code]).toEqual([507, 'DISK_FULL'])
  }

  it('[SY67.3] ends those that nobody went on with for an hour, and no younger ones', async () => {
    const [old, young] = [await left(HOUR + 60_000), await left(HOUR - 60_000)]
    const bytes = pdf()
    const file = fileOf(bytes)
    await finds(file, bytes, await begin(OTHER_BODY, file))
    await vi.waitFor(async () => expect(await isThere(old)).toBe(false), { timeout: 10_000 })
    expect(await isThere(young)).toBe(true)
    expect(errors).toEqual([])
  })

  it('[SY67.3] looks for them once a minute, however many find no room', async () => {
    const bytes = pdf()
    const file = fileOf(bytes)
    const path = await begin(OTHER_BODY, file)
    const first = await left(2 * HOUR)
    await finds(file, bytes, path)
    await vi.waitFor(async () => expect(await isThere(first)).toBe(false), { timeout: 10_000 })
    const second = await left(2 * HOUR)
    vi.setSystemTime(Date.now() + 59_000)
    await finds(file, bytes, path)
    // What was begun to be looked for is found before the server ends.
    await api.close()
    expect(await isThere(second)).toBe(true)
  })

  it('[SY67.3] looks for them again when a minute has passed', async () => {
    const bytes = pdf()
    const file = fileOf(bytes)
    const path = await begin(OTHER_BODY, file)
    const first = await left(2 * HOUR)
    await finds(file, bytes, path)
    await vi.waitFor(async () => expect(await isThere(first)).toBe(false), { timeout: 10_000 })
    const second = await left(2 * HOUR)
    vi.setSystemTime(Date.now() + 60_000)
    await finds(file, bytes, path)
    await vi.waitFor(async () => expect(await isThere(second)).toBe(false), { timeout: 10_000 })
  })

  it('[SY65.3] is still there, and goes on when there is room', async () => {
    const bytes = pdf()
    const file = fileOf(bytes)
    const path = await begin(OTHER_BODY, file)
    await finds(file, bytes, path)
    expect(await phone.find(file)).toMatchObject({ status: 200, offset: '0' })
    await rm(path)
    await writeFile(path, '')
    expect((await phone.go(file, bytes)).status).toBe(204)
    expect((await phone.read(file)).bytes.equals(bytes)).toBe(true)
    expect(errors).toEqual([])
  })
})

const failing = (code: string) => Object.assign(new Error(code), { code })
const BUG = new Error('This one cannot be read')

describe('uploads that were whole when the power went', () => {
  /** Uploads of these names, each of which is answered by its error. */
  async function finish(errors: Readonly<Record<string, Error>>) {
    const [looked, logged]: [string[], unknown[]] = [[], []]
    let room = 0
    const ports = {
      store: {
        files: { names: async () => Object.keys(errors) },
        find(name: string) {
          looked.push(name)
          return Promise.reject(errors[name] ?? BUG)
        },
      },
      makeRoom: () => void (room += 1),
      log: (...said: unknown[]) => void logged.push(said),
    } as unknown as UploadPorts
    const refused = await finishInterrupted(ports).then(
      () => null,
      (error: unknown) => error,
    )
    return { looked, logged, room, refused }
  }

  it('[SY65.2] wait where there is no room, which is made, and stop no other', async () => {
    const ended = await finish({ first: failing('ENOSPC'), second: failing('ENOSPC') })
    expect(ended).toEqual({ looked: ['first', 'second'], logged: [], room: 2, refused: null })
  })

  it('[SY28.5] that cannot be read are written down, and stop no other and no start', async () => {
    const ended = await finish({ first: BUG, second: failing('ENOSPC') })
    expect(ended).toEqual({ looked: ['first', 'second'], logged: [[BUG, { job: 'uploads' }]], room: 1, refused: null })
  })

  it.each(['STORAGE_DOWN', 'ECONNREFUSED'])('[SY88.2] are left where nothing can be read: %s', async (code) => {
    const down = failing(code)
    const ended = await finish({ first: down, second: BUG })
    expect(ended).toEqual({ looked: ['first'], logged: [], room: 0, refused: down })
  })
})
