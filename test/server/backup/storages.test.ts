import { randomUUID } from 'node:crypto'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { backUp } from '../../../server/src/app/backup/commands'
import { evidencePath } from '../../../server/src/app/backup/manifest'
import { restoreCopy } from '../../../server/src/app/backup/restore-copy'
import { verifyCopy, verifyPlace } from '../../../server/src/app/backup/verify'
import { openDatabase } from '../../../server/src/app/opening/open-database'
import type { EntityManager } from '../../../server/src/kernel/db/orm'
import { keepFile } from '../../../server/src/sync/evidence/bring-evidence'
import type { EvidenceStore } from '../../../server/src/sync/evidence/evidence-store'
import { openStore } from '../../../server/src/evidence/storage/open-store'
import { openBucket } from '../../../server/src/evidence/storage/s3/bucket'
import { taken } from '../../support/contract/evidence-store'
import { aFolder } from '../../support/copies'
import { freshDatabase, KINDS } from '../../support/databases'
import { startS3 } from '../../support/s3-server'
import { freshStorage, inBucket, STORAGES } from '../../support/storages'

/** A file in a store and its row in the database, as if somebody had brought it. */
async function put(em: EntityManager, store: EvidenceStore): Promise<string> {
  const bytes = Buffer.from(randomUUID())
  const sha256 = await taken(store, bytes)
  await keepFile(em, { sha256, size: bytes.length, mime: 'application/pdf' }, '2021-09-05T08:00:00.000Z')
  return sha256
}

const WAYS = KINDS.flatMap((kind) => [
  ...STORAGES.map((from) => [kind, from, from === 's3' ? 'folder' : 's3'] as const),
  [kind, 's3', 's3'] as const,
])

describe.each(WAYS)('a copy on %s from %s to %s', (kind, from, to) => {
  it('[RE13.1] holds every file, whichever storage it came from, and is put back into whichever there is', async () => {
    const database = await freshDatabase(kind)
    const orm = await openDatabase(database)
    const store = await openStore(await freshStorage(from))
    const files = [await put(orm.em.fork(), store), await put(orm.em.fork(), store)]
    const copy = join(aFolder(), 'copia')
    expect(await backUp(orm.em.fork(), database, store, copy)).toMatchObject({ missing: [] })
    expect(await verifyCopy(copy)).toMatchObject({ bad: [] })
    await orm.close(true)

    const evidence = await openStore(await freshStorage(to))
    await expect(restoreCopy(copy, { database: await freshDatabase(kind), evidence: store })).rejects.toThrow(
      'non è vuoto',
    )
    const place = { database: await freshDatabase(kind), evidence }
    expect(await restoreCopy(copy, place)).toMatchObject({ files: 2 })
    const restored = await openDatabase(place.database)
    const found = await verifyPlace(restored.em.fork(), place.database, evidence)
    expect(found).toMatchObject({ bad: [], mendable: false })
    expect(found.good).toContain('Allegati interi: 2 su 2.')
    for (const sha256 of files) {
      const hash = await evidence.withFile(sha256, async () => sha256)
      expect(hash).toBe(sha256)
    }
    await restored.close(true)
  })

  it('[RE13.2] a copy whose file was changed is taken into neither', async () => {
    const database = await freshDatabase(kind)
    const orm = await openDatabase(database)
    const store = await openStore(await freshStorage(from))
    const sha256 = await put(orm.em.fork(), store)
    const copy = join(aFolder(), 'copia')
    await backUp(orm.em.fork(), database, store, copy)
    await orm.close(true)
    chmodSync(evidencePath(copy, sha256), 0o600)
    writeFileSync(evidencePath(copy, sha256), 'other bytes')
    const evidence = await openStore(await freshStorage(to))
    const place = { database: await freshDatabase(kind), evidence }
    await expect(restoreCopy(copy, place)).rejects.toThrow('non è intero')
    expect(await evidence.sizeOf(sha256)).toBe(null)
  })
})

describe('storage elsewhere', () => {
  it('[RE14.2] that goes away while it is compared or copied is said, and nothing is called missing', async () => {
    const server = await startS3()
    try {
      const storage = inBucket(server.url)
      const store = await openStore(storage)
      const database = await freshDatabase('sqlite')
      const orm = await openDatabase(database)
      await put(orm.em.fork(), store)
      await server.kill()
      const copy = join(aFolder(), 'copia')
      await expect(verifyPlace(orm.em.fork(), database, store)).rejects.toMatchObject({ code: 'STORAGE_DOWN' })
      await expect(backUp(orm.em.fork(), database, store, copy)).rejects.toMatchObject({ code: 'STORAGE_DOWN' })
      await server.start()
      expect(await verifyPlace(orm.em.fork(), database, store)).toMatchObject({ bad: [] })
      expect(await backUp(orm.em.fork(), database, store, copy)).toMatchObject({ missing: [] })
      await orm.close(true)
    } finally {
      await server.close()
    }
  })

  it('[RE14.1] is compared by every byte: other bytes under a name are known by their hash', async () => {
    const server = await startS3()
    try {
      const storage = inBucket(server.url)
      const store = await openStore(storage)
      const database = await freshDatabase('sqlite')
      const orm = await openDatabase(database)
      const sha256 = await put(orm.em.fork(), store)
      await openBucket(storage).put(`${sha256.slice(0, 2)}/${sha256}`, randomUUID())
      expect((await verifyPlace(orm.em.fork(), database, store)).bad).toEqual([`Allegato ${sha256}: è cambiato.`])
      await orm.close(true)
    } finally {
      await server.close()
    }
  })
})
