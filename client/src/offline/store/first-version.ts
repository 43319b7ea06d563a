import { recordIn } from '@traguardo/shared/sync'
import { FIRST_VERSION, type PersonDatabase, rowOf } from './database'

/**
 * Reads what the first version of the app kept of operations in today's form [SY24, SY90]; all or nothing, however often it
 * is begun. Nothing that was typed is thrown away: what has no form stays under a name of its own.
 */
export async function takeFirst(database: PersonDatabase): Promise<void> {
  const tx = database.transaction(['documents', 'operations'], 'readwrite')
  const [documents, operations] = [tx.objectStore('documents'), tx.objectStore('operations')]
  const kept = (await documents.get(FIRST_VERSION)) as readonly { readonly record: unknown }[] | undefined
  for (const [at, { record }] of (kept ?? []).entries()) {
    const read = recordIn(record)
    if (read) await operations.put(rowOf(read))
    else await documents.put(record, `unreadable/${at}`)
  }
  await documents.delete(FIRST_VERSION)
  await tx.done
}
