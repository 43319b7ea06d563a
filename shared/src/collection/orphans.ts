import type { Plan } from '../model'
import { measureUsers } from '../values'
import type { CycleRegister } from './cycle'

/**
 * Values whose measure the plan does not have any more, or that no indicator uses: kept, and shown as such [PR6].
 * @param registers everything that the viewer holds
 */
export function orphans(plan: Plan, registers: readonly CycleRegister[]): readonly CycleRegister[] {
  const users = measureUsers(plan)
  const known = new Set(plan.measures.map(({ code }) => code))
  return registers.filter(
    ({ key, content }) =>
      key.field === 'value' &&
      content !== null &&
      key.year >= plan.firstYear &&
      key.year <= plan.lastYear &&
      (!known.has(key.measure) || users.ofCell(key.measure, key.unit ?? '').length === 0),
  )
}
