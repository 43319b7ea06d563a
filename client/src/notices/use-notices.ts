import { ref, shallowRef } from 'vue'
import { type Asked, request } from '../api/request'
import { oneOf } from '../modules/given'
import { createLatest } from '../modules/latest'
import { useReplica } from '../replica/replica'
import { type NoticeFragment, NoticesDocument, type NoticesFragment, NoticesReadDocument } from './notices.generated'

function createNotices() {
  const notices = shallowRef<readonly NoticeFragment[] | null>(null)
  const unread = ref(0)
  const begin = createLatest()

  async function take(asked: Asked<NoticesFragment>): Promise<boolean> {
    const isLatest = begin()
    const answer = await asked
    if (!answer?.ok) return false
    if (!isLatest()) return true
    notices.value = answer.value.notices
    unread.value = answer.value.unread
    return true
  }

  const forget = () => {
    begin()
    notices.value = null
    unread.value = 0
  }
  useReplica().onClosed(forget)
  return {
    notices,
    unread,
    load: () => take(request(NoticesDocument)),
    read: (ids: readonly string[]) => take(request(NoticesReadDocument, { ids })),
  }
}

/**
 * Returns the notifications of the server; they need the line, and those read once stay in sight until their person
 * leaves.
 */
export const useNotices = () => oneOf(createNotices)
