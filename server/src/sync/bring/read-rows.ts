import { cellAddress, type IsoInstant, type Plan } from '@traguardo/shared/model'
import { mayBringValues, type ViewingHolder } from '@traguardo/shared/people'
import { refusal } from '@traguardo/shared/refusals'
import { hasNoValue, type ReadRow, readValueRow } from '@traguardo/shared/values'
import { visiblePlanOf } from '../../plans/visible-plan-of'
import { answeringFor, inForce, type Plans } from '../scopes'
import type { ValuesFault, ValuesRow } from './values-file'

/** By whom, when and by which plans values are brought. */
export interface Bringing {
  readonly body: string
  readonly viewer: ViewingHolder
  readonly plans: Plans
  readonly now: IsoInstant
  /** Everything is done but the writing. */
  readonly isTrial: boolean
}

/** A row that was read, with its line. */
export interface LinedRow {
  readonly line: number
  readonly row: ReadRow
}

/** Rows as the plans of their years read them. */
export interface ReadRows {
  readonly read: readonly LinedRow[]
  readonly faults: readonly ValuesFault[]
  /** Lines without a value: left out. */
  readonly without: readonly number[]
}

const yearIn = ({ year }: ValuesRow): number | null => (/^\d{4}$/.test(year.trim()) ? Number(year) : null)

/** The plan by which somebody brings values of a year, as they may see it. */
function planFor(year: number, { plans, viewer }: Bringing): Plan | null {
  const plan = (mayBringValues(viewer) ? answeringFor : inForce)(plans, year)
  return plan && visiblePlanOf(plan, viewer, year).plan
}

/** Reads the rows by the plans of their years [VA20]. */
export function readRows(rows: readonly ValuesRow[], bringing: Bringing): ReadRows {
  const faults: ValuesFault[] = []
  const read: LinedRow[] = []
  const lines = new Map<string, number>()
  for (const one of rows.filter((row) => !hasNoValue(row))) {
    const { line } = one
    const year = yearIn(one)
    const plan = year === null ? null : planFor(year, bringing)
    if (year === null || plan === null) {
      faults.push({
        line,
        refusal: year === null ? refusal('BAD_YEAR', { year: one.year }) : refusal('NO_PLAN', { year }),
      })
      continue
    }
    const row = readValueRow(one, plan, year)
    const earlier = row.ok ? lines.get(cellAddress(row.value.cell)) : undefined
    if (!row.ok) faults.push({ line, refusal: row.error })
    else if (earlier !== undefined) faults.push({ line, refusal: refusal('DUPLICATE_ROW', { line: earlier }) })
    else {
      lines.set(cellAddress(row.value.cell), line)
      read.push({ line, row: row.value })
    }
  }
  return { faults, read, without: rows.filter(hasNoValue).map(({ line }) => line) }
}
