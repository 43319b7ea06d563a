import {
  evaluateFormula,
  type FormulaComparison,
  type FormulaInput,
  type FormulaNode,
  type FormulaTime,
  inputKey,
  isPercent,
  type LeafNode,
  NOW,
  earlier,
} from '../../formula'
import { formatNumber } from '../../values'
import type { FormulaValue } from '../score'
import type { ExplanationWords } from './words'

const SIGNIFICANT = 3
const MOST_DECIMALS = 12

/** A number in a sentence: two decimals at most, but of a small one that they would hide as many as show it. */
export function sayNumber(value: number, most = 2): string {
  const size = Math.abs(value)
  if (most <= 2 && (size >= 10 || Number.isInteger(size * 100))) return formatNumber(value)
  const own = size === 0 || size >= 10 ? 2 : SIGNIFICANT - Math.floor(Math.log10(size))
  const said = formatNumber(value, Math.min(MOST_DECIMALS, Math.max(most, own)))
  return said.replace(/(,\d*?)0+$/, '$1').replace(/,$/, '')
}

/** A formula with more inputs than these names each. */
const FEW = 3

/** A part of a formula as it is said; `family` is the operator of a chain that goes on without brackets. */
interface Piece {
  readonly text: string
  readonly family: 'leaf' | 'sum' | 'product' | 'other'
}

const FAMILY = { '+': 'sum', '-': 'sum', '*': 'product', '/': 'other' } as const

const isJoin = (operator: string): operator is keyof typeof FAMILY => operator in FAMILY

/** The formula in the indicator's unit without the 100 that turns a share into percent points: nobody says it. */
function unscaled(node: FormulaNode): FormulaNode {
  if (node.type === 'negate' || node.type === 'earlier') return { ...node, operand: unscaled(node.operand) }
  if (node.type === 'call')
    return { ...node, args: node.args.map((arg, at) => (node.name === 'if' && at === 0 ? arg : unscaled(arg))) }
  if (node.type !== 'binary') return node
  const { operator, left, right } = node
  if (operator === '*' && right.type === 'number' && right.number === 100) return left
  if (operator === '*' && left.type === 'number' && left.number === 100) return right
  return operator === '/' ? { ...node, left: unscaled(left) } : node
}

/** Tells a formula with its values: one walk over its tree, in the words of a language [SC81]. */
class Teller {
  private readonly numbers: ReadonlyMap<string, FormulaValue>
  private readonly names: boolean
  private readonly ages: boolean

  constructor(
    inputs: readonly FormulaValue[],
    private readonly words: ExplanationWords,
    leaves: number,
  ) {
    this.numbers = new Map(inputs.map((input) => [input.key, input]))
    this.names = leaves > FEW
    this.ages = inputs.some(({ key }) => / [1-9]\d* \w+$/.test(key))
  }

  private readonly lookup = (input: FormulaInput) => {
    const number = this.numbers.get(inputKey(input))?.number ?? null
    return number === null ? ({ type: 'undefined', why: 'formula' } as const) : ({ type: 'number', number } as const)
  }

  /** "105 meno 100, su 100": a sum over one thing needs no brackets where nothing else stands around it. */
  whole(node: FormulaNode): string {
    if (node.type !== 'binary' || node.operator !== '/') return this.piece(node, NOW).text
    const [left, right] = [this.piece(node.left, NOW), this.piece(node.right, NOW)]
    const isFlat = left.family !== 'leaf' && !left.text.includes('(') && right.family === 'leaf'
    if (!isFlat || left.family === 'other') return this.piece(node, NOW).text
    return `${left.text}, ${this.words.formula.join['/']} ${right.text}`
  }

  private piece(node: FormulaNode, when: FormulaTime): Piece {
    switch (node.type) {
      case 'number':
        return { text: sayNumber(node.number), family: 'leaf' }
      case 'measure':
      case 'benchmark':
      case 'system':
        return { text: this.leaf(node, when), family: 'leaf' }
      case 'earlier':
        return this.piece(node.operand, earlier(when, node))
      case 'negate':
        return { text: `${this.words.formula.join['-']} ${this.inner(node.operand, when)}`, family: 'other' }
      case 'call':
        return { text: this.call(node, when), family: 'other' }
      case 'binary':
        return this.binary(node, when)
    }
  }

  /** Inside something else: whatever is no leaf stands in brackets. */
  private inner(node: FormulaNode, when: FormulaTime): string {
    const { text, family } = this.piece(node, when)
    return family === 'leaf' ? text : `(${text})`
  }

  private binary({ operator, left, right }: Extract<FormulaNode, { type: 'binary' }>, when: FormulaTime): Piece {
    const { join, compare } = this.words.formula
    if (!isJoin(operator)) {
      const said = compare[operator satisfies FormulaComparison]
      return { text: `${this.inner(left, when)} ${said} ${this.inner(right, when)}`, family: 'other' }
    }
    const family = FAMILY[operator]
    const first = this.piece(left, when)
    const goesOn = first.family === 'leaf' || (first.family === family && family !== 'other')
    const text = `${goesOn ? first.text : `(${first.text})`} ${join[operator]} ${this.inner(right, when)}`
    return { text, family }
  }

  private call({ name, args }: Extract<FormulaNode, { type: 'call' }>, when: FormulaTime): string {
    const { formula } = this.words
    const [condition, then, otherwise] = args
    if (name === 'if' && condition && then && otherwise) {
      const asked = evaluateFormula(condition, this.lookup, when)
      const holds = asked.type === 'number' && asked.number !== 0
      return formula.since(this.piece(condition, when).text, holds, this.inner(holds ? then : otherwise, when))
    }
    const said = args.map((arg) => this.inner(arg, when))
    const last = said.pop() ?? ''
    const list = said.length === 0 ? last : `${said.join(', ')} ${formula.and} ${last}`
    return `${formula.fold[name === 'if' ? 'mean' : name]} ${list}`
  }

  private leaf(node: LeafNode, when: FormulaTime): string {
    const found = this.numbers.get(inputKey({ leaf: node, when }))
    const number = found?.number ?? null
    const measure = found?.measure ?? null
    const said =
      number === null
        ? 'n.d.'
        : measure?.kind === 'boolean'
          ? number === 1
            ? this.words.yes
            : this.words.no
          : sayNumber(number)
    const level = measure?.kind === 'level' && number !== null ? measure.levels?.[number - 1] : undefined
    const name = level ?? (this.names || !measure ? this.nameOf(node, found ?? null) : null)
    return `${name === null ? '' : `«${quoted(name)}» `}${said}${this.age(when)}`
  }

  private nameOf(node: LeafNode, found: FormulaValue | null): string {
    if (found?.measure) return found.measure.label
    if (node.type === 'measure') return node.code
    return node.type === 'benchmark' ? this.words.formula.benchmark[node.scope] : this.words.computed[node.what]
  }

  /** "quest'anno", "dell'anno prima": where a formula looks at more than one year. */
  private age({ back, period }: FormulaTime): string {
    const { formula } = this.words
    const year = back > 0 ? ` ${formula.earlier(back)}` : this.ages ? ` ${formula.thisYear}` : ''
    return `${year}${period === 'year' ? '' : ` ${period === 'latest' ? formula.latest : formula.previous}`}`
  }
}

/** A name that can stand in quotation marks. */
export const quoted = (name: string): string => name.replaceAll('«', '“').replaceAll('»', '”')

/** Counts the inputs of a formula as often as they stand in it. */
function leavesOf(node: FormulaNode): number {
  if (node.type === 'negate' || node.type === 'earlier') return leavesOf(node.operand)
  if (node.type === 'binary') return leavesOf(node.left) + leavesOf(node.right)
  if (node.type === 'call') return node.args.reduce((sum, arg) => sum + leavesOf(arg), 0)
  return node.type === 'number' ? 0 : 1
}

/**
 * Tells a formula with the values that it was computed from [SC81]: "37 su 40", "105 meno 100, su 100"; null for one that
 * is a single figure.
 */
export function tellFormula(
  tree: FormulaNode,
  inputs: readonly FormulaValue[],
  unit: string,
  words: ExplanationWords,
): string | null {
  const node = isPercent(unit) ? unscaled(tree) : tree
  if (node.type === 'measure' || node.type === 'benchmark' || node.type === 'system') return null
  return new Teller(inputs, words, leavesOf(node)).whole(node)
}
