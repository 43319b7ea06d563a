import { createHash, randomBytes } from 'node:crypto'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { ERRORS, Upload } from '@tus/server'
import { describe, expect, it } from 'vitest'
import type { EvidenceStore } from '../../../server/src/sync/evidence/evidence-store'
import { standingOf } from '../../../server/src/evidence/storage/standing-of'

const MEGABYTE = 1024 * 1024

/** A file that was checked, in the scratch of a store; gives its hash. */
export const taken = (store: EvidenceStore, bytes: Buffer): Promise<string> =>
  store.scratch.with(async (path) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    await writeFile(path, bytes)
    await store.take(path, sha256)
    return sha256
  })

async function hashesOf(store: EvidenceStore): Promise<readonly string[]> {
  const all: string[] = []
  for await (const some of store.hashes()) all.push(...some)
  return all
}

/** What every adapter of the `EvidenceStore` port does alike. */
export function evidenceStoreContract(name: string, open: () => Promise<() => Promise<EvidenceStore>>): void {
  /** Two servers on one storage. */
  const two = async (): Promise<readonly [EvidenceStore, EvidenceStore]> => {
    const again = await open()
    return [await again(), await again()]
  }

  describe(`evidence in ${name}`, () => {
    it('[SY85.2] takes a file in by its hash, once, and gives it to every server, byte for byte', async () => {
      const [here, there] = await two()
      expect(await here.isEmpty()).toBe(true)
      expect(await here.isReachable()).toBe(true)
      const files = [randomBytes(3), randomBytes(3 * MEGABYTE), Buffer.from('%PDF-1.7\n')]
      const hashes = await Promise.all(files.map((bytes) => taken(here, bytes)))
      await taken(there, files[1] ?? Buffer.alloc(0))
      for (const [at, sha256] of hashes.entries()) {
        expect(await there.sizeOf(sha256)).toBe(files[at]?.length)
        expect((await buffer(await there.read(sha256))).equals(files[at] ?? Buffer.alloc(0))).toBe(true)
        expect((await there.withFile(sha256, (path) => readFile(path)))?.equals(files[at] ?? Buffer.alloc(0))).toBe(
          true,
        )
        expect(await standingOf(there, { sha256, size: files[at]?.length ?? 0 }, true)).toBe('whole')
        expect(await standingOf(there, { sha256, size: 1 }, false)).toBe('damaged')
      }
      expect(await hashesOf(there)).toEqual([...hashes].sort())
      expect(await there.isEmpty()).toBe(false)
      const nobodys = 'f'.repeat(64)
      expect(await here.sizeOf(nobodys)).toBe(null)
      expect(await here.withFile(nobodys, (path) => readFile(path))).toBe(null)
      expect(await standingOf(here, { sha256: nobodys, size: 3 }, true)).toBe('missing')
    })

    it('[SY86.1] an upload begun at one server goes on at the other from where it was told that it is', async () => {
      const stores = await two()
      const bytes = randomBytes(2 * MEGABYTE + 17)
      const metadata = { body: 'B', person: 'però', sha256: 'x', name: 'verbale «à».pdf' }
      await stores[0].uploads.tus.create(new Upload({ id: 'a/b', size: bytes.length, offset: 0, metadata }))
      let offset = 0
      for (const [turn, length] of [1, 100_000, 512 * 1024, 700_000, 3, bytes.length].entries()) {
        const { tus } = (turn % 2 === 0 ? stores[1] : stores[0]).uploads
        const end = Math.min(bytes.length, offset + length)
        // In crumbs, as a line brings them.
        const crumbs = Array.from({ length: Math.ceil((end - offset) / 65_536) }, (_, at) =>
          bytes.subarray(offset + at * 65_536, Math.min(end, offset + (at + 1) * 65_536)),
        )
        offset = await tus.write(Readable.from(crumbs), 'a/b', offset)
        expect(offset).toBe(end)
        for (const store of stores)
          expect(await store.uploads.tus.getUpload('a/b')).toMatchObject({ offset, size: bytes.length, metadata })
      }
      await stores[0].scratch.with(async (path) => {
        await stores[0].uploads.copyTo('a/b', path)
        expect((await readFile(path)).equals(bytes)).toBe(true)
      })
      expect(await hashesOf(stores[0])).toEqual([])
    })

    it('[SY86.1] what came before the line was cut counts, and begun again it begins at the first byte', async () => {
      const [{ uploads }] = await two()
      const begin = () => uploads.tus.create(new Upload({ id: 'a/b', size: 5000, offset: 0 }))
      await begin()
      async function* cut() {
        yield Buffer.alloc(1000, 'a')
        yield Buffer.alloc(500, 'b')
        throw new Error('cut')
      }
      await expect(uploads.tus.write(Readable.from(cut()), 'a/b', 0)).rejects.toThrow('cut')
      expect(await uploads.tus.getUpload('a/b')).toMatchObject({ offset: 1500 })
      await begin()
      expect(await uploads.tus.getUpload('a/b')).toMatchObject({ offset: 0 })
    })

    it('[SY89] uploads are listed, by sender too, and an upload that is removed leaves nothing', async () => {
      const [store, other] = await two()
      const { tus, names } = store.uploads
      const from = Date.now()
      for (const id of ['a/b', 'a/c', 'd/e']) {
        await tus.create(new Upload({ id, size: MEGABYTE, offset: 0 }))
        await tus.write(Readable.from([Buffer.alloc(MEGABYTE - 1)]), id, 0)
      }
      expect([...(await other.uploads.names())].sort()).toEqual(['a/b', 'a/c', 'd/e'])
      expect([...(await names('a'))].sort()).toEqual(['a/b', 'a/c'])
      expect(await names('nobody')).toEqual([])
      expect(await store.uploads.lastWritten('a/b')).toBeGreaterThan(from - 2000)
      expect(await store.uploads.lastWritten('a/x')).toBe(0)
      for (const id of ['a/b', 'a/c', 'd/e', 'a/x']) await other.uploads.remove(id)
      await expect(tus.getUpload('a/b')).rejects.toBe(ERRORS.FILE_NOT_FOUND)
      await store.uploads.tidy(Date.now() + 1000)
      expect(await names()).toEqual([])
      expect(await store.isEmpty()).toBe(true)
    })

    it('[SY89] a file on its way in or out leaves nothing in the scratch, and what a power cut left there goes', async () => {
      const [store] = await two()
      const gone = await store.scratch.with(async (path) => {
        await writeFile(path, 'x')
        return path
      })
      await expect(stat(gone)).rejects.toThrow('ENOENT')
      await expect(
        store.scratch.with(async (path) => {
          await writeFile(path, 'x')
          throw new Error('full')
        }),
      ).rejects.toThrow('full')
      const left = `${gone}-left`
      await writeFile(left, 'x')
      await store.scratch.tidy(Date.now() - 60_000)
      expect((await stat(left)).size).toBe(1)
      await store.scratch.tidy(Date.now() + 1000)
      await expect(stat(left)).rejects.toThrow('ENOENT')
      expect(await store.scratch.free()).toBeGreaterThan(0)
    })
  })
}
