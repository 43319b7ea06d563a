import { err, ok, type Result } from '../result'
import {
  binaryNode,
  callNode,
  EARLIER,
  type EarlierName,
  earlierNode,
  type FormulaNode,
  FUNCTIONS,
  type FunctionName,
  negateNode,
  numberNode,
  type Operator,
} from './node'
import type { Word } from '../refusals'
import { faultAt, type FormulaFault } from './fault'
import { type KnownCodes, type Token, tokenize } from './token'

const LONGEST = 2000
const DEEPEST = 60
const MOST_YEARS_BACK = 10

const COMPARING = 1
const PRECEDENCE: Readonly<Partial<Record<Token['type'], number>>> = {
  ...{ '=': COMPARING, '<>': COMPARING, '<': COMPARING, '<=': COMPARING, '>': COMPARING, '>=': COMPARING },
  ...{ '+': 2, '-': 2, '*': 3, '/': 3 },
}

const NAMES: Readonly<Partial<Record<Token['type'], Word>>> = {
  end: 'end',
  number: 'number',
  leaf: 'measure',
  function: 'function',
}

class Parser {
  private next = 0
  constructor(private readonly tokens: readonly Token[]) {}

  private get token(): Token {
    return this.tokens[this.next] ?? { type: 'end', at: 0 }
  }

  private expected(what: Word): FormulaFault {
    const { type, at } = this.token
    return faultAt(at, 'FORMULA_SYNTAX', { kind: 'expected', what, found: NAMES[type] ?? `«${type}»` })
  }

  whole(): Result<FormulaNode, FormulaFault> {
    const result = this.expression(0, 0)
    if (!result.ok || this.token.type === 'end') return result
    return err(this.expected('operator-or-end'))
  }

  /** Operators of at least this precedence, left to right [FO1]. */
  private expression(precedence: number, depth: number): Result<FormulaNode, FormulaFault> {
    let left = this.operand(depth)
    let last = 0
    while (left.ok) {
      const operator = this.token.type
      const own = PRECEDENCE[operator] ?? 0
      if (own === 0 || own <= precedence) return left
      if (own === COMPARING && last === COMPARING) return err(this.expected('one-comparison'))
      last = own
      this.next += 1
      const right = this.expression(own, depth)
      if (!right.ok) return right
      left = ok(binaryNode(operator as Operator, left.value, right.value))
    }
    return left
  }

  private operand(depth: number): Result<FormulaNode, FormulaFault> {
    const token = this.token
    if (depth > DEEPEST) return err(faultAt(token.at, 'FORMULA_TOO_DEEP', { limit: DEEPEST }))
    this.next += 1
    if (token.type === 'number') return ok(numberNode(token.number))
    if (token.type === 'leaf') return ok(token.leaf)
    if (token.type === '-') {
      const operand = this.operand(depth + 1)
      return operand.ok ? ok(negateNode(operand.value)) : operand
    }
    if (token.type === 'function') return this.call(token.name, depth)
    if (token.type === '(') return this.closed(this.expression(0, depth + 1))
    this.next -= 1
    return err(this.expected('operand'))
  }

  /** The arguments of a function, from its parenthesis on [FO14]. */
  private call(name: FunctionName | EarlierName, depth: number): Result<FormulaNode, FormulaFault> {
    const args: FormulaNode[] = []
    do {
      this.next += 1
      const arg = this.expression(0, depth + 1)
      if (!arg.ok) return arg
      args.push(arg.value)
    } while (this.token.type === ';')
    if (name in EARLIER) return this.closed(this.earlier(name as EarlierName, args))
    const called = name as FunctionName
    const [least, most] = FUNCTIONS[called]
    const given = args.length
    if (given >= least && given <= most) return this.closed(ok(callNode(called, args)))
    const { at } = this.token
    return err(
      least === most
        ? faultAt(at, 'FORMULA_SYNTAX', { kind: 'values', name, wanted: least, given })
        : faultAt(at, 'FORMULA_SYNTAX', { kind: 'span', name, least, most, given }),
    )
  }

  /** `previous_year(X)`, `previous_year(X; 2)`, `previous_period(X)`, `latest(X)` [FO19]. */
  private earlier(name: EarlierName, [operand, years, ...more]: FormulaNode[]): Result<FormulaNode, FormulaFault> {
    const what = EARLIER[name]
    const back = years === undefined ? 1 : years.type === 'number' ? years.number : 0
    const fits = operand !== undefined && more.length === 0 && (years === undefined || what === 'year')
    if (fits && Number.isInteger(back) && back >= 1 && back <= MOST_YEARS_BACK)
      return ok(earlierNode(what, back, operand))
    const { at } = this.token
    return err(
      what === 'year'
        ? faultAt(at, 'FORMULA_SYNTAX', { kind: 'years', name, most: MOST_YEARS_BACK })
        : faultAt(at, 'FORMULA_SYNTAX', { kind: 'value', name }),
    )
  }

  private closed(inner: Result<FormulaNode, FormulaFault>): Result<FormulaNode, FormulaFault> {
    if (!inner.ok) return inner
    if (this.token.type !== ')') return err(this.expected('«)»'))
    this.next += 1
    return inner
  }
}

/**
 * Parses the text of a formula over known codes.
 * @example parseFormula('Dip-Form / (Unit_Stab + N_Dir)', known)
 * @returns the tree, or the first fault with its position [FO1-FO7]
 */
export function parseFormula(text: string, known: KnownCodes): Result<FormulaNode, FormulaFault> {
  if (text.length > LONGEST) return err(faultAt(LONGEST, 'FORMULA_TOO_LONG', { limit: LONGEST }))
  const tokens = tokenize(text, known)
  return 'code' in tokens ? err(tokens) : new Parser(tokens).whole()
}
