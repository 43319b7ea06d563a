import { nodeAddress, verdictOf } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { linesOf } from '../../../client/src/tree/past-tree'
import type { PastTreeFragment } from '../../../client/src/tree/past-tree.generated'
import { keysOf } from '../../../client/src/tree/tree-filter'
import { massaCarrara } from '../../support/massa-carrara'

const score = (achievement: number | null, band: string | null) => ({
  ...{
    __typename: 'Score' as const,
    achievement,
    band,
    ...{ coverage: 0.5, isProvisional: true },
    absence: achievement === null ? ('missing' as const) : null,
    manual: null,
  },
})
const indicator = {
  __typename: 'TreeIndicator' as const,
  code: 'I1',
  title: 'Tempo medio',
  value: '12',
  course: 'late' as const,
  target: { __typename: 'TreeTarget' as const, printed: '≤ 10' },
  score: score(null, null),
}
const objective = (level: 'strategic' | 'operational' | 'individual', code: string) => ({
  ...{ __typename: 'TreeObjective' as const, level, code, title: code, score: score(0.95, 'met') },
  indicators: [{ ...indicator, code: `I-${code}` }],
})
const answer: PastTreeFragment = {
  __typename: 'Tree',
  title: 'Piano',
  areas: [
    {
      ...{ __typename: 'TreeArea', code: 'A', title: 'Area', score: score(0.6, 'partly') },
      strategic: [{ ...objective('strategic', 'S'), operational: [objective('operational', 'O')] }],
    },
  ],
  sheets: [
    {
      ...{ __typename: 'TreeSheet', code: 'X', title: 'Scheda', score: score(0.1, 'not-met') },
      objectives: [objective('individual', 'XI')],
    },
  ],
}
const [area, sheet] = linesOf(answer, massaCarrara, 2021, '2021-09-05')

describe('the tree of a day that was', () => {
  it('has the lines of the tree of today: kinds, indicators before what stands under an objective', () => {
    expect([area, sheet].flatMap((line) => (line ? keysOf(line) : []))).toEqual([
      ...['areas/A', 'objectives/S', 'objectives/O', 'sheets/X', 'objectives/XI'],
    ])
    expect(area?.children[0]?.children.map(nodeAddress)).toEqual(['indicators/I-S', 'objectives/O'])
  })

  it('shows the band of each score as the plan of that day names it, and why there is none', () => {
    expect([area?.band, sheet?.band].map((band) => [band?.code, band?.tone])).toEqual([
      ['partly', 'fair'],
      ['not-met', 'poor'],
    ])
    const missing = sheet?.children[0]?.children[0]
    expect([missing?.band, missing?.absence]).toEqual([null, { type: 'missing' }])
  })

  it('[SC80.1] [SC80.2] has the verdict of that day: the course of an indicator before the close, its band at it', () => {
    const verdictOn = (day: string) => {
      const line = linesOf(answer, massaCarrara, 2021, day)[1]?.children[0]?.children[0]
      return line ? verdictOf({ ...line, band: area?.band ?? null }) : null
    }
    expect(verdictOn('2021-09-05')).toMatchObject({ type: 'course', course: 'late' })
    expect(verdictOn('2022-06-30')).toMatchObject({ type: 'band', band: { code: 'partly' } })
  })

  it('says of an indicator its value and what was wanted', () => {
    expect(sheet?.children[0]?.children[0]?.said).toBe('12 / ≤ 10')
  })
})
