import type { CellValue, Plan, Policy, Target } from '@traguardo/shared/model'
import { explainScore, type ScoreNode } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import {
  aMeasure,
  anIndicator,
  aPlan,
  atLeast,
  atMost,
  byDate,
  cell,
  individual,
  onceMeasure,
  operational,
  strategic,
} from '../../support/scoring'
import { aPolicy, CLOSED, get, nodesOf, scoreOf } from '../../support/scores'
import { contradiction, type Said } from './sentence-checker'

const saidBy = (node: ScoreNode): Said => ({ sentence: explainScore(node), children: node.children.map(saidBy) })

/** The same said with one text in the place of another, wherever it stands. */
function falsified({ sentence, children }: Said, from: string, to: string): Said {
  return { sentence: sentence.replaceAll(from, to), children: children.map((child) => falsified(child, from, to)) }
}

const whole = ({ sentence, children }: Said): string => [sentence, ...children.map(whole)].join('\n')

const measures = ['A', 'B', 'C', 'D'].map((code) => onceMeasure(code, { kind: 'number' }))
const dates = [aMeasure('A', { kind: 'date', aggregation: 'last' })]
const levels = [onceMeasure('A', { kind: 'level', aggregation: 'last', levels: ['basso', 'medio', 'alto'] })]
const number = { year: 2021, printed: 'stampato' }

const indicator = (target: Target, values: readonly CellValue[], more: Parameters<typeof scoreOf>[2] = {}): Said =>
  saidBy(scoreOf(target, values, { measures, ...more }))
const group = (address: string, policy: Partial<Policy>, plan: Plan, values: readonly CellValue[]): Said =>
  saidBy(get(nodesOf(plan, values, { policy: aPolicy(policy), today: CLOSED }), address))

const quotient = indicator(atLeast(10), [cell('A', 9)])
const ratio = indicator(atLeast(95), [cell('A', 37), cell('B', 40)], { indicator: { formula: 'A / B', unit: '%' } })
const growth = indicator(atLeast(10), [cell('A', 105), cell('B', 100)], {
  indicator: { formula: '(A - B) / B', unit: '%' },
})
const sum = indicator(atMost(10), [cell('A', 7), cell('B', 5)], { indicator: { formula: 'A + B' } })
const mean = indicator(atLeast(10), [cell('A', 7), cell('B', 5), cell('C', 3)], {
  indicator: { formula: 'mean(A; B; C)' },
})
const linear = indicator(atMost(10), [cell('A', 12)], { policy: aPolicy({ shrinks: 'linear' }) })
const baseline = indicator(atLeast(100), [cell('A', 70)], {
  policy: aPolicy({ grows: 'from-baseline' }),
  indicator: { baseline: { year: 2020, value: 40, printed: '40' } },
})
const capped = indicator(atLeast(10), [cell('A', 15)], { policy: aPolicy({ cap: 1.2 }) })
const steps = [
  { from: 0.9, worth: 1 },
  { from: 0.5, worth: 0.75 },
  { from: 0, worth: 0 },
]
const stepped = indicator(atLeast(10), [cell('A', 6)], { policy: aPolicy({ steps }) })
const rising = indicator(atLeast(10), [cell('A', 6)], {
  policy: aPolicy({
    steps: [
      { from: 0.5, worth: 0.4, to: 0.8 },
      { from: 0, worth: 0 },
    ],
  }),
})
const marked = indicator({ ...number, type: 'at-least', value: 10, least: 6, excellent: 14 }, [cell('A', 8)], {
  policy: aPolicy({ cap: 1.2, thresholds: { least: 0.6, excellent: 1.2, inside: 'proportional' } }),
})
const near = indicator({ ...number, type: 'equals', value: 10 }, [cell('A', 9)], {
  policy: aPolicy({ equalsWithin: { under: 0.1, over: 0 } }),
})
const equal = indicator({ ...number, type: 'equals', value: 10 }, [cell('A', 8)])
const late = indicator(byDate('2021-06-30'), [cell('A', '2021-07-15')], {
  ...{ measures: dates, indicator: { unit: 'date' } },
  policy: aPolicy({ dates: { graceDays: 5, lossPerDay: 0.05 } }),
})
const inTime = indicator(byDate('2021-06-30'), [cell('A', '2021-06-15')], { measures: dates })
const days = indicator(
  { ...number, type: 'by-dates', dates: ['2021-04-30', '2021-08-31'] },
  [cell('A', '2021-04-01', { period: 1 }), cell('A', '2021-09-01', { period: 2 })],
  { measures: dates },
)
const level = indicator({ ...number, type: 'level', comparison: '>=', level: 'alto' }, [cell('A', 2)], {
  ...{ measures: levels, indicator: { unit: 'livello' } },
})
const missing = indicator(atLeast(10), [], { today: CLOSED })

const weighted = aPlan({
  measures,
  indicators: [anIndicator('I1', { formula: 'A', weight: 70 }), anIndicator('I2', { formula: 'B', weight: 30 })],
})
const two = [cell('A', 10), cell('B', 4)]
const ofWeights = group('objectives/O1', {}, weighted, two)
const ofEqual = group('objectives/O1', { indicatorWeights: 'equal' }, weighted, two)
const rule = (combine: Policy['areas']['combine']) => ({ objectives: { combine, weights: 'printed' } as const })
const ofWorst = group('objectives/O1', rule('worst'), weighted, two)
const ofShare = group('objectives/O1', rule('share-met'), weighted, two)
const ofSum = group('objectives/O1', rule('sum'), weighted, [cell('A', 10)])
const ofMoney = group(
  'sheets/SG',
  { weights: 'money', cap: 2 },
  aPlan({
    measures,
    sheets: [{ code: 'SG', title: 'Scheda', unit: 'U1', person: 'anna', weightTotal: 4000 }],
    objectives: [individual('P1', 'SG', 3000), individual('P2', 'SG', 1000)],
    indicators: [
      anIndicator('I1', { objective: 'P1', formula: 'A' }),
      anIndicator('I2', { objective: 'P2', formula: 'B' }),
    ],
  }),
  [cell('A', 5), cell('B', 20)],
)
const beyond = (how: 'child' | 'total') =>
  group('objectives/O1', { cap: 2, objectives: { combine: 'mean', weights: 'printed', beyond: how } }, weighted, [
    cell('A', 15),
    cell('B', 8),
  ])
const ofEach = beyond('child')
const ofTotal = beyond('total')
const ofParts = group(
  'sheets/SG',
  {
    components: [
      { code: 'ris', title: 'Risultati', total: 70 },
      { code: 'comp', title: 'Comportamenti', total: 30 },
    ],
  },
  aPlan({
    measures,
    sheets: [{ code: 'SG', title: 'Scheda', unit: 'U1', person: 'anna', weightTotal: 100 }],
    objectives: [individual('P1', 'SG', 20), { ...individual('P2', 'SG', 5), component: 'comp' }],
    indicators: [
      anIndicator('I1', { objective: 'P1', formula: 'A' }),
      anIndicator('I2', { objective: 'P2', formula: 'B' }),
    ],
  }),
  [cell('A', 10), cell('B', 4)],
)
const mixed = group(
  'objectives/S1',
  {},
  aPlan({
    measures,
    objectives: [strategic('S1'), operational('O1'), operational('O2')],
    indicators: [
      anIndicator('I1', { objective: 'S1', formula: 'A' }),
      anIndicator('I2', { objective: 'O1', formula: 'B' }),
      anIndicator('I3', { objective: 'O2', formula: 'C' }),
    ],
  }),
  [cell('A', 10), cell('B', 4), cell('C', 8)],
)

const FALSE: readonly (readonly [string, Said, string, string])[] = [
  ['another quotient', quotient, '9 su 10', '8 su 10'],
  ['a quotient turned round', quotient, '9 su 10', '10 su 9'],
  ['met where it is not', quotient, '9 su 10', 'è almeno 10'],
  ['another worth', quotient, 'vale 90,00 %', 'vale 91,00 %'],
  ['all or nothing where the quotient ran', quotient, '9 su 10', 'non è almeno 10, tutto o niente'],
  ['another value', ratio, '37 su 40 =', '36 su 40 ='],
  ['another operator', ratio, '37 su 40 =', '37 per 40 ='],
  ['a formula that leaves something out', growth, '105 meno 100, su 100', '105 su 100'],
  ['a difference turned round', growth, '105 meno 100', '100 meno 105'],
  ['a difference for a sum', sum, '7 più 5', '7 meno 5'],
  ['within what was to be stayed under', sum, '10 su 12', 'è al massimo 10'],
  ['the greatest for the mean', mean, 'la media di', 'il maggiore tra'],
  ['the quotient for what is linear', linear, '2 meno 12 su 10', '10 su 12'],
  ['another start', baseline, 'dal valore di partenza 40 a', 'dal valore di partenza 30 a'],
  ['the quotient for the way from the baseline', baseline, 'dal valore di partenza 40 a 100, 30 su 60', '70 su 100'],
  ['another cap', capped, 'limite 120,00 %', 'limite 130,00 %'],
  ['no cap', capped, ' = 150,00 %, limite 120,00 %', ''],
  ['a step that is not reached', stepped, 'da 50,00 % a 90,00 %', 'da 90,00 %'],
  ['a step that is passed', stepped, 'da 50,00 % a 90,00 %', 'da 0,00 % a 50,00 %'],
  ['no step', stepped, ' = 60,00 %, scatto: da 50,00 % a 90,00 %', ''],
  ['another proportion inside a step', rising, 'da 40,00 % a 80,00 %', 'da 40,00 % a 90,00 %'],
  ['steps for what is in proportion', marked, 'in proporzione', 'a scatti'],
  ['another threshold', marked, '6 dà 60,00 %', '7 dà 60,00 %'],
  ['another tolerance', near, 'è tra 9 e 10', 'è tra 9,5 e 10'],
  ['the larger over the smaller', equal, '8 su 10', '10 su 8'],
  ['other days late', late, '15 giorni dopo', '14 giorni dopo'],
  ['another grace', late, '5 di tolleranza', '7 di tolleranza'],
  ['another loss', late, 'meno 5,00 % al giorno', 'meno 4,00 % al giorno'],
  ['in time after its day', inTime, 'entro il 30/06/2021', 'entro il 10/06/2021'],
  ['all or none for the mean of days', days, 'in media', 'tutte o nessuna'],
  ['a day kept that was not', days, '31/08/2021: 0,00 %', '31/08/2021: 100,00 %'],
  ['a level that is not reached', level, 'non è almeno alto (livello 3), tutto o niente', 'è almeno alto (livello 3)'],
  ['something for what is missing', missing, 'vale 0,00 %', 'vale 50,00 %'],
  ['swapped weights', ofWeights, 'pesa 70,00 %', 'pesa 30,00 %'],
  [
    'equal weights where they are printed',
    ofWeights,
    'media ponderata di 2 voci valutate su 2, con i pesi stampati',
    'media di 2 voci valutate su 2, a pesi uguali',
  ],
  [
    'a worst where the mean ran',
    ofEqual,
    'media di 2 voci valutate su 2, a pesi uguali',
    'il peggiore di 2 voci valutate su 2: «Indicatore I2», 70,00 %',
  ],
  ['more that count', ofEqual, '2 voci valutate su 2', '3 voci valutate su 3'],
  [
    'a mean where the worst ran',
    ofWorst,
    'il peggiore di 2 voci valutate su 2: «Indicatore I2», 40,00 %',
    'media ponderata di 2 voci valutate su 2, con i pesi stampati',
  ],
  ['another worst', ofWorst, '«Indicatore I2», 40,00 %', '«Indicatore I1», 100,00 %'],
  ['another band', ofShare, 'da 90,00 %', 'da 30,00 %'],
  [
    'a mean where the best band ran',
    ofShare,
    'peso di ciò che è «raggiunto» (da 90,00 %) tra 2 voci valutate su 2',
    'media ponderata di 2 voci valutate su 2',
  ],
  ['a sum that is shared out again', ofSum, 'pesa 70,00 %', 'pesa 100,00 %'],
  ['a sum in which one makes up for another', ofMoney, ', ciascuna al massimo per il suo denaro', ''],
  ['an excess that makes up for a miss', ofEach, ', ciascuna al massimo 100,00 %', ''],
  [
    'each cut where the whole was',
    ofTotal,
    ', in tutto al massimo 100,00 % invece di 129,00 %',
    ', ciascuna al massimo 100,00 %',
  ],
  ['no cut', ofTotal, ', in tutto al massimo 100,00 % invece di 129,00 %', ''],
  ['another excess', ofTotal, 'invece di 129,00 %', 'invece di 120,00 %'],
  ['other totals of the parts of a sheet', ofParts, '70,00 % «Risultati»', '60,00 % «Risultati»'],
  ['swapped parts of a sheet', ofParts, '«Risultati» (100,00 %', '«Risultati» (40,00 %'],
  ['other shares of the parts', mixed, '60,00 % i suoi indicatori', '50,00 % i suoi indicatori'],
  ['a part that scores something else', mixed, 'obiettivi operativi (60,00 %', 'obiettivi operativi (80,00 %'],
  ['swapped parts', mixed, '60,00 % i suoi indicatori (100,00 %', '40,00 % i suoi indicatori (100,00 %'],
]

describe('a false sentence', () => {
  it.each(FALSE)('[SC85.2] %s contradicts its score', (_what, said, from, to) => {
    expect(contradiction(said)).toBeNull()
    expect(whole(said)).toContain(from)
    expect(contradiction(falsified(said, from, to))).not.toBeNull()
  })
})
