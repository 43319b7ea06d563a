import type { CellValue } from '@traguardo/shared/model'
import { isChanged, nodeIn, type ScoreNode } from '@traguardo/shared/scoring'
import { computed, shallowReactive } from 'vue'
import { useValues } from './use-values'

const { book, nodes } = useValues()

/** What is being typed and can be read, by field: nothing of it is kept yet. */
const typed = shallowReactive(new Map<string, CellValue>())
const tried = computed(() => {
  if (typed.size === 0 || !book.value) return null
  const fork = book.value.fork()
  for (const value of typed.values()) fork.set(value)
  return fork
})

/** Says what a field holds while it is typed; null for nothing that counts. */
function preview(field: string, value: CellValue | null): void {
  if (value) typed.set(field, value)
  else typed.delete(field)
}
/** A score as it will be once what is being typed is kept. */
function scoreOf(key: string): ScoreNode | null {
  const [as, now] = [book.value, tried.value]
  return as && now && isChanged(as, now, key) ? nodeIn(now, key) : (nodes.value.get(key) ?? null)
}

/** Scores under the fingers: every keystroke counts in them, and leaves the values as they are. */
export const useDraft = () => ({ preview, scoreOf })
