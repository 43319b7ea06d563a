import { type FormulaNode, parseFormula } from '@traguardo/shared/formula'
import type { CellValue, Measure, Plan, Target } from '@traguardo/shared/model'
import { knownCodes } from '@traguardo/shared/values'

/** A plan as somebody would put it into a spreadsheet: what is entered on one page, what is computed on the other. */
export interface PlanSheet {
  /** A row for each measure and unit, empty: the values of the three periods go into columns A, B, C. */
  readonly entered: readonly EnteredRow[]
  readonly computed: readonly (readonly string[])[]
}

interface EnteredRow {
  readonly measure: string
  readonly unit: string
}

/** The names of the two pages. */
export const ENTERED = 'Valori'
export const COMPUTED = 'Piano'

/** A value as a spreadsheet keeps it: a date as a number that sorts like it. */
const plainValue = ({ value }: CellValue): string | number | null =>
  value?.type === 'number' ? value.number : value?.type === 'date' ? Number(value.date.replaceAll('-', '')) : null

/** The page of entered values, whole, as one block of cells. */
export function enteredCells({ entered }: PlanSheet, values: readonly CellValue[]): (string | number | null)[][] {
  const byName = new Map(values.map((value) => [`${value.measure}@${value.unit}@${value.period}`, plainValue(value)]))
  return entered.map(({ measure, unit }) =>
    [1, 2, 3].map((period) => byName.get(`${measure}@${unit}@${period}`) ?? null),
  )
}

const YEAR_OF: Readonly<Record<Measure['aggregation'], (row: number) => string>> = {
  sum: (row) => `SUM(${ENTERED}!A${row}:C${row})`,
  mean: (row) => `AVERAGE(${ENTERED}!A${row}:C${row})`,
  max: (row) => `MAX(${ENTERED}!A${row}:C${row})`,
  last: (row) =>
    `IF(ISBLANK(${ENTERED}!C${row}),IF(ISBLANK(${ENTERED}!B${row}),${ENTERED}!A${row},${ENTERED}!B${row}),${ENTERED}!C${row})`,
}

function expression(node: FormulaNode, rowOf: (code: string) => number): string {
  if (node.type === 'number') return String(node.number)
  if (node.type === 'measure') return `A${rowOf(node.code)}`
  if (node.type === 'benchmark' || node.type === 'system' || node.type === 'earlier')
    throw new Error(`Not in the plans of the bench: ${node.type}`)
  if (node.type === 'negate') return `(-${expression(node.operand, rowOf)})`
  if (node.type === 'call') {
    const name = node.name === 'mean' ? 'AVERAGE' : node.name.toUpperCase()
    return `${name}(${node.args.map((arg) => expression(arg, rowOf)).join(',')})`
  }
  return `(${expression(node.left, rowOf)}${node.operator}${expression(node.right, rowOf)})`
}

function achievement(row: number, target: Target): string {
  if (target.type === 'by-date') return `=IF(A${row}<=${target.date.replaceAll('-', '')},1,0)`
  if (target.type !== 'at-least' && target.type !== 'at-most')
    throw new Error(`Not in the plans of the bench: ${target.type}`)
  if (target.type === 'at-least') return `=IF(A${row}>=${target.value},1,MAX(0,A${row}/${target.value}))`
  return `=IF(A${row}<=${target.value},1,${target.value}/A${row})`
}

const mean = (cells: readonly string[]): string => `=SUM(${cells.join(',')})/${cells.length}`

/** Lays a plan out for a year: measures by unit, measures, indicators, objectives, areas; at the end the body. */
export function sheetOf(plan: Plan, year: number): PlanSheet {
  const computed: string[][] = []
  const add = (...cells: string[]): number => computed.push(cells)
  const entered: EnteredRow[] = []
  const units = new Map<string, number>()
  const measures = new Map<string, number>()
  const owner = (code: string) => measures.get(code) ?? 1
  for (const { code: measure, entry, aggregation } of plan.measures) {
    if (entry.by !== 'units') continue
    const rows = entry.units.map((unit) => {
      const row = add(`=${YEAR_OF[aggregation](entered.push({ measure, unit }))}`)
      units.set(`${measure}@${unit}`, row)
      return `A${row}`
    })
    measures.set(measure, add(`=SUM(${rows.join(',')})`))
  }
  for (const { code, entry } of plan.measures)
    if (entry.by === 'same-as') measures.set(code, add(`=A${units.get(`${entry.measure}@${entry.unit}`) ?? 1}`))
  const scores = new Map<string, string[]>()
  const addScore = (parent: string | undefined, row: number, column = 'A') =>
    scores.set(parent ?? '', [...(scores.get(parent ?? '') ?? []), `${column}${row}`])
  const known = knownCodes(plan)
  for (const { objective, formula, unit, targets } of plan.indicators) {
    const parsed = parseFormula(formula, known)
    const target = targets.find((one) => one.year === year)
    if (!parsed.ok || !target) continue
    const row = computed.length + 1
    const percent = unit === '%' && parsed.value.type === 'binary' ? '*100' : ''
    addScore(objective, add(`=${expression(parsed.value, owner)}${percent}`, achievement(row, target)), 'B')
  }
  const below = [...plan.objectives].sort((a, b) => a.level.localeCompare(b.level))
  for (const level of ['operational', 'individual', 'strategic'])
    for (const objective of below.filter((one) => one.level === level)) {
      const cells = scores.get(objective.code)
      if (cells) addScore(objective.sheet ?? objective.parent, add(mean(cells)))
    }
  for (const { code } of plan.areas) {
    const cells = scores.get(code)
    if (cells) addScore('body', add(mean(cells)))
  }
  for (const { code } of plan.sheets) {
    const cells = scores.get(code)
    if (cells) add(mean(cells))
  }
  add(mean(scores.get('body') ?? []))
  return { entered, computed }
}
