import { exportWork } from '@traguardo/shared/sync'
import type { OpenReplica } from './open-replica'
import { saveFile } from '../ui/file/save-file'

/** Saves what is still to be sent or settled where the person wants it [SY29]. Answers how many operations the file holds. */
export async function saveWork({ store, ports }: OpenReplica): Promise<number> {
  const work = await exportWork(store, ports)
  const content = new Blob([JSON.stringify(work, null, 1)], { type: 'application/json' })
  saveFile(content, `traguardo-${work.body}-${work.person}-${work.operations.length}.json`)
  return work.operations.length
}
