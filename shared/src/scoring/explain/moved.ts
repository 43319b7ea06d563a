import type { Absence, IsoInstant } from '../../model'
import { nodeAddress, type NodeKind, type Reading, type ScoreNode } from '../score'

/** Place where a weight was shared out again, and how many took a part of it. */
export interface Taken {
  readonly kind: NodeKind
  readonly code: string
  readonly title: string
  readonly by: number
}

/** Weight that does not lie where the plan puts it [SC69]. Shares are of the score that is asked about. */
export interface MovedWeight {
  readonly about: string
  readonly kind: NodeKind
  readonly code: string
  readonly title: string
  /**
   * `taken`: it has no weight of its own, and took the mean of its brothers. The others have lost theirs.
   */
  readonly why: 'taken' | Absence['type']
  readonly absence: Absence | null
  /** Position that said that it does not apply; null where nobody did, or nobody knows. */
  readonly by: string | null
  /** Time at which that was received. */
  readonly at: IsoInstant | null
  /** The share that it would have, or the one that it took. */
  readonly share: number
  /** Place where the weight went; null where nothing took it. */
  readonly to: Taken | null
}

const CRUMB = 1e-12

/** The last answer that there is nothing to say: its author and time. */
function saidBy({ indicator, absence }: ScoreNode): Pick<MovedWeight, 'by' | 'at'> {
  if (absence?.type === 'neutralised') return { by: absence.by, at: absence.at }
  const said = (indicator?.measures ?? [])
    .flatMap(({ readings }) => readings)
    .filter(({ value }: Reading) => value?.type === 'not-applicable')
    .at(-1)
  return { by: said?.by ?? null, at: said?.at ?? null }
}

function takenIn({ kind, code, title, children }: ScoreNode): Taken | null {
  const by = children.filter(({ share, nominal }) => share !== null && share > (nominal ?? 0) + CRUMB).length
  return by === 0 ? null : { kind, code, title, by }
}

const lineOf = (
  { kind, code, title, absence }: ScoreNode,
  why: MovedWeight['why'],
  share: number,
): Omit<MovedWeight, 'by' | 'at' | 'to'> => ({
  about: nodeAddress({ kind, code }),
  ...{ kind, code, title, why, absence, share },
})

/** Did an act leave it out as a whole? */
const isOut = ({ absence }: Pick<ScoreNode, 'absence'>): boolean =>
  absence?.type === 'eliminated' || absence?.type === 'neutralised'

/** Is it looked into no further: an indicator, what holds nothing that weighs or is gone, a score that stands by hand? */
const isLeaf = ({ children, absence, manual }: ScoreNode): boolean =>
  children.every(({ nominal }) => (nominal ?? 0) <= CRUMB) || manual !== null || isOut({ absence })

/**
 * Lists everything below a score of which the weight was moved: left out, with its reason, who said so, and where its weight
 * went; or without a weight, with what it took [SC69]. The largest share comes first.
 */
export function movedWeight(top: ScoreNode): readonly MovedWeight[] {
  const found: MovedWeight[] = []
  const walk = (group: ScoreNode, whole: number, above: Taken | null): void => {
    const to = takenIn(group) ?? above
    for (const child of group.children) {
      const share = whole * (child.nominal ?? 0)
      if (share <= CRUMB) continue
      const isCounted = child.share !== null
      if (isCounted && child.ofBrothers) found.push({ ...lineOf(child, 'taken', share), by: null, at: null, to: null })
      if (!isLeaf(child)) walk(child, share, isCounted ? null : to)
      else if (!isCounted)
        found.push({ ...lineOf(child, child.absence?.type ?? 'no-values', share), ...saidBy(child), to })
    }
  }
  if (!isLeaf(top)) walk(top, 1, null)
  return found.sort((a, b) => b.share - a.share)
}
