import type { CellValue, Plan, Policy, Target } from '@traguardo/shared/model'
import { explainScore, explanationOf } from '@traguardo/shared/scoring'
import { compilePlan, scorePlan } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { massaCarrara } from '../../support/massa-carrara'
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

const measures = ['A', 'B', 'C'].map((code) => onceMeasure(code, { kind: 'number', aggregation: 'last' }))
const dates = [aMeasure('A', { kind: 'date', aggregation: 'last' })]
const plan = aPlan({
  measures,
  objectives: [
    strategic('S1'),
    operational('O1', 'S1', { resources: [{ year: 2021, euro: 30 }] }),
    operational('O2', 'S1', { resources: [{ year: 2021, euro: 10 }] }),
  ],
  indicators: [
    anIndicator('I1', { objective: 'S1', formula: 'A', weight: 70 }),
    anIndicator('I2', { objective: 'S1', formula: 'B', weight: 30 }),
    anIndicator('I3', { objective: 'O1', formula: 'C' }),
    anIndicator('I4', { objective: 'O2', formula: 'A' }),
  ],
})
const all = [cell('A', 10), cell('B', 4), cell('C', 8)]
const rule = (combine: Policy['areas']['combine'], weights: Policy['areas']['weights'] = 'printed') => ({
  objectives: { combine, weights },
})
const group = (policy: Partial<Policy>, values: readonly CellValue[] = all, of: Plan = plan): string =>
  explainScore(get(nodesOf(of, values, { policy: aPolicy(policy), today: CLOSED }), 'objectives/S1')).replace(/;.*/, '')
const one = (
  target: Target,
  values: readonly CellValue[],
  policy: Partial<Policy> = {},
  more: Parameters<typeof scoreOf>[2] = {},
) =>
  explainScore(scoreOf(target, values, { measures, ...more, policy: aPolicy(policy) }))
    .replace(/^.*?; obiettivo [^:]*: /, '')
    .replace(/;.*/, '')

describe('the rule of a group in its sentence', () => {
  it('[SC82.1] a mean by its weights', () => {
    expect(group({})).toBe(
      '85,20 %, parzialmente raggiunto: 60,00 % i suoi indicatori (82,00 %: media ponderata di 2 voci valutate su 2, con i pesi stampati)' +
        ' e 40,00 % i suoi obiettivi operativi (90,00 %: media di 2 voci valutate su 2, a pesi uguali)',
    )
    expect(group(rule('mean', 'resources'))).toContain(
      '(85,00 %: media ponderata di 2 voci valutate su 2, con le risorse come pesi)',
    )
  })

  it('[SC82.5] a strategic objective by both of its parts, or by the one that has a score', () => {
    expect(group({})).toContain(' e 40,00 % i suoi obiettivi operativi (90,00 %: ')
    expect(group({ missingAtClose: 'left-out' }, [cell('C', 8)])).toBe(
      '80,00 %, parzialmente raggiunto: solo i suoi obiettivi operativi, media ponderata di 1 voce valutata su 2, a pesi uguali, perché i suoi indicatori non hanno punteggio'.replace(
        'media ponderata',
        'media',
      ),
    )
    expect(group({ strategic: { own: 0, operational: 1 } })).toContain('perché i suoi indicatori pesano zero')
  })

  it('[SC82.2] the worst by its name', () => {
    expect(group(rule('worst'))).toBe(
      '40,00 %, non raggiunto: il peggiore di 4 voci valutate su 4: «Indicatore I2», 40,00 %',
    )
    const nodes = nodesOf(plan, all, { policy: aPolicy(rule('worst')), today: CLOSED })
    expect(explainScore(get(nodes, 'indicators/I2'))).toMatch(/; decide, perché è il peggiore\.$/)
    expect(explainScore(get(nodes, 'indicators/I1'))).toMatch(/; non decide\.$/)
  })

  it('[SC82.3] a sum as a sum', () => {
    expect(group(rule('sum'))).toContain('somma dei contributi di 2 voci valutate su 2, con i pesi stampati')
  })

  it('[SC82.4] the share in the best band by the band', () => {
    expect(group(rule('share-met'))).toContain(
      '(70,00 %: peso di ciò che è «raggiunto» (da 90,00 %) tra 2 voci valutate su 2, con i pesi stampati)',
    )
  })

  it('[SC82.8] what has a score weighs zero, what weighs has none: the other part is all', () => {
    const broke = aPlan({
      measures,
      objectives: [
        strategic('S1'),
        operational('O1', 'S1', { resources: [{ year: 2021, euro: 0 }] }),
        operational('O2', 'S1', { resources: [{ year: 2021, euro: 10 }] }),
      ],
      indicators: [
        anIndicator('I1', { objective: 'S1', formula: 'A' }),
        anIndicator('I2', { objective: 'S1', formula: 'B' }),
        anIndicator('I3', { objective: 'O1', formula: 'A' }),
      ],
    })
    const policy = aPolicy({ ...rule('sum', 'resources'), missingAtClose: 'left-out' })
    const node = get(nodesOf(broke, [cell('A', 10)], { policy, today: CLOSED }), 'objectives/S1')
    expect(node.achievement).toBe(0.5)
    expect(node.children.map(({ code, share, contribution }) => [code, share, contribution])).toEqual([
      ['I1', 0.5, 0.5],
      ['I2', null, null],
      ['O1', 0, 0],
      ['O2', null, null],
    ])
    expect(explainScore(node)).toContain(
      'solo i suoi indicatori, somma dei contributi di 1 voce valutata su 2, a pesi uguali, perché i suoi obiettivi operativi valutati pesano zero',
    )
    expect(explainScore(node, 'en')).toContain(
      'because those of its operational objectives that are scored weigh nothing',
    )
  })

  it('[SC82.7] a sum of money by each one’s own', () => {
    const paid = aPlan({
      measures,
      sheets: [{ code: 'SG', title: 'Scheda', unit: 'U1', person: 'anna', weightTotal: 4000 }],
      objectives: [individual('P1', 'SG', 3000), individual('P2', 'SG', 1000)],
      indicators: [
        anIndicator('I1', { objective: 'P1', formula: 'A' }),
        anIndicator('I2', { objective: 'P2', formula: 'B' }),
      ],
    })
    const said = (language: 'it' | 'en') => {
      const policy = aPolicy({ weights: 'money', cap: 2 })
      const nodes = nodesOf(paid, [cell('A', 5), cell('B', 20)], { policy, today: CLOSED })
      return explainScore(get(nodes, 'sheets/SG'), language)
    }
    expect(said('it')).toBe(
      '62,50 %, parzialmente raggiunto: somma dei contributi di 2 voci valutate su 2, con i pesi stampati, ciascuna al massimo per il suo denaro.',
    )
    expect(said('en')).toContain(', each for its own money at most.')
  })
})

describe('the rule of an indicator in its sentence', () => {
  it('[SC83.1] a comparison where it is met, else the way that ran', () => {
    expect(one(atLeast(10), [cell('A', 10)])).toBe('è almeno 10, vale 100,00 %, in linea')
    expect(one(atLeast(10), [cell('A', 9)])).toBe('9 su 10, vale 90,00 %, in ritardo')
    expect(one(atMost(10), [cell('A', 20)])).toBe('10 su 20, vale 50,00 %, a rischio')
    expect(one(atMost(10), [cell('A', 12)], { shrinks: 'linear' })).toBe('2 meno 12 su 10, vale 80,00 %, in ritardo')
    expect(one({ year: 2021, printed: 'tra', type: 'between', from: 5, to: 8 }, [cell('A', 6)])).toContain(
      'è tra 5 e 8, vale',
    )
  })

  it('[SC83.2] all or nothing where it is met or not', () => {
    expect(one(atLeast(10), [cell('A', 9)], { grows: 'met-or-not' })).toContain(
      'non è almeno 10, tutto o niente, vale 0,00 %',
    )
  })

  it('[SC83.3] a flat step, with what was before it', () => {
    const steps = [
      { from: 0.9, worth: 1 },
      { from: 0.5, worth: 0.75 },
      { from: 0, worth: 0 },
    ]
    expect(one(atLeast(10), [cell('A', 9)], { steps })).toContain(
      '9 su 10 = 90,00 %, scatto: da 90,00 %, vale 100,00 %',
    )
    expect(one(atLeast(10), [cell('A', 6)], { steps })).toContain(
      '6 su 10 = 60,00 %, scatto: da 50,00 % a 90,00 %, vale 75,00 %',
    )
  })

  it('[SC83.4] a cap, with what it cut', () => {
    expect(one(atLeast(10), [cell('A', 15)], { cap: 1.2 })).toContain(
      '15 su 10 = 150,00 %, limite 120,00 %, vale 120,00 %',
    )
    expect(one(atMost(10), [cell('A', 0)], { cap: 1.2 })).toContain(
      'oltre lo zero con 0, limite 120,00 %, vale 120,00 %',
    )
    expect(one(atMost(10), [cell('A', 30)], { shrinks: 'linear' })).toContain(
      '2 meno 30 su 10 = -100,00 %, limite 0,00 %, vale 0,00 %',
    )
  })

  it('[SC83.5] days late, with grace and loss', () => {
    const more = { measures: dates, indicator: { unit: 'date' } }
    const late = [cell('A', '2021-07-15')]
    expect(one(byDate('2021-06-30'), late, {}, more)).toBe('15 giorni dopo il 30/06/2021, vale 0,00 %, a rischio')
    expect(one(byDate('2021-06-30'), late, { dates: { graceDays: 5, lossPerDay: 0.05 } }, more)).toBe(
      '15 giorni dopo il 30/06/2021, 5 di tolleranza, meno 5,00 % al giorno, vale 50,00 %, a rischio',
    )
  })

  it('[SC83.6] a baseline, with the way from it', () => {
    const more = { indicator: { baseline: { year: 2020, value: 40, printed: '40' } } }
    expect(one(atLeast(100), [cell('A', 70)], { grows: 'from-baseline' }, more)).toContain(
      'dal valore di partenza 40 a 100, 30 su 60, vale 50,00 %',
    )
  })

  it('[SC83.7] several days, each with its worth', () => {
    const target: Target = { year: 2021, printed: 'x', type: 'by-dates', dates: ['2021-04-30', '2021-08-31'] }
    const found = one(
      target,
      [cell('A', '2021-04-01', { period: 1 }), cell('A', '2021-09-01')],
      {},
      { measures: dates },
    )
    expect(found).toContain('scadenze 30/04/2021: 100,00 %, 31/08/2021: 0,00 %, in media, vale 50,00 %')
  })

  it('[SC83.8] a day that is past since how long', () => {
    const of = (day: string) => one(byDate(day), [], {}, { measures: dates, indicator: { unit: 'date' } })
    expect(of('2021-06-15')).toBe('scaduto da 82 giorni, a rischio.')
    expect(of('2021-09-04')).toBe('scaduto da 1 giorno.')
    expect(of('2021-12-15')).toBe('per ora non conta, in linea.')
  })
})

describe('numbers of rules', () => {
  it('[SC84.1] stand in no sentence', () => {
    const scores = scorePlan(compilePlan(massaCarrara, 2021), [], { today: '2021-09-05' })
    for (const language of ['it', 'en'] as const) {
      const tree = [explanationOf(scores.body, massaCarrara, language)]
      for (const one of tree) tree.push(...one.children)
      expect(tree.filter(({ sentence }) => /SC\d/.test(sentence))).toEqual([])
      const scored = tree.filter(({ key }) => /^(body|areas|objectives|indicators)\//.test(key))
      expect(scored.filter(({ rule }) => rule === null || rule.clause === '')).toEqual([])
    }
  })
})
