import { expect, it } from 'vitest'
import { trimMap } from '../../../server/src/kernel/runtime/trim-map'

it('lets go of the oldest until so many are left, and of nothing where there are no more', () => {
  const kept = new Map([1, 2, 3, 4].map((one) => [one, String(one)]))
  trimMap(kept, 4)
  expect([...kept.keys()]).toEqual([1, 2, 3, 4])
  kept.delete(1)
  kept.set(1, 'again')
  trimMap(kept, 2)
  expect([...kept.keys()]).toEqual([4, 1])
})
