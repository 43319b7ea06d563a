import { periodsOf } from '@traguardo/shared/calendar'
import { bodyStatus } from '@traguardo/shared/collection'
import { collectionsOf, compilePlan } from '@traguardo/shared/scoring'
import { dueCells, eliminatedFor } from '@traguardo/shared/values'
import { describe, expect, it } from 'vitest'
import { demoPlan } from '../../support/plan-files'
import { aMeasure, aPlan, anIndicator, cell } from '../../support/scoring'

const eliminated = { from: '2021-07-26', note: 'Eliminato' }
const measures = [aMeasure('A'), aMeasure('B'), aMeasure('Z')]
const plan = aPlan({
  measures,
  indicators: [anIndicator('I1', { formula: 'A' }), anIndicator('I2', { formula: 'A / B', eliminated })],
})
const [first, second] = periodsOf(plan, 2021)
if (!first || !second) throw new Error('no periods')
const owed = (today?: string, period = second) => dueCells(plan, 'U1', period, today).map(({ measure }) => measure.code)

describe('what is asked for once something is eliminated', () => {
  it('[VA15.1] nothing that serves it alone, from its act on', () => {
    expect(owed('2021-07-25')).toEqual(['A', 'B', 'Z'])
    expect([owed('2021-07-26'), owed('2021-09-05'), owed()]).toEqual([
      ['A', 'Z'],
      ['A', 'Z'],
      ['A', 'Z'],
    ])
    expect(owed('2021-09-05', first)).toEqual(['A', 'Z'])
  })

  it('[VA15.1] neither in the collection, whose stages, notices and reminders are made of that', () => {
    const inStatus = (today: string) =>
      bodyStatus(plan, second, () => undefined, today).flatMap(({ cells }) => cells.map(({ due }) => due.measure.code))
    expect(inStatus('2021-07-25')).toEqual(['A', 'B', 'Z'])
    expect(inStatus('2021-09-05')).toEqual(['A', 'Z'])
  })

  it('[VA15.1] what was late before the act was late', () => {
    const onTime = (values: Parameters<typeof collectionsOf>[1]) =>
      collectionsOf(compilePlan(plan, 2021), values, '2021-12-01').map((one) => one.onTime)
    const at = { at: '2021-05-02T10:00:00.000Z' }
    const entered = [1, 2].map((period) => ({ ...cell('A', 1, { period }), ...at }))
    expect(onTime(entered)).toEqual([false, true])
    expect(onTime([...entered, { ...cell('B', 1, { period: 1 }), ...at }])).toEqual([true, true])
  })

  it('[VA15.2] what serves something else is due for that alone', () => {
    const [due] = dueCells(plan, 'U1', second, '2021-09-05')
    expect(due?.indicators.map(({ code }) => code)).toEqual(['I1'])
  })

  it('[VA15.3] a unit sees what it is not asked for any more', () => {
    const shown = (today: string) => eliminatedFor(plan, 'U1', second, today).map(({ code }) => code)
    expect([shown('2021-07-25'), shown('2021-07-26')]).toEqual([[], ['I2']])
    expect(eliminatedFor(plan, 'U2', second, '2021-12-01')).toEqual([])
  })

  it('[VA15.1] the eleven of the second chamber are asked for by nobody in 2020', () => {
    const printed = demoPlan('cciaa-mt-2020')
    const gone = printed.indicators.filter((one) => one.eliminated).flatMap(({ code }) => code)
    const asked = periodsOf(printed, 2020).flatMap((period) =>
      printed.units.flatMap(({ code }) => dueCells(printed, code, period, '2020-12-31')),
    )
    const names = asked.flatMap(({ measure, indicators }) => [measure.code, ...indicators.map(({ code }) => code)])
    expect(names.length).toBeGreaterThan(100)
    expect(names.filter((name) => gone.some((code) => name === code || name.startsWith(`${code}.`)))).toEqual([])
  })
})
