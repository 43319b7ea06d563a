import { unitKindOf, type UnitKind } from '../../formula'
import { PRINTED_NUMBER, editNumber } from '../../values'
import { numberOf, operatorIn, betterSideOf } from './better-side'
import { type TargetDoubt, doubt } from './doubts'
import type { PartReading, TargetSurroundings } from './found'
import {
  isTime,
  NO_NOUN,
  NUMBER_WORDS,
  OPERATOR,
  type TargetOperator,
  operatorOf,
  SCALES,
  UNIT,
  unitKind,
} from './lexicon'
import { readDay } from './read-day'
import { readSince } from './read-since'
import { form, type Scanner } from './scanner'

const COMPARISON = form(`(?:valore )?(${OPERATOR})`)
const ENTRO = form('entro(?: (?:un )?(?:massimo|max)(?: di)?)?')
const ARTICLE = form("(?:il|lo|la|i|le|gli|l'|n\\.?|n°|numero|nr\\.?)")
const BEFORE = form('€|euro|punti|p\\.?')
const NUMBER = form(`(${PRINTED_NUMBER})(?!\\d)(?! ?[°º])`)
const WRITTEN = form(`(${Object.keys(NUMBER_WORDS).join('|')})`)
const SCALE = form(`(${Object.keys(SCALES).join('|')})`)
const UNIT_HERE = form(`(?:${UNIT})`)
const NOUN = form(`(?!(?:${NO_NOUN})(?![\\p{L}]))\\p{L}[\\p{L}-]*(?!')\\.?`)
const OUT_OF = form(`(?:su|/) ?(\\d+)`)
const MOST_WORDS = 3

/** A number with its unit. */
export interface PrintedAmount {
  readonly value: number
  readonly unit: UnitKind | null
  /** The unit as written. */
  readonly written: string
  readonly isScaled: boolean
}

/** A number with what stands around it: `€ 10.000`, `n. 3`, `30 gg lavorativi`, `due mesi`. */
export function readNumber(scan: Scanner): PrintedAmount | null {
  return scan.whole(() => {
    scan.take(ARTICLE)
    const before = scan.take(BEFORE)?.[0]
    const digits = scan.take(NUMBER)?.[1]
    const word = digits === undefined ? scan.take(WRITTEN)?.[1] : undefined
    const value = digits === undefined ? (NUMBER_WORDS[word?.toLowerCase() ?? ''] ?? null) : numberOf(digits)
    if (value === null) return null
    const scale = scan.take(SCALE)?.[1]
    const written = scan.take(UNIT_HERE)?.[0] ?? before ?? ''
    const times = SCALES[scale?.toLowerCase() ?? ''] ?? 1
    return { value: value * times, unit: unitKind(written), written, isScaled: scale !== undefined }
  })
}

/** Takes the name of things that are counted, where nothing in it changes the target: "progetti", "open day". */
function takeNoun(scan: Scanner): void {
  for (let words = 0; words < MOST_WORDS && scan.take(NOUN); words++);
}

const SPAN_OF_TIME: ReadonlySet<string> = new Set(['days/working-days', 'working-days/days'])

/** Doubts about the unit: another than the indicator's [PL1.6]. */
export function unitDoubts({ unit, written }: PrintedAmount, about: TargetSurroundings): readonly TargetDoubt[] {
  const own = unitKindOf(about.unit)
  const differs =
    unit !== null && own !== null && unit !== own && unit !== 'count' && !SPAN_OF_TIME.has(`${unit}/${own}`)
  const isNoNumber = own === 'date' && unit === null
  if (!differs && !isNoNumber) return []
  return [doubt('UNIT_DIFFERS', { written: written || 'un numero', unit: about.unit ?? '' })]
}

/** A target that is a number, with everything that may stand around it [PL1, PL3]. */
export function readAmount(scan: Scanner, about: TargetSurroundings): PartReading | null {
  return scan.whole(() => {
    const printed = scan.take(COMPARISON)?.[1]
    const isWithin = printed === undefined && scan.take(ENTRO) !== null
    const amount = readNumber(scan)
    if (!amount || (isWithin && !isTime(amount.unit))) return null
    const operator = printed === undefined ? (isWithin ? 'at-most' : null) : operatorOf(printed)
    if (isTime(amount.unit)) {
      const since = readSince(scan, { amount, operator, isPrinted: printed !== undefined }, about)
      if (since) return since
    }
    return plainNumber(scan, amount, operator, about)
  })
}

function plainNumber(
  scan: Scanner,
  amount: PrintedAmount,
  operator: TargetOperator | null,
  about: TargetSurroundings,
): PartReading {
  const { value, unit } = amount
  const doubts: TargetDoubt[] = [...unitDoubts(amount, about)]
  const whole = unit === null || unit === 'points' ? scan.take(OUT_OF)?.[1] : undefined
  if (whole !== undefined) doubts.push(doubt('OUT_OF', { value: editNumber(value), of: whole }))
  if (amount.isScaled) doubts.push(doubt('SCALED', { value: editNumber(value) }))
  const isYear = value >= 1990 && value <= 2100 && Number.isInteger(value)
  if (isYear && unit === null && !about.unit)
    return { target: null, doubts: [doubt('YEAR_OR_NUMBER', { year: String(value) })] }
  const by = readDay(scan, about.year, false)
  takeNoun(scan)
  const known = operator ?? operatorIn(about.algorithm ?? '', value)
  const side = known ? { operator: known, isSure: true } : betterSideOf(value, unit, about)
  if (!side.isSure) doubts.push(doubt('SIDE_GUESSED', { side: side.operator === 'at-most' ? 'less' : 'more' }))
  const isShare = unit === 'percent' || (unit === null && unitKindOf(about.unit) === 'percent')
  if (side.operator === 'equals' && (isShare || isTime(unit)) && value !== 0 && value !== 100)
    doubts.push(doubt('EXACTLY', { value: `${editNumber(value)} ${isShare ? '%' : amount.written}` }))
  if (by !== null && by.slice(0, 4) !== String(about.year)) doubts.push(doubt('ANOTHER_YEAR', { year: by.slice(0, 4) }))
  return { target: { type: side.operator, value, ...(by === null ? {} : { by }) }, doubts }
}

const BETWEEN = form('(?:(?:compres[oaie] )?(tra|fra)|da)')
const TO = form('(?:e|ed|a|al|-|÷)')
const DASH = form('-|÷')

const AND = form('e|ed|,')

/** Takes a comparison if it is this one. */
function isSigned(scan: Scanner, operator: TargetOperator): boolean {
  const isIt = () => operatorOf(scan.take(COMPARISON)?.[1] ?? '=') === operator || null
  return scan.whole(isIt) === true
}

/** Two numbers between which the value is to lie [PL1.7]. */
export function readRange(scan: Scanner, about: TargetSurroundings): PartReading | null {
  return scan.whole(() => {
    const lead = scan.take(BETWEEN)
    const isLeast = !lead && isSigned(scan, 'at-least')
    const from = readNumber(scan)
    if (
      !from ||
      !(isLeast ? scan.whole(() => (scan.take(AND), isSigned(scan, 'at-most') || null)) : scan.take(lead ? TO : DASH))
    )
      return null
    const to = readNumber(scan)
    if (!to || to.value <= from.value) return null
    takeNoun(scan)
    const doubts = [...unitDoubts(to, about), ...(lead?.[1] || isLeast ? [] : [doubt('RANGE_MEANT')])]
    return { target: { type: 'between', from: from.value, to: to.value }, doubts }
  })
}
