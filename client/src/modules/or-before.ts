/** Do two lists say the same, one after the other? */
export const sameList = <T>(one: readonly T[], other: readonly T[], isSame: (a: T, b: T) => boolean): boolean =>
  one.length === other.length && one.every((item, at) => isSame(item, other[at] as T))

/** Returns the list that was there before where another says the same: what looks at it is then not drawn anew. */
export const orBefore = <T>(
  before: readonly T[] | undefined,
  list: readonly T[],
  isSame: (a: T, b: T) => boolean,
): readonly T[] => (before && sameList(before, list, isSame) ? before : list)
