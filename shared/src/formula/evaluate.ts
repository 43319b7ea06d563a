import type { FormulaNode, LeafNode, MeasureNode, CallNode, Operator } from './node'
import type { Absence, MeasureValue } from '../model'

/** Time at which a leaf is read: so many years before, over the whole year or in one of its entered periods [FO19]. */
export interface FormulaTime {
  readonly back: number
  readonly period: 'year' | 'latest' | 'previous'
}

/** A leaf and when it is looked at: what a formula needs to know. */
export interface FormulaInput {
  readonly leaf: LeafNode
  readonly when: FormulaTime
}

/** This year, the whole of it. */
export const NOW: FormulaTime = { back: 0, period: 'year' }

/** The name of an input, the same for the same input. */
export function inputKey({ leaf, when }: FormulaInput): string {
  const name =
    leaf.type === 'measure'
      ? `${leaf.code}@${leaf.unit ?? ''}`
      : leaf.type === 'benchmark'
        ? `${leaf.scope}(${leaf.code})`
        : `${leaf.what}(${leaf.of ?? ''})`
  return `${leaf.type} ${name} ${when.back} ${when.period}`
}

/** The time inside `previous_year(...)` and its kin, seen from outside. */
export function earlier(
  when: FormulaTime,
  { what, back }: { readonly what: string; readonly back: number },
): FormulaTime {
  if (what === 'year') return { ...when, back: when.back + back }
  return { ...when, period: what === 'latest' ? 'latest' : 'previous' }
}

/** Returns the children of a node. */
function childrenOf(node: FormulaNode): readonly FormulaNode[] {
  switch (node.type) {
    case 'negate':
    case 'earlier':
      return [node.operand]
    case 'binary':
      return [node.left, node.right]
    case 'call':
      return node.args
    default:
      return []
  }
}

const isSameTime = (one: FormulaTime, other: FormulaTime): boolean =>
  one.back === other.back && one.period === other.period

function isSameLeaf(one: LeafNode, other: LeafNode): boolean {
  if (one.type === 'measure') return other.type === 'measure' && one.code === other.code && one.unit === other.unit
  if (one.type === 'system') return other.type === 'system' && one.what === other.what && one.of === other.of
  return other.type === 'benchmark' && one.code === other.code && one.scope === other.scope
}

/** Lists the inputs of a formula, each once, in order of first appearance. */
export function inputsOf(node: FormulaNode, at: FormulaTime = NOW): readonly FormulaInput[] {
  if (node.type === 'measure') return [{ leaf: node, when: at }]
  const found: FormulaInput[] = []
  const walk = (one: FormulaNode, when: FormulaTime): void => {
    if (one.type === 'measure' || one.type === 'benchmark' || one.type === 'system') {
      const isKnown = found.some((known) => isSameTime(known.when, when) && isSameLeaf(known.leaf, one))
      if (!isKnown) found.push({ leaf: one, when })
      return
    }
    const inside = one.type === 'earlier' ? earlier(when, one) : when
    for (const child of childrenOf(one)) walk(child, inside)
  }
  walk(node, at)
  return found
}

/** The measures that a formula names, at any time, each once, in order of first appearance. */
export function measuresIn(node: FormulaNode): readonly MeasureNode[] {
  const found: MeasureNode[] = []
  for (const { leaf } of inputsOf(node))
    if (leaf.type === 'measure' && !found.some((known) => isSameLeaf(known, leaf))) found.push(leaf)
  return found
}

/** A number or a date, or the reason why there is neither. */
export type Operand = Extract<MeasureValue, { type: 'number' | 'date' }> | Absence

/** Gives the value of an input. */
export type Lookup = (input: FormulaInput) => Operand

/** Is there a reason instead of a value? */
export const isAbsent = (operand: Operand): operand is Absence => operand.type !== 'number' && operand.type !== 'date'

const GRAVITY: Readonly<Record<Absence['type'], number>> = {
  undefined: 6,
  'not-applicable': 5,
  missing: 4,
  'not-due': 3,
  'no-reference': 2,
  'no-target': 1,
  eliminated: 0,
  neutralised: 0,
  'no-values': 0,
  weightless: 0,
  empty: 0,
}

/** Two reasons become one: the graver; missing measures are gathered [FO8]. */
function joined(left: Absence, right: Absence): Absence {
  if ('measures' in left && 'measures' in right && left.type === right.type)
    return { type: left.type, measures: [...new Set([...left.measures, ...right.measures])] }
  return GRAVITY[right.type] > GRAVITY[left.type] ? right : left
}

/** A number too large for the machine is none [FO9]. */
const inRange = (number: number): Operand =>
  Number.isFinite(number) ? { type: 'number', number } : { type: 'undefined', why: 'out-of-range' }

const truth = (yes: boolean): number => (yes ? 1 : 0)

const ARITHMETIC: Readonly<Record<Operator, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '=': (left, right) => truth(left === right),
  '<>': (left, right) => truth(left !== right),
  '<': (left, right) => truth(left < right),
  '<=': (left, right) => truth(left <= right),
  '>': (left, right) => truth(left > right),
  '>=': (left, right) => truth(left >= right),
}

/** Differences that can be noise of a sum: what is smaller than a cent of sums up to a thousand billion. */
export const SMALLEST = 0.01
/** Sums of doubles are off what they are on paper by less than this share of the magnitudes that were summed. */
export const NOISE = 1e-14

/** Is a divisor nothing on paper: off 0 by no more than its sums are off [SC120.2]? */
export function isNoDivisor(divisor: FormulaNode, below: number, of: Magnitudes['number'], when: FormulaTime): boolean {
  if (below === 0) return true
  if (Math.abs(below) >= SMALLEST) return false
  const magnitude = (input: FormulaInput) => Math.abs(of(input))
  return Math.abs(below) <= NOISE * magnitudeOf(divisor, { number: of, magnitude }, when)
}

function calculate(operator: Operator, left: number, right: number): Operand {
  if (operator === '/' && right === 0)
    return left === 0
      ? { type: 'not-applicable', why: 'zero-over-zero' }
      : { type: 'undefined', why: 'division-by-zero' }
  return inRange(ARITHMETIC[operator](left, right))
}

function combine(operator: Operator, left: Operand, right: Operand): Operand {
  if (isAbsent(left)) return isAbsent(right) ? joined(left, right) : left
  if (isAbsent(right)) return right
  if (left.type === 'date' || right.type === 'date') return { type: 'undefined', why: 'wrong-type' }
  return calculate(operator, left.number, right.number)
}

const FOLDS: Readonly<Record<Exclude<CallNode['name'], 'if'>, (numbers: readonly number[]) => number>> = {
  min: (numbers) => Math.min(...numbers),
  max: (numbers) => Math.max(...numbers),
  mean: (numbers) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length,
}

type IfArguments = readonly [FormulaNode, FormulaNode, FormulaNode]

/** `if` looks at the branch that it takes and at no other [FO15]; the others need all their arguments [FO14]. */
function call({ name, args }: CallNode, lookup: Lookup, when: FormulaTime): Operand {
  if (name === 'if') {
    const [condition, then, otherwise] = args as IfArguments
    const asked = evaluateFormula(condition, lookup, when)
    if (isAbsent(asked)) return asked
    if (asked.type === 'date') return { type: 'undefined', why: 'wrong-type' }
    return evaluateFormula(asked.number === 0 ? otherwise : then, lookup, when)
  }
  const values = args.map((arg) => evaluateFormula(arg, lookup, when))
  const absence = values.filter(isAbsent).reduce<Absence | null>((sum, one) => (sum ? joined(sum, one) : one), null)
  if (absence) return absence
  const numbers = values.flatMap((value) => (value.type === 'number' ? [value.number] : []))
  if (numbers.length < values.length) return { type: 'undefined', why: 'wrong-type' }
  return inRange(FOLDS[name](numbers))
}

/**
 * Returns the value of a formula: total, it never throws [FO8-FO10].
 * @example evaluate(node, lookup) // 0.925, where node is `A / B` of 37 and 40; of 0 and 0 "not applicable"
 */
export function evaluateFormula(node: FormulaNode, lookup: Lookup, when: FormulaTime = NOW): Operand {
  switch (node.type) {
    case 'number':
      return node
    case 'measure':
    case 'benchmark':
    case 'system':
      return lookup({ leaf: node, when })
    case 'earlier':
      return evaluateFormula(node.operand, lookup, earlier(when, node))
    case 'call':
      return call(node, lookup, when)
    case 'negate':
      return combine('-', { type: 'number', number: 0 }, evaluateFormula(node.operand, lookup, when))
    case 'binary': {
      const [left, right] = [evaluateFormula(node.left, lookup, when), evaluateFormula(node.right, lookup, when)]
      const isNothing =
        node.operator === '/' &&
        right.type === 'number' &&
        isNoDivisor(node.right, right.number, (input) => numberOf(lookup(input)), when)
      return combine(node.operator, left, isNothing ? ZERO : right)
    }
  }
}

const ZERO: Operand = { type: 'number', number: 0 }
const numberOf = (operand: Operand): number => (operand.type === 'number' ? operand.number : Number.NaN)

/** Numbers that a formula reads: each with the sum of the magnitudes that it was itself summed from. */
export interface Magnitudes {
  number(input: FormulaInput): number
  magnitude(input: FormulaInput): number
}

/**
 * Returns the sum of the magnitudes that a formula's value was summed from: what the arithmetic of doubles can be off by is
 * a share of it, however small the value itself comes out.
 * @example magnitudeOf(node, of) // 2000.2, where node is `A - B` of 1000.1 and 1000.1
 */
export function magnitudeOf(node: FormulaNode, of: Magnitudes, when: FormulaTime = NOW): number {
  const inside = (child: FormulaNode) => magnitudeOf(child, of, when)
  switch (node.type) {
    case 'number':
      return Math.abs(node.number)
    case 'measure':
    case 'benchmark':
    case 'system':
      return of.magnitude({ leaf: node, when })
    case 'earlier':
      return magnitudeOf(node.operand, of, earlier(when, node))
    case 'negate':
      return inside(node.operand)
    case 'call':
      return Math.max(...node.args.map(inside))
    case 'binary': {
      const [left, right] = [inside(node.left), inside(node.right)]
      if (node.operator === '*') return left * right
      if (node.operator !== '/') return left + right
      const below = evaluateFormula(node.right, (input) => ({ type: 'number', number: of.number(input) }), when)
      return below.type === 'number' ? left / Math.abs(below.number) : 0
    }
  }
}
