import { periodsOf } from '@traguardo/shared/calendar'
import {
  anomaliesOf,
  type CellEntry,
  type CellStatus,
  confirmedOn,
  type CycleRegister,
  cycleRecords,
  doubtsOf,
  earlierOf,
  orphanedRegisters,
  registerIndex,
  unitStatus,
  type UnitStatus,
  yearBefore,
} from '@traguardo/shared/collection'
import type { MeasureValue, Plan } from '@traguardo/shared/model'
import { compilePlan } from '@traguardo/shared/scoring'
import { type Content, type RegisterField, WHOLE_PERIOD } from '@traguardo/shared/sync'
import { dueCells } from '@traguardo/shared/values'
import { describe, expect, it } from 'vitest'
import { aMeasure, anIndicator, aPlan, byDate } from '../../support/scoring'

const number = (value: number): MeasureValue => ({ type: 'number', number: value })
const at = (day: string) => `${day}T10:00:00.000Z`
const register = (
  content: Content,
  of: Partial<CellEntry['key']> = {},
  changes: Partial<CycleRegister> = {},
): CycleRegister => ({
  key: { body: 'B', measure: 'A', unit: 'U1', year: 2021, period: 2, field: 'value', ...of },
  ...{ head: 'h', content, person: 'anna', at: at('2021-09-05'), excused: false },
  ...changes,
})
const plan = aPlan({
  firstYear: 2019,
  measures: [aMeasure('A')],
  indicators: [anIndicator('I1'), anIndicator('I2')],
})

/** Of a plan, the second period of 2021 of its first unit. */
function second(of: Plan = plan) {
  const [, period] = periodsOf(of, 2021)
  const due = period && dueCells(of, 'U1', period)[0]
  if (!due) throw new Error('U1 owes A')
  return { period, due }
}

describe('what is odd in an answer', () => {
  const around = (
    earlier: Readonly<Record<string, Content>>,
    changes: Partial<Parameters<typeof anomaliesOf>[2]> = {},
  ) => ({
    find: registerIndex(
      Object.entries(earlier).map(([when, content]) => {
        const [year, period] = when.split('/').map(Number)
        return register(content, { year: year ?? 0, period: period ?? 0 })
      }),
    ),
    hasEvidence: () => true,
    misses: () => false,
    ...changes,
  })
  const standing = (content: Content, changes: Partial<CellStatus> = {}): CellStatus => ({
    ...{ due: second().due, state: 'entered', value: register(content), absence: null, review: null },
    ...{ reviewed: null, changed: false },
    ...changes,
  })
  const odd = (value: Content, earlier: Parameters<typeof around>[0], more: Parameters<typeof around>[1] = {}) =>
    anomaliesOf(plan, standing(value), around(earlier, more))
  const three = { '2020/3': number(10), '2021/1': number(14), '2020/1': number(12) }

  it.each<[string, Content, Readonly<Record<string, Content>>, readonly string[]]>([
    ['below all three', number(9), three, ['out-of-range']],
    ['the least of three', number(10), three, []],
    ['the most of three', number(14), three, []],
    ['above all three', number(15), three, ['out-of-range']],
    ['above two, and one that is no number', number(15), { ...three, '2020/1': { type: 'not-applicable' } }, []],
    ['below last year', number(4), { '2020/2': number(5) }, ['below-last-year']],
    ['as last year', number(5), { '2020/2': number(5) }, []],
    ['below zero, with no last year', number(-4), {}, []],
    ['ten times the last', number(50), { '2021/1': number(5) }, ['ten-times']],
    ['less than ten times the last', number(49), { '2021/1': number(5) }, []],
    ['above a last one of zero', number(49), { '2021/1': number(0) }, []],
    ['above a last one below zero', number(49), { '2021/1': number(-5) }, []],
    ['a day', { type: 'date', date: '2021-08-30' }, { ...three, '2020/2': number(5) }, []],
    ['not applicable', { type: 'not-applicable' }, { ...three, '2020/2': number(5) }, ['not-applicable']],
  ])('[CO8.1] [CO8.3] [CO8.4] %s', (_what, value, earlier, expected) => expect(odd(value, earlier)).toEqual(expected))

  it('[CO8.6] [CO8.5] a target that one of the indicators misses, and evidence that is not there', () => {
    expect(odd(number(5), {}, { misses: (code) => code === 'I2' })).toEqual(['target-missed'])
    expect(odd(number(5), {}, { hasEvidence: () => false })).toEqual(['no-evidence'])
  })

  it('[CO8.7] nothing where there is no answer, and of what is confirmed', () => {
    const none = around({}, { hasEvidence: () => false })
    const oddOf = (changes: Partial<CellStatus>) =>
      anomaliesOf(plan, standing(number(5), { changed: true, ...changes }), none)
    expect(oddOf({})).toEqual(['changed', 'no-evidence'])
    expect([oddOf({ value: null, state: 'missing' }), oddOf({ state: 'confirmed' })]).toEqual([[], []])
  })

  it('[CO11.4] [CO11.5] a share above a hundred of one of the indicators, or of a percentage', () => {
    const doubts = (value: number, share: (code: string) => number | null, of = plan) =>
      doubtsOf(of, second(of).due, number(value), { find: registerIndex([]), today: '2021-09-05', shareOf: share })
    expect(doubts(5, (code) => (code === 'I2' ? 101 : 99))).toEqual(['above-hundred'])
    expect(doubts(500, () => null)).toEqual([])
    expect(doubts(-5, () => 0)).toEqual([])
  })
})

describe('the values beside a value', () => {
  it('[CO8.3] of the year before only where both years are divided the same', () => {
    const { due } = second()
    const find = registerIndex([register(number(5), { year: 2020 })])
    const calendar = { year: 2020, entryDays: 15, workingDays: false, reminderDays: [] }
    const divided = (division: 'semestri' | 'quadrimestri') =>
      aPlan({ ...plan, calendars: [{ ...calendar, division }] })
    expect(yearBefore(divided('quadrimestri'), due.cell, find)?.value).toEqual(number(5))
    expect(yearBefore(divided('semestri'), due.cell, find)).toBeNull()
    expect(yearBefore(plan, { ...due.cell, period: 3 }, find)).toBeNull()
    expect(yearBefore(plan, { ...due.cell, period: 4 }, find)).toBeNull()
  })

  it('[CO8.1] earlier ones go back to the first year of the plan, and neither to the period itself nor beyond it', () => {
    const when = [2018, 2019, 2020, 2021].flatMap((year) => [1, 2, 3].map((period) => ({ year, period })))
    const find = registerIndex(when.map((of) => register(number(1), of)))
    const found = earlierOf(plan, second().due.cell, find).map(({ period: { year, number: of } }) => `${year}/${of}`)
    expect(found).toEqual(['2021/1', '2020/3', '2020/2', '2020/1', '2019/3', '2019/2', '2019/1'])
  })
})

describe('how far a unit is', () => {
  const { period } = second()
  const status = (registers: readonly CellEntry[], today = '2021-09-05', of: Plan = plan) =>
    unitStatus(of, { unit: 'U1', period }, registerIndex(registers), today)
  const answer = register(number(1))
  const field = (of: RegisterField, content: Content, changes: Partial<CycleRegister> = {}) =>
    register(content, { field: of }, { head: `${of}-h`, ...changes })
  const confirmed = field('review', { type: 'review', state: 'confirmed', of: 'h', reason: '' }, { person: 'sg' })
  const sent = register(
    { type: 'sending' } as Content,
    { field: 'sending', measure: WHOLE_PERIOD },
    { at: at('2021-09-06') },
  )

  it('[CO7.4] is late on the day after its deadline, while an answer is missing', () => {
    const late = (registers: readonly CellEntry[], today: string) => {
      const found = status(registers, today)
      return [found?.state, found?.isLate]
    }
    expect([late([], '2021-09-15'), late([], '2021-09-16')]).toEqual([
      ['open', false],
      ['late', true],
    ])
    expect([late([answer], '2021-09-15'), late([answer], '2021-09-16')]).toEqual([
      ['open', false],
      ['open', false],
    ])
    expect(late([sent], '2021-09-16')).toEqual(['sent', true])
    expect([late([], '2021-09-01'), late([], '2021-08-31')]).toEqual([
      ['open', false],
      ['waiting', false],
    ])
  })

  it('[CO7.1] [CO7.2] tells who handed in and what was confirmed, and on which day in Rome', () => {
    const night = { ...confirmed, at: '2021-09-06T22:30:00.000Z' }
    expect(status([answer, night, sent])).toMatchObject({
      ...{ unit: 'U1', state: 'confirmed', answered: 1, confirmed: 1, confirmedOn: '2021-09-07' },
      sent: { person: 'anna', at: at('2021-09-06') },
      cells: [{ state: 'confirmed', reviewed: { person: 'sg', at: night.at }, changed: false }],
    })
    expect(status([answer])).toMatchObject({ answered: 1, confirmed: 0, confirmedOn: null, sent: null })
    expect(status([{ ...sent, content: null }])).toMatchObject({ sent: null, state: 'open' })
  })

  it('[CO8.7] what came after the handing in has changed, and not what came with it', () => {
    const changed = (day: string, ...more: readonly CellEntry[]) =>
      status([{ ...answer, at: at(day) }, ...more])?.cells.map((one) => one.changed)
    expect([changed('2021-09-07', sent), changed('2021-09-06', sent), changed('2021-09-07')]).toEqual([
      ...[[true], [false], [false]],
    ])
    expect(status([sent])?.cells.map((one) => one.changed)).toEqual([false])
    const older = { ...confirmed, content: { type: 'review', state: 'confirmed', of: 'x', reason: '' } as Content }
    expect(changed('2021-09-05', older)).toEqual([true])
  })

  const day = aPlan({
    measures: [aMeasure('A', { kind: 'date', aggregation: 'last' }), aMeasure('B')],
    indicators: [anIndicator('I1', { targets: [byDate('2021-04-30')] }), anIndicator('I2', { formula: 'B' })],
  })
  const owed = (...registers: readonly CellEntry[]) =>
    status(registers, '2021-09-05', day)?.cells.map(({ due }) => due.measure.code)

  it('[CO1.3] a day that stood earlier is owed no more, but shown where it was answered again', () => {
    const earlier = register({ type: 'date', date: '2021-04-01' }, { period: 1 })
    expect(owed()).toEqual(['A', 'B'])
    expect(owed(earlier)).toEqual(['B'])
    expect(owed({ ...earlier, content: null })).toEqual(['A', 'B'])
    expect(owed(earlier, register({ type: 'date', date: '2021-08-01' }))).toEqual(['A', 'B'])
    expect(owed(earlier, field('absence', 'Perso'))).toEqual(['A', 'B'])
    expect(owed(register(number(1), { measure: 'B', period: 1 }))).toEqual(['A', 'B'])
    expect(owed(register('Perso', { field: 'absence', period: 1 }))).toEqual(['A', 'B'])
  })

  it('[CO7.1] a unit that owes nothing has no period', () => {
    expect(unitStatus(plan, { unit: 'U2', period }, registerIndex([]), '2021-09-05')).toBeNull()
  })

  it('[CO10.2] no unit at all has confirmed nothing', () => {
    expect(confirmedOn([])).toBeNull()
    expect(confirmedOn([{ confirmedOn: '2021-09-05' } as UnitStatus])).toBe('2021-09-05')
  })
})

describe('the records of a year', () => {
  const records = (registers: readonly CycleRegister[], of = plan) =>
    cycleRecords(compilePlan(of, 2021), registers, '2021-10-01')
  const confirmed = register({ type: 'review', state: 'confirmed', of: 'h', reason: '' }, { field: 'review' })

  it('[SC43.1] a report that was not sent has no day', () => {
    expect(records([register(number(1)), confirmed]).reports).toEqual([
      { period: 2, validated: '2021-09-05', sent: null },
    ])
  })

  it('[CO9.1] a reason of another year is none of this', () => {
    const early = register(number(1), { period: 1 }, { at: at('2021-05-01') })
    const reason = (year: number) => register('Perso', { year, field: 'absence' })
    const onTime = (...more: readonly CycleRegister[]) => records([early, ...more]).collections.map((one) => one.onTime)
    expect([onTime(reason(2021)), onTime(reason(2020)), onTime()]).toEqual([
      [true, true],
      [true, false],
      [true, false],
    ])
  })

  it('[PR6.2] values that lost what they serve are those of the years of the plan', () => {
    const orphaned = (of: Partial<CellEntry['key']>, content: Content = number(1)) =>
      orphanedRegisters(aPlan({ measures: [aMeasure('A'), aMeasure('IDLE')] }), [register(content, of)]).length === 1
    expect(orphaned({})).toBe(false)
    expect([orphaned({ measure: 'GONE' }), orphaned({ measure: 'IDLE' })]).toEqual([true, true])
    expect([2020, 2021, 2023, 2024].map((year) => orphaned({ measure: 'GONE', year }))).toEqual([
      false,
      true,
      true,
      false,
    ])
    expect([orphaned({ measure: 'GONE' }, null), orphaned({ measure: 'GONE', field: 'note' }, 'x')]).toEqual([
      false,
      false,
    ])
    expect(orphaned({ unit: null })).toBe(false)
  })
})
