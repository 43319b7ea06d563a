import { type Cell, cellAddress } from '@traguardo/shared/model'
import type { Refusal } from '@traguardo/shared/refusals'
import { type Evidence, MOST_PIECES, type ShownRegister, type ShownState, tooManyPieces } from '@traguardo/shared/sync'
import { type InjectionKey, reactive, shallowReactive, shallowRef, watch } from 'vue'
import type { UnsentWork } from '../offline/files/held-files'
import { saveFile } from '../ui/file/save-file'
import { injected } from '../modules/given'
import type { Replica } from './replica'
import { describeFile } from '../offline/files/prepare-file'

/** A piece of evidence as the page lists it. */
export interface ListedEvidence {
  readonly evidence: Evidence
  readonly person: string
  readonly at: string
  readonly state: ShownState
  /** The bytes have arrived at the server. */
  readonly complete: boolean
}

const NOTHING: UnsentWork = { values: 0, files: 0, refusals: [], problems: [] }

/** Pieces of evidence among registers, by the address of their cell, in the order in which they came. */
function piecesByCell(registers: readonly ShownRegister[]): ReadonlyMap<string, readonly ListedEvidence[]> {
  const found = new Map<string, ListedEvidence[]>()
  for (const { key, content, person, at, state, complete } of registers) {
    if (content === null || typeof content !== 'object' || content.type !== 'evidence') continue
    const cell = cellAddress(key)
    found.set(cell, [...(found.get(cell) ?? []), { evidence: content, person, at, state, complete }])
  }
  for (const list of found.values()) list.sort((a, b) => a.at.localeCompare(b.at))
  return found
}

/** Files at values: attached here, listed, sent, saved. */
export function createEvidence({ desk, registers, pending, edit }: Replica) {
  /** Share of a file that has gone out, 0..1, while it goes. */
  const progress = reactive(new Map<string, number>())
  /** Counts of what has not gone out of this device, and why files do not. */
  const unsent = shallowRef(NOTHING)

  /** Evidence by cell: whoever looks at one is told of no other. */
  const listed = shallowReactive(new Map<string, readonly ListedEvidence[]>())
  const showListed = (): void => {
    const found = piecesByCell(registers.value)
    for (const cell of listed.keys()) if (!found.has(cell)) listed.delete(cell)
    for (const [cell, list] of found)
      if (JSON.stringify(listed.get(cell)) !== JSON.stringify(list)) listed.set(cell, list)
  }
  watch(registers, showListed, { immediate: true, flush: 'sync' })

  /** The evidence at a value, in the order in which it came. */
  const evidenceOf = (cell: Cell): readonly ListedEvidence[] => listed.get(cellAddress(cell)) ?? []

  /** Keeps a file on the device and says it at its value; null, or why not. The bytes are there before the value says so. */
  async function attach(cell: Cell, file: File): Promise<Refusal | null> {
    const described = await describeFile(file)
    if (!described.ok) return described.error
    const { sha256, name } = described.value
    if (!desk.value) throw new Error('No desk is open')
    const others = evidenceOf(cell).filter(({ evidence }) => evidence.sha256 !== sha256)
    if (others.length >= MOST_PIECES) return tooManyPieces
    const tx = desk.value.db.transaction('files', 'readwrite', { durability: 'strict' })
    // Its bytes go again where they are not there, whatever became of them before.
    await tx.store.put({ sha256, blob: file, name, waiting: 1 })
    await tx.done
    await edit({ ...cell, field: `evidence/${sha256}` }, described.value)
    return null
  }

  /** Takes a piece of evidence away from its value; the history keeps that it was there. */
  const detach = (cell: Cell, { sha256 }: Evidence): Promise<void> =>
    edit({ ...cell, field: `evidence/${sha256}` }, null)

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

  /** Looks what has not gone out, each time that something changed. */
  async function look(): Promise<void> {
    const at = desk.value
    const plain = { ...NOTHING, values: pending.value }
    try {
      // Most devices hold no file at all: nothing more is fetched for them.
      const hasFiles = at !== null && (await at.db.count('files')) > 0
      const found = hasFiles ? await (await import('../offline/files/upload-files')).unsentFrom(at.db, at.ports) : plain
      if (desk.value === at) unsent.value = found
    } catch {
      unsent.value = plain
    }
  }

  watch([desk, registers, pending], () => void look())

  /** Sends what the server misses, after the values have gone. Answers how many files arrived. */
  async function uploadWaiting(): Promise<number> {
    const at = desk.value
    if (!at || (await at.db.count('files')) === 0) return 0
    const { uploadFiles } = await import('../offline/files/upload-files')
    const arrived = await uploadFiles(at.db, at.ports, (sha256, share) => progress.set(sha256, share))
    progress.clear()
    await look()
    return arrived
  }

  /** Returns the reason why a file does not go: never, or not now; null where nothing is known against it. */
  const refusalOf = (sha256: string): { readonly refusal: Refusal; readonly isFinal: boolean } | null => {
    const find = (list: UnsentWork['refusals']) => list.find((one) => one.sha256 === sha256)?.refusal
    const [never, now] = [find(unsent.value.refusals), find(unsent.value.problems)]
    if (never) return { refusal: never, isFinal: true }
    return now ? { refusal: now, isFinal: false } : null
  }

  return { progress, unsent, refusalOf, evidenceOf, attach, detach, save, uploadWaiting }
}

export type EvidenceHere = ReturnType<typeof createEvidence>

export const EVIDENCE: InjectionKey<EvidenceHere> = Symbol('the evidence')

/** Files at values: attached here, listed, sent, saved. */
export const useEvidence = (): EvidenceHere => injected(EVIDENCE)
