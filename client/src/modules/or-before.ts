/** Returns the list that was there before where another says the same: what looks at it is then not drawn anew. */
export const orBefore = <T>(
  before: readonly T[] | undefined,
  list: readonly T[],
  isSame: (a: T, b: T) => boolean,
): readonly T[] =>
  before?.length === list.length && before.every((one, at) => isSame(one, list[at] as T)) ? before : list
