import type { Target } from '@traguardo/shared/model'
import { deviationOf } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { aMeasure, atLeast, atMost, byDate, cell, onceMeasure } from '../../support/scoring'
import { CLOSED, scoreOf } from '../../support/scores'

describe('the deviation from a target', () => {
  const measures = [onceMeasure('A', { kind: 'number', aggregation: 'last' })]
  const from = (target: Target, value: number | string | null, of = measures) => {
    const cells = value === null ? [] : [cell('A', value)]
    const { indicator } = scoreOf(target, cells, { measures: of, today: CLOSED })
    return indicator ? (deviationOf(indicator)?.amount ?? null) : null
  }
  const dates = [aMeasure('A', { kind: 'date', aggregation: 'last' })]
  const printed = { year: 2021, printed: '' }

  it('[RI137.1] is below zero where the value is worse than asked, whichever side is better', () => {
    expect([8, 10, 13].map((value) => from(atLeast(10), value))).toEqual([-2, 0, 3])
    expect([8, 10, 13].map((value) => from(atMost(10), value))).toEqual([2, 0, -3])
  })

  it('[RI137.2] is none within a range, and the distance to its nearer edge outside', () => {
    const range: Target = { ...printed, type: 'between', from: 5, to: 10 }
    expect([3, 5, 7, 10, 14].map((value) => from(range, value))).toEqual([-2, 0, 0, 0, -4])
  })

  it('[RI137.3] is the distance from what is to be hit, on either side', () => {
    const hit: Target = { ...printed, type: 'equals', value: 10 }
    expect([8, 10, 13].map((value) => from(hit, value))).toEqual([-2, 0, -3])
  })

  it('[RI137.4] from a day is the days before it, or with a minus the days after it', () => {
    expect(['2021-06-28', '2021-06-30', '2021-07-10'].map((day) => from(byDate('2021-06-30'), day, dates))).toEqual([
      2, 0, -10,
    ])
  })

  it('[RI137.5] is not there without a value, or where no number and no day is asked for', () => {
    expect(from(atLeast(10), null)).toBeNull()
    expect(from({ ...printed, type: 'first-year' }, 8)).toBeNull()
  })
})
