import {
  compilePlan,
  explain,
  explanationOf,
  openBook,
  scoreNodes,
  scoresIn,
  targetWords,
} from '@traguardo/shared/scoring'
import type { Absence, Target } from '@traguardo/shared/model'
import { describe, expect, it } from 'vitest'
import { english } from '../../../shared/src/scoring/explain/english'
import { italian } from '../../../shared/src/scoring/explain/italian'
import { sayAbsence } from '../../../shared/src/scoring/explain/say'
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
]

const ABSENCES: readonly Absence[] = [
  { type: 'missing', measures: ['A', 'B'] },
  { type: 'not-due', measures: [] },
  { type: 'not-applicable', why: 'zero-over-zero' },
  { type: 'undefined', why: 'cycle', cycle: ['A', 'B'] },
  { type: 'no-reference', what: 'benchmark' },
  { type: 'no-target' },
  { type: 'no-values' },
]

describe('explanations in two languages', () => {
  it.each(TARGETS)('[SC29] %o', (target, it, en) => {
    expect(targetWords(target, 'gg')).toBe(it)
    expect(targetWords(target, 'gg', 'en')).toBe(en)
  })

  it('[SC29] why there is no number has its own words in each', () => {
    for (const absence of ABSENCES) {
      const [said, inEnglish] = [italian, english].map((words) => sayAbsence(absence, (code) => `«${code}»`, words))
      expect(said).toBeTruthy()
      expect(inEnglish).toBeTruthy()
      expect(inEnglish).not.toBe(said)
    }
    expect(sayAbsence({ type: 'missing', measures: ['A', 'B'] }, (code) => code, english)).toBe('missing: A; B')
  })

  it('[SC29] every score of a real plan is explained in both, with the same numbers and rule', () => {
    const plan = massaCarrara
    const book = openBook(compilePlan(plan, 2021), [], { today: '2021-09-05' })
    const numbers = (text: string) => text.match(/\d+(?:,\d+)? %|\[SC\d+\]/g)
    for (const node of scoreNodes(scoresIn(book)).values()) {
      expect(numbers(explain(node, 'en'))).toEqual(numbers(explain(node, 'it')))
      expect(explain(node, 'en')).not.toBe(explain(node, 'it'))
    }
    const { body } = scoresIn(book)
    expect(explanationOf(body, plan, 'en').sentence).toMatch(/^n\.d\.: none of its \d+ parts has a result yet/)
  })
})
