import type { CellValue, Measure, MeasureKind, Target, TargetRule } from '@traguardo/shared/model'
import {
  achieveNumber,
  compilePlan,
  explainScore,
  neededValue,
  openScoreModel,
  type ScoreNode,
} from '@traguardo/shared/scoring'
import { formatNumber, formatPercent, formatResult } from '@traguardo/shared/values'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleOf } from '../../support/chance'
import { aMeasure, anIndicator, aPlan, atLeast, atMost, cell } from '../../support/scoring'
import { aPolicy, scoreOf } from '../../support/scores'

const target = (rule: TargetRule, printed = 'stampato'): Target => ({ year: 2021, printed, ...rule })
const once = (kind: MeasureKind = 'number') => ({ measures: [aMeasure('A', { kind, aggregation: 'last', due: [2] })] })
const printed = aPolicy({ comparison: 'printed' })
const percent = { ...once('percentage'), indicator: { unit: '%' } }
const NUMBER_TYPES = ['at-least', 'more-than', 'at-most', 'less-than', 'equals'] as const

describe('a value on the edge of its target', () => {
  const ninetyFive = target({ type: 'at-least', value: 95 }, '>= 95,00 %')

  it('[SC74.1] is shown with as many decimals as tell the two apart', () => {
    const score = scoreOf(ninetyFive, [cell('A', 94.995)], percent)
    expect(score.achievement).toBeLessThan(1)
    expect(explainScore(score)).toContain('94,995 %; obiettivo >= 95,00 %')
    expect(explainScore(scoreOf(ninetyFive, [cell('A', 94.99)], percent))).toContain('94,99 %; obiettivo')
    expect(explainScore(scoreOf(ninetyFive, [cell('A', 95)], percent))).toContain('95,00 %; obiettivo')
    expect(explainScore(scoreOf(atMost(3), [cell('A', 3.0004)], once()))).toContain('3,0004 N.; obiettivo')
  })

  it('[SC74.1] and so is what it is compared with', () => {
    const rule = target({ type: 'against-year', back: 1, comparison: '>=' }, 'x >= x-1')
    const values = [cell('A', 0.7031), cell('A', 0.7034, { year: 2020 })]
    expect(explainScore(scoreOf(rule, values, once()))).toContain('0,7031 N.; obiettivo x >= x-1 (0,7034 N.)')
  })

  it('[SC74.2] by the policy is on it where both are printed the same', () => {
    const score = scoreOf(ninetyFive, [cell('A', 94.995)], { ...percent, policy: printed })
    expect(score.achievement).toBe(1)
    expect(explainScore(score)).toContain('95,00 %; obiettivo >= 95,00 %: è almeno 95, vale 100,00 %')
    expect(scoreOf(ninetyFive, [cell('A', 94.9949)], { ...percent, policy: printed }).achievement).toBeLessThan(1)
    const above = target({ type: 'more-than', value: 95 }, '> 95,00 %')
    const strict = aPolicy({ comparison: 'printed', grows: 'met-or-not' })
    expect(
      [95.004, 95.005].map((value) => scoreOf(above, [cell('A', value)], { ...percent, policy: strict }).achievement),
    ).toEqual([0, 1])
    const fine = target({ type: 'at-least', value: 0.125 }, '>= 0,125')
    expect(scoreOf(fine, [cell('A', 0.1245)], { ...once(), policy: printed }).achievement).toBe(1)
    expect(scoreOf(fine, [cell('A', 0.1244)], { ...once(), policy: printed }).achievement).toBeLessThan(1)
    const rule = target({ type: 'against-year', back: 1, comparison: '>=' }, 'x >= x-1')
    const years = [cell('A', 0.7031), cell('A', 0.7034, { year: 2020 })]
    expect(scoreOf(rule, years, { ...once(), policy: printed }).achievement).toBe(1)
  })

  it('[SC74.3] by the policy an achievement is in the band in which it is printed', () => {
    const bandOf = (value: number, policy = aPolicy()) =>
      scoreOf(target({ type: 'at-least', value: 100 }), [cell('A', value)], { ...percent, policy }).band?.code
    expect([bandOf(89.996), bandOf(89.996, printed), bandOf(89.994, printed)]).toEqual(['partly', 'met', 'partly'])
    const steps = [
      { from: 0.9, worth: 1 },
      { from: 0, worth: 0 },
    ]
    const worth = (policy = aPolicy()) =>
      scoreOf(atLeast(100), [cell('A', 89.996)], { ...once(), policy: { ...policy, steps } }).achievement
    expect([worth(), worth(printed)]).toEqual([0, 1])
  })

  it('[SC74.4] an achievement is shown beside no band but its own, and as whole or nothing only where it is', () => {
    const said = (value: number, policy = aPolicy()) =>
      explainScore(scoreOf(target({ type: 'at-least', value: 100 }), [cell('A', value)], { ...percent, policy }))
    expect(said(89.996)).toContain('vale 89,996 %')
    expect(said(89.996, printed)).toContain('vale 90,00 %')
    expect(said(89.99)).toContain('vale 89,99 %')
    expect(said(99.9999)).toContain('vale 99,9999 %')
    expect(said(0.001)).toContain('vale 0,001 %')
    expect(said(100)).toContain('vale 100,00 %')
  })

  it('[SC74.1] [SC74.2] no sentence shows a value on another side of its target than the rule saw it', () => {
    const near = fc.tuple(
      fc.integer({ min: 1, max: 20_000 }),
      fc.integer({ min: -30, max: 30 }),
      fc.integer({ min: 1, max: 5 }),
    )
    const property = fc.property(
      near,
      fc.constantFrom(...NUMBER_TYPES),
      fc.boolean(),
      ([cents, off, digits], type, asPrinted) => {
        const wanted = cents / 100
        const value = Number((wanted + off / 10 ** digits).toFixed(digits))
        const policy = aPolicy({
          comparison: asPrinted ? 'printed' : 'exact',
          grows: 'met-or-not',
          shrinks: 'met-or-not',
          equals: 'met-or-not',
        })
        const { achievement, indicator } = scoreOf(target({ type, value: wanted }), [cell('A', value)], {
          ...once(),
          policy,
        })
        const shown = Number(formatResult(indicator).replace(' N.', '').replaceAll('.', '').replace(',', '.'))
        const holds = {
          'at-least': shown >= wanted,
          'more-than': shown > wanted,
          'at-most': shown <= wanted,
          'less-than': shown < wanted,
          equals: shown === wanted,
        }
        if ((achievement === 1) !== holds[type])
          throw new Error(`${formatResult(indicator)} ${type} ${wanted}: ${achievement}`)
      },
    )
    fc.assert(property, { numRuns: sampleOf(2000) })
  })

  it('[VA6.1] a share and its percent are rounded to the same number', () => {
    expect([formatPercent(0.14375), formatNumber(14.375, 2), formatNumber(14.374999999999998, 2)]).toEqual([
      ...['14,38 %', '14,38', '14,38'],
    ])
    expect(formatNumber(12345678901.2349, 2)).toBe('12.345.678.901,23')
    const property = fc.property(fc.integer({ min: 0, max: 2_000_000 }), (thousandths) => {
      const share = thousandths / 100_000
      if (formatPercent(share) !== `${formatNumber(thousandths / 1000, 2)} %`) throw new Error(String(share))
      if (formatPercent(share) !== `${formatNumber(share * 100, 2)} %`) throw new Error(`${share} * 100`)
    })
    fc.assert(property, { numRuns: sampleOf(5000) })
  })
})

describe('a balance of cents', () => {
  const money: readonly Measure[] = ['A', 'B'].map((code) =>
    aMeasure(code, { kind: 'money', aggregation: 'sum', due: [1, 2, 3] }),
  )
  const zero = (type: 'at-least' | 'at-most' | 'equals' | 'more-than' | 'less-than') => target({ type, value: 0 })
  const cells = (code: string, cents: readonly number[]): readonly CellValue[] =>
    cents.map((one, at) => cell(code, one / 100, { period: at + 1 }))
  const worth = (type: (typeof NUMBER_TYPES)[number], a: readonly number[], b: readonly number[], formula = 'A - B') =>
    scoreOf(zero(type), [...cells('A', a), ...cells('B', b)], { measures: money, indicator: { formula } }).achievement
  const numberOf = (indicator: ScoreNode['indicator']) =>
    indicator?.value?.type === 'number' ? indicator.value.number : undefined
  const aCent = fc.integer({ min: 1, max: 100_000_000_000 })

  it('[SC75.1] that is 0 on paper is 0', () => {
    expect(worth('equals', [10, 20], [30])).toBe(1)
    expect(worth('at-most', [110, 220], [330])).toBe(1)
    const property = fc.property(aCent, aCent, aCent, aCent, fc.constantFrom(...NUMBER_TYPES), (a, b, c, d, type) => {
      const strict = type === 'more-than' || type === 'less-than'
      const rest = a + b + c - d
      const found = worth(type, [a, b, c], [rest, d])
      if (found !== (strict ? 0 : 1)) throw new Error(`${type}: ${found}`)
    })
    fc.assert(property, { numRuns: sampleOf(1000) })
  })

  it('[SC75.1] against any target that it meets on paper', () => {
    const property = fc.property(aCent, aCent, fc.integer({ min: 1, max: 500 }), (a, b, wanted) => {
      const rule = target({ type: 'equals', value: wanted / 100 })
      const values = [...cells('A', [a, b]), ...cells('B', [a + b - wanted])]
      const policy = aPolicy({ equals: 'met-or-not' })
      const found = scoreOf(rule, values, { measures: money, indicator: { formula: 'A - B' }, policy }).achievement
      if (found !== 1) throw new Error(String(found))
    })
    fc.assert(property, { numRuns: sampleOf(1000) })
  })

  it('[SC75.2] that is a cent off is not 0', () => {
    const property = fc.property(aCent, aCent, aCent, fc.constantFrom(-1, 1), (a, b, c, off) => {
      const found = worth('equals', [a, b, c], [a + b + c + off])
      if (found !== 0) throw new Error(`off by ${off}: ${found}`)
    })
    fc.assert(property, { numRuns: sampleOf(1000) })
    expect(worth('at-most', [10, 20], [29])).toBe(0)
    expect(worth('equals', [100], [200], '(A - B) / B + 0.4999')).toBe(0)
  })

  it('[SC120.1] that a measure alone sums to is 0, also as a divisor', () => {
    const property = fc.property(aCent, aCent, aCent, fc.constantFrom('A', '1 / A'), (a, b, c, formula) => {
      const rule = target({ type: 'at-least', value: 1 })
      const about = { measures: money, indicator: { formula } }
      const { indicator, absence } = scoreOf(rule, cells('A', [a, b + c, -a - b - c]), about)
      const isNothing = formula === 'A' ? Object.is(numberOf(indicator), 0) : numberOf(indicator) === undefined
      if (!isNothing) throw new Error(`${formula}: ${numberOf(indicator)}`)
      if (formula !== 'A' && absence?.type !== 'undefined') throw new Error(String(absence?.type))
    })
    fc.assert(property, { numRuns: sampleOf(1000) })
  })

  it('[SC120.2] is no divisor where it is 0 on paper, and one where it is a cent', () => {
    const divided = (a: readonly number[], b: readonly number[], formula: string) =>
      scoreOf(target({ type: 'at-least', value: 1 }), [...cells('A', a), ...cells('B', b)], {
        ...{ measures: money, indicator: { formula } },
      })
    for (const formula of ['1 / (A - B)', 'A / (2 * (A - B))', '100 / (A - B) * B'])
      expect(divided([10, 20], [30], formula).absence).toEqual({ type: 'undefined', why: 'division-by-zero' })
    expect(divided([10, 20], [30], '(A - A) / (A - B)').absence).toEqual({
      ...{ type: 'not-applicable', why: 'zero-over-zero' },
    })
    const property = fc.property(aCent, aCent, aCent, (a, b, c) => {
      expect(divided([a, b, c], [a + b, c], '1 / (A - B)').absence).not.toBeNull()
      const { value } = divided([a, b, c], [a + b + c - 1], '1 / (A - B)').indicator ?? {}
      expect(value).toMatchObject({ type: 'number' })
    })
    fc.assert(property, { numRuns: sampleOf(1000) })
  })

  it('[SC75.1] is on course where it is 0 on paper', () => {
    const about = { measures: money, indicator: { formula: 'A - B' } }
    const node = scoreOf(zero('at-most'), [...cells('A', [10, 20]), ...cells('B', [30])], about)
    expect([node.achievement, node.indicator?.course]).toEqual([1, 'on-course'])
    expect(formatResult(node.indicator)).toBe('0 N.')
  })
})

describe('the value that is needed', () => {
  const needed = (rule: Target, measure: Partial<Measure>, formula = 'A', values: readonly CellValue[] = []) => {
    const plan = aPlan({
      measures: [aMeasure('A', { due: [2], ...measure }), aMeasure('B', { due: [2] })],
      indicators: [anIndicator('I1', { formula, targets: [rule] })],
    })
    const { value: _, ...asked } = cell('A', null)
    const found = neededValue(openScoreModel(compilePlan(plan, 2021), values, { today: '2021-09-05' }), 'I1', asked)
    return found.ok ? found.value : found.error.code
  }
  const number = (value: number) => ({ type: 'number', number: value })

  it('[SC76.1] lies beyond a target that it may not be on', () => {
    const more = target({ type: 'more-than', value: 95 })
    const less = target({ type: 'less-than', value: 20 })
    expect([
      needed(more, { kind: 'count' }),
      needed(more, { kind: 'percentage' }),
      needed(less, { kind: 'days' }),
    ]).toEqual([...[number(96), number(95.01), number(19.99)]])
    expect(needed(target({ type: 'less-than', value: 0 }), { kind: 'count' })).toBe('OUT_OF_REACH')
  })

  it('[SC76.2] can be entered, and meets the target', () => {
    const third = [cell('B', 3)]
    expect(needed(atLeast(1), { kind: 'money' }, 'A / B / 7', [cell('B', 1 / 7)])).toEqual(number(1))
    expect(needed(atLeast(10), { kind: 'money' }, 'A * B', third)).toEqual(number(3.34))
    expect(needed(atMost(10), { kind: 'money' }, 'A * B', third)).toEqual(number(3.33))
    expect(needed(target({ type: 'equals', value: 5 }), { kind: 'count' }, 'A * 2')).toBe('OUT_OF_REACH')
    expect(needed(atLeast(9), { kind: 'level', aggregation: 'last', levels: ['basso', 'alto'] })).toBe('OUT_OF_REACH')
  })

  it('[SC76.1] [SC76.2] always meets the target when it is entered', () => {
    const property = fc.property(
      fc.constantFrom(...NUMBER_TYPES),
      fc.integer({ min: 1, max: 100_000 }),
      fc.integer({ min: 1, max: 999 }),
      fc.constantFrom('A', 'A * B', 'A / B', 'A - B', 'B / A', '100 * A / B'),
      fc.constantFrom('count', 'money', 'number', 'percentage' as const),
      (type, cents, other, formula, kind) => {
        const rule = target({ type, value: cents / 100 })
        const found = needed(rule, { kind }, formula, [cell('B', other)])
        if (typeof found === 'string' || found.type !== 'number') return
        const about = {
          measures: [aMeasure('A', { due: [2], kind }), aMeasure('B', { due: [2] })],
          indicator: { formula },
          policy: aPolicy({ grows: 'met-or-not', shrinks: 'met-or-not', equals: 'met-or-not' }),
        }
        const { achievement } = scoreOf(rule, [cell('A', found.number), cell('B', other)], about)
        if (achievement !== 1) throw new Error(`${formula} ${type} ${cents / 100} with ${found.number}, ${other}`)
      },
    )
    fc.assert(property, { numRuns: sampleOf(500) })
  })
})

describe('linear with a target below zero', () => {
  it('[SC78.1] loses what it is over the target, by the size of the target', () => {
    const linear = aPolicy({ shrinks: 'linear', cap: 1.5 })
    const of = (value: number) => achieveNumber(value, { type: 'at-most', value: -10 }, linear).achievement
    expect([-10, -9, -5, 0, 5].map(of)).toEqual([1, 0.9, 0.5, 0, 0])
    expect([of(-12), of(-30)]).toEqual([1.2, 1.5])
  })
})
