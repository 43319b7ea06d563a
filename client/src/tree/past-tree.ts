import { lastDeadline } from '@traguardo/shared/calendar'
import type { IsoDate, Plan } from '@traguardo/shared/model'
import { type NodeKind, policyOf } from '@traguardo/shared/scoring'
import { computed } from 'vue'
import { type Answer, useAnswer } from '../answers/use-answer'
import {
  PlanAsOfDocument,
  type PastObjectiveFragment,
  type PastTreeFragment,
  TreeAsOfDocument,
  type TreeAsOfQueryVariables,
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

/** The tree of a body as it was at the end of a day: what the server says of it, and the plan of that day. */
export function usePastTree(of: () => TreeAsOfQueryVariables): Answer<PastTree> {
  const tree = useAnswer(TreeAsOfDocument, of)
  const plan = useAnswer(PlanAsOfDocument, of)
  return {
    known: computed(() => {
      const [said, held] = [tree.known.value, plan.known.value]
      return said && held ? { title: said.title, lines: linesOf(said, held.document, of().year, of().asOf) } : null
    }),
    problem: computed(() => tree.problem.value ?? plan.problem.value),
    again: () => Promise.all([tree.again(), plan.again()]),
  }
}
