import { isFull, diskIsFull } from '../opening/why-not-open'
import { codeOf, troubleOf } from '../../kernel/db/trouble'
import { StartFailure } from '../../kernel/runtime/start-failure'

/** Does what writes into a folder; where the disk has no room, or nobody may write there, says so in one sentence. */
export async function orSayFull<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof StartFailure) throw error
    if (troubleOf(error) === 'DISK_FULL' || (/^SQLITE_/.test(codeOf(error)) && isFull(folder)))
      throw new StartFailure(diskIsFull(folder), { cause: error })
    if (/^(EACCES|EROFS|EPERM|ENOENT|ENOTDIR|EISDIR|EEXIST|ENOTEMPTY|SQLITE_CANTOPEN)/.test(codeOf(error)))
      throw new StartFailure(`Non posso scrivere in ${folder}: controlli che ci sia, e i permessi.`, { cause: error })
    throw error
  }
}
