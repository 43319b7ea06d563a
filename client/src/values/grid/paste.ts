import type { MeasureValue } from '@traguardo/shared/model'
import { type Refusal, refusal } from '@traguardo/shared/refusals'
import { type DueCell, parseEntry } from '@traguardo/shared/values'

/** A line of a sheet that cannot be taken, counted from one, and why. */
export interface PasteFault {
  readonly line: number
  readonly problem: Refusal | string
}

/** Values and faults that a piece of a sheet gives for the cells of the grid. */
export interface Pasted {
  readonly values: readonly { readonly due: DueCell; readonly value: MeasureValue }[]
  readonly faults: readonly PasteFault[]
}

/** Is it a piece of a sheet, and not one value? */
export const isSheet = (text: string): boolean => /[\t\n]/.test(text.trim())

/**
 * Reads what was copied in a spreadsheet. One column goes down from the cell where it is put, an empty line leaves its
 * cell as it is; of several columns the first is the code or label of a measure and the last its value.
 * @param says what to say of a line without a place: its measure is not here, or the grid ends before it
 */
export function readPasted(
  text: string,
  cells: readonly DueCell[],
  from: number,
  says: {
    readonly unknown: (name: string) => string
    readonly beyond: string
    /** Does a note say of a cell why its measure does not apply [CO12]? */
    readonly isNoted?: (due: DueCell) => boolean
  },
): Pasted {
  const values: { due: DueCell; value: MeasureValue }[] = []
  const faults: PasteFault[] = []
  const lines = text.replace(/\r/g, '').replace(/\n+$/, '').split('\n')
  const isNamed = lines.some((line) => line.includes('\t'))
  const named = (name: string) =>
    cells.find(({ measure }) => measure.code === name || measure.label.toLowerCase() === name.toLowerCase())
  for (const [index, line] of lines.entries()) {
    const columns = line.split('\t').map((column) => column.trim())
    const [name = ''] = columns
    const typed = columns.at(-1) ?? ''
    if (typed === '') continue
    const due = isNamed ? named(name) : cells[from + index]
    const parsed = due ? parseEntry(typed, due.measure) : null
    if (!due) faults.push({ line: index + 1, problem: isNamed ? says.unknown(name) : says.beyond })
    else if (parsed && !parsed.ok) faults.push({ line: index + 1, problem: parsed.error })
    else if (parsed?.value?.type === 'not-applicable' && says.isNoted?.(due) === false)
      faults.push({
        line: index + 1,
        problem: refusal('REASON_MISSING', { kind: 'not-applicable', measure: due.measure.label }),
      })
    else if (parsed?.value) values.push({ due, value: parsed.value })
  }
  return { values, faults }
}
