import type { ManualScore } from '@traguardo/shared/model'
import { explainScore, MASSA_CARRARA_2019, sayVerdict, type ScoreNode, verdictOf } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { aPlan, atLeast, cell, onceMeasure } from '../../support/scoring'
import { aPolicy, CLOSED, get, nodesOf, scoreOf } from '../../support/scores'

const said = (node: ScoreNode, language?: 'en') => {
  const verdict = verdictOf(node)
  return verdict && sayVerdict(verdict, language)
}
const measures = [onceMeasure('A', { aggregation: 'last' })]
const of = (number: number, today?: string) =>
  scoreOf(atLeast(100), [cell('A', number)], { policy: MASSA_CARRARA_2019, measures, ...(today ? { today } : {}) })

describe('the verdict on a score', () => {
  it('[SC80.1] of an indicator before the close is its course', () => {
    expect([100, 80, 10].map((number) => said(of(number)))).toEqual(['in linea', 'in ritardo', 'a rischio'])
    expect([100, 80, 10].map((number) => said(of(number), 'en'))).toEqual(['on course', 'late', 'at risk'])
    expect([100, 80, 10].map((number) => verdictOf(of(number))?.tone)).toEqual(['good', 'fair', 'poor'])
    expect(verdictOf(scoreOf(null, [cell('A', 1)], { measures }))).toBeNull()
  })

  it('[SC80.2] of an indicator at the close is its band', () => {
    expect([95, 60, 10].map((number) => said(of(number, CLOSED)))).toEqual([
      ...['raggiunto', 'parzialmente raggiunto', 'assolutamente non raggiunto'],
    ])
    expect([95, 60, 10].map((number) => said(of(number, CLOSED), 'en'))).toEqual([
      ...['met', 'partly met', 'not met at all'],
    ])
  })

  it('[SC80.4] says a band by the name that the policy gives it', () => {
    const [best] = aPolicy().bands
    const named = { ...best, name: 'eccellente' } as (typeof MASSA_CARRARA_2019.bands)[number]
    const policy = aPolicy({ bands: [named, ...aPolicy().bands.slice(1)] })
    const node = scoreOf(atLeast(1), [cell('A', 1)], { measures, policy, today: CLOSED })
    expect([said(node), said(node, 'en')]).toEqual(['eccellente', 'eccellente'])
  })

  it('[SC80.3] of a group, and of a score by hand, is the band before the close too', () => {
    const judgement: ManualScore = {
      ...{ about: 'indicators/I1', year: 2021, score: 95, reason: 'Motivo', by: 'OIV', approvedBy: 'cdg' },
      at: '2021-09-04T22:30:00.000Z',
    }
    const nodes = (judgements: readonly ManualScore[]) =>
      nodesOf(aPlan({ measures, judgements: [...judgements] }), [cell('A', 6)], {
        policy: aPolicy({ judgement: 'override', judged: 'everything' }),
      })
    expect(said(get(nodes([]), 'objectives/O1'))).toBe('parzialmente raggiunto')
    expect(said(get(nodes([]), 'indicators/I1'))).toBe('a rischio')
    expect(said(get(nodes([judgement]), 'indicators/I1'))).toBe('raggiunto')
    const thin = { policy: aPolicy({ leastCoverage: 0.9 }) }
    expect(verdictOf(get(nodesOf(aPlan(), [cell('A', 6)], thin), 'objectives/O1'))).toBeNull()
  })

  it.each([100, 95, 60, 10])('[SC80.5] is said in the sentence in the same words: %d', (number) => {
    for (const node of [of(number), of(number, CLOSED)])
      for (const language of ['it', 'en'] as const) {
        const verdict = verdictOf(node)
        expect(explainScore(node, language)).toContain(`, ${verdict ? sayVerdict(verdict, language) : '?'}; `)
      }
  })
})
