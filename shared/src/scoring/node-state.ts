const numbers = (size: number, from?: Float64Array): Float64Array =>
  from?.slice() ?? new Float64Array(size).fill(Number.NaN)

/** What was computed of each node, by its number: flat arrays, some of them for one kind of node only. */
export class NodeState {
  /** The number of a figure, the value of an indicator; `NaN` where there is no number. */
  readonly values: Float64Array
  /** What a figure is, as in a cell; and its day, where it is one. */
  readonly found: Uint8Array
  readonly days: Float64Array
  /** Achievement of indicators and groups; `NaN` for none. */
  readonly achieved: Float64Array
  /** Share of weight that rests on entered values; `NaN` where a node weighs nothing above [SC17, SC26]. */
  readonly coverage: Float64Array
  /** What the rules alone gave, where somebody judged by hand. */
  readonly instead: Map<number, number>

  constructor(size: number, from?: NodeState) {
    this.values = numbers(size, from?.values)
    this.found = from?.found.slice() ?? new Uint8Array(size)
    this.days = numbers(size, from?.days)
    this.achieved = numbers(size, from?.achieved)
    this.coverage = from?.coverage.slice() ?? new Float64Array(size)
    this.instead = new Map(from?.instead)
  }
}
