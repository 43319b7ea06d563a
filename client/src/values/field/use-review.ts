import { heldReview } from '@traguardo/shared/collection'
import type { Cell } from '@traguardo/shared/model'
import { computed } from 'vue'
import { useValues } from '../use-values'

/** What a manager said of a cell, while it holds for what stands there. */
export function useReview(cell: () => Cell) {
  const { find } = useValues()
  const review = computed(() => heldReview(cell(), find))
  return { review, isLocked: computed(() => review.value?.state === 'confirmed') }
}
