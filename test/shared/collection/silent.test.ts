import { periodsOf } from '@traguardo/shared/calendar'
import { bodyStatus, type CellEntry, registerIndex, silentIn } from '@traguardo/shared/collection'
import { describe, expect, it } from 'vitest'
import { aMeasure, anIndicator, aPlan } from '../../support/scoring'

const both = { by: 'units', units: ['U1', 'U2'] } as const
const plan = aPlan({
  measures: [aMeasure('A', { entry: both }), aMeasure('B', { due: [2] })],
  indicators: [anIndicator('I1'), anIndicator('I2', { formula: 'B' })],
})
const register = (unit: string, period: number, changes: Partial<CellEntry['key']> = {}): CellEntry => ({
  key: { body: 'B', measure: 'A', unit, year: 2021, period, field: 'value', ...changes },
  ...{ head: 'h', content: { type: 'number', number: 3 }, person: 'anna', at: '2021-05-05T10:00:00.000Z' },
})
const silent = (registers: readonly CellEntry[], periods = [1, 2], of = plan) =>
  silentIn(
    periodsOf(of, 2021)
      .filter(({ number }) => periods.includes(number))
      .map((period) => bodyStatus(of, period, registerIndex(registers), '2021-09-05')),
  )

describe('units that never entered anything', () => {
  it('[RI151.1] are those without a value or a reason in any of the periods', () => {
    expect(silent([])).toEqual(['U1', 'U2'])
    expect(silent([register('U2', 1)])).toEqual(['U1'])
    expect(silent([register('U2', 2), register('U1', 1)])).toEqual([])
  })

  it('[RI151.2] are not those that gave a reason', () => {
    const why = { ...register('U1', 2, { field: 'absence' }), content: 'Il dato arriva a marzo' }
    expect(silent([why])).toEqual(['U2'])
  })

  it('[RI151.3] are not those that owed nothing in one of the periods', () => {
    const once = aPlan({ measures: [aMeasure('A', { due: [2] })] })
    expect(silent([], [1, 2], once)).toEqual([])
    expect(silent([], [1, 2], aPlan({ measures: [aMeasure('A')] }))).toEqual(['U1'])
  })

  it('[RI151.4] are none after a single period', () => {
    expect(silent([], [2])).toEqual([])
    expect(silentIn([])).toEqual([])
  })
})
