import type { Plan, Sheet } from './plan'
import type { Cell } from './value'

/** A cell of a body that is known. */
type CellOfBody = Omit<Cell, 'body'>

/** The lists of a plan whose items are spoken of by their address; and the body, which is one. */
export type AddressedList =
  'body' | 'units' | 'people' | 'programs' | 'areas' | 'objectives' | 'indicators' | 'measures' | 'sheets' | 'policies'

/** The address of an item of the plan, in scores, marks, results, judgements and the record: `objectives/O1.2`. */
export const itemAddress = (list: AddressedList, code: string): string => `${list}/${code}`

/** The address of a cell: `value/<measure>/<unit>/<year>/<period>`, with `-` for the body's own. */
export const cellAddress = ({ measure, unit, year, period }: CellOfBody): string =>
  `value/${measure}/${unit ?? '-'}/${year}/${period}`

/** The cell that an address says; null where it is no cell's. */
export function readCellAddress(address: string): CellOfBody | null {
  const [list, measure, unit, year, period, more] = address.split('/')
  if (list !== 'value' || !measure || !unit || !year || !period || more !== undefined) return null
  return { measure, unit: unit === '-' ? null : unit, year: Number(year), period: Number(period) }
}

/** The list and the code that an address says; whether the plan has them is another question. */
export function readAddress(address: string): { readonly list: string; readonly code: string } {
  const at = address.indexOf('/')
  return { list: address.slice(0, Math.max(at, 0)), code: address.slice(at + 1) }
}

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
