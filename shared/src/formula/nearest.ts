/** Edits (insert, delete, replace) between two short words, or `limit + 1` where there are more than `limit`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    // Every way on from here has at least as many.
    if (Math.min(...next) > limit) return limit + 1
    row = next
  }
  return row[b.length] ?? limit + 1
}

/** The known word nearest to a mistyped one, at most three edits away and never half of it; null where none is [FO5]. */
export function nearest(word: string, known: Iterable<string>): string | null {
  const limit = Math.min(3, Math.floor(word.length / 2))
  const small = word.toLowerCase()
  let best: { readonly word: string; readonly edits: number } | null = null
  for (const candidate of known) {
    if (Math.abs(small.length - candidate.length) > limit) continue
    const edits = distance(small, candidate.toLowerCase(), limit)
    if (edits <= limit && (best === null || edits < best.edits)) best = { word: candidate, edits }
  }
  return best?.word ?? null
}
