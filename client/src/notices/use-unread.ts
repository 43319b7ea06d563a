import { ref } from 'vue'
import { request } from '../api/request'
import { oneOf } from '../modules/given'
import { createLatest } from '../modules/latest'
import { useReplica } from '../replica/replica'
import { UnreadDocument } from './unread.generated'

function createUnread() {
  const unread = ref(0)
  const begin = createLatest()

  async function look(): Promise<void> {
    const isLatest = begin()
    const answer = await request(UnreadDocument)
    if (answer?.ok && isLatest()) unread.value = answer.value.unread
  }
  /** Takes the number from whoever saw them all: it counts more than a question that is still on its way. */
  function know(count: number): void {
    begin()
    unread.value = count
  }
  useReplica().onClosed(() => know(0))
  return { unread, look, know }
}

/**
 * Returns how many notices nobody has read yet, for the bar of every page: it is asked for without Apollo, which comes only
 * with a page that shows what the server has.
 */
export const useUnread = () => oneOf(createUnread)
