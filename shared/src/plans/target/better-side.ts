import { unitKindOf, type UnitKind } from '../../formula'
import { parseNumber, PRINTED_NUMBER } from '../../values'
import type { TargetSurroundings } from './found'
import { isTime, OPERATOR, type TargetOperator, operatorOf } from './lexicon'

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
