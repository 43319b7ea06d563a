import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { periodsOf } from '@traguardo/shared/calendar'
import { type CellValue, itemAddress, type Plan } from '@traguardo/shared/model'
import {
  compilePlan,
  openScoreModel,
  sayOwnValue,
  sayVerdict,
  scorePlan,
  ScoreTree,
  verdictOf,
} from '@traguardo/shared/scoring'
import { dueCells, formatAchievement } from '@traguardo/shared/values'
import { HyperFormula } from 'hyperformula'
import { massaCarrara } from '../support/massa-carrara'
import { medianMs, print } from './figure'
import { mathjsSheet } from './mathjs-sheet'
import { filled, largePlan } from './plan'
import { widePlan } from './wide-plan'
import { COMPUTED, ENTERED, enteredCells, type PlanSheet, sheetOf } from './sheet'

const YEAR = 2021
const TODAY = '2021-12-31'
const HAIR = 1e-9

type Cells = ReturnType<typeof enteredCells>

const calculate = ({ computed }: PlanSheet, cells: Cells): HyperFormula =>
  HyperFormula.buildFromSheets(
    { [ENTERED]: cells, [COMPUTED]: computed.map((row) => [...row]) },
    { licenseKey: 'gpl-v3', maxRows: 1_000_000 },
  )

function bodyScore(sheets: HyperFormula, { computed }: PlanSheet): number {
  const sheet = sheets.getSheetId(COMPUTED) ?? 1
  return Number(sheets.getCellValue({ sheet, row: computed.length - 1, col: 0 }))
}

/** A peer that computes something else is no peer. */
function mustAgree(who: string, theirs: number, ours: number): void {
  if (!(Math.abs(theirs - ours) < HAIR)) throw new Error(`${who} has ${theirs} for the body and we ${ours}`)
}

/** All values change and everything is computed again: the bare numbers on every side. */
async function fullPass(
  what: string,
  plan: Plan,
  goals: { readonly hyperformula: number; readonly mathjs: number },
): Promise<void> {
  const rounds = [filled(plan, 1), filled(plan, 2)] as const
  const book = openScoreModel(compilePlan(plan, YEAR), rounds[0], { today: TODAY })
  const body = book.compiled.nodes.get(`body/${plan.body.code}`) ?? -1
  let round = 0
  const ours = await medianMs(() => book.fill(rounds[round++ % 2 ? 1 : 0]))

  const sheet = sheetOf(plan, YEAR)
  const blocks = [enteredCells(sheet, rounds[0]), enteredCells(sheet, rounds[1])] as const
  const expected = openScoreModel(book.compiled, rounds[0], { today: TODAY }).state.achieved[body] ?? Number.NaN
  const run = mathjsSheet(sheet)
  mustAgree('mathjs', run(blocks[0]), expected)
  const mathjs = await medianMs(() => run(blocks[round++ % 2 ? 1 : 0]))
  print({ bench: 'scoring', what, ours, peer: 'mathjs', theirs: mathjs, better: 'less', goal: goals.mathjs })

  const sheets = calculate(sheet, blocks[0])
  mustAgree('hyperformula', bodyScore(sheets, sheet), expected)
  const at = { sheet: sheets.getSheetId(ENTERED) ?? 0, row: 0, col: 0 }
  const hyperformula = await medianMs(() => sheets.setCellContents(at, blocks[round++ % 2 ? 1 : 0]))
  print({
    bench: 'scoring',
    what,
    ours,
    peer: 'hyperformula',
    theirs: hyperformula,
    better: 'less',
    goal: goals.hyperformula,
  })
  sheets.destroy()
}

const CHANGES = 1000

/** One value changes, a thousand times, in so many places of the tree. */
async function oneChange(what: string, plan: Plan, different: number): Promise<void> {
  const rounds = [filled(plan, 1), filled(plan, 2)] as const
  const book = openScoreModel(compilePlan(plan, YEAR), rounds[0], { today: TODAY })
  const body = book.compiled.nodes.get(`body/${plan.body.code}`) ?? -1
  const sheet = sheetOf(plan, YEAR)
  const places = Array.from({ length: CHANGES }, (_, at) => ((at % different) * 7919) % rounds[0].length)
  const changed = (values: readonly CellValue[]): readonly CellValue[] => places.flatMap((place) => values[place] ?? [])
  // Each change must change something: with few places the two values alternate within a batch.
  const alternating = places.flatMap((place, at) => rounds[(Math.floor(at / different) + 1) % 2]?.[place] ?? [])
  const batches =
    different < CHANGES ? ([alternating, alternating] as const) : ([changed(rounds[1]), changed(rounds[0])] as const)
  let round = 0
  const ours = await medianMs(() => batches[round++ % 2 ? 1 : 0].forEach((cell) => book.set(cell)))
  const sheets = calculate(sheet, enteredCells(sheet, rounds[0]))
  const id = sheets.getSheetId(ENTERED) ?? 0
  const rows = new Map(sheet.entered.map(({ measure, unit }, row) => [`${measure}@${unit}`, row]))
  const numberOf = ({ value }: CellValue) => (value?.type === 'number' ? value.number : null)
  const put = (cell: CellValue) =>
    sheets.setCellContents(
      { sheet: id, row: rows.get(`${cell.measure}@${cell.unit}`) ?? 0, col: cell.period - 1 },
      numberOf(cell),
    )
  round = 0
  const theirs = await medianMs(() => batches[round++ % 2 ? 1 : 0].forEach(put))
  for (const batch of batches) {
    batch.forEach((cell) => book.set(cell))
    batch.forEach(put)
    mustAgree('hyperformula', bodyScore(sheets, sheet), book.state.achieved[body] ?? Number.NaN)
  }
  sheets.destroy()
  print({ bench: 'scoring', what, ours, peer: 'hyperformula', theirs, better: 'less', goal: 100 })
}

/** From the plan to the first scores, and to the whole tree of explained scores. */
async function fromNothing(what: string, plan: Plan): Promise<void> {
  const values = filled(plan, 1)
  const ours = await medianMs(() => scorePlan(compilePlan(plan, YEAR), values, { today: TODAY }))
  const sheet = sheetOf(plan, YEAR)
  const cells = enteredCells(sheet, values)
  const theirs = await medianMs(() => calculate(sheet, cells).destroy())
  print({ bench: 'scoring', what, ours, peer: 'hyperformula', theirs, better: 'less', goal: 1 })
}

/** Collects what nobody needs any more: without it what is measured is chance. */
const collect = (): void => {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
}

const settledBytes = (): number => {
  collect()
  collect()
  return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers
}

/** Bytes for each indicator of a compiled plan with a full book, the entered values themselves left out. */
function memory(what: string, plan: Plan): void {
  const values = filled(plan, 1)
  const sheet = sheetOf(plan, YEAR)
  const cells = enteredCells(sheet, values)
  const { length } = plan.indicators
  const before = settledBytes()
  const kept: unknown[] = [openScoreModel(compilePlan(plan, YEAR), values, { today: TODAY })]
  const ours = (settledBytes() - before) / length
  const between = settledBytes()
  kept.push(calculate(sheet, cells))
  const theirs = (settledBytes() - between) / length
  if (kept.length !== 2) throw new Error('Nothing was kept')
  print({ bench: 'scoring', what, ours, peer: 'hyperformula', theirs, better: 'less', goal: 1 })
}

/** Milliseconds in which a page is built, of 500 measures and 250 scores. */
const PAGE_BUDGET = 10

/** What the page of entry shows, once the year is worked out: the cells of a unit, and of each score value, verdict and worth. */
async function page(what: string): Promise<void> {
  const plan = widePlan()
  const unit = 'U1'
  const period = periodsOf(plan, YEAR).at(-1)
  if (!period) throw new Error('A year has a last period')
  const model = openScoreModel(compilePlan(plan, YEAR), filled(plan, 1), { today: TODAY })
  const built = () => {
    const cells = dueCells(plan, unit, period, TODAY)
    const tree = new ScoreTree(model)
    const codes = new Set(cells.flatMap(({ indicators }) => indicators.map(({ code }) => code)))
    const scores = [...codes].flatMap((code) => tree.at(itemAddress('indicators', code)) ?? [])
    const said = scores.map((node) => {
      const verdict = verdictOf(node)
      return [sayOwnValue(node.indicator), formatAchievement(node), verdict && sayVerdict(verdict)]
    })
    return { cells, said }
  }
  const { cells, said } = built()
  if (cells.length !== 2 * said.length || cells.length !== 500) throw new Error(`A page of ${cells.length} measures`)
  const ours = await medianMs(built)
  print({ bench: 'scoring', what, ours, peer: 'budget', theirs: PAGE_BUDGET, better: 'less', goal: 1 })
}

/** The real plan, and one of 10,000 indicators in a tree, beside the same plan as a spreadsheet. */
export async function bench(): Promise<void> {
  const large = largePlan()
  memory('10000-indicators-bytes-each', large)
  await fullPass('10000-indicators-all-values-ms', large, { hyperformula: 110, mathjs: 16 })
  await oneChange('10000-indicators-1000-changes-of-one-value-ms', large, 1)
  await oneChange('10000-indicators-1000-changes-everywhere-ms', large, CHANGES)
  await fromNothing('10000-indicators-from-nothing-ms', large)
  await fromNothing('real-plan-from-nothing-ms', massaCarrara)
  await page('page-of-500-measures-ms')
}
