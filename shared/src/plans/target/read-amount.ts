import { unitKindOf } from '../../formula'
import { editNumber } from '../../values'
import { type TargetDoubt, doubt } from './doubts'
import type { PartReading, TargetSurroundings } from './found'
import { isTime, NO_NOUN, OPERATOR, type TargetOperator, operatorOf } from './lexicon'
import { readDay } from './read-day'
import { betterSideOf, operatorIn, type PrintedAmount, readNumber, unitDoubts } from './read-number'
import { readSince } from './read-since'
import { form, type Scanner } from './scanner'

const COMPARISON = form(`(?:valore )?(${OPERATOR})`)
const ENTRO = form('entro(?: (?:un )?(?:massimo|max)(?: di)?)?')
const NOUN = form(`(?!(?:${NO_NOUN})(?![\\p{L}]))\\p{L}[\\p{L}-]*(?!')\\.?`)
const OUT_OF = form(`(?:su|/) ?(\\d+)`)
const MOST_WORDS = 3

/** Takes the name of things that are counted, where nothing in it changes the target: "progetti", "open day". */
function takeNoun(scan: Scanner): void {
  for (let words = 0; words < MOST_WORDS && scan.take(NOUN); words++);
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
