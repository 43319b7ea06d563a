import { type LeftWork, leftWork, type DeviceOwner, takeUp } from '@traguardo/shared/sync'
import { type FileRow, LEFT, NEW, type PersonDatabase, type UnfinishedRow } from '../store/database'
import { keepNodeIfNone, readNode } from '../working-set'
import { type HeldKey, open, openJson, seal, sealJson } from './keys'
import { filesIn, placeOf, putSealed, readLocked, readSealed, removeSealed } from './lockers'
import { owedFiles } from '../files/held-files'
import { empty, engineOn, hasLeft, wholeOf } from './owner'

/** Work sealed beside the files, with the name of the device that made it. */
interface Kept {
  readonly body: string
  readonly work: LeftWork
  readonly node: string | null
  /** Texts typed and not entered; not there in what earlier versions sealed. */
  readonly unfinished?: readonly UnfinishedRow[]
}

/** Parts of it that change while its person still types. */
type Work = Pick<Kept, 'work' | 'unfinished'>

/** Header before the bytes of a sealed file. */
type FileHead = Omit<FileRow, 'blob'> & { readonly type: string }

const HEAD_BYTES = 4

function packFile({ blob, ...head }: FileRow, content: ArrayBuffer): ArrayBuffer {
  const text = new TextEncoder().encode(JSON.stringify({ ...head, type: blob.type } satisfies FileHead))
  const packed = new Uint8Array(HEAD_BYTES + text.length + content.byteLength)
  new DataView(packed.buffer).setUint32(0, text.length)
  packed.set(text, HEAD_BYTES)
  packed.set(new Uint8Array(content), HEAD_BYTES + text.length)
  return packed.buffer
}

function unpackFile(packed: ArrayBuffer): FileRow {
  const length = new DataView(packed).getUint32(0)
  const text = new TextDecoder().decode(packed.slice(HEAD_BYTES, HEAD_BYTES + length))
  const { type, ...head } = JSON.parse(text) as FileHead
  return { ...head, blob: new Blob([packed.slice(HEAD_BYTES + length)], { type }) }
}

/** Reads everything that is to outlast the leaving, at one moment. */
async function read(db: PersonDatabase, owner: DeviceOwner) {
  const tx = wholeOf(db)
  const [work, files] = [await leftWork(engineOn(tx), owner), await owedFiles(tx, owner)]
  const unfinished = await tx.objectStore('unfinished').getAll()
  await tx.done
  return { work: { work, unfinished }, files }
}

/** Empties the database where it still holds what was sealed, and nothing else. */
async function emptyIfSame(db: PersonDatabase, owner: DeviceOwner, sealed: Work, files: ReadonlySet<string>) {
  const tx = wholeOf(db)
  const work: Work = {
    work: await leftWork(engineOn(tx), owner),
    unfinished: await tx.objectStore('unfinished').getAll(),
  }
  const isSame =
    JSON.stringify(work) === JSON.stringify(sealed) &&
    (await owedFiles(tx, owner)).every(({ sha256 }) => files.has(sha256))
  if (isSame) await empty(tx)
  await tx.done
  return isSame
}

/** Takes confirmed things away, which come again from the head office: room for what is sealed. */
export async function removeConfirmed(db: PersonDatabase): Promise<void> {
  const tx = wholeOf(db)
  for (const name of ['registers', 'sums', 'documents'] as const) await tx.objectStore(name).clear()
  const files = tx.objectStore('files')
  for (const sha256 of await files.index('waiting').getAllKeys(0)) await files.delete(sha256)
  await tx.done
}

/**
 * Seals what has not gone out and empties the database [SY45, SY46]: first what is sealed is on the disk, then what is plain
 * goes in one transaction, which begins again where another tab wrote meanwhile. What was emptied before stays so.
 */
export async function sealDatabase(db: PersonDatabase, held: HeldKey): Promise<void> {
  if (await hasLeft(db)) return
  const place = placeOf(held)
  // Of a leaving that was cut, or could not be taken back.
  await putBack(db, place, held.key)
  const sealed = new Set<string>()
  for (;;) {
    const { work, files } = await read(db, held.owner)
    for (const file of files.filter(({ sha256 }) => !sealed.has(sha256))) {
      const at = `${place}/${sealed.size}`
      await putSealed(at, await seal(held.key, at, packFile(file, await file.blob.arrayBuffer())))
      sealed.add(file.sha256)
    }
    const kept: Kept = { body: held.owner.body, ...work, node: await readNode(db.name) }
    await putSealed(place, { wrapped: held.wrapped, work: await sealJson(held.key, place, kept) })
    if (await emptyIfSame(db, held.owner, work, sealed)) return
  }
}

async function putFile(db: PersonDatabase, file: FileRow): Promise<void> {
  const tx = db.transaction('files', 'readwrite', { durability: 'strict' })
  if (!(await tx.store.get(file.sha256))) await tx.store.put(file)
  await tx.done
}

/** Puts sealed work back where it was; what is there already stays as it is. Rejects where the key does not open it. */
export async function putBack(db: PersonDatabase, place: string, key: CryptoKey): Promise<void> {
  const locked = await readLocked(place)
  const kept = locked ? ((await openJson(key, place, locked.work)) as Kept) : null
  for (const at of await filesIn(place)) {
    const sealed = await readSealed(at)
    if (sealed) await putFile(db, unpackFile(await open(key, at, sealed)))
  }
  const tx = wholeOf(db)
  await tx.objectStore('settings').delete(LEFT)
  // It was emptied by whom it belongs to.
  await tx.objectStore('settings').delete(NEW)
  if (kept) await takeUp(engineOn(tx), kept.body, kept.work)
  const typed = tx.objectStore('unfinished')
  for (const row of kept?.unfinished ?? []) if (!(await typed.get(row.id))) await typed.put(row)
  await tx.done
  if (kept?.node) await keepNodeIfNone(db.name, kept.node)
  await removeSealed(place)
}
