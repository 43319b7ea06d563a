const isGroup = (value: unknown): value is object => typeof value === 'object' && value !== null

/**
 * Does a value have more than so many levels of lists and objects, or more than so many of them in all? Level by level:
 * nothing here recurses.
 */
export function isDeeper(value: unknown, levels: number, most = Number.POSITIVE_INFINITY): boolean {
  let groups = isGroup(value) ? [value] : []
  let count = 0
  for (let depth = 1; groups.length > 0; depth++) {
    count += groups.length
    if (depth > levels || count > most) return true
    groups = groups.flatMap((group) => (Object.values(group) as readonly unknown[]).filter(isGroup))
  }
  return false
}
