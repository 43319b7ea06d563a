import { nearest } from './nearest'
import { FUNCTIONS, type FunctionName, type Operator } from './node'

/** Signs that are no operators. A semicolon parts arguments: a comma may be decimal. */
type Mark = '(' | ')' | ';'

/** A piece of a formula and where it begins (characters from 0). */
export type Token =
  | { readonly type: 'number'; readonly number: number; readonly at: number }
  | { readonly type: 'measure'; readonly code: string; readonly unit: string | null; readonly at: number }
  | { readonly type: 'function'; readonly name: FunctionName; readonly at: number }
  | { readonly type: Operator | Mark | 'end'; readonly at: number }

/** What is wrong with a formula, where, in Italian [FO6]. */
export interface FormulaFault {
  readonly code: 'FORMULA_TOO_LONG' | 'FORMULA_TOO_DEEP' | 'UNKNOWN_MEASURE' | 'FORMULA_SYNTAX'
  readonly at: number
  readonly message: string
}

/** Codes that a formula may name; `units` for `CODE@UNIT`. */
export interface KnownCodes {
  readonly measures: ReadonlySet<string>
  readonly units: ReadonlySet<string>
}

const CODE_RUN = /[\p{L}\d_.:%-]+/uy
const NUMBER = /\d+(?:[.,]\d+)?(?![\p{L}\d_])/uy
const SYMBOL = /<=|>=|<>|[-+*/()=<>;]/uy
const CALL = /(\p{L}+)\s*\(/uy

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
}

/** The longest known code that begins here [FO3]; a longer run may go on as an operator (`A-B` with A and B known). */
function longestKnown(run: string, known: ReadonlySet<string>): string | null {
  for (let end = run.length; end > 0; end--) {
    const candidate = run.slice(0, end)
    const rest = run[end]
    if (known.has(candidate) && (rest === undefined || rest === '-')) return candidate
  }
  return null
}

function unknown(word: string, known: Iterable<string>, what: string, at: number): FormulaFault {
  const near = nearest(word, known)
  const hint = near === null ? '' : ` Forse intendeva «${near}»?`
  return { code: 'UNKNOWN_MEASURE', at, message: `«${word}» non è ${what} di questo piano.${hint}` }
}

/** Reads `CODE` or `CODE@UNIT`; gives the token and where it ends. */
function readMeasure(text: string, at: number, known: KnownCodes): { token: Token; end: number } | FormulaFault {
  const run = match(CODE_RUN, text, at) ?? ''
  const code = longestKnown(run, known.measures)
  if (code === null) return unknown(run, known.measures, 'il codice di una misura', at)
  const end = at + code.length
  if (text[end] !== '@') return { token: { type: 'measure', code, unit: null, at }, end }
  const unitRun = match(CODE_RUN, text, end + 1) ?? ''
  const unit = longestKnown(unitRun, known.units)
  if (unit === null) return unknown(unitRun, known.units, "il codice di un'unità", end + 1)
  return { token: { type: 'measure', code, unit, at }, end: end + 1 + unit.length }
}

/** A word of the language before its parenthesis, unless a measure has that code. */
function functionAt(text: string, at: number, known: KnownCodes): FunctionName | null {
  CALL.lastIndex = at
  const name = CALL.exec(text)?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(FUNCTIONS, name) && !known.measures.has(name) ? (name as FunctionName) : null
}

/** The token that begins here, and where it ends; or the fault. */
function readToken(text: string, at: number, known: KnownCodes): { token: Token; end: number } | FormulaFault {
  const symbol = match(SYMBOL, text, at)
  if (symbol !== null) return { token: { type: symbol as Operator | Mark, at }, end: at + symbol.length }
  const run = match(CODE_RUN, text, at)
  if (run === null) {
    const sign = String.fromCodePoint(text.codePointAt(at) ?? 0)
    return { code: 'FORMULA_SYNTAX', at, message: `Il segno «${sign}» non può stare in una formula.` }
  }
  const name = functionAt(text, at, known)
  if (name !== null) return { token: { type: 'function', name, at }, end: at + name.length }
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
  return [...tokens, { type: 'end', at: text.length }]
}
