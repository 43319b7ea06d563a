import type { Word } from '../refusals'
import { faultAt, type FormulaFault } from './fault'
import {
  BENCHMARKS,
  EARLIER,
  type EarlierName,
  FUNCTIONS,
  type FunctionName,
  type LeafNode,
  type Operator,
  OWN_UNIT,
  SYSTEM,
} from './node'

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
function nearest(word: string, known: Iterable<string>): string | null {
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

/** Signs that are no operators. A semicolon parts arguments: a comma may be decimal. */
type Mark = '(' | ')' | ';'

/** A piece of a formula and where it begins (characters from 0). */
export type Token =
  | { readonly type: 'number'; readonly number: number; readonly at: number }
  | { readonly type: 'leaf'; readonly leaf: LeafNode; readonly at: number }
  | { readonly type: 'function'; readonly name: FunctionName | EarlierName; readonly at: number }
  | { readonly type: Operator | Mark | 'end'; readonly at: number }

/** Codes that a formula may name; `units` for `CODE@UNIT`, `parts` for what an achievement can be of. */
export interface KnownCodes {
  readonly measures: ReadonlySet<string>
  readonly units: ReadonlySet<string>
  readonly benchmarks?: ReadonlySet<string>
  readonly parts?: ReadonlySet<string>
  /** False where faults need not name what was probably meant: it is looked for among all codes. */
  readonly hints?: boolean
}

const CODE_RUN = /[\p{L}\d_.:%-]+/uy
const NUMBER = /\d+(?:[.,]\d+)?(?![\p{L}\d_])/uy
const SYMBOL = /<=|>=|<>|[-+*/()=<>;]/uy
const CALL = /([\p{L}_]+)\s*\(/uy
const NOTHING: ReadonlySet<string> = new Set()

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
}

/** Characters of a code at most: the format of plans has no longer one [FO25]. */
const LONGEST_CODE = 200

/** The longest known code that begins here [FO3]; a longer run may go on as an operator (`A-B` with A and B known). */
function longestKnown(run: string, known: ReadonlySet<string>): string | null {
  for (let end = Math.min(run.length, LONGEST_CODE); end > 0; end--) {
    const rest = run[end]
    if (rest !== undefined && rest !== '-') continue
    const candidate = run.slice(0, end)
    if (known.has(candidate)) return candidate
  }
  return null
}

function unknown(word: string, known: Iterable<string>, what: Word, at: number): FormulaFault {
  const near = word.length > LONGEST_CODE ? null : nearest(word, known)
  return faultAt(at, 'UNKNOWN_MEASURE', { kind: 'formula', word, what, ...(near === null ? {} : { near }) })
}

const hintsOf = ({ hints }: KnownCodes, among: ReadonlySet<string>): ReadonlySet<string> =>
  hints === false ? NOTHING : among

interface Read {
  readonly token: Token
  readonly end: number
}

/** Reads `CODE` or `CODE@UNIT`; gives the token and where it ends. */
function readMeasure(text: string, at: number, known: KnownCodes): Read | FormulaFault {
  const run = match(CODE_RUN, text, at) ?? ''
  const code = longestKnown(run, known.measures)
  if (code === null) return unknown(run, hintsOf(known, known.measures), 'measure-code', at)
  const end = at + code.length
  if (text[end] !== '@') return { token: { type: 'leaf', leaf: { type: 'measure', code, unit: null }, at }, end }
  const unitRun = match(CODE_RUN, text, end + 1) ?? ''
  const unit = longestKnown(unitRun, known.units) ?? longestKnown(unitRun, new Set([OWN_UNIT]))
  if (unit === null) return unknown(unitRun, hintsOf(known, known.units), 'unit-code', end + 1)
  return { token: { type: 'leaf', leaf: { type: 'measure', code, unit }, at }, end: end + 1 + unit.length }
}

/** The word before a parenthesis, in small letters, unless a measure has that code [FO16]. */
function wordAt(text: string, at: number, known: KnownCodes): string | null {
  CALL.lastIndex = at
  const word = CALL.exec(text)?.[1]
  return word === undefined || known.measures.has(word) ? null : word.toLowerCase()
}

/** Reads `cluster(CODE)` or `achievement(CODE)` from its parenthesis on: names, not expressions [FO20, FO21]. */
function readNamed(text: string, at: number, word: string, known: KnownCodes): Read | FormulaFault {
  const isBenchmark = Object.hasOwn(BENCHMARKS, word)
  const among = (isBenchmark ? known.benchmarks : known.parts) ?? NOTHING
  let next = text.indexOf('(', at) + 1
  while (/\s/.test(text[next] ?? '')) next += 1
  const run = match(CODE_RUN, text, next) ?? ''
  const code = among.has(run) ? run : null
  if (code === null && (run !== '' || isBenchmark))
    return unknown(run, hintsOf(known, among), isBenchmark ? 'benchmark-code' : 'part', next)
  let end = next + run.length
  while (/\s/.test(text[end] ?? '')) end += 1
  if (text[end] !== ')') return faultAt(end, 'FORMULA_SYNTAX', { kind: 'bracket' })
  const leaf: LeafNode =
    isBenchmark && code !== null
      ? { type: 'benchmark', scope: BENCHMARKS[word as keyof typeof BENCHMARKS], code }
      : { type: 'system', what: SYSTEM[word as keyof typeof SYSTEM], of: code }
  return { token: { type: 'leaf', leaf, at }, end: end + 1 }
}

/** A word of the language before its parenthesis; null where there is none. */
function readWord(text: string, at: number, known: KnownCodes): Read | FormulaFault | null {
  const word = wordAt(text, at, known)
  if (word === null) return null
  if (Object.hasOwn(BENCHMARKS, word) || Object.hasOwn(SYSTEM, word)) return readNamed(text, at, word, known)
  if (!Object.hasOwn(FUNCTIONS, word) && !Object.hasOwn(EARLIER, word)) return null
  return { token: { type: 'function', name: word as FunctionName | EarlierName, at }, end: at + word.length }
}

/** The token that begins here, and where it ends; or the fault. */
function readToken(text: string, at: number, known: KnownCodes): Read | FormulaFault {
  const symbol = match(SYMBOL, text, at)
  if (symbol !== null) return { token: { type: symbol as Operator | Mark, at }, end: at + symbol.length }
  const run = match(CODE_RUN, text, at)
  if (run === null) {
    const sign = String.fromCodePoint(text.codePointAt(at) ?? 0)
    return faultAt(at, 'FORMULA_SYNTAX', { kind: 'sign', sign })
  }
  const word = readWord(text, at, known)
  if (word !== null) return word
  const number = longestKnown(run, known.measures) === null ? match(NUMBER, text, at) : null
  if (number !== null)
    return { token: { type: 'number', number: Number(number.replace(',', '.')), at }, end: at + number.length }
  return readMeasure(text, at, known)
}

/** Cuts a formula into tokens, the last of them `end`; or the first fault. */
export function tokenize(text: string, known: KnownCodes): readonly Token[] | FormulaFault {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    if (/\s/.test(text[at] ?? '')) {
      at += 1
      continue
    }
    const read = readToken(text, at, known)
    if ('code' in read) return read
    tokens.push(read.token)
    at = read.end
  }
  tokens.push({ type: 'end', at: text.length })
  return tokens
}
