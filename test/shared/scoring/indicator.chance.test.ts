import type { Target } from '@traguardo/shared/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aMeasure, atLeast, atMost, cell } from '../../support/scoring'
import { score } from './one-indicator'

describe('properties', () => {
  const finite = fc.double({ min: -1e9, max: 1e9, noNaN: true })
  const reach = (target: Target, value: number) =>
    score({
      indicator: { targets: [target] },
      measures: [aMeasure('A', { kind: 'number' })],
      values: [cell('A', value)],
    }).achievement ?? Number.NaN

  it('[SC30.1] more is never worse for at least', () => {
    fc.assert(
      fc.property(finite, finite, finite, (target, one, other) => {
        const [less, more] = one < other ? [one, other] : [other, one]
        expect(reach(atLeast(target), more)).toBeGreaterThanOrEqual(reach(atLeast(target), less))
      }),
    )
  })

  it('[SC30.2] less is never worse for at most', () => {
    fc.assert(
      fc.property(finite, finite, finite, (target, one, other) => {
        const [less, more] = one < other ? [one, other] : [other, one]
        expect(reach(atMost(target), less)).toBeGreaterThanOrEqual(reach(atMost(target), more))
      }),
    )
  })

  it('[SC31] every achievement lies between 0 and 1', () => {
    fc.assert(
      fc.property(finite, finite, (target, value) => {
        for (const one of [reach(atLeast(target), value), reach(atMost(target), value)]) {
          expect(one).toBeGreaterThanOrEqual(0)
          expect(one).toBeLessThanOrEqual(1)
        }
      }),
    )
  })
})
