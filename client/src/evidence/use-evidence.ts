import type { Cell, Refusal } from '@traguardo/shared/model'
import type { Evidence, ShownState } from '@traguardo/shared/sync'
import { reactive, ref } from 'vue'
import { saveFile } from '../ui/file/save-file'
import { useValues } from '../values/use-values'
import { describeFile } from './prepare-file'

/** A piece of evidence as the page lists it. */
export interface ListedEvidence {
  readonly evidence: Evidence
  readonly person: string
  readonly at: string
  readonly state: ShownState
  /** The bytes have arrived at the server. */
  readonly complete: boolean
}

const { desk, registers, edit } = useValues()

/** How much of a file has gone out, 0..1, while it goes. */
const progress = reactive(new Map<string, number>())
/** Files whose bytes the server did not take. */
const refused = ref<ReadonlySet<string>>(new Set())

const isOfCell = (cell: Cell, key: Cell): boolean =>
  key.measure === cell.measure && key.unit === cell.unit && key.year === cell.year && key.period === cell.period

/** The evidence at a value, in the order in which it came. */
function evidenceOf(cell: Cell): readonly ListedEvidence[] {
  return registers.value
    .flatMap(({ key, content, person, at, state, complete }) =>
      isOfCell(cell, key) && typeof content === 'object' && content?.type === 'evidence'
        ? [{ evidence: content, person, at, state, complete }]
        : [],
    )
    .sort((a, b) => a.at.localeCompare(b.at))
}

/** Keeps a file on the device and says it at its value; null, or why not. The bytes are there before the value says so. */
async function attach(cell: Cell, file: File): Promise<Refusal | null> {
  const described = await describeFile(file)
  if (!described.ok) return described.error
  const { sha256, name } = described.value
  if (!desk.value) throw new Error('No desk is open')
  const tx = desk.value.db.transaction('files', 'readwrite', { durability: 'strict' })
  const known = await tx.store.get(sha256)
  if (!known || known.refused) await tx.store.put({ sha256, blob: file, name, waiting: 1 })
  await tx.done
  await edit({ ...cell, field: `evidence/${sha256}` }, described.value)
  return null
}

/** Takes a piece of evidence away from its value; the history keeps that it was there. */
const detach = (cell: Cell, { sha256 }: Evidence): Promise<void> => edit({ ...cell, field: `evidence/${sha256}` }, null)

/** The bytes that are on this device, if they are. */
async function localFile(sha256: string): Promise<Blob | null> {
  return (await desk.value?.db.get('files', sha256))?.blob ?? null
}

/** Saves the file where the person wants it: from this device, or from the server. */
async function save({ sha256, name }: Evidence): Promise<void> {
  const blob = await localFile(sha256)
  if (blob) saveFile(blob, name)
  else window.location.assign(`/prove/${sha256}`)
}

/** Sends what waits, after the values have gone. Answers how many files arrived. */
async function uploadWaiting(): Promise<number> {
  const at = desk.value
  if (!at || (await at.db.countFromIndex('files', 'waiting', 1)) === 0) return 0
  const { uploadFiles } = await import('./upload-files')
  const arrived = await uploadFiles(at.db, (sha256, share) => progress.set(sha256, share))
  progress.clear()
  const failed = (await at.db.getAll('files')).filter((row) => row.refused)
  refused.value = new Set(failed.map(({ sha256 }) => sha256))
  return arrived
}

/** Files at values: attached here, listed, sent, saved. */
export function useEvidence() {
  return { progress, refused, evidenceOf, attach, detach, save, uploadWaiting }
}
