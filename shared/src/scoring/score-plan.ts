import type { CellValue } from '../model'
import { type Moment, ScoreBook } from './book'
import { buildNode } from './build-node'
import type { CompiledPlan } from './compile/compile-plan'
import { nodeAddress } from './node-address'
import type { NodeKind, PlanScores, ScoreNode } from './score'

/** Opens a book with all values of a year in it: for what asks again after each change. */
export const openBook = (compiled: CompiledPlan, values: readonly CellValue[], moment: Moment): ScoreBook =>
  new ScoreBook(compiled, moment).fill(values)

/** The score at an address: `indicators/DFP 1.3`, `areas/AS1`, `sheets/SG`; null where the plan has none. */
export function nodeIn(book: ScoreBook, address: string): ScoreNode | null {
  const node = book.compiled.nodes.get(address)
  return node === undefined ? null : buildNode(book, node)
}

/** All scores of a book as trees. */
export function scoresIn(book: ScoreBook): PlanScores {
  const { plan, nodes } = book.compiled
  const at = (kind: NodeKind, code: string) => buildNode(book, nodes.get(nodeAddress({ kind, code })) ?? -1)
  return { body: at('body', plan.body.code), sheets: plan.sheets.map(({ code }) => at('sheet', code)) }
}

/**
 * All scores of a plan and year out of the entered values: a pure function, the same to the last bit on a phone, at a
 * site and on the server [SC32].
 * @param values cells in any order; each cell once
 * @param moment `today` in Rome decides what is due and whether the year is closed
 */
export const scorePlan = (compiled: CompiledPlan, values: readonly CellValue[], moment: Moment): PlanScores =>
  scoresIn(openBook(compiled, values, moment))

/** Every node of the scores by its address. */
export function scoreNodes({ body, sheets }: PlanScores): ReadonlyMap<string, ScoreNode> {
  const nodes = new Map<string, ScoreNode>()
  const walk = (node: ScoreNode): void => {
    nodes.set(nodeAddress(node), node)
    node.children.forEach(walk)
  }
  ;[body, ...sheets].forEach(walk)
  return nodes
}
