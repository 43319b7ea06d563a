import { existsSync, readlinkSync } from 'node:fs'
import { mkdir, mkdtemp, open, readdir, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Database } from '../../../server/src/kernel/db/database'
import { openOrm } from '../../../server/src/app/open-orm'
import { LeaseLocker } from '../../../server/src/evidence/upload/upload-lock'
import { openFolderStore } from '../../../server/src/evidence/storage/folder-store'
import { type Api, startApi } from '../../support/api'
import { inFolder } from '../../support/storages'
import { demoDatabase, KINDS } from '../../support/databases'
import { fileOf, OTHER_BODY, pdf, wire } from '../hostile/holes/evidence-wire'

describe.each(KINDS)('uploads on %s', (kind) => {
  const running: Api[] = []
  afterEach(async () => {
    for (const api of running.splice(0)) await api.close()
  })
  async function start(database: Database, folder: string) {
    for (const api of running.splice(0)) await api.close()
    const api = await startApi(database, { storage: inFolder(folder) })
    running.push(api)
    const url = await api.app.listen({ port: 0, host: '127.0.0.1' })
    return wire(url, await api.signIn('po-registro-imprese'))
  }
  const uploadsIn = async (folder: string) =>
    (await readdir(join(folder, 'in-arrivo'), { recursive: true })).map((name) => basename(name)).sort()

  it('[SY67.1] end with their evidence', async () => {
    const database = await demoDatabase(kind)
    const folder = await mkdtemp(join(tmpdir(), 'prove-'))
    const phone = await start(database, folder)
    const [taken, kept] = [pdf(), pdf()].map((bytes) => ({ bytes, file: fileOf(bytes) }))
    if (!taken || !kept) throw new Error('too few')
    for (const { bytes, file } of [taken, kept]) {
      expect(await phone.name(OTHER_BODY, file)).toBe('applied')
      await phone.begin(file)
      await phone.go(file, bytes.subarray(0, 1000)).catch(() => undefined)
    }
    const before = await uploadsIn(folder)
    expect(before.filter((name) => name.endsWith('.json')).length).toBe(2)
    expect(await phone.takeAway(OTHER_BODY, taken.file)).toBe('applied')
    const again = await start(database, folder)
    expect((await uploadsIn(folder)).filter((name) => name.endsWith('.json')).length).toBe(1)
    expect(await again.find(kept.file)).toMatchObject({ status: 200, offset: '1000' })
    expect((await again.find(taken.file)).status).toBe(404)
  })

  it('[SY67.2] [SY87.1] that nobody goes on with are looked for every six hours, and who writes one keeps it', async () => {
    const every = vi.spyOn(globalThis, 'setInterval')
    const database = await demoDatabase(kind)
    const folder = await mkdtemp(join(tmpdir(), 'prove-'))
    const phone = await start(database, folder)
    const [look] = every.mock.calls.find(([, after]) => after === 6 * 3_600_000) ?? expect.fail('nobody looks')
    every.mockRestore()
    const longAgo = new Date(Date.now() - 8 * 86_400_000)
    const begun = async () => {
      const file = fileOf(pdf())
      const before = await uploadsIn(folder)
      await phone.name(OTHER_BODY, file)
      expect((await phone.begin(file)).status).toBe(201)
      const names = await readdir(join(folder, 'in-arrivo'), { recursive: true })
      const own = names.filter((name) => name.includes('/') && !before.includes(basename(name)))
      for (const name of own) await utimes(join(folder, 'in-arrivo', name), longAgo, longAgo)
      return { file, name: own.find((name) => !name.endsWith('.json')) ?? expect.fail('nothing was begun') }
    }
    const [left, held] = [await begun(), await begun()]
    const orm = await openOrm(database)
    const lease = new LeaseLocker(orm.em).newLock(held.name)
    await lease.lock(new AbortController().signal, () => {})
    look()
    await vi.waitFor(async () => expect(await uploadsIn(folder)).not.toContain(basename(left.name)), {
      timeout: 10_000,
    })
    expect(await uploadsIn(folder)).toContain(basename(held.name))
    expect((await phone.find(left.file)).status).toBe(404)
    await lease.unlock()
    expect(await phone.find(held.file)).toMatchObject({ status: 200, offset: '0' })
    await orm.close(true)
  })

  it('[SY67.4] of which a power cut left something end after seven days', async () => {
    const database = await demoDatabase(kind)
    const folder = await mkdtemp(join(tmpdir(), 'prove-'))
    await start(database, folder)
    // Begun, and the power went before anything said whose it is; another long ago.
    const [young, old] = ['young', 'old'].map((name) => join(folder, 'in-arrivo', name, 'bytes'))
    for (const path of [young, old]) {
      await mkdir(dirname(path ?? ''), { recursive: true })
      await writeFile(path ?? '', '')
    }
    const longAgo = new Date(Date.now() - 8 * 86_400_000)
    await utimes(old ?? '', longAgo, longAgo)

    await start(database, folder)
    expect([young, old].map((path) => existsSync(path ?? ''))).toEqual([true, false])
    expect(existsSync(dirname(old ?? ''))).toBe(false)
  })

  it('[RI10.2] [SY36.1] a name of evidence that no text can hold is refused by its code, and odd texts of an upload too', async () => {
    const phone = await start(await demoDatabase(kind), await mkdtemp(join(tmpdir(), 'prove-')))
    const file = fileOf(pdf())
    for (const name of ['\ud800.pdf', 'a\udfff', 'NUL\u0000.pdf', '\u202egpj.exe'])
      expect(await phone.name(OTHER_BODY, { ...file, name })).toBe('MALFORMED_CONTENT')
    expect(await phone.name(OTHER_BODY, { ...file, name: 'perché 😀 "x";\'.pdf' })).toBe('applied')
    const of = (text: string | Buffer) => Buffer.from(text).toString('base64')
    for (const metadata of [
      'sha256',
      'sha256 !!!',
      `sha256 ${of(Buffer.from([0xed, 0xa0, 0x80]))}`,
      `sha256 ${of('../../etc/passwd')}`,
      `sha256 ${of(file.sha256)},name ${of(Buffer.from([0xff, 0xfe]))},sha256 ${of('0'.repeat(64))}`,
      `name ${of('x')}`,
    ]) {
      const { status, bytes } = await phone.ask('/prove/carico', {
        method: 'POST',
        headers: { 'upload-length': String(file.size), 'upload-metadata': metadata },
      })
      expect([metadata, status < 500, typeof (JSON.parse(bytes.toString()) as { code: unknown }).code]).toEqual([
        metadata,
        true,
        'string',
      ])
    }
  })
})

it('[SY63] a file is on the disk before it has its name, and its name before it counts', async () => {
  const data = await mkdtemp(join(tmpdir(), 'prove-'))
  const store = await openFolderStore(data)
  const bytes = pdf()
  const { sha256 } = fileOf(bytes)
  const place = join(data, sha256.slice(0, 2), sha256)
  const apart = await store.scratch.with(async (path) => path)
  await writeFile(apart, bytes)
  const handle = await open(apart)
  const proto = Object.getPrototypeOf(handle) as { sync(this: { fd: number }): Promise<void> }
  await handle.close()
  const real = proto.sync
  const flushed: (readonly [string, boolean])[] = []
  const spy = vi.spyOn(proto, 'sync').mockImplementation(async function (this: { fd: number }) {
    const path = readlinkSync(`/proc/self/fd/${this.fd}`)
    await real.call(this)
    flushed.push([path, existsSync(place)])
  })
  await store.take(apart, sha256)
  spy.mockRestore()
  expect(flushed).toEqual([
    [apart, false],
    [dirname(place), true],
    [data, true],
  ])
})
