import { ref, shallowRef } from 'vue'
import { request, selectOrRefusal } from '../modules/request'
import { oneOf } from '../modules/given'
import { createLatest } from '../modules/latest'
import { useReplica } from '../replica/replica'

/** Something that this person is told. */
export interface ShownNotice {
  readonly id: string
  readonly kind: string
  readonly subject: string
  readonly text: string
  readonly link: string
  readonly at: string
  readonly readAt: string | null
}

interface Notices {
  readonly notices: readonly ShownNotice[]
  readonly unread: number
}

const NOTICES = selectOrRefusal('Notices', 'unread notices { id kind subject text link at readAt }')
const MINE = `query Notices { notices { ${NOTICES} } }`
const READ = `mutation NoticesRead($ids: [String!]!) { noticesRead(ids: $ids) { ${NOTICES} } }`

function createNotices() {
  const notices = shallowRef<readonly ShownNotice[] | null>(null)
  const unread = ref(0)
  const begin = createLatest()

  async function take(asked: ReturnType<typeof request<Notices>>): Promise<boolean> {
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
    load: () => take(request<Notices>(MINE)),
    read: (ids: readonly string[]) => take(request<Notices>(READ, { ids })),
  }
}

/**
 * Returns the notifications of the server; they need the line, and those read once stay in sight until their person
 * leaves.
 */
export const useNotices = () => oneOf(createNotices)
