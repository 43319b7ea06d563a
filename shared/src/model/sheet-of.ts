import { readAddress } from './address'
import type { Plan, Sheet } from './plan'

/** The sheet that something of a plan hangs on; null for what is not of a sheet. */
export function sheetOf(plan: Plan, about: string): Sheet | null {
  const { list, code } = readAddress(about)
  const objective =
    list === 'indicators'
      ? plan.indicators.find((one) => one.code === code)?.objective
      : list === 'objectives'
        ? code
        : null
  const sheet = list === 'sheets' ? code : plan.objectives.find((one) => one.code === objective)?.sheet
  return plan.sheets.find((one) => one.code === sheet) ?? null
}
