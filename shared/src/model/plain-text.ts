/** Levels of objects and lists in anything that is sent: a plan file has eight. */
const DEEPEST = 64

/**
 * What no text may hold: control characters but line ends and tab (one of the databases does not take NUL), halves of a
 * surrogate pair, and the marks that turn the direction of what follows, with which a text can show what it does not say.
 */
const UNFIT = /[^\P{Cc}\t\n\r]|[\p{Cs}\u202a-\u202e\u2066-\u2069]/u

/** Can this text be stored and shown as what it says? [RI10] */
export const isPlainText = (text: string): boolean => !UNFIT.test(text)

/** A text as it can be shown, whatever was stored before it was looked at: what may not stand in it is left out [RI10]. */
export const plainText = (text: string): string => text.replaceAll(new RegExp(UNFIT, 'gu'), '')

/**
 * Do all texts in something that was sent, the names of its parts included, stand the test of `isPlainText`, and does its
 * nesting end? It is walked without recursion: no depth exhausts the stack [RI10].
 */
export function isPlainData(sent: unknown): boolean {
  const left: { readonly value: unknown; readonly depth: number }[] = [{ value: sent, depth: 0 }]
  for (let next = left.pop(); next; next = left.pop()) {
    const { value, depth } = next
    if (typeof value === 'string' && !isPlainText(value)) return false
    if (typeof value !== 'object' || value === null) continue
    if (depth >= DEEPEST) return false
    for (const [name, part] of Object.entries(value)) {
      if (!isPlainText(name)) return false
      left.push({ value: part, depth: depth + 1 })
    }
  }
  return true
}
