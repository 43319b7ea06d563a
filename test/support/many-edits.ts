import { recordEdit, type RegisterKey } from '@traguardo/shared/sync'
import { takeFirst } from '../../client/src/offline/store/first-version'
import { openReplica } from '../../client/src/offline/open-replica'

/**
 * Edits on the desk of who is signed in, one after the other, as the fields of the pages make them. Each round over the keys
 * is on its way when the line is lost: what was sent takes no new content [SY3], so every edit is an operation of its own.
 * Answers the ids of the operations, in their order.
 */
export async function makeEdits(person: string, keys: readonly RegisterKey[], count: number): Promise<string[]> {
  const { store, ports, close } = await openReplica(keys[0]?.body ?? '', person, {
    now: () => new Date().toISOString(),
    readFirst: takeFirst,
  })
  const made: string[] = []
  for (let round = 1; made.length < count; round++) {
    const ids: string[] = []
    for (const key of keys.slice(0, count - made.length)) {
      const content = key.field === 'note' ? `Nota ${round}` : ({ type: 'number', number: round } as const)
      ids.push((await recordEdit(store, { key, content }, ports)).operation.id)
    }
    await store.transaction((tx) => tx.markSent(ids))
    made.push(...ids)
  }
  close()
  return made
}
