import type { TargetRule } from '@traguardo/shared/model'
import { readTarget, type TargetSurroundings } from '@traguardo/shared/plans'
import { describe, expect, it } from 'vitest'

type Row = readonly [printed: string, about: Partial<TargetSurroundings>, rule: TargetRule, doubt: string | null]

const number = (type: 'at-least' | 'more-than' | 'at-most' | 'less-than' | 'equals', value: number) => ({ type, value })
const after = (amount: number, unit: 'days' | 'working-days' | 'months', more: { readonly strict?: true } = {}) => ({
  ...({ type: 'after-event', event: 'E', amount, unit } as const),
  ...more,
})
const event = { event: 'E' }
const LATER = 'SIGN_ASKS_LATER'
const MORE = 'SIDE_GUESSED'
const NO_SCALE = 'NO_SCALE'
const ONE_SIDE = 'ONE_SIDE'
const IN_ALGORITHM = 'IN_ALGORITHM'
const perPeriod = 'gg 7 lavorativi dalla chiusura del quadrimestre: 7 gg lavorativi chiusura quadrimestre'

const FORMS: Readonly<Record<string, readonly Row[]>> = {
  '[PL1.1]': [
    ['>= 3', {}, number('at-least', 3), null],
    ['≥ 3', {}, number('at-least', 3), null],
    ['> 3', {}, number('more-than', 3), null],
    ['<= 3', {}, number('at-most', 3), null],
    ['≤ 3', {}, number('at-most', 3), null],
    ['< 3', {}, number('less-than', 3), null],
    ['=3', {}, number('equals', 3), null],
    ['maggiore o uguale a 3', {}, number('at-least', 3), null],
    ['minore o uguale a 3', {}, number('at-most', 3), null],
    ['Maggiore di 3', {}, number('more-than', 3), null],
    ['minore di 3', {}, number('less-than', 3), null],
    ['ALMENO 3', {}, number('at-least', 3), null],
    ['non più di 3', {}, number('at-most', 3), null],
    ['n. >= 3', {}, number('at-least', 3), null],
    ['ITP < -10', {}, number('less-than', -10), null],
    ['>= 1.200,50 €', {}, number('at-least', 1200.5), null],
    ['<= 2 giorni', {}, number('at-most', 2), null],
    ['>=   3\n pratiche evase', {}, number('at-least', 3), null],
  ],
  '[PL1.2]': [
    ['2', { algorithm: 'n. ruoli emessi =2' }, number('equals', 2), null],
    ['2', { algorithm: 'prima > 3, poi < 2' }, number('less-than', 2), null],
    ['2', { algorithm: 'Almeno 2' }, number('at-least', 2), null],
    ['2', { algorithm: '2 ruoli' }, number('at-least', 2), MORE],
  ],
  '[PL1.3]': [
    ['80', {}, number('at-least', 80), MORE],
    ['80 %', { better: 'more' }, number('at-least', 80), MORE],
    ['80 gg', { better: 'less' }, number('at-most', 80), MORE],
  ],
  '[PL2.1]': [
    ['31/12/2021', {}, { type: 'by-date', date: '2021-12-31' }, null],
    ['entro il 1/2/21', {}, { type: 'by-date', date: '2021-02-01' }, null],
    ['<= 31/12/2021', {}, { type: 'by-date', date: '2021-12-31' }, null],
  ],
  '[PL2.2]': [
    ['30/6 e 31/12', {}, { type: 'by-dates', dates: ['2021-06-30', '2021-12-31'] }, null],
    [
      '> 30/06/2020, 31/12/2021',
      {},
      { type: 'by-dates', dates: ['2020-06-30', '2021-12-31'] },
      'ANOTHER_YEAR SIGN_ASKS_LATER',
    ],
  ],
  '[PL2.4]': [
    ['30/06/2020', {}, { type: 'by-date', date: '2020-06-30' }, 'ANOTHER_YEAR'],
    ['>= 30/06/2022', {}, { type: 'by-date', date: '2022-06-30' }, 'ANOTHER_YEAR SIGN_ASKS_LATER'],
  ],
  '[PL2.5]': [
    ['> 30/06', {}, { type: 'by-date', date: '2021-06-30' }, LATER],
    ['≥ 30/06', {}, { type: 'by-date', date: '2021-06-30' }, LATER],
  ],
  '[PL2.10]': [
    ['prima del 30/09', {}, { type: 'by-date', date: '2021-09-29' }, null],
    ['< 01/03/2021', {}, { type: 'by-date', date: '2021-02-28' }, null],
    ['<= 01/03/2021', {}, { type: 'by-date', date: '2021-03-01' }, null],
    ['non prima del 30/09', {}, { type: 'by-date', date: '2021-09-30' }, LATER],
  ],
  '[PL3.1]': [
    ['15 gg chiusura quadrimestre', {}, { type: 'after-each-period', days: 15 }, null],
    ['15gg. dalla chiusura del quadrimestre', {}, { type: 'after-each-period', days: 15 }, null],
    ['alla chiusura del quadrimestre ed entro 20 gg', {}, { type: 'after-each-period', days: 20 }, null],
    ['7', { algorithm: perPeriod }, { type: 'after-each-period', days: 7, counted: 'working' }, IN_ALGORITHM],
    ['7,00', { algorithm: perPeriod }, { type: 'after-each-period', days: 7, counted: 'working' }, IN_ALGORITHM],
    ['8', { algorithm: perPeriod }, number('at-least', 8), MORE],
    ['>= 7', { algorithm: perPeriod }, number('at-least', 7), null],
  ],
  '[PL3.2]': [
    ['30 gg', event, after(30, 'days'), null],
    ['entro 30 giorni dalla domanda', event, after(30, 'days'), null],
    ['<= 30gg. lavorativi dall’istanza', event, after(30, 'working-days'), null],
    ['≤ 1 mese dal protocollo', event, after(1, 'months'), null],
    ["entro 2 mesi dall'istanza", event, after(2, 'months'), null],
    ['30 gg', {}, number('at-most', 30), MORE],
  ],
  '[PL3.3]': [['< 30 gg dalla domanda', event, after(30, 'days', { strict: true }), null]],
  '[PL3.4]': [['> 30 gg dalla domanda', event, after(30, 'days'), LATER]],
  '[PL4.1]': [
    ['x >= x-1', {}, { type: 'against-year', back: 1, comparison: '>=' }, null],
    ['X ≤ X - 2', {}, { type: 'against-year', back: 2, comparison: '<=' }, null],
    ['anno n > anno n - 1', {}, { type: 'against-year', back: 1, comparison: '>' }, null],
  ],
  '[PL4.2]': [
    ['>= media Regionale', {}, { type: 'against-benchmark', scope: 'regional', comparison: '>=' }, null],
    ['≤ media cluster', {}, { type: 'against-benchmark', scope: 'cluster', comparison: '<=' }, null],
    ['< della media nazionale', {}, { type: 'against-benchmark', scope: 'national', comparison: '<' }, null],
  ],
  '[PL4.3]': [
    [
      'Scostamento max 0,02 dalla media cluster',
      {},
      { type: 'against-benchmark', scope: 'cluster', comparison: '>=', margin: 0.02 },
      ONE_SIDE,
    ],
  ],
  '[PL5.1]': [
    ['>= Alto', {}, { type: 'level', comparison: '>=', level: 'alto' }, NO_SCALE],
    ['< a medio', {}, { type: 'level', comparison: '<', level: 'medio' }, NO_SCALE],
    ['≥ di Basso', {}, { type: 'level', comparison: '>=', level: 'basso' }, NO_SCALE],
  ],
  '[PL5.2]': [
    ['On/Off', {}, number('equals', 1), 'YES_MEANT'],
    ['on / off', {}, number('equals', 1), 'YES_MEANT'],
  ],
  '[PL6.1]': [
    ['Anno di rilevazione', {}, { type: 'first-year' }, null],
    ['ANNO RILEVAZIONE', {}, { type: 'first-year' }, null],
  ],
}

/** Not read, or read with a doubt. */
const isNotSure = (printed: string) => {
  const { target, doubts } = readTarget(printed, { year: 2021 })
  expect(target === null || doubts.length > 0).toBe(true)
  expect(doubts).not.toEqual([])
}

describe('the whole reading of a printed target', () => {
  const rows = Object.entries(FORMS).flatMap(([rule, forms]) => forms.map((row) => [rule, ...row] as const))

  it.each(rows)('%s «%s» beside %j', (_rule, printed, about, rule, doubt) => {
    const { target, doubts } = readTarget(printed, { year: 2021, ...about })
    expect({ target, doubt: doubts.map(({ code }) => code).join(' ') || null }).toEqual({ target: rule, doubt })
  })

  it.each([
    'anno di rilevazione 2021',
    'nel primo anno di rilevazione',
    'media cluster',
    'scostamento max 99999999999999999999 dalla media cluster',
    '31/12/2021 e 31/02/2021',
    '1/13/2021',
    'x = x-1',
    'x > x-12',
    'se x > x-1',
    'on/off per tutti',
    'da on/off',
    'alto',
    '= alto',
    '> molto alto',
    '>= 3 (tre)',
    '12345678901234567890',
  ])('[PL6.3] «%s» is not taken for certain', (printed) => isNotSure(printed))
})
