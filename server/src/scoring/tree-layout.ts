import { openPeriod } from '@traguardo/shared/calendar'
import type { Indicator, IsoDate, Measure, Objective, Plan, Sheet } from '@traguardo/shared/model'
import {
  explainScore,
  type MeasureScore,
  movedWeight,
  type PlanScores,
  sayAbsence,
  sayOwnValue,
  sayVerdict,
  type ScoreNode,
  verdictOf,
} from '@traguardo/shared/scoring'
import { formatValue } from '@traguardo/shared/values'
import type { ScoreType } from './score.types'
import type { TreeIndicatorType, TreeMeasureType, TreeValueType } from './tree-indicator.types'
import type { TreeAreaType, TreeObjectiveType, TreeSheetType, TreeType } from './tree.types'

/** Makes of each object one thing, once: it goes when the object does. */
function onceFor<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const made = new WeakMap<K, V>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const fresh = make(key)
    made.set(key, fresh)
    return fresh
  }
}

/** Makes something when it is first asked for. */
function later<T>(make: () => T): () => T {
  let made: { readonly it: T } | null = null
  return () => (made ??= { it: make() }).it
}

/** Sheets, by their codes. */
const nameOf = onceFor((sheets: readonly Sheet[]): string => JSON.stringify(sheets.map(({ code }) => code)))

const byCode = <T extends { readonly code: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
  new Map(items.map((item) => [item.code, item]))

function itemOf<T>(items: ReadonlyMap<string, T>, code: string): T {
  const item = items.get(code)
  if (item === undefined) throw new Error(`A score of nothing: ${code}`)
  return item
}

/** The one verdict on a score, with its word. */
function verdictTypeOf(node: ScoreNode): ScoreType['verdict'] {
  const verdict = verdictOf(node)
  if (verdict === null) return null
  const code = verdict.type === 'course' ? verdict.course : verdict.band.code
  return { type: verdict.type, code, name: sayVerdict(verdict), tone: verdict.tone }
}

type LabelOf = (code: string) => string

/** Weight below a score that lies elsewhere than the plan has it, with who said so, when and why. */
const movedIn = (node: ScoreNode, labelOf: LabelOf): ScoreType['moved'] =>
  movedWeight(node).map(({ about, title, why, absence, by, at, share, to }) => ({
    ...{ about, title, why, share, to, at },
    person: by,
    reason: why === 'taken' || absence === null ? null : sayAbsence(absence, labelOf),
  }))

/** A node's score as the schema shows it; its sentence is made when it is asked for. */
function scoreOf(node: ScoreNode, labelOf: LabelOf): ScoreType {
  const { achievement, band, coverage, isProvisional, share, contribution, rule, absence, points, manual, courses } =
    node
  const sentence = later(() => explainScore(node))
  const moved = later(() => movedIn(node, labelOf))
  return {
    achievement,
    band: band?.code ?? null,
    coverage,
    isProvisional,
    share,
    contribution,
    rule,
    absence: absence?.type ?? null,
    points,
    manual,
    courses: { onCourse: courses['on-course'], late: courses.late, atRisk: courses['at-risk'] },
    verdict: verdictTypeOf(node),
    get sentence() {
      return sentence()
    },
    get moved() {
      return moved()
    },
  }
}

/** The entered values that a measure comes from, with who entered them. */
const valuesOf = ({ readings }: MeasureScore): readonly TreeValueType[] =>
  readings.map(({ unit, period, value, by = null, at = null }) => ({ unit, period, content: value, person: by, at }))

/**
 * Lays the scores of a plan and year out as the schema's tree. What is laid out of a score stays the same object as long
 * as the score does [SC57.2], and lists are made when they are asked for.
 */
export class TreeLayout {
  private readonly measures: ReadonlyMap<string, Measure>
  private readonly indicators: ReadonlyMap<string, Indicator>
  private readonly objectives: ReadonlyMap<string, Objective>
  private readonly sheets: ReadonlyMap<string, Sheet>
  private readonly areas: Plan['areas']
  private readonly period: TreeType['period']
  private readonly trees = onceFor((_: PlanScores) => new Map<string, TreeType>())

  /** @param today says which period is open */
  constructor(
    private readonly plan: Plan,
    private readonly year: number,
    today: IsoDate,
  ) {
    this.measures = byCode(plan.measures)
    this.indicators = byCode(plan.indicators)
    this.objectives = byCode(plan.objectives)
    this.sheets = byCode(plan.sheets)
    this.areas = plan.areas
    const open = openPeriod(plan, today)
    this.period = open?.year === year ? open : null
  }

  /** The tree as somebody sees it who sees these of the sheets: the same object for the same scores. */
  tree(scores: PlanScores, seen: readonly Sheet[]): TreeType {
    const known = this.trees(scores)
    const name = nameOf(seen)
    const tree = known.get(name) ?? this.layOut(scores, new Set(seen.map(({ code }) => code)))
    known.set(name, tree)
    return tree
  }

  private readonly labelOf = (code: string): string => this.measures.get(code)?.label ?? code

  private layOut({ body, sheets }: PlanScores, seen: ReadonlySet<string>): TreeType {
    const { plan, year } = this
    const areas = byCode(body.children)
    const scored = byCode(sheets)
    return {
      whole: plan,
      body: { code: plan.body.code, name: plan.body.name },
      year,
      title: plan.title,
      period: this.period,
      score: scoreOf(body, this.labelOf),
      areas: this.areas.map(({ code }) => this.area(itemOf(areas, code))),
      sheets: plan.sheets.filter(({ code }) => seen.has(code)).map(({ code }) => this.sheet(itemOf(scored, code))),
    }
  }

  private readonly area = onceFor((node: ScoreNode): TreeAreaType => {
    const strategic = later(() => this.objectivesBelow(node))
    return {
      code: node.code,
      title: node.title,
      score: scoreOf(node, this.labelOf),
      get strategic() {
        return strategic()
      },
    }
  })

  private readonly sheet = onceFor((node: ScoreNode): TreeSheetType => {
    const objectives = later(() => this.objectivesBelow(node))
    return {
      ...itemOf(this.sheets, node.code),
      score: scoreOf(node, this.labelOf),
      get objectives() {
        return objectives()
      },
    }
  })

  private objectivesBelow({ children }: ScoreNode): readonly TreeObjectiveType[] {
    return children.flatMap((child) => (child.kind === 'indicator' ? [] : this.objective(child)))
  }

  private readonly objective = onceFor((node: ScoreNode): TreeObjectiveType => {
    const { code, level, title, description, program, weight, ...lists } = itemOf(this.objectives, node.code)
    const indicators = later(() =>
      node.children.flatMap((child) => (child.kind === 'indicator' ? this.indicator(child) : [])),
    )
    const operational = later(() => this.objectivesBelow(node))
    return {
      code,
      level,
      title,
      description,
      program,
      weight,
      resources: lists.resources ?? [],
      units: lists.units ?? [],
      perspectives: lists.perspectives ?? [],
      footnotes: lists.footnotes ?? [],
      score: scoreOf(node, this.labelOf),
      get indicators() {
        return indicators()
      },
      get operational() {
        return operational()
      },
    }
  })

  /** An indicator with its value, its score and the entered values that they come from. */
  private readonly indicator = onceFor((node: ScoreNode): TreeIndicatorType => {
    const { targets, ...indicator } = itemOf(this.indicators, node.code)
    const measures = later(() => (node.indicator?.measures ?? []).map((score) => this.measure(score)))
    return {
      ...indicator,
      target: targets.find(({ year }) => year === this.year),
      value: sayOwnValue(node.indicator),
      course: node.indicator?.course ?? null,
      expected: node.indicator?.expected ?? null,
      reference: node.indicator?.reference ?? null,
      score: scoreOf(node, this.labelOf),
      get measures() {
        return measures()
      },
    }
  })

  private measure(score: MeasureScore): TreeMeasureType {
    const { kind = 'number', aggregation = 'last' } = this.measures.get(score.code) ?? {}
    return {
      code: score.code,
      label: score.label,
      kind,
      aggregation,
      values: valuesOf(score),
      aggregate: formatValue(score.value, kind === 'percentage' ? '%' : undefined),
    }
  }
}
