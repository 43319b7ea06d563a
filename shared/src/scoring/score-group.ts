import { bandOf } from './band'
import type { Policy } from './policy'
import type { NodeKind, ScoreNode } from './score'

/** A child and what it weighs among its brothers, in any scale. */
export interface Weighted {
  readonly node: ScoreNode
  readonly weight: number
}

const total = (items: readonly Weighted[]): number => items.reduce((sum, { weight }) => sum + weight, 0)

/** Neither counted nor waited for: it weighs nothing in coverage [SC17, SC26]. */
const weighsNothing = ({ absence }: ScoreNode): boolean =>
  absence?.type === 'not-applicable' || absence?.type === 'no-target'

function coverageOf(children: readonly Weighted[]): number {
  const expected = children.filter(({ node }) => !weighsNothing(node))
  const whole = total(expected)
  return whole === 0 ? 0 : expected.reduce((sum, { node, weight }) => sum + (weight / whole) * node.coverage, 0)
}

/**
 * The weighted mean of children [SC20-SC27]. The weight of those without an achievement is shared out among the others;
 * each child leaves with its share and contribution.
 */
export function scoreGroup(
  kind: NodeKind,
  { code, title }: { readonly code: string; readonly title: string },
  {
    children,
    rule,
    policy,
  }: { readonly children: readonly Weighted[]; readonly rule: string; readonly policy: Policy },
): ScoreNode {
  const whole = total(children.filter(({ node }) => node.achievement !== null))
  const shared = children.map(({ node, weight }): ScoreNode => {
    if (node.achievement === null || whole === 0) return { ...node, share: null, contribution: null }
    const share = weight / whole
    return { ...node, share, contribution: share * node.achievement }
  })
  const counted = shared.filter(({ share }) => share !== null)
  const sum = counted.reduce((acc, { contribution }) => acc + (contribution ?? 0), 0)
  const achievement = counted.length === 0 ? null : Math.min(1, sum)
  return {
    kind,
    code,
    title,
    achievement,
    absence: achievement === null ? { type: children.length === 0 ? 'empty' : 'no-values' } : null,
    band: bandOf(achievement, policy),
    coverage: coverageOf(children),
    share: null,
    contribution: null,
    rule: children.length === 0 ? 'SC25' : rule,
    children: shared,
    indicator: null,
  }
}
