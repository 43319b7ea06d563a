import type { CompiledGroup } from './groups'

/** The groups once more, flat and in their order: what is read at every change lies side by side. */
export interface GroupTable {
  /** Start of each group's parts; those of the next begin where they end. */
  readonly partsAt: Int32Array
  /** Start of each part's children. */
  readonly childrenAt: Int32Array
  readonly child: Int32Array
  readonly weight: Float64Array
  /** The sum of the weights of each part's children, and what the part weighs in its group. */
  readonly weights: Float64Array
  readonly whole: Float64Array
  /** 1 where the group is the mean of what stands below it, however much that is. */
  readonly isMean: Uint8Array
}

/** Lays the groups out flat. */
export function groupTable(groups: readonly CompiledGroup[]): GroupTable {
  const parts = groups.flatMap((group) => group.parts)
  const ends = (sizes: readonly number[]) => {
    const at = new Int32Array(sizes.length + 1)
    sizes.forEach((size, index) => (at[index + 1] = (at[index] ?? 0) + size))
    return at
  }
  return {
    partsAt: ends(groups.map((group) => group.parts.length)),
    childrenAt: ends(parts.map(({ children }) => children.length)),
    child: new Int32Array(parts.flatMap(({ children }) => children)),
    weight: new Float64Array(parts.flatMap(({ weights }) => weights)),
    weights: new Float64Array(parts.map((part) => part.weights.reduce((sum, one) => sum + one, 0))),
    whole: new Float64Array(parts.map(({ whole }) => whole)),
    isMean: new Uint8Array(groups.map(({ combine, beyond }) => Number(combine === 'mean' && beyond === null))),
  }
}
