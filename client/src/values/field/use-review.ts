import { heldReview } from '@traguardo/shared/collection'
import type { Cell } from '@traguardo/shared/model'
import { computed } from 'vue'
import { useReplica } from '../../replica/replica'

/** What a manager said of a cell, while it holds for what stands there. */
export function useReview(cell: () => Cell) {
  const { find } = useReplica()
  const review = computed(() => heldReview(cell(), find))
  return { review, isLocked: computed(() => review.value?.state === 'confirmed') }
}
