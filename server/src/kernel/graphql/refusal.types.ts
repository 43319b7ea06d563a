import type { Refusal } from '@traguardo/shared/model'
import { RefusalSchema } from '@traguardo/shared/sync'
import { objectTypeOf } from './derived-types'

export const RefusalType = objectTypeOf<Refusal>('Refusal', RefusalSchema, {
  description: 'Why something is refused: a stable code, and an Italian sentence for the person.',
})

/** Tells a refusal from what it stands in place of. */
export const isRefusal = (value: object): value is Refusal => 'code' in value && 'message' in value
