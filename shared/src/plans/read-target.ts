import { isDay } from '../calendar'
import type { BenchmarkScope, Comparison, IsoDate, NumberTarget, TargetRule } from '../model'
import { parseNumber, PRINTED_NUMBER } from '../values'

/** Facts about an indicator beside its target's cell. */
export interface TargetSurroundings {
  readonly year: number
  /** The algorithm as printed: in some plans the operator stands there and not in the cell. */
  readonly algorithm?: string
  /** Better direction, where it is known: days and costs shrink. */
  readonly better?: 'more' | 'less'
  /** Code of the measure that holds the day of an event. */
  readonly event?: string
}

/** Reading of a printed target. `doubt` says in Italian what the print does not; a person confirms it. */
export interface TargetReading {
  readonly rule: TargetRule
  readonly doubt: string | null
}

type Operator = NumberTarget['type']

const OPERATORS: Readonly<Record<string, Operator>> = {
  '>=': 'at-least',
  '≥': 'at-least',
  '>': 'more-than',
  '<=': 'at-most',
  '≤': 'at-most',
  '<': 'less-than',
  '=': 'equals',
  'maggiore o uguale a': 'at-least',
  'minore o uguale a': 'at-most',
  'maggiore di': 'more-than',
  'minore di': 'less-than',
  almeno: 'at-least',
  'non più di': 'at-most',
}

const OPERATOR = '>=|<=|[≥≤<>=]|maggiore o uguale a|minore o uguale a|maggiore di|minore di|almeno|non più di'
const NUMBER = PRINTED_NUMBER
const DAY = '(\\d{1,2})/(\\d{1,2})(?:/(\\d{2,4}))?'
const COMPARISONS: Readonly<Partial<Record<string, Comparison>>> = {
  '<': '<',
  '>': '>',
  '<=': '<=',
  '>=': '>=',
  '≤': '<=',
  '≥': '>=',
}

/** The number that is printed, like every field reads it; null where its digits would not be kept [VA1]. */
function numberOf(text: string): number | null {
  const read = parseNumber(text)
  return read.ok ? read.value : null
}

/** A printed day, or null where it is none. The year is the target's where it is not printed. */
function dayOf([, day = '', month = '', printed]: readonly (string | undefined)[], year: number): IsoDate | null {
  const full = printed === undefined ? String(year) : printed.length === 2 ? `20${printed}` : printed
  const date = `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(date) ? date : null
}

const sure = (rule: TargetRule): TargetReading => ({ rule, doubt: null })
const unsure = (rule: TargetRule, doubt: string): TargetReading => ({ rule, doubt })

type Reader = (text: string, about: TargetSurroundings) => TargetReading | null

const readFirstYear: Reader = (text) => (/^anno (di )?rilevazione$/i.test(text) ? sure({ type: 'first-year' }) : null)

const readDays: Reader = (text, { year }) => {
  const found = [...text.matchAll(new RegExp(DAY, 'g'))]
  const days = found.flatMap((match) => dayOf(match, year) ?? [])
  const [first] = days
  if (first === undefined || days.length < found.length) return null
  if (days.length > 1) return sure({ type: 'by-dates', dates: days })
  const rule: TargetRule = { type: 'by-date', date: first }
  if (first.slice(0, 4) !== String(year)) return unsure(rule, `la data è di un altro anno (${first.slice(0, 4)})`)
  return />|≥/.test(text) ? unsure(rule, 'il segno stampato chiede dopo, si intende entro') : sure(rule)
}

const PERIOD_END =
  /(\d+) ?gg\.? ?(lavorativi )?(?:dalla )?chiusura (?:del )?quadrimestre|chiusura del quadrimestre .*entro (\d+) gg/i

/** The days may stand in the cell with what they count from, or alone beside an algorithm that says it. */
const readPeriods: Reader = (text, { algorithm = '' }) => {
  const inCell = PERIOD_END.exec(text)
  const found = inCell ?? (/^\d+(,0+)?$/.test(text) ? PERIOD_END.exec(algorithm) : null)
  const days = Number(found?.[1] ?? found?.[3])
  if (!found || (!inCell && days !== numberOf(text))) return null
  const rule: TargetRule = { type: 'after-each-period', days, ...(found[2] ? { counted: 'working' as const } : {}) }
  return inCell ? sure(rule) : unsure(rule, 'la cella è un numero, il termine sta nell’algoritmo')
}

const SPAN = /(>=|<=|[<>≤≥])?\s*(?:entro )?(\d+)\s*(gg|giorni|mese|mesi)\.?\s*(lavorativi)?/iu
const FROM = /\s*(?:dall'|dall’|dallo|dalla|dagli|dal|da)(?=\P{L}|(?<=['’])\p{L})/iu
const EVENT = new RegExp(`${SPAN.source}(?:${FROM.source}|$)`, 'iu')

const readEvent: Reader = (text, { event }) => {
  const match = EVENT.exec(text)
  if (!match || event === undefined) return null
  const [, operator = '<=', amount = '', unit = '', working] = match
  const rule: TargetRule = {
    type: 'after-event',
    event,
    amount: Number(amount),
    unit: /^mes/i.test(unit) ? 'months' : working ? 'working-days' : 'days',
    ...(operator === '<' ? { strict: true as const } : {}),
  }
  return operator.startsWith('>') ? unsure(rule, 'il segno stampato chiede dopo, si intende entro') : sure(rule)
}

const readEarlier: Reader = (text) => {
  const match = /^(?:x|anno n)\s*(<=|>=|[<>≤≥])\s*(?:x|anno n)\s*-\s*(\d)$/i.exec(text)
  const comparison = COMPARISONS[match?.[1] ?? '']
  return match && comparison ? sure({ type: 'against-year', back: Number(match[2]), comparison }) : null
}

const SCOPES: Readonly<Partial<Record<string, BenchmarkScope>>> = {
  cluster: 'cluster',
  regionale: 'regional',
  nazionale: 'national',
}

const readBenchmark: Reader = (text) => {
  const scope = SCOPES[/media (cluster|regionale|nazionale)$/i.exec(text)?.[1]?.toLowerCase() ?? '']
  if (!scope) return null
  const margin = new RegExp(`^scostamento max (${NUMBER})`, 'i').exec(text)?.[1]
  if (margin !== undefined) {
    const most = numberOf(margin)
    const doubt = 'scostamento da una parte sola: al più così tanto sotto la media'
    return most === null ? null : unsure({ type: 'against-benchmark', scope, comparison: '>=', margin: most }, doubt)
  }
  const comparison = COMPARISONS[/^(<=|>=|[<>≤≥])/.exec(text)?.[1] ?? '']
  return comparison ? sure({ type: 'against-benchmark', scope, comparison }) : null
}

const readLevel: Reader = (text) => {
  const match = /^(<=|>=|[<>≤≥])\s*(?:a |di )?(\p{L}+)$/u.exec(text)
  const comparison = COMPARISONS[match?.[1] ?? '']
  if (!match?.[2] || !comparison) return null
  return unsure({ type: 'level', comparison, level: match[2].toLowerCase() }, 'la scala dei livelli non è stampata')
}

/** The operator that the algorithm prints before the same number: "n. ruoli emessi =2". */
function operatorIn(algorithm: string, value: number): Operator | null {
  const pattern = new RegExp(`(${OPERATOR})\\s*(${NUMBER})`, 'gi')
  const found = [...algorithm.matchAll(pattern)].find(([, , number = '']) => numberOf(number) === value)
  return OPERATORS[found?.[1]?.toLowerCase() ?? ''] ?? null
}

const WITH_WORDS = new RegExp(
  `^(?:n\\.?\\s*|ITP\\s*)?(${OPERATOR})?\\s*(${NUMBER})\\s*(%|gg\\.?|giorni|N\\.|fte|€|euro|\\p{L}[\\p{L} ]*)?$`,
  'iu',
)

const readNumber: Reader = (text, { algorithm = '', better }) => {
  const match = WITH_WORDS.exec(text)
  if (!match) return null
  const [, printed, number = ''] = match
  const value = numberOf(number)
  if (value === null) return null
  if (printed !== undefined) return sure({ type: OPERATORS[printed.toLowerCase()] ?? 'at-least', value })
  const inAlgorithm = operatorIn(algorithm, value)
  if (inAlgorithm) return sure({ type: inAlgorithm, value })
  const side = better === 'less' ? 'al più, perché di meno è meglio' : 'almeno, perché di più è meglio'
  return unsure({ type: better === 'less' ? 'at-most' : 'at-least', value }, `numero senza segno: ${side}`)
}

const readSwitch: Reader = (text) =>
  /^on\s*\/\s*off$/i.test(text) ? unsure({ type: 'equals', value: 1 }, 'sì o no: si intende sì') : null

const READERS: readonly Reader[] = [
  readFirstYear,
  readPeriods,
  readEarlier,
  readBenchmark,
  readDays,
  readEvent,
  readSwitch,
  readNumber,
  readLevel,
]

/**
 * Reads a printed target: every form that stands in the documents [PL1-PL6]. What comes out is a proposal, with its doubt
 * where the print does not decide; null where it is no form that is known.
 * @example readTarget('<= 2,00 gg', { year: 2021 }) // at-most 2
 */
export function readTarget(printed: string, about: TargetSurroundings): TargetReading | null {
  const text = printed.replace(/\s+/g, ' ').trim()
  for (const read of READERS) {
    const found = read(text, about)
    if (found) return found
  }
  return null
}
