import type { NodeKind, ScoreNode } from '../score'

/** A score as it stands: its achievement and the name of its band. */
interface Standing {
  readonly achievement: number | null
  readonly band: string | null
}

/** A score that other rules would change, from what to what. */
export interface PolicyImpact {
  readonly address: string
  readonly kind: NodeKind
  readonly title: string
  readonly before: Standing
  readonly after: Standing
}

const standing = ({ achievement, band }: ScoreNode): Standing => ({ achievement, band: band?.name ?? null })

/** Kinds in the order in which changes are told: from what stands highest. */
const ORDER: readonly NodeKind[] = ['body', 'area', 'strategic', 'operational', 'sheet', 'individual', 'indicator']

/** The scores of a year that differ in number or band under other rules, from the body down [SC94]. */
export function policyImpact(
  now: ReadonlyMap<string, ScoreNode>,
  under: ReadonlyMap<string, ScoreNode>,
): readonly PolicyImpact[] {
  const changed = [...now].flatMap(([address, node]): PolicyImpact[] => {
    const other = under.get(address)
    if (!other) return []
    const [before, after] = [standing(node), standing(other)]
    if (before.achievement === after.achievement && before.band === after.band) return []
    return [{ address, kind: node.kind, title: node.title, before, after }]
  })
  return changed.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
}
