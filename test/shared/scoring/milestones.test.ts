import { periodsOf, USUAL_CALENDAR } from '@traguardo/shared/calendar'
import { unitStatus } from '@traguardo/shared/collection'
import { explainScore } from '@traguardo/shared/scoring'
import type { Cell, CellValue, MeasureValue, Target } from '@traguardo/shared/model'
import { contentIn, sameContent } from '@traguardo/shared/sync'
import { dueCells, editText, formatMeasure, isAnswered, parseEntry, stillOwed } from '@traguardo/shared/values'
import { describe, expect, it } from 'vitest'
import { aMeasure, anIndicator, aPlan, cell } from '../../support/scoring'
import { CLOSED, MID_YEAR, scoreOf } from '../../support/scores'

const dates = (...days: readonly string[]): Target => ({ type: 'by-dates', dates: [...days], year: 2021, printed: 'x' })
const halves = dates('2021-06-30', '2021-12-31')
const last = dates('2021-09-30', '2021-12-31')
const both = { by: 'units', units: ['U1', 'U2'] } as const
const aDate = (more = {}) => aMeasure('A', { kind: 'date', aggregation: 'last', ...more })
const day = (date: string, period: number, unit = 'U1') => cell('A', date, { period, unit })
const days = (date: string, ...also: readonly string[]): MeasureValue => ({ type: 'date', date, also })
const score = (target: Target, values: readonly CellValue[], today = CLOSED, more = {}) =>
  scoreOf(target, values, { measures: [aDate(more)], today })

describe('several days', () => {
  it('[SC73.1] are answered by the days that were entered, in order and each by one, in whatever period', () => {
    expect(score(halves, [day('2021-04-20', 1), day('2021-12-20', 3)]).achievement).toBe(1)
    expect(score(halves, [day('2021-04-20', 1), day('2021-06-20', 2)]).achievement).toBe(1)
    expect(score(halves, [day('2021-04-20', 1)])).toMatchObject({ achievement: 0.5, coverage: 0.5 })
    expect(score(halves, [day('2021-12-20', 2), day('2021-04-20', 3)]).achievement).toBe(1)
    expect(score(halves, [day('2021-07-01', 2), day('2021-12-20', 3)]).achievement).toBe(0.5)
    expect(score(halves, [day('2021-12-20', 3)]).achievement).toBe(0)
    expect(score(dates('2021-12-31', '2021-06-30'), [day('2021-04-20', 1)]).achievement).toBe(0.5)
  })

  it('[SC73.1] before the close the first is answered first, and what is not due yet is not asked for', () => {
    expect(score(halves, [day('2021-04-20', 1)], '2021-05-05')).toMatchObject({ achievement: 1, coverage: 1 })
    expect(score(halves, [day('2021-07-10', 2)], MID_YEAR)).toMatchObject({ achievement: 0, coverage: 1 })
    expect(score(halves, [], '2021-05-05')).toMatchObject({ achievement: null, absence: { type: 'not-due' } })
    expect(score(halves, [day('2021-04-20', 1)], MID_YEAR).indicator?.course).toBe('on-course')
    expect(score(halves, [], MID_YEAR).indicator?.course).toBe('at-risk')
  })

  it('[SC73.1] are all said', () => {
    const said = (...values: readonly CellValue[]) => explainScore(score(halves, values))
    expect(said(day('2021-04-20', 1), day('2021-12-20', 3))).toContain(
      '20/04/2021 e 20/12/2021; obiettivo x: scadenze 30/06/2021: 100,00 %, 31/12/2021: 100,00 %, in media, vale 100,00 %',
    )
    expect(said(day('2021-04-20', 1))).toContain(
      '20/04/2021; obiettivo x: scadenze 30/06/2021: 100,00 %, 31/12/2021: 0,00 %, in media, vale 50,00 %',
    )
  })

  it('[SC73.2] are answered by each unit, and late by the last of them', () => {
    const two = { entry: both }
    const one = [day('2021-04-20', 1), day('2021-12-20', 3)]
    expect(score(halves, one, CLOSED, two)).toMatchObject({ achievement: 0, coverage: 0.5 })
    const other = [day('2021-07-01', 2, 'U2'), day('2021-12-31', 3, 'U2')]
    expect(score(halves, [...one, ...other], CLOSED, two)).toMatchObject({ achievement: 0.5, coverage: 1 })
    expect(score(halves, [...one, ...other.slice(0, 1)], CLOSED, two)).toMatchObject({ achievement: 0, coverage: 0.75 })
  })

  it('[SC73.3] may fall in one period, and after all of them', () => {
    expect(score(last, [cell('A', days('2021-09-20', '2021-12-20'), { period: 3 })])).toMatchObject({
      ...{ achievement: 1, coverage: 1 },
    })
    expect(score(last, [day('2021-09-20', 3)])).toMatchObject({ achievement: 0.5, coverage: 0.5 })
    const first = dates('2021-02-28', '2021-04-30')
    expect(score(first, [day('2021-02-20', 1), day('2021-04-20', 2)]).achievement).toBe(1)
    expect(score(first, [day('2021-02-20', 1)], '2021-05-05').coverage).toBe(0.5)
    const after = dates('2021-12-31', '2022-01-31')
    expect(score(after, [cell('A', days('2021-12-20', '2022-01-10'), { period: 3 })]).achievement).toBe(1)
  })

  it('that do not apply are not applicable, before and after the close', () => {
    for (const today of [MID_YEAR, CLOSED])
      expect(scoreOf(halves, [cell('A', { type: 'not-applicable' })], { measures: [aDate()], today })).toMatchObject({
        achievement: null,
        absence: { type: 'not-applicable' },
      })
  })
})

describe('what is asked of a unit that answers several days', () => {
  const periods = periodsOf(USUAL_CALENDAR, 2021)
  const planOf = (target: Target) =>
    aPlan({ measures: [aDate()], indicators: [anIndicator('I1', { unit: 'date', targets: [target] })] })
  const of = (target: Target, counts: readonly number[]) =>
    periods.map((period) => {
      const owed = dueCells(planOf(target), 'U1', period)[0] ?? expect.fail('nothing is owed')
      const stands = ({ period: at }: Cell, field: string) => (field === 'value' ? (counts[at - 1] ?? 0) : 0)
      const found = stillOwed(owed, stands)
      return found === null ? 'answered' : `${found.due} ${found.dueBy}${isAnswered(owed, stands) ? '' : '!'}`
    })

  it('[SC73.4] is the next one, once the days before it were entered', () => {
    expect(of(halves, [])).toEqual(['later 2021-09-15', 'now 2021-09-15!', 'now 2022-01-15!'])
    expect(of(halves, [1])).toEqual(['later 2021-09-15', 'later 2022-01-15', 'now 2022-01-15!'])
    expect(of(halves, [1, 1])).toEqual(['later 2021-09-15', 'now 2021-09-15', 'answered'])
    expect(of(halves, [2])).toEqual(['later 2021-09-15', 'answered', 'answered'])
    expect(of(halves, [0, 1])).toEqual(['later 2021-09-15', 'now 2021-09-15', 'now 2022-01-15!'])
  })

  it('[SC73.3] [SC73.4] is in the periods after, where a period has several and one of them is not there', () => {
    const first = dates('2021-02-28', '2021-04-30')
    expect(of(first, [1])).toEqual(['now 2021-05-15', 'now 2021-09-15!', 'now 2022-01-15!'])
    expect(of(first, [1, 1])).toEqual(['now 2021-05-15', 'now 2021-09-15', 'answered'])
    expect(of(first, [2])).toEqual(['now 2021-05-15', 'answered', 'answered'])
  })

  it('[SC73.6] is one in each period, where each period asks for one', () => {
    const each: Target = { type: 'after-each-period', days: 15, year: 2021, printed: 'x' }
    expect(of(each, [])).toEqual(['now 2021-05-15!', 'now 2021-09-15!', 'now 2022-01-15!'])
    expect(of(each, [1, 1])).toEqual(['now 2021-05-15', 'now 2021-09-15', 'now 2022-01-15!'])
  })

  it('[SC73.4] stands in what the unit owes for its period', () => {
    const entry = (period: number, content: MeasureValue) => ({ period, content })
    const status = (at: number, ...entries: readonly ReturnType<typeof entry>[]) => {
      const find = ({ period, field }: { period: number; field: string }) => {
        const found = field === 'value' ? entries.find((one) => one.period === period) : undefined
        return found && ({ content: found.content, head: 'x', at: '2021-05-05T08:00:00.000Z', person: 'anna' } as never)
      }
      const period = periods[at - 1] ?? expect.fail('no period')
      return unitStatus(planOf(halves), { unit: 'U1', period }, find, CLOSED)?.cells.map(({ state }) => state) ?? null
    }
    const april = entry(1, { type: 'date', date: '2021-04-20' })
    expect([status(2), status(3)]).toEqual([['missing'], ['missing']])
    expect([status(2, april), status(3, april)]).toEqual([null, ['missing']])
    expect(status(3, entry(1, days('2021-04-20', '2021-04-28')))).toBeNull()
  })
})

describe('[SC73.5] several days in one field', () => {
  const rule = aDate()
  const two = days('2021-09-20', '2021-12-20')

  it.each(['20/09/2021 e 20/12/2021', '20/12/2021; 20.9.2021', '2021-09-20,2021-12-20', '20/9/2021 and 20/12/2021'])(
    'are read from «%s», the earliest first',
    (text) => expect(parseEntry(text, rule)).toEqual({ ok: true, value: two }),
  )

  it.each(['20/09/2021 e', '20/09/2021 e 31/02/2021', '20/09/2021 20/12/2021', 'e'])('are no days in «%s»', (text) =>
    expect(parseEntry(text, rule)).toMatchObject({ ok: false, error: { code: 'NOT_A_DATE' } }),
  )

  it('are written as they are read, and sent as they are', () => {
    expect([editText(two, rule), formatMeasure(two, rule)]).toEqual([
      ...['20/09/2021 e 20/12/2021', '20/09/2021 e 20/12/2021'],
    ])
    expect(contentIn('value', two)).toEqual({ ok: true, value: two })
    expect(contentIn('value', { type: 'date', date: '2021-09-20' })).toEqual({
      ok: true,
      value: { type: 'date', date: '2021-09-20' },
    })
    expect(contentIn('value', { ...two, also: ['no'] }).ok).toBe(false)
    expect(sameContent(two, days('2021-12-20', '2021-09-20'))).toBe(true)
    expect(sameContent(two, { type: 'date', date: '2021-09-20' })).toBe(false)
  })

  it('[SC1.3] the earliest of them counts for one day, or the latest where the maximum is asked for', () => {
    const target: Target = { type: 'by-date', date: '2021-10-31', year: 2021, printed: 'x' }
    const worth = (aggregation: 'last' | 'max') =>
      score(target, [cell('A', two, { period: 3 })], CLOSED, { aggregation }).achievement
    expect([worth('last'), worth('max')]).toEqual([1, 0])
  })
})
