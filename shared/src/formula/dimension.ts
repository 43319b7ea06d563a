import type { MeasureKind } from '../model'
import type { ParamsOf, Word } from '../refusals'
import type { BinaryNode, CallNode, FormulaNode } from './node'
import { type UnitKind, unitKindOf } from './unit-kind'

/** Name of what a formula gives. `plain` fits everywhere: literals, measures of kind number, what cannot be told. */
export type Dimension =
  'plain' | 'count' | 'ratio' | 'percentage' | 'money' | 'days' | 'per-unit' | 'date' | 'level' | 'yes-no'

/** Reason why the parts of a formula do not go together [FO23]. */
export type DimensionFault = Extract<ParamsOf<'UNIT_MISMATCH'>, { readonly kind: string }>

/**
 * Amount that a formula gives: how often each thing is in it (below a line counts against), and which hundreds. A ratio of
 * one thing to another of its kind holds nothing of either [FO28].
 */
export interface Amount {
  readonly money: number
  readonly days: number
  readonly count: number
  /** Nobody says what it is of: it goes together with everything. */
  readonly isPlain: boolean
  /** Is it one plain number over another? As a percent it is a ratio, and a plain number alone is in points already. */
  readonly isQuotient: boolean
  /** Count of percentages in it, each of which is a hundredfold. */
  readonly percents: number
  /** Count of hundreds, written in the formula, that multiply it. */
  readonly hundreds: number
  /** The number itself, where no measure is in it. */
  readonly literal: number | null
}

/** Type of what a formula gives. Of days and levels only the first and the best can be told, of yes and no how many. */
export type FormulaType = Amount | 'date' | 'level' | 'yes-no'

/** Facts that types are found from: kinds of measures, units of benchmarks where they are known. */
export interface KnownKinds {
  kindOf(code: string): MeasureKind | undefined
  unitOf?(benchmark: string): string | undefined
}

const NOTHING: Amount = {
  ...{ money: 0, days: 0, count: 0, percents: 0, hundreds: 0 },
  ...{ isPlain: false, isQuotient: false, literal: null },
}
const PLAIN: Amount = { ...NOTHING, isPlain: true }
const PERCENTAGE: Amount = { ...NOTHING, percents: 1 }
/** Yeses are counted, and a mean of them is a ratio. */
const YES: Amount = { ...PLAIN, isQuotient: true }

const OF_KIND: Readonly<Record<MeasureKind, FormulaType>> = {
  number: PLAIN,
  count: { ...NOTHING, count: 1 },
  money: { ...NOTHING, money: 1 },
  percentage: PERCENTAGE,
  days: { ...NOTHING, days: 1 },
  date: 'date',
  boolean: 'yes-no',
  level: 'level',
  'project-plan': PERCENTAGE,
}

const OF_UNIT: Readonly<Partial<Record<UnitKind, FormulaType>>> = {
  percent: OF_KIND.percentage,
  money: OF_KIND.money,
  days: OF_KIND.days,
}

const isAmount = (type: FormulaType): type is Amount => typeof type !== 'string'

/** Returns how often an amount is a hundredfold of what it is of. */
export const hundredfold = ({ percents, hundreds }: Amount): number => percents + hundreds

const isNumber = ({ money, days, count }: Amount): boolean => money === 0 && days === 0 && count === 0

/** Name of a type. */
export function nameOf(type: FormulaType): Dimension {
  if (!isAmount(type)) return type
  const { money, days, count, isPlain } = type
  if (isPlain) return 'plain'
  if (isNumber(type)) return hundredfold(type) === 0 ? 'ratio' : 'percentage'
  if (money === 1 && days === 0) return 'money'
  if (days === 1 && money === 0) return 'days'
  return money === 0 && days === 0 && count > 0 ? 'count' : 'per-unit'
}

const WORDS = {
  ...{ plain: 'number', count: 'count', ratio: 'ratio', money: 'money', days: 'days', percentage: 'percentage' },
  ...{ 'per-unit': 'per-unit', date: 'date', level: 'level', 'yes-no': 'yes-no' },
} as const satisfies Readonly<Record<Dimension, Word>>

/** Word for a type in a sentence. */
export const wordOf = (type: FormulaType): Word => WORDS[nameOf(type)]

const mixed = (operation: Word, left: FormulaType, right: FormulaType): DimensionFault => ({
  ...{ kind: 'mixed', operation, left: wordOf(left), right: wordOf(right) },
})

/** Is it the reason why there is no type? */
export const isDimensionFault = (found: FormulaType | DimensionFault): found is DimensionFault =>
  typeof found !== 'string' && 'kind' in found

const HUNDREDS: ReadonlyMap<number, number> = new Map([
  ...([
    [100, 1],
    [10_000, 2],
    [0.01, -1],
    [0.0001, -2],
  ] as const),
])

const literalOf = (literal: number): Amount => ({ ...PLAIN, literal, hundreds: HUNDREDS.get(literal) ?? 0 })

/** Of things side by side only those below a line matter beside money and days: what each of so many costs is money too. */
function isSameThing(left: Amount, right: Amount): boolean {
  if (left.money !== right.money || left.days !== right.days) return false
  const isCount = left.money === 0 && left.days === 0
  const [a, b] = [left, right].map(({ count }) => (isCount ? Math.sign(count) : Math.min(count, 0)))
  return a === b
}

/** Is one a hundredfold of the other [FO30]? Beside what is counted a hundred is just a number. */
function isSameHundredfold(left: Amount, right: Amount): boolean {
  if (isNumber(left) && isNumber(right)) return hundredfold(left) === hundredfold(right)
  return (left.percents === 0 && right.percents === 0) || hundredfold(left) === hundredfold(right)
}

/** Returns what a number in the formula stands for beside a ratio: 100 is all of it in percent, and what a part is taken from is 1 [FO30]. */
function meantBeside(one: Amount, other: Amount, isWhole: boolean): Amount {
  if (one.literal === null || other.isPlain || !isNumber(other)) return one
  if (one.literal === 100) return PERCENTAGE
  return one.literal === 1 && isWhole ? NOTHING : one
}

/** Of two amounts side by side the one that they share. */
function together(operation: Word, left: Amount, right: Amount): Amount | DimensionFault {
  const [a, b] = [meantBeside(left, right, operation === 'subtract'), meantBeside(right, left, false)]
  if (a.isPlain && b.isPlain) {
    const hundreds = Math.max(hundredfold(a), hundredfold(b))
    // Of `if(A > B; 1; 0)` nothing is in points.
    const isPart = [a, b].every(({ literal }) => literal !== null && Math.abs(literal) <= 1)
    return { ...PLAIN, isQuotient: a.isQuotient || b.isQuotient || isPart, hundreds }
  }
  if (!a.isPlain && !b.isPlain && !(isSameThing(a, b) && isSameHundredfold(a, b))) return mixed(operation, a, b)
  return a.isPlain || left.literal !== null ? b : a
}

/** Of a plain number over something nobody knows more than before; times a ratio it may be anything still. */
function isPlainOf(left: Amount, right: Amount, sign: 1 | -1): boolean {
  if (sign === -1) return left.isPlain
  const isUnknown = (one: Amount) => one.isPlain && one.literal === null
  return (left.isPlain && right.isPlain) || (isUnknown(left) && isNumber(right)) || (isUnknown(right) && isNumber(left))
}

const isQuotient = (one: Amount): boolean => one.isQuotient || (!one.isPlain && isNumber(one))

/** One amount times another, or over it. */
function product(left: Amount, right: Amount, sign: 1 | -1): Amount {
  const isPlain = isPlainOf(left, right, sign)
  const isOver = sign === -1 && right.literal === null
  return {
    money: isPlain ? 0 : left.money + sign * right.money,
    days: isPlain ? 0 : left.days + sign * right.days,
    count: isPlain ? 0 : left.count + sign * right.count,
    percents: left.percents + sign * right.percents,
    hundreds: left.hundreds + sign * right.hundreds,
    isPlain,
    isQuotient: isOver || isQuotient(left) || isQuotient(right),
    literal: null,
  }
}

const COMPUTED: Readonly<Partial<Record<BinaryNode['operator'], (left: number, right: number) => number>>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
}

/** An amount to calculate with; days and levels are none. */
const amountOf = (type: FormulaType): Amount | null => (type === 'yes-no' ? YES : isAmount(type) ? type : null)

function ofBinary({ operator }: BinaryNode, left: FormulaType, right: FormulaType): FormulaType | DimensionFault {
  const isCompared = COMPUTED[operator] === undefined
  const operation: Word =
    operator === '+' ? 'add' : operator === '-' ? 'subtract' : isCompared ? 'compare' : 'calculate'
  // Levels have an order and no distance.
  const isOrder = isCompared && [left, right].every((one) => one === 'level' || nameOf(one) === 'plain')
  const [a, b] = [amountOf(left), amountOf(right)]
  if (!a || !b) return isOrder ? NOTHING : mixed(operation, left, right)
  if (isCompared) {
    const compared = together(operation, a, b)
    return isDimensionFault(compared) ? compared : NOTHING
  }
  if (a.literal !== null && b.literal !== null) return literalOf(COMPUTED[operator]?.(a.literal, b.literal) ?? 0)
  return operator === '*' || operator === '/' ? product(a, b, operator === '*' ? 1 : -1) : together(operation, a, b)
}

/** Returns the type of several things together; of days one can be chosen, and nothing else be made. */
function ofSeveral([first = PLAIN, ...rest]: readonly FormulaType[], isChoice: boolean): FormulaType | DimensionFault {
  if (first === 'date' && !isChoice) return mixed('combine', first, first)
  return rest.reduce<FormulaType | DimensionFault>((all, one) => {
    if (isDimensionFault(all) || (all === one && !isAmount(all))) return all
    const [a, b] = [amountOf(all), amountOf(one)]
    return a && b ? together('combine', a, b) : mixed('combine', all, one)
  }, first)
}

function ofCall({ name, args }: CallNode, known: KnownKinds): FormulaType | DimensionFault {
  const types = args.map((arg) => typeOf(arg, known))
  const fault = types.find(isDimensionFault)
  if (fault) return fault
  const sound = types.filter((type): type is FormulaType => !isDimensionFault(type))
  if (name !== 'if') return ofSeveral(sound, false)
  const [condition = PLAIN, ...branches] = sound
  return amountOf(condition) ? ofSeveral(branches, true) : mixed('compare', condition, PLAIN)
}

/**
 * Returns the type of a formula's value, or the reason why its parts do not go together [FO23, FO28].
 * @example nameOf(typeOf(node, known)) // 'ratio', where node is `A / B` of two counts
 */
export function typeOf(node: FormulaNode, known: KnownKinds): FormulaType | DimensionFault {
  switch (node.type) {
    case 'number':
      return literalOf(node.number)
    case 'benchmark':
      return OF_UNIT[unitKindOf(known.unitOf?.(node.code)) ?? 'count'] ?? PLAIN
    case 'system':
      return PERCENTAGE
    case 'measure':
      return OF_KIND[known.kindOf(node.code) ?? 'number']
    case 'earlier':
      return typeOf(node.operand, known)
    case 'negate': {
      const operand = typeOf(node.operand, known)
      if (isDimensionFault(operand)) return operand
      const amount = amountOf(operand)
      if (!amount) return mixed('subtract', PLAIN, operand)
      return amount.literal === null ? amount : literalOf(-amount.literal)
    }
    case 'call':
      return ofCall(node, known)
    case 'binary': {
      const left = typeOf(node.left, known)
      if (isDimensionFault(left)) return left
      const right = typeOf(node.right, known)
      return isDimensionFault(right) ? right : ofBinary(node, left, right)
    }
  }
}
