/** Reads a text from left to right: what is taken is used, what is skipped is left. */
export class Scanner {
  /** The place at which reading goes on. */
  at = 0

  constructor(readonly text: string) {}

  get isDone(): boolean {
    this.#skipBlanks()
    return this.at >= this.text.length
  }

  get rest(): string {
    return this.text.slice(this.at)
  }

  /** Takes what stands here in this form, of a pattern made by `form`; null, and nothing is taken, where something else stands. */
  take(pattern: RegExp): RegExpExecArray | null {
    this.#skipBlanks()
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)
    if (found) this.at += found[0].length
    return found
  }

  /** Reads as a whole or not at all. */
  whole<T>(read: () => T | null): T | null {
    const before = this.at
    const found = read()
    if (found === null) this.at = before
    return found
  }

  /** Takes one word, whatever it is. */
  skip(): string {
    return this.take(/\S+/y)?.[0] ?? ''
  }

  #skipBlanks() {
    while (this.text[this.at] === ' ') this.at++
  }
}

/** A pattern for the scanner: where it ends in a letter, no letter or digit may follow. */
export const form = (source: string): RegExp => new RegExp(`(?:${source})(?:(?<!\\p{L})|(?![\\p{L}\\d]))`, 'iuy')

/** Text as the reader takes it: one kind of blank, apostrophe and minus. */
export const scannedText = (printed: string): string =>
  printed
    .replace(/[’‘`´]/g, "'")
    .replace(/["“”«»]/g, ' ')
    .replace(/[−–]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
