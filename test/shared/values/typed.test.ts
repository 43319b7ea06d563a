import { LARGEST_NUMBER, type MeasureValue } from '@traguardo/shared/model'
import { sayRefusal } from '@traguardo/shared/refusals'
import {
  type EntryRule,
  fitsMeasure,
  formatMeasure,
  formatNumber,
  formatPercent,
  formatValue,
  parseEntry,
  plainNumber,
} from '@traguardo/shared/values'
import { describe, expect, it } from 'vitest'

const level: EntryRule = { kind: 'level', levels: ['basso', 'medio', 'alto'] }
const steps = [
  { code: 'a', title: 'Bando', weight: 30 },
  { code: 'b', title: 'Opere', weight: 70 },
]
const project: EntryRule = { kind: 'project-plan', steps }
const number = (value: number): MeasureValue => ({ type: 'number', number: value })
const done = (...on: readonly (readonly [step: string, day: string])[]): MeasureValue => ({
  type: 'steps',
  done: on.map(([step, day]) => ({ step, on: day })),
})

const NOT_A_NUMBER = 'Non è un numero: scriva solo cifre, con la virgola per i decimali.'
const NOT_A_DATE = 'Non è una data: scriva giorno, mese e anno, per esempio 5/9/2021.'
const NO_DAY = 'La data non esiste nel calendario.'
const TOO_LARGE = 'Il numero è troppo grande: controlli le cifre.'
const INEXACT = 'Il numero ha più cifre di quante se ne tengano: ne scriva al massimo 15.'
const NOT_A_LEVEL = 'Scriva uno dei livelli: basso, medio, alto.'
const NEGATIVE = 'Il valore non può essere negativo.'
const NOT_STEPS = 'Indichi quali passi sono stati fatti.'
const YES_OR_NO = 'Scriva sì o no.'
const NO_STEP = 'Il piano di progetto non ha questo passo: aggiorni la pagina e riprovi.'
const PLAN_ONLY = 'Questa misura non è un piano di progetto.'

describe('what is typed into a field, and what is said of it', () => {
  it.each<[string, EntryRule, MeasureValue | null | string]>([
    ['', { kind: 'number' }, null],
    ['   ', { kind: 'date' }, null],
    ['n.a.', { kind: 'date' }, { type: 'not-applicable' }],
    ['n. a.', level, { type: 'not-applicable' }],
    ['Non applicabile', project, { type: 'not-applicable' }],
    ['banana', { kind: 'number' }, NOT_A_NUMBER],
    ['non applicabile qui', { kind: 'number' }, NOT_A_NUMBER],
    ['del tutto non applicabile', { kind: 'number' }, NOT_A_NUMBER],
    ['5/9/2021', { kind: 'date' }, { type: 'date', date: '2021-09-05' }],
    ['il 5/9/2021', { kind: 'date' }, NOT_A_DATE],
    ['15/9/20210', { kind: 'date' }, NOT_A_DATE],
    ['9/2021', { kind: 'date' }, NOT_A_DATE],
    ['1e15', { kind: 'number' }, NOT_A_NUMBER],
    ['1000000000000000', { kind: 'number' }, number(LARGEST_NUMBER)],
    ['-1000000000000000', { kind: 'number' }, number(-LARGEST_NUMBER)],
    ['1000000000000001', { kind: 'number' }, TOO_LARGE],
    ['0,1234567890123456789', { kind: 'number' }, INEXACT],
    ['33 %', { kind: 'percentage' }, number(33)],
    ['33 %', { kind: 'project-plan' }, number(33)],
    ['33 %', { kind: 'number' }, number(33)],
    ['33 €', { kind: 'number' }, number(33)],
    ['€ 33', { kind: 'money' }, number(33)],
    ['33 €', { kind: 'percentage' }, NOT_A_NUMBER],
    ['33 €', { kind: 'project-plan' }, NOT_A_NUMBER],
    ['33 %', { kind: 'money' }, NOT_A_NUMBER],
    ['33 %', { kind: 'count' }, NOT_A_NUMBER],
    ['33 %', { kind: 'days' }, NOT_A_NUMBER],
    ['2,5', { kind: 'count' }, 'È un conteggio: scriva un numero intero.'],
    ['2,5', { kind: 'days' }, number(2.5)],
    ['-1', { kind: 'count' }, NEGATIVE],
    ['-1', { kind: 'days' }, NEGATIVE],
    ['-1', { kind: 'percentage' }, NEGATIVE],
    ['-1', { kind: 'project-plan' }, NEGATIVE],
    ['-1', { kind: 'money' }, number(-1)],
    ['-1', { kind: 'number' }, number(-1)],
    ['0', { kind: 'days' }, number(0)],
    ['sì', { kind: 'boolean' }, number(1)],
    ['VERO', { kind: 'boolean' }, number(1)],
    ['falso', { kind: 'boolean' }, number(0)],
    ['1,0', { kind: 'boolean' }, number(1)],
    ['0,0', { kind: 'boolean' }, number(0)],
    ['sì sì', { kind: 'boolean' }, YES_OR_NO],
    ['così', { kind: 'boolean' }, YES_OR_NO],
    ['nove', { kind: 'boolean' }, YES_OR_NO],
    ['piano', { kind: 'boolean' }, YES_OR_NO],
    ['-1', { kind: 'boolean' }, YES_OR_NO],
    ['ALTO', level, number(3)],
    ['1', level, number(1)],
    ['3', level, number(3)],
    ['0', level, NOT_A_LEVEL],
    ['4', level, NOT_A_LEVEL],
    ['1,5', level, NOT_A_LEVEL],
    ['-1', level, NOT_A_LEVEL],
    ['altissimo', level, NOT_A_LEVEL],
    ['1', { kind: 'level' }, 'Scriva uno dei livelli: .'],
    ['medio', { kind: 'number', levels: ['medio'] }, NOT_A_NUMBER],
    ['50', project, NOT_STEPS],
    ['100', { kind: 'project-plan' }, number(100)],
    ['100,5', { kind: 'project-plan' }, 'Un piano di progetto arriva al più al 100 %.'],
    ['100,5', { kind: 'percentage' }, number(100.5)],
  ])('«%s» for %j is %j', (text, rule, expected) => {
    const read = parseEntry(text, rule)
    expect(read.ok ? read.value : sayRefusal(read.error, 'it')).toEqual(expected)
  })

  it.each<[MeasureValue, EntryRule, string | null]>([
    [{ type: 'not-applicable' }, { kind: 'date' }, null],
    [number(Number.NaN), { kind: 'number' }, TOO_LARGE],
    [number(LARGEST_NUMBER), { kind: 'number' }, null],
    [number(-LARGEST_NUMBER), { kind: 'number' }, null],
    [number(2e15), { kind: 'count' }, TOO_LARGE],
    [number(1), { kind: 'date' }, 'Qui serve una data, per esempio 5/9/2021.'],
    [{ type: 'date', date: '2021-09-05' }, { kind: 'date' }, null],
    [{ type: 'date', date: '2021-02-30' }, { kind: 'date' }, NO_DAY],
    [{ type: 'date', date: '2021-09-05' }, { kind: 'number' }, 'Qui serve un numero, non una data.'],
    [done(['a', '2021-06-30']), project, null],
    [done(), project, null],
    [done(['a', '2021-06-30'], ['b', '2021-06-31']), project, NO_DAY],
    [done(['a', '2021-06-30'], ['a', '2021-06-30']), project, NO_STEP],
    [done(['c', '2021-06-30']), project, NO_STEP],
    [done(['a', '2021-06-30']), { kind: 'number', steps }, PLAN_ONLY],
    [done(['a', '2021-06-30']), { kind: 'project-plan' }, NO_STEP],
  ])('of %j for %j is said: %s', (value, rule, expected) => {
    const fit = fitsMeasure(value, rule)
    expect(fit.ok ? null : sayRefusal(fit.error, 'it')).toBe(expected)
  })
})

describe('a value as it is shown', () => {
  it.each<[MeasureValue | null, string | undefined, string]>([
    [null, '%', 'n.d.'],
    [{ type: 'not-applicable' }, '%', 'n.a.'],
    [{ type: 'date', date: '2021-09-05' }, 'date', '05/09/2021'],
    [done(), undefined, '0 passi fatti'],
    [done(['a', '2021-06-30']), undefined, '1 passo fatto'],
    [done(['a', '2021-06-30'], ['b', '2021-06-30']), undefined, '2 passi fatti'],
    [number(66.9), '%', '66,90 %'],
    [number(3), 'N.', '3 N.'],
    [number(1354646.775), '€', '1.354.646,78 €'],
    [number(1234), undefined, '1.234'],
    [number(1234), '', '1.234'],
    [number(0), '%', '0,00 %'],
  ])('[VA6.2] %j in %s is %s', (value, unit, expected) => expect(formatValue(value, unit)).toBe(expected))

  it.each<[MeasureValue | null, EntryRule, string]>([
    [null, level, 'n.d.'],
    [number(1), { kind: 'boolean' }, 'sì'],
    [number(0), { kind: 'boolean' }, 'no'],
    [number(1), { kind: 'count' }, '1'],
    [number(1), level, 'basso'],
    [number(4), level, '4'],
    [number(1), { kind: 'level' }, '1'],
    [number(45), { kind: 'percentage' }, '45,00 %'],
    [number(45), { kind: 'project-plan' }, '45,00 %'],
    [number(45.5), { kind: 'money' }, '45,5'],
    [done(['b', '2021-06-30']), project, '70,00 %'],
    [done(['b', '2021-06-30']), { kind: 'project-plan' }, '0,00 %'],
    [{ type: 'date', date: '2021-09-05' }, { kind: 'date' }, '05/09/2021'],
  ])('[VA6.2] %j of %j is %s', (value, rule, expected) => expect(formatMeasure(value, rule)).toBe(expected))

  it.each([
    [1.005, undefined, '1,01'],
    [-1.005, undefined, '-1,01'],
    [0, 2, '0,00'],
    [1e-7, undefined, '0'],
    [-0.001, undefined, '0'],
    [1234.5, 0, '1.235'],
    [1e21, undefined, '1.000.000.000.000.000.000.000'],
    [0.125, 2, '0,13'],
    [2.5, 3, '2,500'],
  ])('[VA6.1] %d with %s decimals is %s', (value, decimals, expected) =>
    expect(formatNumber(value, decimals)).toBe(expected),
  )

  it('[VA6.2] shares of one in percent', () => {
    expect([null, 0, 0.925, 1.2].map(formatPercent)).toEqual(['n.d.', '0,00 %', '92,50 %', '120,00 %'])
  })

  it('without marks for thousands it reads in one way', () => {
    expect([1234567.5, -1234, 0.125].map(plainNumber)).toEqual(['1234567,5', '-1234', '0,125'])
  })
})
