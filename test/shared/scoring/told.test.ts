import {
  compilePlan,
  explainScore,
  explanationOf,
  openScoreModel,
  sayOwnValue,
  scoresIn,
} from '@traguardo/shared/scoring'
import type { CellValue, Indicator } from '@traguardo/shared/model'
import { describe, expect, it } from 'vitest'
import { aMeasure, anIndicator, aPlan, atLeast, cell, onceMeasure } from '../../support/scoring'
import { scoreOf } from '../../support/scores'

const measures = [
  ...['A', 'B', 'C', 'D'].map((code) => onceMeasure(code, { kind: 'number' })),
  onceMeasure('YES', { kind: 'boolean', aggregation: 'last' }),
  onceMeasure('LEV', { kind: 'level', aggregation: 'last', levels: ['basso', 'medio', 'alto'] }),
]
const values = [
  ...[cell('A', 105), cell('B', 100), cell('C', 4), cell('D', 0.0034), cell('A', 100, { year: 2020 })],
  ...[cell('YES', 1), cell('LEV', 2)],
]
/** The value with what it was computed from, in both languages. */
const told = (formula: string, more: Partial<Indicator> = {}, of: readonly CellValue[] = values) => {
  const node = scoreOf(atLeast(1), of, { measures, indicator: { formula, unit: 'N.', ...more } })
  return [explainScore(node), explainScore(node, 'en')].map((sentence) => sentence.split('; ')[0])
}

describe('a formula told with its values', () => {
  it.each([
    ['A', '105 N.', '105 N.'],
    ['A / B', '105 su 100 = 1,05 N.', '105 over 100 = 1,05 N.'],
    ['(A - B) / B', '105 meno 100, su 100 = 0,05 N.', '105 minus 100, over 100 = 0,05 N.'],
    ['A + B + C', '105 più 100 più 4 = 209 N.', '105 plus 100 plus 4 = 209 N.'],
    ['A - (B + C)', '105 meno (100 più 4) = 1 N.', '105 minus (100 plus 4) = 1 N.'],
    ['A * C', '105 per 4 = 420 N.', '105 times 4 = 420 N.'],
    ['A * C + B', '(105 per 4) più 100 = 520 N.', '(105 times 4) plus 100 = 520 N.'],
    ['mean(A; B; C)', 'la media di 105, 100 e 4 = 69,67 N.', 'the mean of 105, 100 and 4 = 69,67 N.'],
    ['max(A; B)', 'il maggiore tra 105 e 100 = 105 N.', 'the greatest of 105 and 100 = 105 N.'],
    ['min(A; B / C)', 'il minore tra 105 e (100 su 4) = 25 N.', 'the least of 105 and (100 over 4) = 25 N.'],
    ['if(A > B; C; 7)', 'poiché 105 è più di 100: 4 = 4 N.', 'since 105 is more than 100: 4 = 4 N.'],
    [
      'if(A < B; C; 7)',
      'poiché non è vero che 105 è meno di 100: 7 = 7 N.',
      'since it is not so that 105 is less than 100: 7 = 7 N.',
    ],
    ['-C', 'meno 4 = -4 N.', 'minus 4 = -4 N.'],
  ])('[SC81.1] %s', (formula, it, en) => expect(told(formula)).toEqual([it, en]))

  it('[SC81.1] a share in percent without the hundred that makes it so', () => {
    expect(told('A / B', { unit: '%' })).toEqual(['105 su 100 = 105,00 %', '105 over 100 = 105,00 %'])
    expect(told('(A - B) / B', { unit: '%' })[0]).toBe('105 meno 100, su 100 = 5,00 %')
  })

  it('[SC81.2] longer ones name their measures', () => {
    expect(told('(A + B) / (A + C)')).toEqual([
      '(«Misura A» 105 più «Misura B» 100) su («Misura A» 105 più «Misura C» 4) = 1,88073 N.'.replace(
        '1,88073',
        '1,881',
      ),
      '(«Misura A» 105 plus «Misura B» 100) over («Misura A» 105 plus «Misura C» 4) = 1,881 N.',
    ])
  })

  it('[SC81.3] over two years says of which each value is', () => {
    expect(told('A / previous_year(A)')).toEqual([
      "105 quest'anno su 100 dell'anno prima = 1,05 N.",
      '105 this year over 100 of the year before = 1,05 N.',
    ])
  })

  it('[SC81.4] yes, no and levels by their names', () => {
    expect(told('YES')).toEqual(['sì', 'yes'])
    expect(told('YES', {}, [cell('YES', 0)])).toEqual(['no', 'no'])
    expect(told('LEV')).toEqual(['medio (livello 2 di 3)', 'medio (level 2 of 3)'])
    const own = (formula: string) =>
      sayOwnValue(scoreOf(atLeast(1), values, { measures, indicator: { formula } }).indicator)
    expect(['YES', 'LEV', 'C', 'A / B'].map(own)).toEqual(['sì', 'medio', '4 N.', '1,05 N.'])
    expect(sayOwnValue(null)).toBe('n.d.')
    expect(told('YES + C')[0]).toBe('sì più 4 = 5 N.')
    expect(told('LEV + C')[0]).toBe('«medio» 2 più 4 = 6 N.')
  })

  it('[SC81.5] small numbers with what two decimals would hide', () => {
    expect(told('D')[0]).toBe('0,0034 N.')
    expect(told('D / C')[0]).toBe('0,0034 su 4 = 0,00085 N.')
  })

  it('[SC81.6] what the system computes says what from', () => {
    const computed = (of?: string) =>
      aMeasure('M', { entry: { by: 'computed', what: 'operational-mean', ...(of ? { of } : {}) } })
    const sentenceOf = (of?: string, language?: 'en') => {
      const plan = aPlan({
        measures: [aMeasure('A'), computed(of)],
        indicators: [anIndicator('I1'), anIndicator('I2', { objective: 'S1', formula: 'M', unit: '%' })],
      })
      const book = openScoreModel(compilePlan(plan, 2021), [cell('A', 5)], { today: '2021-09-05' })
      const all = [explanationOf(scoresIn(book).body, plan, language)]
      for (const one of all) all.push(...one.children)
      return all.find(({ key }) => key === 'measures/M')?.sentence
    }
    expect(sentenceOf()).toBe('50: calcolata dal sistema, media degli obiettivi operativi.')
    expect(sentenceOf('U1')).toMatch(
      /^n\.d\.: calcolata dal sistema, media degli obiettivi operativi di «Servizio Uno»\.$/,
    )
    expect(sentenceOf(undefined, 'en')).toBe('50: computed by the system, mean of the operational objectives.')
  })
})
