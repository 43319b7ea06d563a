import type { Plan } from '@traguardo/shared/model'
import { compilePlan, scorePlan } from '@traguardo/shared/scoring'
import { HyperFormula } from 'hyperformula'
import { massaCarrara } from '../support/massa-carrara'
import { medianMs, print } from './figure'
import { filled, largePlan } from './plan'
import { COMPUTED, ENTERED, enteredCells, type PlanSheet, sheetOf } from './sheet'

const YEAR = 2021
const TODAY = '2021-12-31'

type Cells = ReturnType<typeof enteredCells>

const calculate = ({ computed }: PlanSheet, cells: Cells): HyperFormula =>
  HyperFormula.buildFromSheets(
    { [ENTERED]: cells, [COMPUTED]: computed.map((row) => [...row]) },
    { licenseKey: 'gpl-v3' },
  )

function mustHaveScore(sheets: HyperFormula, { computed }: PlanSheet): void {
  const sheet = sheets.getSheetId(COMPUTED) ?? 1
  const body = sheets.getCellValue({ sheet, row: computed.length - 1, col: 0 })
  if (typeof body !== 'number') throw new Error(`the spreadsheet has no score of the body: ${JSON.stringify(body)}`)
}

/** All values change and all scores are computed again: ours the whole tree with readings and shares, theirs the bare numbers. */
async function allValues(what: string, plan: Plan): Promise<void> {
  const rounds = [filled(plan, 1), filled(plan, 2)] as const
  const compiled = compilePlan(plan, YEAR)
  let round = 0
  const ours = await medianMs(() => scorePlan(compiled, rounds[round++ % 2 ? 1 : 0], { today: TODAY }))

  const sheet = sheetOf(plan, YEAR)
  const blocks = [enteredCells(sheet, rounds[0]), enteredCells(sheet, rounds[1])] as const
  const sheets = calculate(sheet, blocks[0])
  const at = { sheet: sheets.getSheetId(ENTERED) ?? 0, row: 0, col: 0 }
  const theirs = await medianMs(() => sheets.setCellContents(at, blocks[round++ % 2 ? 1 : 0]))
  mustHaveScore(sheets, sheet)
  sheets.destroy()
  print({ bench: 'scoring', what, ours, peer: 'hyperformula', theirs, better: 'less', goal: 1 })
}

/** From the plan to the first scores: formulas parsed, children found, everything computed once. */
async function fromNothing(what: string, plan: Plan): Promise<void> {
  const values = filled(plan, 1)
  const ours = await medianMs(() => scorePlan(compilePlan(plan, YEAR), values, { today: TODAY }))
  const sheet = sheetOf(plan, YEAR)
  const cells = enteredCells(sheet, values)
  const theirs = await medianMs(() => calculate(sheet, cells).destroy())
  print({ bench: 'scoring', what, ours, peer: 'hyperformula', theirs, better: 'less', goal: 1 })
}

/** Milliseconds to score the real plan and one of 2000 indicators, beside the same plan as a spreadsheet. */
export async function bench(): Promise<void> {
  await allValues('real-plan-all-values-ms', massaCarrara)
  await fromNothing('real-plan-from-nothing-ms', massaCarrara)
  const large = largePlan()
  await allValues('2000-indicators-all-values-ms', large)
  await fromNothing('2000-indicators-from-nothing-ms', large)
}
