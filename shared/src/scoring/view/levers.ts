import type { ScoreNode } from '../score'

/** What an indicator could still bring to what stands above it. */
export interface Lever {
  readonly code: string
  readonly title: string
  /** Points of achievement, 0..1, that are missing to its full one; null where it is not scored yet. */
  readonly gain: number | null
}

/** What would move a score most: its indicators that are not full, the largest gain first, then those without a score [SC55]. */
export function levers(node: ScoreNode): readonly Lever[] {
  const found: Lever[] = []
  const walk = (at: ScoreNode, weight: number): void => {
    for (const child of at.children) {
      const share = weight * (child.share ?? 0)
      if (child.kind !== 'indicator') walk(child, share)
      else if (child.achievement === null) {
        if (child.absence?.type !== 'not-applicable') found.push({ code: child.code, title: child.title, gain: null })
      } else if (child.achievement < 1 && share > 0)
        found.push({ code: child.code, title: child.title, gain: share * (1 - child.achievement) })
    }
  }
  walk(node, 1)
  return found.sort((a, b) => (b.gain ?? -1) - (a.gain ?? -1))
}
