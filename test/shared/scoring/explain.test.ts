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
      'n.d. (manca: Misura A); obiettivo >= 10: per ora non conta.',
      'n.d. (missing: Misura A); target >= 10: does not count for now.',
    ],
    [
      'missing in two measures',
      said(atLeast(10), [], { indicator: { formula: 'A / B' } }),
      'n.d. (manca: Misura A; Misura B); obiettivo >= 10: per ora non conta.',
      'n.d. (missing: Misura A; Misura B); target >= 10: does not count for now.',
    ],
    [
      'missing at the close',
      said(atLeast(10), [], { today: CLOSED }),
      'n.d. (manca: Misura A); obiettivo >= 10: anno chiuso, vale 0,00 %, non raggiunto; pesa 100,00 %.',
      'n.d. (missing: Misura A); target >= 10: year closed, worth 0,00 %, not met; weighs 100,00 %.',
    ],
    [
      'missing in mid-year where that is 0',
      said(atLeast(10), [], { policy: aPolicy({ missing: 'zero' }) }),
      'n.d. (manca: Misura A); obiettivo >= 10: vale 0,00 %; pesa 100,00 %.',
      'n.d. (missing: Misura A); target >= 10: worth 0,00 %; weighs 100,00 %.',
    ],
    [
      'missing without a target',
      said(null, []),
      'n.d. (manca: Misura A): per ora non conta.',
      'n.d. (missing: Misura A): does not count for now.',
    ],
    [
      '[SC80.6] not applicable at the close',
      said(atLeast(10), [cell('A', { type: 'not-applicable' })], {
        today: CLOSED,
        measures: [aMeasure('A', { due: [2] })],
      }),
      'n.d. (non applicabile, come inserito); obiettivo >= 10: non conta.',
      'n.d. (not applicable, as entered); target >= 10: does not count.',
    ],
    [
      'without a target',
      said(null, [cell('A', 7)]),
      "7 N.: nessun obiettivo per quest'anno: rilevato, non valutato.",
      '7 N.: no target for this year: recorded, not scored.',
    ],
    [
      'met',
      said(atLeast(10), [cell('A', 10)]),
      '10 N.; obiettivo >= 10: è almeno 10, vale 100,00 %, in linea; pesa 100,00 %.',
      '10 N.; target >= 10: is at least 10, worth 100,00 %, on course; weighs 100,00 %.',
    ],
    [
      'partly met',
      said(atMost(10), [cell('A', 20)]),
      '20 N.; obiettivo <= 10: 10 su 20, vale 50,00 %, a rischio; pesa 100,00 %.',
      '20 N.; target <= 10: 10 over 20, worth 50,00 %, at risk; weighs 100,00 %.',
    ],
    [
      'not met',
      said(atLeast(10), [cell('A', 0)]),
      '0 N.; obiettivo >= 10: non è almeno 10, tutto o niente, vale 0,00 %, a rischio; pesa 100,00 %.',
      '0 N.; target >= 10: is not at least 10, all or nothing, worth 0,00 %, at risk; weighs 100,00 %.',
    ],
    [
      'exceeded',
      said(atLeast(10), [cell('A', 12)], { policy: aPolicy({ cap: 1.5 }) }),
      '12 N.; obiettivo >= 10: 12 su 10, vale 120,00 %, in linea; pesa 100,00 %.',
      '12 N.; target >= 10: 12 over 10, worth 120,00 %, on course; weighs 100,00 %.',
    ],
    [
      'in time',
      said(byDate('2021-06-30'), [cell('A', '2021-06-30')], { measures: days, indicator: { unit: 'date' } }),
      '30/06/2021; obiettivo Entro 2021-06-30: in tempo, entro il 30/06/2021, vale 100,00 %, in linea; pesa 100,00 %.',
      '30/06/2021; target Entro 2021-06-30: in time, by 30/06/2021, worth 100,00 %, on course; weighs 100,00 %.',
    ],
    [
      'late',
      said(byDate('2021-06-30'), [cell('A', '2021-07-01')], { measures: days, indicator: { unit: 'date' } }),
      '01/07/2021; obiettivo Entro 2021-06-30: 1 giorno dopo il 30/06/2021, vale 0,00 %, a rischio; pesa 100,00 %.',
      '01/07/2021; target Entro 2021-06-30: 1 day after 30/06/2021, worth 0,00 %, at risk; weighs 100,00 %.',
    ],
    [
      'late after an event',
      said({ type: 'after-event', event: 'E', amount: 9, unit: 'days', year: 2021, printed: '9 gg' }, [cell('A', 12)]),
      '12 N.; obiettivo 9 gg: 9 su 12, vale 75,00 %, in ritardo; provvisorio: 1 valore su 2; pesa 100,00 %.',
      '12 N.; target 9 gg: 9 over 12, worth 75,00 %, late; provisional: 1 of 2 values; weighs 100,00 %.',
    ],
    [
      'milestones',
      said(
        { type: 'by-dates', dates: ['2021-04-30', '2021-08-31'], year: 2021, printed: 'Due date' },
        [cell('A', '2021-04-01', { period: 1 }), cell('A', '2021-09-01', { period: 2 })],
        { measures: days, indicator: { unit: 'date' } },
      ),
      '01/04/2021 e 01/09/2021; obiettivo Due date: scadenze 30/04/2021: 100,00 %, 31/08/2021: 0,00 %, in media, vale 50,00 %, a rischio; pesa 100,00 %.',
      '01/04/2021 e 01/09/2021; target Due date: deadlines 30/04/2021: 100,00 %, 31/08/2021: 0,00 %, in the mean, worth 50,00 %, at risk; weighs 100,00 %.',
    ],
    [
      'a ratio',
      said(atLeast(80), [cell('A', 37), cell('B', 40)], { indicator: { formula: 'A / B', unit: '%' } }),
      '37 su 40 = 92,50 %; obiettivo >= 80: è almeno 80, vale 100,00 %, in linea; pesa 100,00 %.',
      '37 over 40 = 92,50 %; target >= 80: is at least 80, worth 100,00 %, on course; weighs 100,00 %.',
    ],
    [
      'a product',
      said(atLeast(80), [cell('A', 37), cell('B', 2)], { indicator: { formula: 'A * B' } }),
      '37 per 2 = 74 N.; obiettivo >= 80: 74 su 80, vale 92,50 %, in ritardo; pesa 100,00 %.',
      '37 times 2 = 74 N.; target >= 80: 74 over 80, worth 92,50 %, late; weighs 100,00 %.',
    ],
    [
      'a ratio over a sum',
      said(atLeast(2), [cell('A', 4), cell('B', 1), cell('E', 1)], { indicator: { formula: 'A / (B + E)' } }),
      '4 su (1 più 1) = 2 N.; obiettivo >= 2: è almeno 2, vale 100,00 %, in linea; pesa 100,00 %.',
      '4 over (1 plus 1) = 2 N.; target >= 2: is at least 2, worth 100,00 %, on course; weighs 100,00 %.',
    ],
    [
      'zero over zero where that is met',
      said(atLeast(80), [cell('A', 0), cell('B', 0)], {
        indicator: { formula: 'A / B' },
        policy: aPolicy({ zeroOverZero: 'met' }),
      }),
      'n.d. (non applicabile: zero su zero); obiettivo >= 80: vale 100,00 %, in linea; pesa 100,00 %.',
      'n.d. (not applicable: zero over zero); target >= 80: worth 100,00 %, on course; weighs 100,00 %.',
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
      'n.d.: niente da valutare.',
      'n.d.: nothing to score.',
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
      '50,00 %, parzialmente raggiunto: media di 1 voce valutata su 2, a pesi uguali; provvisorio: copertura 50,00 %; pesa 100,00 %.',
      '50,00 %, partly met: mean of 1 scored out of 2, with equal weights; provisional: coverage 50,00 %; weighs 100,00 %.',
    ],
    [
      'the body, which weighs in nothing',
      said(two, [cell('A', 5), cell('B', 10)], 'body/B'),
      '75,00 %, parzialmente raggiunto: media di 1 voce valutata su 1, a pesi uguali.',
      '75,00 %, partly met: mean of 1 scored out of 1, with equal weights.',
    ],
    [
      'a score by hand',
      said(
        { ...two, judgements: [judgement] },
        [cell('A', 5)],
        'objectives/O1',
        aPolicy({ judgement: 'override', judged: 'everything' }),
      ),
      '80,00 % dato dal valutatore (OIV, 05/09/2021): «Evento non imputabile»; le regole davano 50,00 %; parzialmente raggiunto; pesa 100,00 %.',
      '80,00 % given by the evaluator (OIV, 05/09/2021): “Evento non imputabile”; the rules would give 50,00 %; partly met; weighs 100,00 %.',
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
