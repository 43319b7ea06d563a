import type { Cell } from '@traguardo/shared/model'
import { reviewIn } from '@traguardo/shared/sync'
import { computed } from 'vue'
import { keyText } from '../cell-key'
import { useValues } from '../use-values'

/** What a manager said of a cell, while it holds for what stands there. */
export function useReview(cell: () => Cell) {
  const { byKey } = useValues()
  const review = computed(() => {
    const said = reviewIn(byKey.value.get(keyText(cell(), 'review'))?.content ?? null)
    const head = byKey.value.get(keyText(cell(), 'value'))?.head ?? null
    return said && said.of === head ? said : null
  })
  return { review, isLocked: computed(() => review.value?.state === 'confirmed') }
}
