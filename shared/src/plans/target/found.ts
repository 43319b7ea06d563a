import type { TargetRule } from '../../model'
import type { TargetDoubt } from './doubts'

/** Facts about an indicator beside its target's cell. */
export interface TargetSurroundings {
  readonly year: number
  /** The indicator's unit of measure. */
  readonly unit?: string | undefined
  /** The algorithm as printed: in some plans the operator stands there and not in the cell. */
  readonly algorithm?: string | undefined
  /** Better direction, where somebody knows it. */
  readonly better?: 'more' | 'less' | undefined
  /** Code of the measure that holds the day of an event. */
  readonly event?: string | undefined
  /** Levels of the measure, from the lowest, where it has some. */
  readonly levels?: readonly string[] | undefined
}

/** Result of a part of the grammar: a target or the doubt that says why there is none. */
export interface PartReading {
  readonly target: TargetRule | null
  readonly doubts: readonly TargetDoubt[]
}
