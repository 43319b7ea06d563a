import { type FormulaType, nameOf, wordOf } from '../../formula'
import type { Indicator, Target } from '../../model'
import type { ParamsOf } from '../../refusals'

/** Returns what a target asks for; null for one that takes anything. */
function askedBy(target: Target): 'date' | 'level' | 'days' | 'number' | null {
  if (target.type === 'by-date' || target.type === 'by-dates') return 'date'
  // What was done by its day, or how many days it took.
  if (target.type === 'after-each-period') return 'days'
  if (target.type === 'after-event') return target.unit === 'days' ? 'days' : 'date'
  if (target.type === 'level') return 'level'
  return target.type === 'first-year' || target.type === 'observed' ? null : 'number'
}

/** Returns the fault of a target that the value of its formula can never be judged by; null where it can [SC72]. */
export function typeFault(target: Target, indicator: Indicator, type: FormulaType): ParamsOf<'TARGET'> | null {
  const asked = askedBy(target)
  const found = nameOf(type)
  const isNumber = typeof type !== 'string' || type === 'yes-no'
  const fits =
    asked === null ||
    asked === found ||
    (asked === 'number' && isNumber) ||
    (asked === 'days' && (found === 'date' || found === 'plain'))
  const { printed } = target
  return fits ? null : { kind: 'type', indicator: indicator.code, printed, asked, found: wordOf(type) }
}
