import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { receivePush } from '@traguardo/shared/sync'
import { describe, expect, it } from 'vitest'
import { backUp } from '../../../server/src/app/backup/commands'
import { evidencePath, fileOf, MANIFEST, type Manifest } from '../../../server/src/app/backup/manifest'
import { restoreCopy } from '../../../server/src/app/backup/restore-copy'
import { folderStore, openFolderStore } from '../../../server/src/evidence/storage/folder-store'
import { storedAt } from '../../../server/src/evidence/storage/stored-at'
import { tellKey, verifyCopy, verifyPlace } from '../../../server/src/app/backup/verify'
import type { Database } from '../../../server/src/kernel/db/database'
import { openDatabase } from '../../../server/src/app/opening/open-database'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { appendEntry } from '../../../server/src/kernel/audit/append'
import { checkKey } from '../../../server/src/kernel/secrets/check-key'
import { KEY_BYTES, keyringOf } from '../../../server/src/kernel/secrets/keyring'
import { ormStore } from '../../../server/src/sync/store/orm-store'
import { aFolder, putFile } from '../../support/copies'
import { freshDatabase, KINDS } from '../../support/databases'
import { aKey, anOperation, aPush, receivePorts } from '../../support/sync'

const KEY = Buffer.alloc(KEY_BYTES, 'k')

/** Data as a server has them: operations with their record, evidence, and a key. */
async function filled(kind: (typeof KINDS)[number]) {
  const database = await freshDatabase(kind)
  const folder = aFolder()
  const orm = await openDatabase(database)
  await receivePush(ormStore(orm.em), aPush([anOperation({})]), receivePorts())
  await checkKey(orm.em.fork(), keyringOf(KEY))
  const evidence = join(folder, 'prove')
  const files = [await putFile(orm.em.fork(), evidence), await putFile(orm.em.fork(), evidence)]
  return { database, orm, folder, evidence, files, copy: join(folder, 'copia') }
}

const manifestOf = (copy: string) => JSON.parse(readFileSync(join(copy, MANIFEST), 'utf8')) as Manifest

/** An empty place for a restore. */
async function emptyPlace(kind: (typeof KINDS)[number]) {
  return { database: await freshDatabase(kind), evidence: await openFolderStore(join(aFolder(), 'prove')) }
}

const open = async <T>(database: Database, work: (orm: Orm) => Promise<T>): Promise<T> => {
  const orm = await openDatabase(database)
  try {
    return await work(orm)
  } finally {
    await orm.close(true)
  }
}

describe.each(KINDS)('a copy on %s', (kind) => {
  it('[RE8.1] holds the database and every file that it names, and says to devices what they may let go of', async () => {
    const { database, orm, evidence, files, copy } = await filled(kind)
    const ask = (store = ormStore(orm.em), changes = {}) => receivePush(store, aPush([], changes), receivePorts())
    expect((await ask()).safe).toBe(0)
    // A server goes on writing meanwhile.
    const [manifest, busy] = await Promise.all([
      backUp(orm.em.fork(), database, folderStore(evidence), copy),
      receivePush(ormStore(orm.em), aPush([anOperation({ seq: 2, key: { ...aKey, measure: 'M2' } })]), receivePorts()),
    ])
    expect(busy.verdicts[0]?.type).toBe('applied')
    expect(manifest.missing).toEqual([])
    expect(manifestOf(copy)).toEqual(manifest)
    expect(readdirSync(copy).sort()).toEqual([fileOf(database.type), MANIFEST, 'prove'].sort())
    for (const sha256 of files)
      expect(readFileSync(evidencePath(copy, sha256))).toEqual(readFileSync(storedAt(evidence, sha256)))
    expect(manifest).toMatchObject({ installation: null, counts: { evidence_file: 2 } })
    expect(manifest.chains).toHaveLength(1)
    expect(manifest.migrations.at(-1)).toMatch(/^\d{3}-/)
    expect(await verifyCopy(copy)).toMatchObject({ bad: [] })
    // Nothing is called safe that the copy does not hold.
    const { safe } = await ask()
    expect(safe).toBeGreaterThanOrEqual(1)
    expect(safe).toBeLessThanOrEqual(manifest.counts['operation'] ?? 0)
    await expect(backUp(orm.em.fork(), database, folderStore(evidence), copy)).rejects.toThrow('c’è già')
    const { epoch, cursor, receipt = null } = await ask()
    await orm.close(true)

    // Put back, it begins an epoch: whoever was told more makes it.
    const place = await emptyPlace(kind)
    await restoreCopy(copy, place)
    await open(place.database, async (restored) => {
      const answer = await ask(ormStore(restored.em), { epoch, cursor, receipt })
      const isBehind = (manifest.counts['operation'] ?? 0) < 2
      expect(answer.notice).toBe(isBehind ? 'new-epoch' : 'none')
    })
  })

  it('[RE8.4] names the files that were missing or damaged before it, is whole without them, and makes nobody let go', async () => {
    const { database, orm, evidence, files, copy } = await filled(kind)
    rmSync(storedAt(evidence, files[0] ?? ''))
    writeFileSync(storedAt(evidence, files[1] ?? ''), 'other bytes')
    const { missing } = await backUp(orm.em.fork(), database, folderStore(evidence), copy)
    expect([...missing].sort()).toEqual([...files].sort())
    expect((await verifyCopy(copy)).bad).toHaveLength(2)
    expect((await receivePush(ormStore(orm.em), aPush([]), receivePorts())).safe).toBe(0)
    await orm.close(true)
  })

  it('[RE8.5] that fails leaves nothing', async () => {
    const { database, orm, folder, evidence, copy } = await filled(kind)
    // A folder in the place of a file of evidence: it cannot be copied.
    const path = storedAt(evidence, await putFile(orm.em.fork(), evidence, 'x'))
    rmSync(path)
    mkdirSync(path)
    await expect(backUp(orm.em.fork(), database, folderStore(evidence), copy)).rejects.toThrow()
    expect(readdirSync(folder)).toEqual(['prove'])
    await orm.close(true)
  })

  it('[RE8.3] has its name when it is whole: one that was killed is never taken for a copy', async () => {
    const { database, orm, folder, evidence } = await filled(kind)
    // As a killed process leaves it: another name, no manifest.
    const left = join(folder, 'copia.incompleta-999999999')
    mkdirSync(left)
    writeFileSync(join(left, fileOf(database.type)), 'half')
    await expect(restoreCopy(left, await emptyPlace(kind))).rejects.toThrow('non è una copia intera')
    await backUp(orm.em.fork(), database, folderStore(evidence), join(folder, 'copia'))
    expect(readdirSync(folder).filter((name) => existsSync(join(folder, name, MANIFEST)))).toEqual(['copia'])
    await orm.close(true)
  })

  it('[RE12.6] is its owner’s alone, whatever the mask of whoever makes it', async () => {
    const { database, orm, evidence, files, copy } = await filled(kind)
    const mask = process.umask(0o000)
    for (const sha256 of files) chmodSync(storedAt(evidence, sha256), 0o666)
    await backUp(orm.em.fork(), database, folderStore(evidence), copy).finally(() => process.umask(mask))
    const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)
    const paths = readdirSync(copy, { recursive: true, withFileTypes: true })
    for (const entry of paths)
      expect(modeOf(join(entry.parentPath, entry.name)), entry.name).toBe(entry.isDirectory() ? '700' : '600')
    expect(modeOf(copy)).toBe('700')
    await orm.close(true)
  })

  it('[RE11.1] does not hold the key', async () => {
    const { database, orm, evidence, copy } = await filled(kind)
    await backUp(orm.em.fork(), database, folderStore(evidence), copy)
    const files = readdirSync(copy, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    expect(files.length).toBeGreaterThan(2)
    for (const { parentPath, name } of files)
      expect(readFileSync(join(parentPath, name)).includes(KEY), name).toBe(false)
    await orm.close(true)
  })

  it('[RE9.1] is put only where nothing is', async () => {
    const { database, orm, evidence, copy } = await filled(kind)
    await backUp(orm.em.fork(), database, folderStore(evidence), copy)
    await orm.close(true)
    const place = await emptyPlace(kind)
    await expect(restoreCopy(copy, { ...place, database })).rejects.toThrow('non è vuoto')
    await expect(restoreCopy(copy, { ...place, evidence: folderStore(evidence) })).rejects.toThrow('non è vuoto')
    expect(await restoreCopy(copy, place)).toMatchObject({ chains: 1, files: 2 })
  })

  it('[RE9.2] is put only into a database of its kind, by software that knows its migrations', async () => {
    const { database, orm, evidence, copy } = await filled(kind)
    await backUp(orm.em.fork(), database, folderStore(evidence), copy)
    await orm.close(true)
    const place = await emptyPlace(kind)
    const other = await freshDatabase(kind === 'sqlite' ? 'postgresql' : 'sqlite')
    await expect(restoreCopy(copy, { ...place, database: other })).rejects.toThrow(/viene da/)
    const newer = { ...manifestOf(copy), migrations: ['999-of-tomorrow'] }
    const manifest = readFileSync(join(copy, MANIFEST))
    writeFileSync(join(copy, MANIFEST), JSON.stringify(newer))
    await expect(restoreCopy(copy, place)).rejects.toThrow('più nuova')
    writeFileSync(join(copy, MANIFEST), manifest)
    expect(await restoreCopy(copy, place)).toMatchObject({ chains: 1, files: 2 })
  })

  it('[RE9.3] that was damaged is not taken: not its database, not its files, not its counts', async () => {
    const { database, orm, evidence, files, copy } = await filled(kind)
    await backUp(orm.em.fork(), database, folderStore(evidence), copy)
    await orm.close(true)
    const keep = (path: string) => {
      const bytes = readFileSync(path)
      return () => writeFileSync(path, bytes)
    }
    const dump = join(copy, fileOf(database.type))
    let put = keep(dump)
    truncateSync(dump, 1000)
    await expect(restoreCopy(copy, await emptyPlace(kind))).rejects.toThrow('La copia è danneggiata')
    expect((await verifyCopy(copy)).bad).toHaveLength(1)
    put()
    const file = evidencePath(copy, files[0] ?? '')
    put = keep(file)
    writeFileSync(file, 'other bytes')
    const place = await emptyPlace(kind)
    await expect(restoreCopy(copy, place)).rejects.toThrow('La copia è danneggiata')
    expect((await verifyCopy(copy)).bad).toHaveLength(1)
    // What was begun does not start.
    await expect(openDatabase(place.database)).rejects.toThrow('è stato interrotto')
    put()
    put = keep(join(copy, MANIFEST))
    const manifest = manifestOf(copy)
    for (const wrong of [
      { counts: { ...manifest.counts, operation: 7 } },
      { chains: manifest.chains.map((head) => ({ ...head, hash: 'x' })) },
    ]) {
      writeFileSync(join(copy, MANIFEST), JSON.stringify({ ...manifest, ...wrong }))
      const empty = await emptyPlace(kind)
      await expect(restoreCopy(copy, empty)).rejects.toThrow('La copia è danneggiata')
      await expect(openDatabase(empty.database)).rejects.toThrow('è stato interrotto')
    }
    put()
    // Begun again it comes to its end: on PostgreSQL in a database that is empty again.
    const again =
      kind === 'sqlite'
        ? place
        : { ...(await emptyPlace(kind)), evidence: await openFolderStore(join(aFolder(), 'prove')) }
    await restoreCopy(copy, again)
    await open(again.database, async ({ em }) => {
      expect(await verifyPlace(em.fork(), again.database, again.evidence)).toMatchObject({ bad: [] })
    })
  })

  it('[RE10.1] and its place can be compared at any time: missing, damaged and unnamed files are named', async () => {
    const { database, orm, evidence, files } = await filled(kind)
    const look = () => verifyPlace(orm.em.fork(), database, folderStore(evidence))
    expect((await look()).bad).toEqual([])
    const extra = 'a'.repeat(64)
    mkdirSync(join(evidence, 'aa'), { recursive: true })
    writeFileSync(storedAt(evidence, extra), 'whatever')
    rmSync(storedAt(evidence, files[0] ?? ''))
    writeFileSync(storedAt(evidence, files[1] ?? ''), 'other bytes')
    const found = await look()
    expect(found.bad).toEqual([`Allegato ${files[0]}: non c’è.`, `Allegato ${files[1]}: è cambiato.`])
    expect(found.good.join()).toContain('1 allegati che la base dati non nomina')
    await orm.close(true)
  })

  it('[RE10.2] and its place can be compared at any time: a broken chain is named', async () => {
    const { database, orm, evidence } = await filled(kind)
    const look = () => verifyPlace(orm.em.fork(), database, folderStore(evidence))
    expect((await look()).bad).toEqual([])
    await orm.em.execute(`update "record_head" set "seq" = 9`)
    expect((await look()).bad.join()).toContain('la catena si rompe')
    await orm.close(true)
  })

  it('[RE11.2] says whether the key fits, and what is lost without it', async () => {
    const { orm } = await filled(kind)
    expect(await tellKey(orm.em.fork(), KEY)).toMatchObject({ bad: [] })
    for (const secret of [null, Buffer.alloc(KEY_BYTES, 'x')])
      expect((await tellKey(orm.em.fork(), secret)).bad.join()).toMatch(/chiave .*secondi fattori/)
    await orm.close(true)
  })
})

it('[RE9.5] a restore into a file that is killed leaves what does not start, and is begun again', async () => {
  const { database, orm, evidence, copy } = await filled('sqlite')
  await orm.em
    .fork()
    .transactional((tx) => appendEntry(tx as Orm['em'], [{ body: 'B', at: '', person: '', action: 'feed.renew' }]))
  await backUp(orm.em.fork(), database, folderStore(evidence), copy)
  await orm.close(true)
  const place = await emptyPlace('sqlite')
  const file = place.database.type === 'sqlite' ? place.database.file : ''
  // As a kill leaves it between the database and the files.
  writeFileSync(`${file}.in-ripristino`, readFileSync(join(copy, fileOf('sqlite'))))
  mkdirSync(join(place.evidence.name, 'ab'), { recursive: true })
  await expect(openDatabase(place.database)).rejects.toThrow('è stato interrotto')
  expect(existsSync(file) && statSync(file).size > 0).toBe(false)
  await restoreCopy(copy, place)
  await open(place.database, async ({ em }) => {
    expect(await verifyPlace(em.fork(), place.database, place.evidence)).toMatchObject({ bad: [] })
  })
})
