import type { Absence, IsoDate, Plan } from '@traguardo/shared/model'
import type { Refusal } from '@traguardo/shared/refusals'
import { ok, type Result } from '@traguardo/shared/result'
import { type NodeKind, policyOf } from '@traguardo/shared/scoring'
import { request, selectOrRefusal } from '../modules/request'
import type { TreeLine } from './tree-line'

/** A score as the server made it of what stood there on a day, by the code that scores today. */
interface PastScore {
  readonly achievement: number | null
  readonly band: string | null
  readonly coverage: number
  readonly absence: Absence['type'] | null
}

interface PastNode {
  readonly code: string
  readonly title: string
  readonly score: PastScore
}

interface PastIndicator extends PastNode {
  readonly value: string
  readonly target: { readonly printed: string } | null
}

interface PastObjective extends PastNode {
  readonly level: NodeKind
  readonly indicators: readonly PastIndicator[]
  readonly operational?: readonly PastObjective[]
}

/** Answer of the server about a day. */
export interface PastAnswer {
  readonly title: string
  readonly areas: readonly (PastNode & { readonly strategic: readonly PastObjective[] })[]
  readonly sheets: readonly (PastNode & { readonly objectives: readonly PastObjective[] })[]
}

/** The tree of a day, as the page shows it. */
export interface PastTree {
  readonly title: string
  readonly lines: readonly TreeLine[]
}

const SCORED = 'code title score { achievement band coverage absence }'
const OBJECTIVE = `${SCORED} level indicators { ${SCORED} value target { printed } }`
const TREE = `title areas { ${SCORED} strategic { ${OBJECTIVE} operational { ${OBJECTIVE} } } }
  sheets { ${SCORED} objectives { ${OBJECTIVE} } }`
const PAST = `query TreeAsOf($body: String!, $year: Int!, $asOf: String!) {
  tree(body: $body, year: $year, asOf: $asOf) { ${selectOrRefusal('Tree', TREE)} } }`
const PLAN = `query PlanAsOf($body: String!, $year: Int!, $asOf: String!) {
  plan(body: $body, year: $year, asOf: $asOf) { ${selectOrRefusal('PlanDocument', 'document')} } }`

const NO_COURSES: TreeLine['courses'] = { 'on-course': 0, late: 0, 'at-risk': 0 }

/** Lines for what the server says of a day, with the bands of the plan that was in force. */
export function linesOf({ areas, sheets }: PastAnswer, plan: Plan, year: number): readonly TreeLine[] {
  const { bands, unitBands = [] } = policyOf(plan, year)
  const known = [...bands, ...unitBands.flatMap((of) => of.bands)]
  const line = (kind: NodeKind, { code, title, score }: PastNode, children: readonly TreeLine[] = []): TreeLine => ({
    ...{ kind, code, title, children, courses: NO_COURSES, indicator: null },
    ...{ achievement: score.achievement, coverage: score.coverage },
    band: known.find((band) => band.code === score.band) ?? null,
    absence: score.absence && { type: score.absence },
  })
  const indicatorLine = (one: PastIndicator): TreeLine => ({
    ...line('indicator', one),
    said: `${one.value} / ${one.target?.printed ?? '-'}`,
  })
  const objectiveLine = (one: PastObjective): TreeLine =>
    line(one.level, one, [...one.indicators.map(indicatorLine), ...(one.operational ?? []).map(objectiveLine)])
  return [
    ...areas.map((area) => line('area', area, area.strategic.map(objectiveLine))),
    ...sheets.map((sheet) => line('sheet', sheet, sheet.objectives.map(objectiveLine))),
  ]
}

/** The tree of a body as it was at the end of a day; null where nobody answered. */
export async function fetchPastTree(
  body: string,
  year: number,
  day: IsoDate,
): Promise<Result<PastTree, Refusal> | null> {
  const of = { body, year, asOf: day }
  const [tree, plan] = await Promise.all([
    request<PastAnswer>(PAST, of),
    request<{ readonly document: Plan }>(PLAN, of),
  ])
  if (!tree?.ok) return tree
  if (!plan?.ok) return plan
  return ok({ title: tree.value.title, lines: linesOf(tree.value, plan.value.document, year) })
}
