import type { Comparison, Measure, Target, TargetRule } from '@traguardo/shared/model'
import { missesOf } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { aMeasure, anIndicator, aPlan, atLeast, atMost, byDate, cell, onceMeasure } from '../../support/scoring'
import { aPolicy, CLOSED, get, nodesOf, scoreOf } from '../../support/scores'

describe('the course in the middle of the year', () => {
  const course = (target: Target, value: number | string | null, more: Parameters<typeof scoreOf>[2] = {}) => {
    const { indicator } = scoreOf(target, [cell('A', value)], { measures: [aMeasure('A')], ...more })
    return [indicator?.course ?? null, indicator?.expected ?? null]
  }
  const last = { measures: [aMeasure('A', { kind: 'percentage', aggregation: 'last' })], indicator: { unit: '%' } }

  it('[SC47.1] after two of three periods two thirds of what piles up are expected', () => {
    expect(course(atLeast(12), 8)).toEqual(['on-course', 8])
    expect(course(atLeast(12), 4, { today: '2021-05-05', policy: aPolicy({ leastCoverage: 0 }) })).toEqual([
      'on-course',
      4,
    ])
  })

  it('[SC90.10] in equal parts where the policy has shares for another number of periods', () => {
    const quarters = { year: 2021, division: 'trimestri', entryDays: 15, workingDays: false, reminderDays: [] } as const
    expect(course(atLeast(12), 6, { plan: { calendars: [quarters] } })).toEqual(['on-course', 6])
  })

  it('[SC47.5] what has all that is expected is on course', () => {
    expect([8, 9, 12].map((value) => course(atLeast(12), value)[0])).toEqual(['on-course', 'on-course', 'on-course'])
  })

  it('[SC47.6] what has less is late down to three quarters of what is expected', () => {
    expect([7.9, 6].map((value) => course(atLeast(12), value))).toEqual([
      ['late', 8],
      ['late', 8],
    ])
  })

  it('[SC65.4] what has less there than the policy asks for has no course, and what is expected is said', () => {
    const entered = { today: '2021-05-05' }
    expect(course(atLeast(12), 4, entered)).toEqual([null, 4])
    expect(course(atLeast(12), 1, entered)).toEqual([null, 4])
  })

  it('[SC47.7] what has still less is at risk', () => expect(course(atLeast(12), 5)).toEqual(['at-risk', 8]))

  it('[SC47.12] before the end of the first period nothing is expected', () => {
    expect(course(atLeast(12), 4, { today: '2021-04-30' })).toEqual([null, null])
  })

  it('[SC47.4] of what does not pile up the target itself', () => {
    expect(course(atLeast(80), 80, last)).toEqual(['on-course', 80])
    expect(course(atLeast(80), 70, last)).toEqual(['late', 80])
    expect(course(atLeast(80), 59, last)).toEqual(['at-risk', 80])
  })

  it('[SC47.2] given values come before the shares', () => {
    expect(course({ ...atLeast(12), expected: [1, 2, 12] }, 2)).toEqual(['on-course', 2])
  })

  it('[SC47.8] what must stay under a sum is late beyond its share', () => {
    expect(course(atMost(6), 4)).toEqual(['on-course', 4])
    expect(course(atMost(6), 6)).toEqual(['late', 4])
  })

  it('[SC47.9] what must stay under a sum is at risk beyond the whole', () => {
    expect(course(atMost(6), 7)).toEqual(['at-risk', 4])
  })

  const date = { measures: [aMeasure('A', { kind: 'date', aggregation: 'last' })], indicator: { unit: 'date' } }

  it('[SC47.10] a day is near within thirty days', () => {
    expect(course(byDate('2021-12-10'), null, date)[0]).toBe('on-course')
    expect(course(byDate('2021-10-06'), null, date)[0]).toBe('on-course')
    expect(course(byDate('2021-10-05'), null, date)[0]).toBe('late')
  })

  it('[SC47.11] a day is past after it', () => {
    expect(course(byDate('2021-08-31'), null, date)[0]).toBe('at-risk')
    expect(course(byDate('2021-06-30'), '2021-06-30', date)[0]).toBe('on-course')
    expect(course(byDate('2021-06-30'), '2021-07-01', date)[0]).toBe('at-risk')
  })

  it('[SC47.13] a group counts the indicators below it on each course', () => {
    const plan = aPlan({ indicators: [anIndicator('I1'), anIndicator('I2', { formula: 'B' })] })
    expect(get(nodesOf(plan, [cell('A', 10), cell('B', 1)]), 'body/B').courses).toEqual({
      'on-course': 1,
      late: 0,
      'at-risk': 1,
    })
  })

  describe('and what may be missed', () => {
    const CODES = ['A', 'B', 'C']
    const asked = aPlan({
      measures: CODES.map((code) => onceMeasure(code, { aggregation: 'last' })),
      indicators: CODES.map((code) => anIndicator(`I${code}`, { formula: code })),
    })
    const entered = [cell('A', 10), cell('B', 1), cell('C', 1)]
    const hand = { year: 2021, score: 80, reason: 'x', by: 'OIV', approvedBy: 'SG', at: '2021-09-05T10:00:00.000Z' }
    const judgements = [{ about: 'indicators/IC', ...hand }]
    const body = (more: Parameters<typeof nodesOf>[2] = {}) =>
      get(
        nodesOf({ ...asked, judgements }, entered, {
          policy: aPolicy({ judgement: 'override', judged: 'everything' }),
          ...more,
        }),
        'body/B',
      )
    const none = { 'on-course': 0, late: 0, 'at-risk': 0 }

    it('[SC130.1] counts on a course what has one for its verdict, and nothing that has a band', () => {
      expect(body().courses).toEqual({ ...none, 'on-course': 1, 'at-risk': 1 })
      expect(body({ today: CLOSED }).courses).toEqual(none)
    })

    it('[SC130.2] is what is counted at risk, and nothing that a hand has scored', () => {
      expect(missesOf(body()).map(({ code }) => code)).toEqual(['IB'])
    })

    it('[SC130.3] is what is in a poor band at the close', () => {
      expect(missesOf(body({ today: CLOSED })).map(({ code }) => code)).toEqual(['IB'])
      const byHand = { ...hand, about: 'indicators/IB' }
      const saved = nodesOf({ ...asked, judgements: [byHand] }, entered, {
        policy: aPolicy({ judgement: 'override', judged: 'everything' }),
        today: CLOSED,
      })
      expect(missesOf(get(saved, 'body/B')).map(({ code }) => code)).toEqual(['IC'])
    })
  })

  it('equals is held to at least while the value piles up', () => {
    const equals: Target = { year: 2021, printed: '= 12', type: 'equals', value: 12 }
    expect([8, 9, 7, 5].map((value) => course(equals, value))).toEqual([
      ['on-course', 8],
      ['on-course', 8],
      ['late', 8],
      ['at-risk', 8],
    ])
    expect(course({ ...equals, value: 80 }, 90, last)).toEqual(['late', 80])
  })

  it('[SC47.9] "less than" is at risk on the whole itself', () => {
    const less: Target = { year: 2021, printed: '< 6', type: 'less-than', value: 6 }
    expect([3, 5, 6, 7].map((value) => course(less, value)[0])).toEqual(['on-course', 'late', 'at-risk', 'at-risk'])
  })

  it('[SC47.4] what must stay under a share is late beyond it', () => {
    expect([40, 50, 80].map((value) => course(atMost(40), value, last)[0])).toEqual(['on-course', 'late', 'at-risk'])
  })

  it('[SC47.4] of several measures the target itself is expected', () => {
    const sum = { indicator: { formula: 'A + 0 * B' }, measures: [aMeasure('A'), aMeasure('B')] }
    const { indicator } = scoreOf(atLeast(12), [cell('A', 10), cell('B', 1)], sum)
    expect([indicator?.course, indicator?.expected]).toEqual(['late', 12])
  })

  it('nothing is said without a target, of what is only recorded, and without a value', () => {
    const rules: readonly (TargetRule | null)[] = [null, { type: 'first-year' }, { type: 'observed' }]
    const found = rules.map((rule) => {
      const { indicator, courses } = scoreOf(rule && { year: 2021, printed: '', ...rule }, [cell('A', 5)])
      return [indicator?.course, indicator?.expected, courses]
    })
    const none = [null, null, { 'on-course': 0, late: 0, 'at-risk': 0 }]
    expect(found).toEqual([none, none, none])
    expect(course(atLeast(12), null)).toEqual([null, null])
  })

  it('[SC47.11] of a day that does not apply nothing is said', () => {
    const { indicator } = scoreOf(byDate('2021-06-30'), [cell('A', { type: 'not-applicable' })], date)
    expect([indicator?.course, indicator?.expected]).toEqual([null, null])
  })

  it('[SC77.1] a day that is past and not done is on no course before its period has opened', () => {
    const on = (today: string) => course(byDate('2021-04-10'), null, { ...date, today })[0]
    expect(['2021-04-05', '2021-04-20', '2021-05-01'].map(on)).toEqual(['late', null, 'at-risk'])
    const several: Target = { year: 2021, printed: '', type: 'by-dates', dates: ['2021-04-10', '2021-12-31'] }
    const of = (today: string) => course(several, null, { ...date, today })[0]
    expect(['2021-04-20', '2021-05-01'].map(of)).toEqual(['on-course', 'at-risk'])
  })

  it('[SC47.10] the day itself is late while it is not done', () => {
    expect(course(byDate('2021-09-05'), null, date)).toEqual(['late', null])
  })
})

describe('the course of several days', () => {
  const date = { measures: [aMeasure('A', { kind: 'date', aggregation: 'last' })], indicator: { unit: 'date' } }
  const dates = (...days: readonly string[]): Target => ({
    year: 2021,
    printed: '',
    type: 'by-dates',
    dates: [...days],
  })
  const afterEach: Target = { year: 2021, printed: '', type: 'after-each-period', days: 10 }
  const told = (
    target: Target,
    values: Readonly<Record<number, string | number>>,
    more: Parameters<typeof scoreOf>[2] = {},
  ) => {
    const cells = Object.entries(values).map(([period, value]) => cell('A', value, { period: Number(period) }))
    const { indicator } = scoreOf(target, cells, { ...date, ...more })
    return [indicator?.course, indicator?.expected]
  }

  it('is the gravest of theirs', () => {
    const asked = dates('2021-04-30', '2021-08-31', '2021-12-31')
    expect(told(asked, { 1: '2021-04-30', 2: '2021-08-31' })).toEqual(['on-course', null])
    expect(told(asked, { 1: '2021-05-01', 2: '2021-08-31' })).toEqual(['at-risk', null])
    expect(told(asked, { 1: '2021-04-30' })).toEqual(['at-risk', null])
    expect(told(asked, { 1: '2021-04-30' }, { today: '2021-08-20' })).toEqual(['late', null])
    expect(told(asked, { 1: '2021-04-30' }, { today: '2021-07-20' })).toEqual(['on-course', null])
  })

  it('looks at the periods that ask for a day', () => {
    expect(told(dates('2021-04-30', '2021-12-31'), { 1: '2021-04-01' })).toEqual(['on-course', null])
    expect(told(dates('2021-08-31', '2021-12-31'), { 2: '2021-09-01' })).toEqual(['at-risk', null])
  })

  it('takes the days that it took, where they are entered, against those allowed', () => {
    const number = { measures: [aMeasure('A', { aggregation: 'max' })], indicator: { unit: 'gg' }, today: '2021-05-05' }
    expect(told(afterEach, { 1: 10 }, number)).toEqual(['on-course', null])
    expect(told(afterEach, { 1: 11 }, number)).toEqual(['at-risk', null])
    expect(told(afterEach, {}, number)).toEqual(['late', null])
    expect(told(dates('2021-04-30', '2021-08-31'), { 1: 3 }, number)).toEqual(['at-risk', null])
  })

  it('is unknown where no single measure holds them', () => {
    const both = { indicator: { formula: 'A + B' }, measures: [aMeasure('A'), aMeasure('B')] }
    expect(told(afterEach, { 1: 3 }, { ...both, today: '2021-02-05' })).toEqual(['on-course', null])
    expect(told(afterEach, { 1: 3 }, { ...both, today: '2021-06-05' })).toEqual(['at-risk', null])
  })
})

describe('the course of what is compared', () => {
  const compared = (comparison: Comparison, now: number, then: number | null) => {
    const target: Target = { year: 2021, printed: '', type: 'against-year', back: 1, comparison }
    const measures = [aMeasure('A', { kind: 'percentage', aggregation: 'last' })]
    const values = [cell('A', now), ...(then === null ? [] : [cell('A', then, { year: 2020, period: 3 })])]
    const { indicator } = scoreOf(target, values, { measures, indicator: { unit: '%' } })
    return [indicator?.course, indicator?.expected]
  }

  it('[SC47.4] the earlier value is expected', () => {
    expect([compared('>=', 50, 50), compared('>=', 40, 50), compared('>=', 30, 50)]).toEqual([
      ['on-course', 50],
      ['late', 50],
      ['at-risk', 50],
    ])
  })

  it('without it nothing is said', () => expect(compared('>=', 50, null)).toEqual([null, null]))
})

describe('the course of what has no expected number', () => {
  const levels = [aMeasure('A', { kind: 'level', aggregation: 'last', levels: ['basso', 'medio', 'alto', 'ottimo'] })]
  const level: Target = { year: 2021, printed: '', type: 'level', comparison: '>=', level: 'ottimo' }
  const event: Target = { year: 2021, printed: '', type: 'after-event', event: 'E', amount: 9, unit: 'days' }
  const course = (
    target: Target,
    value: number | null,
    measures: readonly Measure[],
    policy = aPolicy({ leastCoverage: 0 }),
  ) => {
    const { indicator } = scoreOf(target, [cell('A', value)], { measures, policy })
    return [indicator?.course, indicator?.expected]
  }

  it('is told by what it is worth', () => {
    const shares = aPolicy({ levels: 'by-rank', leastCoverage: 0 })
    expect([4, 3, 2].map((rank) => course(level, rank, levels, shares))).toEqual([
      ['on-course', null],
      ['late', null],
      ['at-risk', null],
    ])
    const days = [aMeasure('A', { aggregation: 'max' }), aMeasure('E')]
    expect([9, 12, 13].map((value) => course(event, value, days))).toEqual([
      ['on-course', null],
      ['late', null],
      ['at-risk', null],
    ])
  })

  it('is not told while it is worth nothing yet', () => expect(course(level, null, levels)).toEqual([null, null]))
})

describe('the course of a project plan', () => {
  const step = (code: string, by?: string, weight?: number) => ({
    ...{ code, title: code },
    ...(by === undefined ? {} : { by }),
    ...(weight === undefined ? {} : { weight }),
  })
  const expected = (...steps: readonly ReturnType<typeof step>[]) => {
    const measures = [aMeasure('A', { kind: 'project-plan', aggregation: 'last', steps: [...steps] })]
    const value = cell('A', { type: 'steps', done: [{ step: 'a', on: '2021-05-05' }] })
    return scoreOf(atLeast(100), [value], { measures, indicator: { unit: '%' } }).indicator?.expected
  }

  it('[SC47.3] expects the steps whose day is past, each by its weight', () => {
    expect(expected(step('a', '2021-09-04', 20), step('b', '2021-09-05', 30), step('c', '2021-12-31', 50))).toBe(20)
    expect(expected(step('a', '2021-09-04', 20), step('b', '2021-08-05', 30), step('c', '2021-12-31', 50))).toBe(50)
  })

  it('[SC47.3] steps without a weight count the same', () => {
    expect(expected(step('a', '2021-04-04'), step('b', '2021-06-05'), step('c', '2021-12-31'))).toBeCloseTo(200 / 3)
  })

  it("[SC47.1] expects the policy's share where a step has no day", () => {
    expect(expected(step('a', '2021-04-04', 10), step('b', undefined, 90))).toBeCloseTo(200 / 3)
  })
})
