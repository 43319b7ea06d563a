const isGroup = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Does a value have more than so many levels of lists and objects? Level by level: nothing here recurses. */
export function isDeeper(value: unknown, levels: number): boolean {
  let groups = isGroup(value) ? [value] : []
  for (let depth = 1; groups.length > 0; depth++) {
    if (depth > levels) return true
    groups = groups.flatMap((group) => (Object.values(group) as readonly unknown[]).filter(isGroup))
  }
  return false
}
