import { compile } from 'mathjs'
import type { PlanSheet } from './sheet'
import { COMPUTED, ENTERED } from './sheet'

type Cells = (string | number | null)[][]

/** What mathjs calls the cells of the two pages: `v12` the three periods of an entered row, `a7` and `b7` what is computed. */
const translated = (formula: string): string =>
  formula
    .slice(1)
    .replace(new RegExp(`SUM\\(${ENTERED}!A(\\d+):C\\d+\\)`, 'g'), 'sum(v$1)')
    .replace(new RegExp(`${COMPUTED}!`, 'g'), '')
    .replace(/\bIF\(([^,]+),([^,]+),(.+)\)$/, '(($1) ? ($2) : ($3))')
    .replace(/\bMAX\(/g, 'max(')
    .replace(/\bSUM\(/g, 'sum(')
    .replace(/\b([AB])(\d+)\b/g, (_, column: string, row: string) => column.toLowerCase() + row)

/**
 * The plan's sheet as mathjs has it: every formula compiled once, run in the order of the sheet over one scope.
 * @returns a function that takes the entered cells and gives the score of the body
 */
export function mathjsSheet({ computed }: PlanSheet): (cells: Cells) => number {
  const steps = computed.flatMap((row, at) =>
    row.map((formula, column) => ({ name: `${'ab'[column]}${at + 1}`, code: compile(translated(formula)) })),
  )
  const scope = new Map<string, unknown>()
  return (cells) => {
    cells.forEach((row, at) => scope.set(`v${at + 1}`, row))
    for (const { name, code } of steps) scope.set(name, code.evaluate(scope))
    return Number(scope.get(`a${computed.length}`))
  }
}
