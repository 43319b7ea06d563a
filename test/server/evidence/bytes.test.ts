import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { mendEvidence } from '../../../server/src/app/backup/commands'
import { verifyPlace } from '../../../server/src/app/backup/verify'
import { realClock } from '../../../server/src/kernel/runtime/clock'
import type { Database } from '../../../server/src/kernel/db/database'
import { openOrm } from '../../../server/src/app/open-orm'
import { checkEvidenceFiles } from '../../../server/src/evidence/check-evidence'
import { openFolderStore } from '../../../server/src/evidence/storage/folder-store'
import { type Api, startApi } from '../../support/api'
import { inFolder } from '../../support/storages'
import { demoDatabase, KINDS } from '../../support/databases'
import { copyOf, restored } from '../../support/restored'
import { fileOf, type NamedFile, OTHER_BODY, pdf, type Wire, wire } from '../hostile/holes/evidence-wire'

/** A server on a database and a folder, and somebody who speaks to it. */
interface Running {
  readonly api: Api
  readonly phone: Wire
}

describe.each(KINDS)('the bytes of evidence on %s', (kind) => {
  const running: Api[] = []
  afterEach(async () => {
    for (const api of running.splice(0)) await api.close()
  })

  async function start(database: Database, folder: string): Promise<Running> {
    const api = await startApi(database, { storage: inFolder(folder) })
    running.push(api)
    const url = await api.app.listen({ port: 0, host: '127.0.0.1' })
    return { api, phone: wire(url, await api.signIn('po-registro-imprese')) }
  }
  async function stop({ api }: Running): Promise<void> {
    running.splice(running.indexOf(api), 1)
    await api.close()
  }
  const place = async () => ({
    database: await demoDatabase(kind),
    folder: await mkdtemp(join(tmpdir(), 'prove-')),
  })
  const pathOf = (folder: string, { sha256 }: NamedFile) => join(folder, sha256.slice(0, 2), sha256)
  async function bring(phone: Wire, file: NamedFile, bytes: Buffer) {
    await phone.begin(file)
    return (await phone.go(file, bytes)).status
  }
  async function attached(phone: Wire): Promise<{ readonly bytes: Buffer; readonly file: NamedFile }> {
    const bytes = pdf()
    const file = fileOf(bytes)
    expect(await phone.name(OTHER_BODY, file)).toBe('applied')
    expect(await bring(phone, file, bytes)).toBe(204)
    expect(await phone.isComplete(OTHER_BODY, file)).toBe(true)
    return { bytes, file }
  }
  /** The command, beside the server that serves. */
  async function check(database: Database, folder: string, byHash: boolean) {
    const orm = await openOrm(database)
    const now = () => realClock.now('')
    const found = await checkEvidenceFiles({
      em: orm.em.fork(),
      store: await openFolderStore(folder),
      isSite: false,
      byHash,
      now,
    })
    await orm.close(true)
    return found
  }

  it('[SY64.1] gone from the folder do not count from the next start on, come again, and count', async () => {
    const { database, folder } = await place()
    const first = await start(database, folder)
    const gone = await attached(first.phone)
    const cut = await attached(first.phone)
    const kept = await attached(first.phone)
    await stop(first)
    await rm(pathOf(folder, gone.file))
    await truncate(pathOf(folder, cut.file), 10)

    const { phone } = await start(database, folder)
    expect(await phone.isComplete(OTHER_BODY, kept.file)).toBe(true)
    for (const { file, bytes } of [gone, cut]) {
      expect(await phone.isComplete(OTHER_BODY, file)).toBe(false)
      expect((await phone.read(file)).status).toBe(404)
      // Its device asks how far it has come, and begins again.
      expect((await phone.find(file)).status).toBe(404)
      expect(await bring(phone, file, bytes)).toBe(204)
      expect(await phone.isComplete(OTHER_BODY, file)).toBe(true)
      expect((await phone.read(file)).bytes.equals(bytes)).toBe(true)
    }
  })

  it('[SY61.3] gone while the server runs, attaching the file again wants them again', async () => {
    const { database, folder } = await place()
    const { phone } = await start(database, folder)
    const { file, bytes } = await attached(phone)
    await rm(pathOf(folder, file))

    const cell = { ...OTHER_BODY, measure: 'Percent_LibriRI.den' }
    expect(await phone.name(cell, file)).toBe('applied')
    expect(await phone.isComplete(cell, file)).toBe(false)
    expect(await bring(phone, file, bytes)).toBe(204)
    expect(await phone.isComplete(cell, file)).toBe(true)
  })

  it('[SY64.2] gone while the server runs, whoever asks for them finds out', async () => {
    const { database, folder } = await place()
    const { phone } = await start(database, folder)
    const { file } = await attached(phone)
    await rm(pathOf(folder, file))
    expect(await phone.isComplete(OTHER_BODY, file)).toBe(true)
    expect((await phone.read(file)).status).toBe(404)
    expect(await phone.isComplete(OTHER_BODY, file)).toBe(false)
  })

  it('[SY64.6] are looked at whole the next time, where a check was broken off', async () => {
    const { database, folder } = await place()
    const { phone } = await start(database, folder)
    for (let time = 0; time < 3; time++) await rm(pathOf(folder, (await attached(phone)).file))
    const orm = await openOrm(database)
    const store = await openFolderStore(folder)
    let asked = 0
    const cut = new Proxy(store, {
      get(target, name) {
        if (name === 'sizeOf' && (asked += 1) > 1) throw new Error('broken off')
        return Reflect.get(target, name) as unknown
      },
    })
    const parts = { em: orm.em.fork(), store: cut, isSite: false, byHash: false, now: () => realClock.now('') }
    await expect(checkEvidenceFiles(parts)).rejects.toThrow('broken off')
    await orm.close(true)
    expect(await check(database, folder, false)).toMatchObject({ missing: 3, reopened: 3 })
  })

  it('[SY64.3] other bytes are found by command', async () => {
    const { database, folder } = await place()
    const { phone } = await start(database, folder)
    const { file, bytes } = await attached(phone)
    await writeFile(pathOf(folder, file), randomBytes(bytes.length))
    expect(await check(database, folder, false)).toMatchObject({ files: 1, missing: 0, damaged: 0, reopened: 0 })
    expect(await phone.isComplete(OTHER_BODY, file)).toBe(true)
    expect(await check(database, folder, true)).toMatchObject({ files: 1, missing: 0, damaged: 1, reopened: 1 })
    expect(await phone.isComplete(OTHER_BODY, file)).toBe(false)
  })

  it('[SY64.5] that are put back count again without anybody who sends them', async () => {
    const { database, folder } = await place()
    const { phone } = await start(database, folder)
    const { file, bytes } = await attached(phone)
    await attached(phone)
    const path = pathOf(folder, file)
    await writeFile(path, randomBytes(bytes.length))
    await check(database, folder, true)

    await writeFile(path, bytes)
    expect(await check(database, folder, false)).toMatchObject({ files: 1, takenIn: 1, reopened: 0 })
    expect(await phone.isComplete(OTHER_BODY, file)).toBe(true)
    expect((await phone.read(file)).bytes.equals(bytes)).toBe(true)

    // What nobody has brought stays where it lies, and is nobody's.
    const stray = pdf()
    const at = pathOf(folder, fileOf(stray))
    await mkdir(dirname(at), { recursive: true })
    await writeFile(at, stray)
    expect(await check(database, folder, true)).toMatchObject({ files: 2, takenIn: 0, unknown: 1, damaged: 0 })
    expect(existsSync(at)).toBe(true)
  })

  it('[SY64.3] [RE10.1] the command that compares lets the database say what is there, and tells what that changed', async () => {
    const { database, folder } = await place()
    const { phone } = await start(database, folder)
    const [gone, changed] = [await attached(phone), await attached(phone)]
    await rename(pathOf(folder, gone.file), `${folder}-altrove`)
    await writeFile(pathOf(folder, changed.file), randomBytes(changed.bytes.length))
    const orm = await openOrm(database)
    const store = await openFolderStore(folder)
    const mend = async () => {
      const { mendable } = await verifyPlace(orm.em.fork(), database, store)
      return mendable ? mendEvidence(orm.em.fork(), store) : null
    }
    expect(await mend()).toEqual([
      'Valori che aspettano di nuovo un allegato: 2. I dispositivi e le sedi che lo hanno lo inviano da soli.',
    ])
    for (const { file } of [gone, changed]) expect(await phone.isComplete(OTHER_BODY, file)).toBe(false)
    await rename(`${folder}-altrove`, pathOf(folder, gone.file))
    expect(await mend()).toEqual(['Allegati ritrovati che valgono di nuovo: 1.'])
    expect(await phone.isComplete(OTHER_BODY, gone.file)).toBe(true)
    expect(await bring(phone, changed.file, changed.bytes)).toBe(204)
    expect(await mend()).toBe(null)
    await orm.close(true)
  })

  it('[SY64.5] a folder that is away is no loss once it is back', async () => {
    const { database, folder } = await place()
    const { phone } = await start(database, folder)
    const { file, bytes } = await attached(phone)
    const away = `${folder}-via`
    await rename(folder, away)
    expect(await check(database, folder, false)).toMatchObject({ files: 1, missing: 1, reopened: 1 })
    expect(await phone.isComplete(OTHER_BODY, file)).toBe(false)
    await rm(folder, { recursive: true })
    await rename(away, folder)
    expect(await check(database, folder, false)).toMatchObject({ takenIn: 1 })
    expect((await phone.read(file)).bytes.equals(bytes)).toBe(true)
  })

  it('[SY61.2] a database that was put back from before: whoever holds the bytes is asked for them, though they lie in the folder', async () => {
    const { database, folder } = await place()
    const first = await start(database, folder)
    // Named before the copy, brought after it: only the owner of the device can say whose bytes they are.
    const bytes = pdf()
    const file = fileOf(bytes)
    await first.phone.name(OTHER_BODY, file)
    const copy = await copyOf(database, folder)
    expect(await bring(first.phone, file, bytes)).toBe(204)
    await stop(first)

    const { phone } = await start((await restored(kind, copy)).database, folder)
    expect(await phone.isComplete(OTHER_BODY, file)).toBe(false)
    expect((await phone.find(file)).status).toBe(404)
    expect(await bring(phone, file, bytes)).toBe(204)
    expect(await phone.isComplete(OTHER_BODY, file)).toBe(true)
    expect((await phone.read(file)).bytes.equals(bytes)).toBe(true)
  })
})
