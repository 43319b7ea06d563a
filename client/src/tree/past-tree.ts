import { lastDeadline } from '@traguardo/shared/calendar'
import type { IsoDate, Plan } from '@traguardo/shared/model'
import type { Refusal } from '@traguardo/shared/refusals'
import { ok, type Result } from '@traguardo/shared/result'
import { type NodeKind, policyOf } from '@traguardo/shared/scoring'
import { request } from '../api/request'
import {
  PlanAsOfDocument,
  type PastObjectiveFragment,
  type PastTreeFragment,
  TreeAsOfDocument,
} from './past-tree.generated'
import type { TreeLine } from './tree-line'

/** Something scored. */
type Scored = Pick<PastObjectiveFragment, 'code' | 'title' | 'score'>
type PastIndicator = PastObjectiveFragment['indicators'][number]
/** An objective; those under one of the top stand in it. */
type PastObjective = PastObjectiveFragment & { readonly operational?: readonly PastObjectiveFragment[] }

/** The tree of a day, as the page shows it. */
export interface PastTree {
  readonly title: string
  readonly lines: readonly TreeLine[]
}

const NO_COURSES: TreeLine['courses'] = { 'on-course': 0, late: 0, 'at-risk': 0 }

/** Lines for what the server says of a day, with the bands of the plan that was in force. */
export function linesOf(
  { areas, sheets }: PastTreeFragment,
  plan: Plan,
  year: number,
  day: IsoDate,
): readonly TreeLine[] {
  const isClosed = lastDeadline(plan, year) < day
  const { bands, unitBands = [], overrides = [] } = policyOf(plan, year)
  const known = [...bands, ...unitBands.flatMap((of) => of.bands), ...overrides.flatMap((of) => of.bands ?? [])]
  const line = (kind: NodeKind, { code, title, score }: Scored, children: readonly TreeLine[] = []): TreeLine => ({
    ...{ kind, code, title, children, courses: NO_COURSES, indicator: null, isClosed },
    ...{ achievement: score.achievement, coverage: score.coverage, isProvisional: score.isProvisional },
    band: known.find((band) => band.code === score.band) ?? null,
    absence: score.absence && { type: score.absence },
    manual: score.manual,
  })
  const indicatorLine = (one: PastIndicator): TreeLine => ({
    ...line('indicator', one),
    indicator: { course: one.course },
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
  const [tree, plan] = await Promise.all([request(TreeAsOfDocument, of), request(PlanAsOfDocument, of)])
  if (!tree?.ok) return tree
  if (!plan?.ok) return plan
  return ok({ title: tree.value.title, lines: linesOf(tree.value, plan.value.document, year, day) })
}
