import {
  type Amount,
  type DimensionFault,
  type FormulaType,
  hundredfold,
  isDimensionFault,
  type KnownKinds,
  nameOf,
  typeOf,
  wordOf,
} from './dimension'
import type { FormulaNode } from './node'
import { inHundredths, scaledFormula } from './rewrite'
import { type UnitKind, unitKindOf } from './unit-kind'

const NUMBERS = ['plain', 'count', 'ratio', 'per-unit', 'level', 'yes-no', 'percentage'] as const
const DAYS = ['days', 'plain'] as const

/** Types that can be shown in a unit of measure [FO23.3]. A unit that says nothing takes everything. */
const FITTING: Readonly<Partial<Record<UnitKind, readonly string[]>>> = {
  percent: ['ratio', 'percentage', 'plain', 'yes-no'],
  money: ['money', 'plain'],
  days: DAYS,
  'working-days': DAYS,
  count: NUMBERS,
  points: NUMBERS,
  switch: NUMBERS,
  date: ['date'],
}

/** A formula as it is computed for an indicator, in its unit of measure. */
export interface FormulaInUnit {
  readonly formula: FormulaNode
  /** The type of what it gives; null where its parts do not go together. */
  readonly type: FormulaType | null
  readonly fault: DimensionFault | null
  /** Is it a plain number that is taken as percent points, since nothing says that it is a ratio [FO32]? */
  readonly isTaken: boolean
}

/** Does an amount fit a unit by its kind: money for so many days is money still? */
function fits(type: FormulaType, kind: UnitKind): boolean {
  const taken = FITTING[kind]
  if (!taken || taken.includes(nameOf(type))) return true
  if (typeof type === 'string') return false
  return kind === 'money'
    ? type.money === 1
    : (kind === 'days' || kind === 'working-days') && type.days === 1 && type.money === 0
}

/** A percentage by which something was multiplied counts it a hundredfold, unless a hundred takes that back [FO31]. */
const isHundredTimes = (type: FormulaType): boolean =>
  typeof type !== 'string' && type.percents !== 0 && hundredfold(type) !== 0 && nameOf(type) !== 'percentage'

/** Returns what is said, by UNIT_MISMATCH, of a type that does not fit a unit of measure; null where it does. */
function unitFaultOf(type: FormulaType, unit: string, kind: UnitKind | null): DimensionFault | null {
  const found = wordOf(type)
  if (kind !== null && !fits(type, kind)) return { kind: 'unit', found, unit }
  // Of a hundred things that are counted one may ask, in percent of a measure that is none.
  if (kind === 'count' && typeof type !== 'string' && nameOf(type) === 'percentage' && type.percents !== 0)
    return { kind: 'unit', found, unit }
  return kind !== 'percent' && isHundredTimes(type) ? { kind: 'hundred', found } : null
}

/** Says how an amount is written in percent: `scaled` from a ratio, `as-is` where it is in points; null where it is neither [FO29]. */
function inPercent(amount: Amount): 'scaled' | 'as-is' | 'taken' | null {
  const times = hundredfold(amount)
  if (times === 1) return 'as-is'
  if (!amount.isPlain) return times === 0 ? 'scaled' : null
  if (times === 0) return amount.isQuotient ? 'scaled' : 'taken'
  return times === -1 && !amount.isQuotient ? 'scaled' : null
}

/**
 * Returns a formula as it is computed in an indicator's unit of measure, with what it gives and why it does not fit. In
 * percent every ratio comes out in points, however its hundred is written: `A / B`, `A / B * 100` and `100 * A / B` are
 * the same to the last bit [FO29]. The one place that decides it. What does not fit is computed as it is written.
 */
export function formulaInUnit(formula: FormulaNode, unit: string, known: KnownKinds): FormulaInUnit {
  const type = typeOf(formula, known)
  if (isDimensionFault(type)) return { formula, type: null, fault: type, isTaken: false }
  const kind = unitKindOf(unit)
  const fault = unitFaultOf(type, unit, kind)
  const as = { formula, type, fault, isTaken: false }
  if (fault || kind !== 'percent') return as
  if (typeof type === 'string') return { ...as, formula: scaledFormula(formula) }
  const how = inPercent(type)
  if (how === null) return { ...as, fault: { kind: hundredfold(type) > 1 ? 'percent-twice' : 'percent-lost' } }
  const plain = inHundredths(formula)
  return { ...as, formula: how === 'scaled' ? scaledFormula(plain) : plain, isTaken: how === 'taken' }
}
