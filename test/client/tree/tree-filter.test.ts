import type { ScoreNode } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { matching, pathTo } from '../../../client/src/tree/tree-filter'

const node = (
  kind: ScoreNode['kind'],
  code: string,
  title: string,
  children: readonly ScoreNode[] = [],
): ScoreNode => ({
  kind,
  code,
  title,
  achievement: null,
  absence: null,
  band: null,
  coverage: 0,
  isProvisional: false,
  decimals: 2,
  share: null,
  contribution: null,
  nominal: null,
  ofBrothers: false,
  under: null,
  grounds: null,
  isClosed: false,
  rule: 'SC20',
  children,
  indicator: null,
  points: null,
  manual: null,
  courses: { 'on-course': 0, late: 0, 'at-risk': 0 },
})
const tree = node('body', 'B', 'Ente', [
  node('area', 'A1', 'Competitività', [node('indicator', 'I1', 'Pratiche evase')]),
  node('area', 'A2', 'Trasparenza', []),
])

describe('the search in the tree', () => {
  it('finds words in any order, without accents, and keeps what stands above', () => {
    expect(matching(tree, 'EVASE pratiche')).toEqual(new Set(['indicators/I1', 'areas/A1', 'body/B']))
    expect(matching(tree, 'competitivita')).toEqual(new Set(['areas/A1', 'body/B']))
  })

  it('finds nothing where nothing is', () => {
    expect(matching(tree, 'zzz').size).toBe(0)
  })

  it('leads from the root to a node by key or code', () => {
    expect(pathTo(tree, 'indicators/I1').map(({ code }) => code)).toEqual(['B', 'A1', 'I1'])
    expect(pathTo(tree, 'A2').map(({ code }) => code)).toEqual(['B', 'A2'])
    expect(pathTo(tree, 'nowhere')).toEqual([])
  })
})
