import type { CellValue, ManualScore, Plan, Policy, Target } from '@traguardo/shared/model'
import {
  compilePlan,
  type Explanation,
  explainScore,
  explanationOf,
  openScoreModel,
  scoresIn,
} from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { aMeasure, anIndicator, aPlan, atLeast, atMost, byDate, cell, onceMeasure } from '../../support/scoring'
import { aPolicy, CLOSED, get, nodesOf, scoreOf } from '../../support/scores'

const measures = ['A', 'B', 'E'].map((code) => onceMeasure(code))
const days = [aMeasure('A', { kind: 'date', aggregation: 'last' })]

describe('the sentence of an indicator', () => {
  const said = (target: Target | null, values: readonly CellValue[], more: Parameters<typeof scoreOf>[2] = {}) => {
    const node = scoreOf(target, values, { measures, ...more })
    return [explainScore(node), explainScore(node, 'en')]
  }

  it.each<[string, ReturnType<typeof said>, string, string]>([
    [
      'missing',
      said(atLeast(10), []),
      'n.d. (manca: Misura A); obiettivo >= 10: per ora non conta [SC15].',
      'n.d. (missing: Misura A); target >= 10: does not count for now [SC15].',
    ],
    [
      'missing in two measures',
      said(atLeast(10), [], { indicator: { formula: 'A / B' } }),
      'n.d. (manca: Misura A; Misura B); obiettivo >= 10: per ora non conta [SC15].',
      'n.d. (missing: Misura A; Misura B); target >= 10: does not count for now [SC15].',
    ],
    [
      'missing at the close',
      said(atLeast(10), [], { today: CLOSED }),
      'n.d. (manca: Misura A); obiettivo >= 10: anno chiuso, vale 0,00 %; pesa 100,00 % [SC16].',
      'n.d. (missing: Misura A); target >= 10: year closed, worth 0,00 %; weighs 100,00 % [SC16].',
    ],
    [
      'missing in mid-year where that is 0',
      said(atLeast(10), [], { policy: aPolicy({ missing: 'zero' }) }),
      'n.d. (manca: Misura A); obiettivo >= 10: vale 0,00 %; pesa 100,00 % [SC15].',
      'n.d. (missing: Misura A); target >= 10: worth 0,00 %; weighs 100,00 % [SC15].',
    ],
    [
      'missing without a target',
      said(null, []),
      'n.d. (manca: Misura A): per ora non conta [SC14].',
      'n.d. (missing: Misura A): does not count for now [SC14].',
    ],
    [
      'without a target',
      said(null, [cell('A', 7)]),
      "7 N.: nessun obiettivo per quest'anno: rilevato, non valutato [SC14].",
      '7 N.: no target for this year: recorded, not scored [SC14].',
    ],
    [
      'met',
      said(atLeast(10), [cell('A', 10)]),
      '10 N.; obiettivo >= 10: raggiunto, vale 100,00 %; pesa 100,00 % [SC10].',
      '10 N.; target >= 10: met, worth 100,00 %; weighs 100,00 % [SC10].',
    ],
    [
      'partly met',
      said(atMost(10), [cell('A', 20)]),
      '20 N.; obiettivo <= 10: raggiunto in parte, vale 50,00 %; pesa 100,00 % [SC11].',
      '20 N.; target <= 10: partly met, worth 50,00 %; weighs 100,00 % [SC11].',
    ],
    [
      'not met',
      said(atLeast(10), [cell('A', 0)]),
      '0 N.; obiettivo >= 10: non raggiunto, vale 0,00 %; pesa 100,00 % [SC12].',
      '0 N.; target >= 10: not met, worth 0,00 %; weighs 100,00 % [SC12].',
    ],
    [
      'exceeded',
      said(atLeast(10), [cell('A', 12)], { policy: aPolicy({ cap: 1.5 }) }),
      '12 N.; obiettivo >= 10: superato, vale 120,00 %; pesa 100,00 % [SC10].',
      '12 N.; target >= 10: exceeded, worth 120,00 %; weighs 100,00 % [SC10].',
    ],
    [
      'in time',
      said(byDate('2021-06-30'), [cell('A', '2021-06-30')], { measures: days, indicator: { unit: 'date' } }),
      '30/06/2021; obiettivo Entro 2021-06-30: in tempo, vale 100,00 %; pesa 100,00 % [SC13].',
      '30/06/2021; target Entro 2021-06-30: in time, worth 100,00 %; weighs 100,00 % [SC13].',
    ],
    [
      'late',
      said(byDate('2021-06-30'), [cell('A', '2021-07-01')], { measures: days, indicator: { unit: 'date' } }),
      '01/07/2021; obiettivo Entro 2021-06-30: in ritardo, vale 0,00 %; pesa 100,00 % [SC13].',
      '01/07/2021; target Entro 2021-06-30: late, worth 0,00 %; weighs 100,00 % [SC13].',
    ],
    [
      'late after an event',
      said({ type: 'after-event', event: 'E', amount: 9, unit: 'days', year: 2021, printed: '9 gg' }, [cell('A', 12)]),
      '12 N.; obiettivo 9 gg: in ritardo, vale 75,00 %; provvisorio: 1 valore su 2; pesa 100,00 % [SC38].',
      '12 N.; target 9 gg: late, worth 75,00 %; provisional: 1 of 2 values; weighs 100,00 % [SC38].',
    ],
    [
      'milestones',
      said(
        { type: 'by-dates', dates: ['2021-04-30', '2021-08-31'], year: 2021, printed: 'Due date' },
        [cell('A', '2021-04-01', { period: 1 }), cell('A', '2021-09-01', { period: 2 })],
        { measures: days, indicator: { unit: 'date' } },
      ),
      '01/04/2021 e 01/09/2021; obiettivo Due date: raggiunto in parte, vale 50,00 %; pesa 100,00 % [SC37].',
      '01/04/2021 e 01/09/2021; target Due date: partly met, worth 50,00 %; weighs 100,00 % [SC37].',
    ],
    [
      'a ratio',
      said(atLeast(80), [cell('A', 37), cell('B', 40)], { indicator: { formula: 'A / B', unit: '%' } }),
      '37 su 40 = 92,50 %; obiettivo >= 80: raggiunto, vale 100,00 %; pesa 100,00 % [SC10].',
      '37 over 40 = 92,50 %; target >= 80: met, worth 100,00 %; weighs 100,00 % [SC10].',
    ],
    [
      'a product, which is no ratio',
      said(atLeast(80), [cell('A', 37), cell('B', 2)], { indicator: { formula: 'A * B' } }),
      '74 N.; obiettivo >= 80: raggiunto in parte, vale 92,50 %; pesa 100,00 % [SC10].',
      '74 N.; target >= 80: partly met, worth 92,50 %; weighs 100,00 % [SC10].',
    ],
    [
      'a ratio of three measures, which says its value alone',
      said(atLeast(2), [cell('A', 4), cell('B', 1), cell('E', 1)], { indicator: { formula: 'A / (B + E)' } }),
      '2 N.; obiettivo >= 2: raggiunto, vale 100,00 %; pesa 100,00 % [SC10].',
      '2 N.; target >= 2: met, worth 100,00 %; weighs 100,00 % [SC10].',
    ],
    [
      'zero over zero where that is met',
      said(atLeast(80), [cell('A', 0), cell('B', 0)], {
        indicator: { formula: 'A / B' },
        policy: aPolicy({ zeroOverZero: 'met' }),
      }),
      'n.d. (non applicabile: zero su zero); obiettivo >= 80: vale 100,00 %; pesa 100,00 % [SC17].',
      'n.d. (not applicable: zero over zero); target >= 80: worth 100,00 %; weighs 100,00 % [SC17].',
    ],
  ])('[SC29.1] [SC29.2] %s', (_what, found, it, en) => expect(found).toEqual([it, en]))
})

describe('the sentence of what stands above', () => {
  const two = aPlan({ measures, indicators: [anIndicator('I1'), anIndicator('I2', { formula: 'B' })] })
  const judgement: ManualScore = {
    about: 'objectives/O1',
    year: 2021,
    score: 80,
    reason: 'Evento non imputabile',
    by: 'OIV',
    approvedBy: 'cdg',
    at: '2021-09-04T22:30:00.000Z',
  }
  const said = (plan: Plan, values: readonly CellValue[], address: string, policy: Policy = aPolicy()) => {
    const node = get(nodesOf(plan, values, { policy }), address)
    return [explainScore(node), explainScore(node, 'en')]
  }

  it.each<[string, ReturnType<typeof said>, string, string]>([
    [
      'nothing below',
      said(aPlan({ indicators: [] }), [], 'objectives/O1'),
      'n.d.: niente da valutare [SC25].',
      'n.d.: nothing to score [SC25].',
    ],
    [
      'one without a result',
      said(aPlan({ measures }), [], 'objectives/O1'),
      'n.d.: la sua sola voce non ha ancora un risultato.',
      'n.d.: its only part has no result yet.',
    ],
    [
      'two without a result',
      said(two, [], 'objectives/O1'),
      'n.d.: nessuna delle 2 voci ha ancora un risultato.',
      'n.d.: none of its 2 parts has a result yet.',
    ],
    [
      'a mean of one out of two',
      said(two, [cell('A', 5)], 'objectives/O1'),
      '50,00 %: media ponderata di 1 voce valutata su 2; provvisorio: copertura 50,00 %; pesa 100,00 % [SC20].',
      '50,00 %: weighted mean of 1 scored out of 2; provisional: coverage 50,00 %; weighs 100,00 % [SC20].',
    ],
    [
      'the body, which weighs in nothing',
      said(two, [cell('A', 5), cell('B', 10)], 'body/B'),
      '75,00 %: media ponderata di 1 voce valutata su 1 [SC22].',
      '75,00 %: weighted mean of 1 scored out of 1 [SC22].',
    ],
    [
      'a score by hand',
      said({ ...two, judgements: [judgement] }, [cell('A', 5)], 'objectives/O1', aPolicy({ judgement: 'override' })),
      '80,00 % dato dal valutatore (OIV, 05/09/2021): «Evento non imputabile»; le regole davano 50,00 %; pesa 100,00 % [SC50].',
      '80,00 % given by the evaluator (OIV, 05/09/2021): “Evento non imputabile”; the rules would give 50,00 %; weighs 100,00 % [SC50].',
    ],
  ])('[SC29.1] [SC29.2] %s', (_what, found, it, en) => expect(found).toEqual([it, en]))
})

describe('what a sentence opens into', () => {
  const entry = { by: 'units' as const, units: ['U1'] }
  const plan = aPlan({
    measures: [aMeasure('A', { entry: { by: 'units', units: ['U1', 'U2'] } }), aMeasure('B', { entry })],
    calendars: [{ year: 2021, division: 'trimestri', entryDays: 15, workingDays: false, reminderDays: [] }],
  })
  const told = { by: 'anna', at: '2021-09-04T22:30:00.000Z' }
  const tree = (values: readonly CellValue[], language?: 'en') =>
    explanationOf(
      scoresIn(openScoreModel(compilePlan(plan, 2021), values, { today: '2021-10-05' })).body,
      plan,
      language,
    )
  const flat = (one: Explanation): readonly Explanation[] => [one, ...one.children.flatMap(flat)]
  const readings = (values: readonly CellValue[], language?: 'en') =>
    flat(tree(values, language))
      .filter(({ key }) => key.startsWith('value/'))
      .map(({ key, title, sentence, children }) => [key, title, sentence, children.length])

  it('[SC29.3] down to the values, by period and unit', () => {
    expect(
      flat(tree([cell('A', 3, { period: 1 }), cell('A', 4, { period: 4, unit: 'U2' })])).map(({ key }) => key),
    ).toEqual([
      'body/B',
      'areas/AS1',
      'objectives/S1',
      'objectives/O1',
      'indicators/I1',
      'measures/A',
      'value/A/U1/2021/1',
      'value/A/U2/2021/4',
    ])
  })

  it('[SC29.4] each with who entered it and when, as far as that is known', () => {
    const values = [
      { ...cell('A', 3, { period: 1 }), ...told },
      { ...cell('A', 4, { period: 2 }), by: 'dora' },
      { ...cell('A', 5, { period: 3, unit: 'U2' }), at: told.at },
      { ...cell('A', { type: 'not-applicable' }, { period: 4, unit: 'U2' }), by: 'bruno' },
    ]
    expect(readings(values)).toEqual([
      ['value/A/U1/2021/1', 'I periodo 2021, Servizio Uno', '3, inserito da P.O. Servizio Uno il 05/09/2021.', 0],
      ['value/A/U1/2021/2', 'II periodo 2021, Servizio Uno', '4, inserito da dora.', 0],
      ['value/A/U2/2021/3', 'III periodo 2021, Servizio Due', '5, inserito il 05/09/2021.', 0],
      ['value/A/U2/2021/4', 'IV periodo 2021, Servizio Due', 'n.a., inserito da P.O. Servizio Due.', 0],
    ])
    expect(readings(values.slice(0, 1), 'en')).toEqual([
      ['value/A/U1/2021/1', 'period I of 2021, Servizio Uno', '3, entered by P.O. Servizio Uno on 05/09/2021.', 0],
    ])
  })

  it('[SC29.3] a measure says its year and of how many values it is made', () => {
    const of = (values: readonly CellValue[], language?: 'en') =>
      flat(tree(values, language)).find(({ key }) => key === 'measures/A')
    const values = [cell('A', 3, { period: 1 }), cell('A', 4, { period: 2 })]
    expect(of(values)).toMatchObject({ title: 'Misura A', sentence: '7: 2 valori inseriti.' })
    expect(of(values.slice(0, 1), 'en')).toMatchObject({ title: 'Misura A', sentence: '3: 1 value entered.' })
    expect(of([])).toMatchObject({ sentence: 'n.d.: 0 valori inseriti.', children: [] })
  })
})
