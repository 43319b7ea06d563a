import type { CellStatus } from '@traguardo/shared/collection'
import { registerId } from '@traguardo/shared/sync'
import { computed } from 'vue'
import { useUnfinished } from '../replica/use-unfinished'
import { useSync } from '../replica/sync'

/** Returns the reason that was begun and not given for what is thought of a cell, and what keeps it while it is typed. */
export function useReason(of: () => CellStatus | null) {
  const { texts, keepText, dropText } = useUnfinished()
  const { noteError } = useSync()
  const keyOf = ({ due }: CellStatus) => ({ ...due.cell, field: 'review' as const })
  const begunOf = (cell: CellStatus): string => texts.get(registerId(keyOf(cell)))?.text ?? ''
  const begun = computed(() => {
    const cell = of()
    return cell ? begunOf(cell) : ''
  })

  function noteReason(text: string): void {
    const cell = of()
    if (!cell) return
    const key = keyOf(cell)
    const id = registerId(key)
    const noted = text === '' ? dropText(id) : keepText({ id, key, text, over: '' })
    noted.catch(noteError)
  }
  return { begun, begunOf, noteReason }
}
