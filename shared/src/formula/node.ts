import type { BenchmarkScope, SystemFigure } from '../model'

/** The tree of a formula: plain readonly data, one constructor a kind. */
export type FormulaNode = NumberNode | LeafNode | NegateNode | BinaryNode | CallNode | EarlierNode

/** Leaf that a formula reads from outside: a measure, a benchmark, a figure that the system computes. */
export type LeafNode = MeasureNode | BenchmarkNode | SystemNode

export interface NumberNode {
  readonly type: 'number'
  readonly number: number
}

/** The value of a measure; of one unit where `unit` is given [FO4], `OWN` being the unit of the sheet [FO18]. */
export interface MeasureNode {
  readonly type: 'measure'
  readonly code: string
  readonly unit: string | null
}

/** A benchmark's figure: of other bodies, or the body's own as it was published [FO20]. */
export interface BenchmarkNode {
  readonly type: 'benchmark'
  readonly scope: BenchmarkScope | 'own'
  readonly code: string
}

/** Figure that the system computes from its own records, in percent points [FO21]. */
export interface SystemNode {
  readonly type: 'system'
  readonly what: SystemFigure['what']
  readonly of: string | null
}

/** The same expression at another time: so many years before; the last entered period, or the one entered before it [FO19]. */
export interface EarlierNode {
  readonly type: 'earlier'
  readonly what: 'year' | 'latest' | 'period'
  readonly back: number
  readonly operand: FormulaNode
}

export interface NegateNode {
  readonly type: 'negate'
  readonly operand: FormulaNode
}

/** `=` and its kin say 1 for yes and 0 for no [FO13]. */
export type FormulaComparison = '=' | '<>' | '<' | '<=' | '>' | '>='

export type Operator = '+' | '-' | '*' | '/' | FormulaComparison

export interface BinaryNode {
  readonly type: 'binary'
  readonly operator: Operator
  readonly left: FormulaNode
  readonly right: FormulaNode
}

/** The unit of the sheet that an indicator stands in [FO18]. */
export const OWN_UNIT = 'OWN'

/** Callable functions, with the least and the most arguments of each [FO14, FO15]. */
export const FUNCTIONS = {
  min: [1, 50],
  max: [1, 50],
  mean: [1, 50],
  if: [3, 3],
} as const satisfies Readonly<Record<string, readonly [number, number]>>

export type FunctionName = keyof typeof FUNCTIONS

/** Functions of time: `previous_year(X)`, `previous_year(X; 2)` [FO19]. */
export const EARLIER = { previous_year: 'year', previous_period: 'period', latest: 'latest' } as const

export type EarlierName = keyof typeof EARLIER

/** Functions that take the code of a benchmark [FO20]. */
export const BENCHMARKS = { own: 'own', regional: 'regional', national: 'national', cluster: 'cluster' } as const

/** Functions that take the code of a unit, area or objective, or nothing for the whole body [FO21]. */
export const SYSTEM = {
  operational_mean: 'operational-mean',
  achievement: 'achievement',
  collection_punctuality: 'collection-punctuality',
  report_punctuality: 'report-punctuality',
  revised_share: 'revised-share',
} as const satisfies Readonly<Record<string, SystemFigure['what']>>

export interface CallNode {
  readonly type: 'call'
  readonly name: FunctionName
  readonly args: readonly FormulaNode[]
}

export const numberNode = (number: number): NumberNode => ({ type: 'number', number })
export const measureNode = (code: string, unit: string | null): MeasureNode => ({ type: 'measure', code, unit })
export const negateNode = (operand: FormulaNode): NegateNode => ({ type: 'negate', operand })
export const callNode = (name: FunctionName, args: readonly FormulaNode[]): CallNode => ({ type: 'call', name, args })
export const binaryNode = (operator: Operator, left: FormulaNode, right: FormulaNode): BinaryNode => ({
  type: 'binary',
  operator,
  left,
  right,
})

export const earlierNode = (what: EarlierNode['what'], back: number, operand: FormulaNode): EarlierNode => ({
  type: 'earlier',
  what,
  back,
  operand,
})
