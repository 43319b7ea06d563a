import type { RegisterKey } from '@traguardo/shared/sync'
import { computed, ref, shallowReactive } from 'vue'
import { LEFT, type PersonDatabase, type UnfinishedRow } from '../offline/store/database'

/** Fields in which something stands that was not entered. */
export function createUnfinished() {
  /** What was typed and not entered, by its id: what the device holds of it, and what is on its way there. */
  const texts = shallowReactive(new Map<string, UnfinishedRow>())
  /** The field that is typed into: it is not yet anything to put right. */
  const typing = ref<string | null>(null)
  const count = computed(() => [...texts.keys()].filter((id) => id !== typing.value).length)
  let database: PersonDatabase | null = null
  /** What is still to be written; null is to go. */
  const waiting = new Map<string, UnfinishedRow | null>()
  let writing: Promise<void> = Promise.resolve()

  /** Writes what waits; whoever has left by now leaves nothing more behind [SY82]. */
  async function write(): Promise<void> {
    const rows = [...waiting]
    waiting.clear()
    if (!database || rows.length === 0) return
    const tx = database.transaction(['unfinished', 'settings'], 'readwrite')
    const store = tx.objectStore('unfinished')
    if (!(await tx.objectStore('settings').get(LEFT)))
      for (const [id, row] of rows) await (row ? store.put(row) : store.delete(id))
    await tx.done
  }

  /** One after the other; each takes along whatever was typed meanwhile. Rejects where the storage does not take it. */
  function put(id: string, row: UnfinishedRow | null): Promise<void> {
    waiting.set(id, row)
    writing = writing.catch(() => undefined).then(write)
    return writing
  }

  /** Keeps what stands in a field, letter by letter [SY80]. */
  function keepText(row: Omit<UnfinishedRow, 'at' | 'key'> & { readonly key: RegisterKey }): Promise<void> {
    typing.value = row.id
    const kept = { ...row, key: { ...row.key }, at: new Date().toISOString() }
    texts.set(row.id, kept)
    return put(row.id, kept)
  }

  /** It was entered, or its person does not want it any more [SY81]. */
  function dropText(id: string): Promise<void> {
    return texts.delete(id) ? put(id, null) : Promise.resolve()
  }

  const leftField = () => (typing.value = null)

  /** Takes up what is on the device of whoever has come in. */
  async function load(db: PersonDatabase): Promise<void> {
    database = db
    texts.clear()
    for (const row of await db.getAll('unfinished')) texts.set(row.id, row)
    globalThis.document?.addEventListener('focusout', leftField)
  }

  function unload(): void {
    database = null
    texts.clear()
    globalThis.document?.removeEventListener('focusout', leftField)
  }

  return { texts, typing, count, load, unload, keepText, dropText, whenWritten: () => writing.catch(() => undefined) }
}
