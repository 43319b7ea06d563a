import { unitKindOf, type UnitKind } from '../../formula'
import { parseNumber, PRINTED_NUMBER } from '../../values'
import { doubt, type TargetDoubt } from './doubts'
import type { TargetSurroundings } from './found'
import { isTime, NUMBER_WORDS, OPERATOR, type TargetOperator, operatorOf, SCALES, UNIT, unitKind } from './lexicon'
import { form, type Scanner } from './scanner'

const ARTICLE = form("(?:il|lo|la|i|le|gli|l'|n\\.?|n°|numero|nr\\.?)")
const BEFORE = form('€|euro|punti|p\\.?')
const NUMBER = form(`(${PRINTED_NUMBER})(?!\\d)(?! ?[°º])`)
const WRITTEN = form(`(${Object.keys(NUMBER_WORDS).join('|')})`)
const SCALE = form(`(${Object.keys(SCALES).join('|')})`)
const UNIT_HERE = form(`(?:${UNIT})`)

/** The number that is printed, like every field reads it; null where its digits would not be kept [VA1]. */
export function numberOf(text: string): number | null {
  const read = parseNumber(text)
  return read.ok ? read.value : null
}

/** The operator that the algorithm prints before the same number: "n. ruoli emessi =2" [PL1.2]. */
export function operatorIn(algorithm: string, value: number): TargetOperator | null {
  const pattern = new RegExp(`(${OPERATOR})\\s*(${PRINTED_NUMBER})`, 'giu')
  const found = [...algorithm.matchAll(pattern)].find(([, , number = '']) => numberOf(number) === value)
  return found ? operatorOf(found[1] ?? '') : null
}

const SHRINKS = /\b(?:temp[io]|durata|ritard[io]|attesa|giacenza)\b/i
const COSTS =
  /^\W*(?:n\.?\s*|numero (?:di )?|media (?:dei |delle )?)?(?:cost[oi]|spes[ae]|oneri|temp[io]|ritard[io]|reclami|error[ei]|non conformità|assenze)\b/i

/** Which operator a number without one has, and whether that is sure. */
export interface Side {
  readonly operator: TargetOperator
  readonly isSure: boolean
}

/**
 * Returns what a bare number means [PL1.3, PL1.4]: 100 % can only be reached and 0 only kept to; a time is at most, for sure
 * where unit and algorithm both say so; a cost is at most; else at least.
 */
export function betterSideOf(
  value: number,
  written: UnitKind | null,
  { unit, algorithm = '', better }: TargetSurroundings,
): Side {
  const kind = written ?? unitKindOf(unit)
  if (value === 0 && better !== 'more') return { operator: 'at-most', isSure: true }
  if (value === 100 && kind === 'percent' && better !== 'less') return { operator: 'at-least', isSure: true }
  const says = SHRINKS.test(algorithm)
  const shrinks =
    better === undefined ? isTime(kind) || (kind !== 'percent' && COSTS.test(algorithm)) : better === 'less'
  return { operator: shrinks ? 'at-most' : 'at-least', isSure: isTime(kind) && says && better !== 'more' }
}

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
