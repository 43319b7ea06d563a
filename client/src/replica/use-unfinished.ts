import type { RegisterKey } from '@traguardo/shared/sync'
import { type Ref, watch } from 'vue'
import { useReplica } from './replica'

/** Fields in which something stands that was not entered. */
export const useUnfinished = () => useReplica().unfinished

/** Keeps a text that no register shows: it begins with what was left of it, and is dropped where it is emptied. */
export function keepUnfinished(id: string, key: RegisterKey, text: Ref<string | null>, failed: (why: unknown) => void) {
  const { texts, keepText, dropText } = useUnfinished()
  const row = texts.get(id)
  if (row) text.value = row.text
  watch(text, (now) => void (now ? keepText({ id, key, text: now, over: '' }) : dropText(id)).catch(failed))
}
