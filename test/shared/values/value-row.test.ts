import { hasNoValue, readValueRow, type ValueRow } from '@traguardo/shared/values'
import { describe, expect, it } from 'vitest'
import { aMeasure, aPlan } from '../../support/scoring'

const plan = aPlan({
  measures: [
    aMeasure('A'),
    aMeasure('TUTTI', { entry: { by: 'units', units: ['U1', 'U2'] } }),
    aMeasure('EURO', { kind: 'money' }),
    aMeasure('PERC', { kind: 'percentage', aggregation: 'mean' }),
    aMeasure('DATA', { kind: 'date', aggregation: 'last' }),
    aMeasure('FATTO', { kind: 'boolean', aggregation: 'last' }),
    aMeasure('GRADO', { kind: 'level', aggregation: 'last', levels: ['basso', 'medio', 'alto'] }),
    aMeasure('PUNTI', { kind: 'number' }),
    aMeasure('SYS', { entry: { by: 'computed', what: 'achievement' } }),
  ],
})
const read = (row: Partial<ValueRow>) =>
  readValueRow({ measure: 'A', unit: 'U1', year: '2021', period: '2', value: '1', note: '', ...row }, plan, 2021)
const refused = (row: Partial<ValueRow>) => {
  const one = read(row)
  return one.ok ? null : one.error
}
const valueOf = (measure: string, value: string) => {
  const one = read({ measure, value })
  return one.ok ? one.value.value : one.error.code
}

describe('a row of a file of values', () => {
  it.each<[string, string, unknown]>([
    ['EURO', '1.354.646,77', 1354646.77],
    ['EURO', '€ -0,01', -0.01],
    ['PERC', '66,92 %', 66.92],
    ['PERC', ' 66,92 ', 66.92],
    ['A', '1.000', 1000],
    ['FATTO', 'sì', 1],
    ['FATTO', 'NO', 0],
    ['GRADO', 'Medio', 2],
  ])('[VA20.6] of %s reads «%s» as its field does', (measure, text, number) => {
    expect(valueOf(measure, text)).toEqual({ type: 'number', number })
  })

  it('[VA20.6] reads days and n.a. as a field does, and refuses as it refuses', () => {
    for (const day of ['09/12/2020', '2020-12-09', '9.12.2020'])
      expect(valueOf('DATA', day)).toEqual({ type: 'date', date: '2020-12-09' })
    expect(valueOf('A', 'n.a.')).toEqual({ type: 'not-applicable' })
    expect(['=1+1', '1,5', '-1', '5/9/2021', '33 %', 'x'.repeat(5000)].map((text) => valueOf('A', text))).toEqual([
      'NOT_A_NUMBER',
      'NOT_A_COUNT',
      'NEGATIVE',
      'NOT_A_NUMBER',
      'NOT_A_NUMBER',
      'NOT_A_NUMBER',
    ])
    expect(valueOf('DATA', '31/02/2021')).toBe('NOT_A_DATE')
    expect(valueOf('GRADO', 'ottimo')).toBe('NOT_A_LEVEL')
  })

  it('[VA14.1] says where the other notation would read another number', () => {
    const isTwoWay = (row: Partial<ValueRow>) => {
      const one = read(row)
      return one.ok && one.value.isTwoWay
    }
    expect(isTwoWay({ measure: 'PUNTI', value: '1.234' })).toBe(true)
    expect(isTwoWay({ measure: 'PUNTI', value: '1.234,5' })).toBe(false)
    expect(isTwoWay({ measure: 'A', value: '1.234' })).toBe(false)
  })

  it('[VA20.2] without a unit is of the one that alone enters the measure', () => {
    expect(read({ unit: ' ' })).toMatchObject({ value: { cell: { unit: 'U1', measure: 'A', period: 2, year: 2021 } } })
    expect(refused({ unit: '', measure: 'TUTTI' })).toEqual({
      code: 'UNIT_MISSING',
      params: { measure: 'Misura TUTTI', units: 'U1, U2' },
    })
    expect(read({ measure: 'TUTTI', unit: 'U2' })).toMatchObject({ value: { cell: { unit: 'U2' } } })
  })

  it('[VA20.10] says its period by number or by name', () => {
    for (const period of ['2', ' 2 ', 'II', 'ii quadrimestre', 'II quadrimestre 2021'])
      expect(read({ period }), period).toMatchObject({ value: { cell: { period: 2 } } })
    for (const period of ['', '0', '4', '02', 'IV', 'II semestre', 'II quadrimestre 2020'])
      expect(refused({ period })?.code, period).toBe('UNKNOWN_PERIOD')
  })

  it('is refused where the plan has no such measure, unit or entry', () => {
    expect(refused({ measure: 'a' })).toEqual({ code: 'UNKNOWN_MEASURE', params: { kind: 'row', measure: 'a' } })
    expect(refused({ unit: 'U9' })?.code).toBe('UNKNOWN_UNIT')
    expect(refused({ measure: 'SYS' })?.code).toBe('NOT_ENTERED_HERE')
  })

  it('has a note, or says none', () => {
    expect(read({ note: ' Da bilancio ' })).toMatchObject({ value: { note: 'Da bilancio' } })
    expect(read({ note: '  ' })).toMatchObject({ value: { note: null } })
  })

  it('[VA20.3] has no value where it says nothing or n.d.', () => {
    expect(['', '  ', 'n.d.', 'N.D.', 'nd', 'n. d.'].map((value) => hasNoValue({ value }))).not.toContain(false)
    expect(['0', 'n.a.', 'no', '-', '.'].map((value) => hasNoValue({ value }))).not.toContain(true)
  })
})
