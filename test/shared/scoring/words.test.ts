import {
  compilePlan,
  explainScore,
  explanationOf,
  openScoreModel,
  scoreNodes,
  scoresIn,
  targetWords,
} from '@traguardo/shared/scoring'
import type { Absence, Target } from '@traguardo/shared/model'
import { describe, expect, it } from 'vitest'
import { englishWords } from '../../../shared/src/scoring/explain/english'
import { italianWords } from '../../../shared/src/scoring/explain/italian'
import { sayAbsence } from '@traguardo/shared/scoring'
import { massaCarrara } from '../../support/massa-carrara'

const TARGETS: readonly (readonly [Target, string, string])[] = [
  [{ type: 'by-date', date: '2021-06-30', year: 2021, printed: '' }, 'entro il 30/06/2021', 'by 30/06/2021'],
  [{ type: 'at-most', value: 3.5, year: 2021, printed: '' }, '≤ 3,5 gg', '≤ 3,5 gg'],
  [
    { type: 'after-each-period', days: 15, counted: 'working', year: 2021, printed: '' },
    'entro 15 giorni lavorativi dalla fine di ogni periodo',
    'within 15 working days of the end of each period',
  ],
  [
    { type: 'against-year', back: 1, comparison: '>=', year: 2021, printed: '' },
    '>= del valore di un anno prima',
    '>= the value of one year before',
  ],
  [{ type: 'observed', year: 2021, printed: '' }, 'solo rilevato', 'observed only'],
  [{ type: 'observed', value: 3, year: 2021, printed: '' }, 'solo rilevato, atteso 3', 'observed only, expected 3'],
  [
    { type: 'first-year', year: 2021, printed: '' },
    'anno di rilevazione: registrato, non valutato',
    'year of observation: recorded, not scored',
  ],
  [
    { type: 'by-dates', dates: ['2021-04-30', '2021-08-31'], year: 2021, printed: '' },
    'entro il 30/04/2021 e il 31/08/2021, ciascuna per conto suo',
    'by 30/04/2021 and by 31/08/2021, each on its own',
  ],
  [
    { type: 'after-each-period', days: 3, year: 2021, printed: '' },
    'entro 3 giorni dalla fine di ogni periodo',
    'within 3 days of the end of each period',
  ],
  [
    { type: 'after-event', event: 'E', amount: 5, unit: 'days', year: 2021, printed: '' },
    "entro 5 giorni dall'evento",
    'within 5 days of the event',
  ],
  [
    { type: 'after-event', event: 'E', amount: 5, unit: 'working-days', strict: true, year: 2021, printed: '' },
    "meno di 5 giorni lavorativi dall'evento",
    'less than 5 working days of the event',
  ],
  [
    { type: 'after-event', event: 'E', amount: 2, unit: 'months', year: 2021, printed: '' },
    "entro 2 mesi dall'evento",
    'within 2 months of the event',
  ],
  [
    { type: 'against-year', back: 3, comparison: '<', year: 2021, printed: '' },
    '< del valore di 3 anni prima',
    '< the value of 3 years before',
  ],
  [
    { type: 'against-benchmark', comparison: '>', scope: 'cluster', year: 2021, printed: '' },
    '> media del cluster',
    '> the mean of the cluster',
  ],
  [
    { type: 'against-benchmark', comparison: '<=', scope: 'regional', margin: 0.02, year: 2021, printed: '' },
    '<= media regionale, con un margine di 0,02',
    '<= the regional mean, with a margin of 0,02',
  ],
  [
    { type: 'against-benchmark', comparison: '>=', scope: 'national', year: 2021, printed: '' },
    '>= media nazionale',
    '>= the national mean',
  ],
  [{ type: 'level', level: 'Alto', comparison: '>=', year: 2021, printed: '' }, '>= «Alto»', '>= «Alto»'],
  [{ type: 'at-least', value: 3, year: 2021, printed: '' }, '≥ 3 gg', '≥ 3 gg'],
  [{ type: 'more-than', value: 3, year: 2021, printed: '' }, '> 3 gg', '> 3 gg'],
  [{ type: 'less-than', value: 3, year: 2021, printed: '' }, '< 3 gg', '< 3 gg'],
  [{ type: 'equals', value: 3, year: 2021, printed: '' }, '= 3 gg', '= 3 gg'],
]

/** Sentences that are made of parts, in both languages. */
const MADE: readonly (readonly [(words: typeof italianWords) => string, string, string])[] = [
  [
    (words) => words.byHand({ score: '80 %', by: 'OIV', on: '01/02/2022', reason: 'Perché', instead: '70 %' }),
    '80 % dato dal valutatore (OIV, 01/02/2022): «Perché»; le regole davano 70 %',
    '80 % given by the evaluator (OIV, 01/02/2022): “Perché”; the rules would give 70 %',
  ],
  [(words) => words.worth('40 %'), 'vale 40 %', 'worth 40 %'],
  [(words) => words.asked('>= 80'), 'obiettivo >= 80', 'target >= 80'],
  [(words) => words.weighs('20 %'), 'pesa 20 %', 'weighs 20 %'],
  [
    (words) => words.partsEmpty('3', false),
    'n.d.: nessuna delle 3 voci ha ancora un risultato',
    'n.d.: none of its 3 parts has a result yet',
  ],
  [({ group }) => group.scored(2, '3'), '2 voci valutate su 3', '2 scored out of 3'],
  [({ group }) => group.scored(1, '3'), '1 voce valutata su 3', '1 scored out of 3'],
  [
    ({ group }) => group.mean('2', 'printed'),
    'media ponderata di 2, con i pesi stampati',
    'weighted mean of 2, with the printed weights',
  ],
  [({ group }) => group.mean('2', 'equal'), 'media di 2, a pesi uguali', 'mean of 2, with equal weights'],
  [({ passed }) => passed(1), 'scaduto da 1 giorno', 'overdue by 1 day'],
  [({ passed }) => passed(82), 'scaduto da 82 giorni', 'overdue by 82 days'],
  [(words) => words.period('II', 2021), 'II periodo 2021', 'period II of 2021'],
  [
    (words) => words.entered({ value: '12', by: 'Anna', on: '05/09/2021' }),
    '12, inserito da Anna il 05/09/2021',
    '12, entered by Anna on 05/09/2021',
  ],
  [
    (words) => words.entered({ value: '12', by: null, on: '05/09/2021' }),
    '12, inserito il 05/09/2021',
    '12, entered on 05/09/2021',
  ],
  [(words) => words.entered({ value: '12', by: 'Anna', on: null }), '12, inserito da Anna', '12, entered by Anna'],
  [(words) => words.entered({ value: '12', by: null, on: null }), '12', '12'],
  [(words) => words.values('1'), '1 valore inserito', '1 value entered'],
  [(words) => words.values('2'), '2 valori inseriti', '2 values entered'],
]

const ABSENCES: readonly (readonly [Absence, string, string])[] = [
  [{ type: 'missing', measures: ['A', 'B'] }, 'manca: «A»; «B»', 'missing: «A»; «B»'],
  [{ type: 'not-due', measures: [] }, 'non ancora dovuto', 'not due yet'],
  [
    { type: 'not-applicable', why: 'zero-over-zero' },
    'non applicabile: zero su zero',
    'not applicable: zero over zero',
  ],
  [{ type: 'not-applicable', why: 'entered' }, 'non applicabile, come inserito', 'not applicable, as entered'],
  [
    { type: 'not-applicable', why: 'no-event' },
    "non applicabile: l'evento da cui decorre il termine non è avvenuto",
    'not applicable: the event that the term runs from did not happen',
  ],
  [{ type: 'undefined', why: 'cycle' }, 'dipenderebbe da sé stesso', 'it would depend on itself'],
  [
    { type: 'undefined', why: 'cycle', cycle: ['A', 'B'] },
    'dipenderebbe da sé stesso: A → B',
    'it would depend on itself: A → B',
  ],
  [{ type: 'undefined', why: 'division-by-zero' }, 'il divisore è zero', 'the divisor is zero'],
  [
    { type: 'undefined', why: 'wrong-type' },
    'date e numeri non si possono combinare',
    'days and numbers cannot be combined',
  ],
  [{ type: 'undefined', why: 'formula' }, 'la formula ha un errore', 'there is a mistake in the formula'],
  [{ type: 'undefined', why: 'out-of-range' }, 'il numero è troppo grande', 'the number is too large'],
  [
    { type: 'no-reference', what: 'benchmark' },
    'manca il valore degli altri enti con cui si confronta',
    'the value of the other bodies it is compared with is missing',
  ],
  [
    { type: 'no-reference', what: 'earlier-year' },
    "manca il valore dell'anno con cui si confronta",
    'the value of the year it is compared with is missing',
  ],
  [
    { type: 'no-reference', what: 'earlier-period' },
    'manca il valore del periodo precedente',
    'the value of the period before is missing',
  ],
  [{ type: 'empty' }, 'niente da valutare', 'nothing to score'],
  [
    { type: 'no-target' },
    "nessun obiettivo per quest'anno: rilevato, non valutato",
    'no target for this year: recorded, not scored',
  ],
  [{ type: 'no-values' }, 'ancora nessun valore', 'no value yet'],
  [{ type: 'weightless' }, 'ciò che è valutato pesa zero', 'what is scored weighs nothing'],
]

describe('explanations in two languages', () => {
  it.each(TARGETS)('[SC29.2] %o', (target, it, en) => {
    expect(targetWords(target, 'gg')).toBe(it)
    expect(targetWords(target, 'gg', 'en')).toBe(en)
  })

  it.each(ABSENCES)('[SC29.5] %o has its own words in each', (absence, it, en) => {
    const said = (['it', 'en'] as const).map((language) => sayAbsence(absence, (code) => `«${code}»`, language))
    expect(said).toEqual([it, en])
  })

  it('[SC121.1] of a list that is missing names as many as are asked for, and says of how many it does not', () => {
    const missing: Absence = { type: 'missing', measures: ['A', 'B', 'C'] }
    const said = [1, 2, 3].flatMap((most) =>
      (['it', 'en'] as const).map((language) => sayAbsence(missing, String, language, most)),
    )
    expect(said).toEqual([
      ...['manca: A e altre 2', 'missing: A and 2 more', "manca: A; B e un'altra", 'missing: A; B and 1 more'],
      ...['manca: A; B; C', 'missing: A; B; C'],
    ])
    expect(sayAbsence({ type: 'missing', measures: [] }, String)).toBe('manca un valore')
  })

  it.each(MADE)('[SC29.2] %o: %s', (say, it, en) => expect([say(italianWords), say(englishWords)]).toEqual([it, en]))

  it('[SC29.2] every score of a real plan is explained in both, with the same numbers', () => {
    const plan = massaCarrara
    const book = openScoreModel(compilePlan(plan, 2021), [], { today: '2021-09-05' })
    const numbers = (text: string) => text.match(/\d[\d.,/]*/g)
    for (const node of scoreNodes(scoresIn(book)).values()) {
      expect(numbers(explainScore(node, 'en'))).toEqual(numbers(explainScore(node, 'it')))
      expect(explainScore(node, 'en')).not.toBe(explainScore(node, 'it'))
    }
    const { body } = scoresIn(book)
    expect(explanationOf(body, plan, 'en').sentence).toMatch(/^n\.d\.: none of its \d+ parts has a result yet/)
  })
})
