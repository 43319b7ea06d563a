import type { Operand } from '../formula'
import { type Absence, beforeActs, type CellValue, daysIn, type MeasureValue, type Policy } from '../model'
import {
  bandOf,
  bandsFor,
  comparedShare,
  decimalsOfShare,
  decimalsOfValue,
  isThin,
  pointsFor,
  sideOf,
} from './policy/marks'
import { answersOf, isNumberTarget, resolved } from './evaluate-indicator'
import { ScoreModel, type Moment } from './score-model'
import { type CompiledIndicator, type CompiledPlan, compilePlan } from './compile/compile-plan'
import { progressOf } from './course'
import { coursesOf } from './grounds/verdict'
import { together } from './compile/due'
import { type CompiledGroup, groupAddress } from './compile/groups'
import { groundsOf, inputsIn, type Place, placesOf, readingsOf, uncutPlaces } from './grounds/group-grounds'
import type { IndicatorGrounds } from './grounds/grounds'
import {
  type Band,
  type Completeness,
  type Course,
  type IndicatorScore,
  type MeasureScore,
  type Points,
  type ScoreNode,
  type NodeKind,
  type PlanScores,
  nodeAddress,
  scoreNode,
} from './score'

const orNull = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value)

/** The policy as it holds for a node. */
function policyAt(node: number, { compiled: { figures, indicators, groupPolicies, policy } }: ScoreModel): Policy {
  const at = node - figures.length
  return indicators[at]?.policy ?? groupPolicies[at - indicators.length] ?? policy
}

/** Returns how far a score can be relied on, and the band that follows. */
function standingOf(node: number, units: readonly string[], book: ScoreModel) {
  const policy = policyAt(node, book)
  const achievement = orNull(book.state.achieved[node])
  const coverage = orNull(book.state.coverage[node])
  const bands = bandsFor(policy, units)
  const band = isThin({ coverage, isClosed: book.isClosed }, policy) ? null : bandOf(achievement, bands, policy)
  return {
    achievement,
    band: band && ({ code: band.code, name: band.name, tone: band.tone } satisfies Band),
    coverage,
    isClosed: book.isClosed,
    isProvisional: !book.isClosed && coverage !== null && coverage < 1,
    decimals: achievement === null ? 2 : decimalsOfShare(achievement, bands, policy),
  }
}

const shown = (operand: Operand): MeasureValue | null => {
  if (operand.type === 'number' || operand.type === 'date') return operand
  return operand.type === 'not-applicable' ? { type: 'not-applicable' } : null
}

/** Counts what is due of a figure and what of it is there. */
function completenessOf(place: number, book: ScoreModel): Completeness {
  const counts = book.figures.countsOf(place)
  const { due, there } = together(counts)
  const whole = counts.filter((unit) => unit.there === unit.due)
  return { due, there, units: { due: counts.length, there: whole.length } }
}

function measuresOf({ parts }: CompiledIndicator, book: ScoreModel): readonly MeasureScore[] {
  return parts.flatMap((place): MeasureScore[] => {
    const figure = book.compiled.figures[place]
    const measure = figure?.type === 'fixed' ? null : figure?.measure
    if (!measure) return []
    return [
      {
        code: measure.code,
        label: measure.label,
        value: shown(book.figures.valueOf(place)),
        readings: readingsOf(place, book),
        there: completenessOf(place, book),
      },
    ]
  })
}

/** Returns the days that answer those of a target that names several [SC73.1]; null where none does, or none is named. */
function daysAnswering({ target, lone, part }: CompiledIndicator, book: ScoreModel): MeasureValue | null {
  if (target?.type !== 'by-dates' || lone === null) return null
  const [date, ...also] = answersOf(target, lone, book, part).flatMap(daysIn)
  if (date === undefined) return null
  return also.length > 0 ? { type: 'date', date, also } : { type: 'date', date }
}

/** Returns the decimals with which a value says on which side of its target it is. */
function decimalsBeside(value: number, one: CompiledIndicator, book: ScoreModel): number {
  const { target } = one
  if (target === null) return 2
  const wanted = isNumberTarget(target) ? target : resolved(one, book)
  const edges = wanted ? [wanted.value] : target.type === 'between' ? [target.from, target.to] : []
  return edges.reduce((most, edge) => {
    const side = sideOf(value, edge, book.compiled.policy, book.magnitudeAt(one, value, edge))
    return Math.max(most, decimalsOfValue(value, edge, side))
  }, 2)
}

/** An indicator as it was judged. */
interface JudgedIndicator {
  readonly operand: Operand
  readonly grounds: IndicatorGrounds
}

function indicatorScore(
  one: CompiledIndicator,
  { operand, grounds }: JudgedIndicator,
  node: number,
  book: ScoreModel,
): IndicatorScore {
  const { indicator, target, formula } = one
  const value = daysAnswering(one, book) ?? (operand.type === 'number' || operand.type === 'date' ? operand : null)
  const compares = target?.type === 'against-year' || target?.type === 'against-benchmark'
  const reference = compares ? book.reference(one) : null
  const { course, expected } = progressOf(one, operand, node, book)
  const score: IndicatorScore = {
    value,
    unit: indicator.unit,
    decimals: value?.type === 'number' ? decimalsBeside(value.number, one, book) : 2,
    target,
    formula: indicator.formula,
    tree: formula,
    inputs: inputsIn(one, book),
    grounds,
    isRatio: formula?.type === 'binary' && formula.operator === '/',
    measures: measuresOf(one, book),
    course,
    expected,
    reference: reference?.type === 'number' ? reference.number : null,
  }
  const targetYear = target && target.year !== book.compiled.year ? { targetYear: target.year } : null
  const part = one.part && { part: one.part }
  return targetYear || part ? { ...score, ...targetYear, ...part } : score
}

const manualOf = (node: number, book: ScoreModel): ScoreNode['manual'] => {
  const manual = book.manual.get(node)
  if (!manual || !book.state.instead.has(node)) return null
  return { ...manual, instead: orNull(book.state.instead.get(node)) }
}

/** Keeps nodes between two times that they are built; `make` builds one anew. */
export interface NodeKeeper {
  keep(node: number, place: Place, make: () => ScoreNode): ScoreNode
}

const ALONE: Place = { share: null, contribution: null, nominal: null, ofBrothers: false, under: null }

function buildIndicator(one: CompiledIndicator, node: number, book: ScoreModel, place: Place): ScoreNode {
  const { code, title, units = [] } = one.indicator
  const judged = book.judged(node, one)
  const { absence, rule } = judged
  const indicator = indicatorScore(one, judged, node, book)
  const manual = manualOf(node, book)
  const standing = standingOf(node, units, book)
  const { achievement, band, isClosed } = standing
  const courses = coursesOf({ achievement, band, isClosed, indicator, manual })
  const own = {
    kind: 'indicator' as const,
    code,
    title,
    absence,
    rule: manual ? 'SC50' : rule,
    grounds: null,
    children: [],
    indicator,
    points: null,
    manual,
    courses,
  }
  return scoreNode(own, standing, place)
}

function pointsOf(kind: string, achievement: number | null, { compiled: { policy } }: ScoreModel): Points | null {
  return kind === 'sheet' && achievement !== null ? pointsFor(comparedShare(achievement, policy), policy) : null
}

const isScored = (child: ScoreNode): boolean => child.achievement !== null
const RULE_OF = { eliminated: 'SC68', neutralised: 'SC141' } as const

function buildGroup(
  group: CompiledGroup,
  node: number,
  book: ScoreModel,
  place: Place,
  keeper: NodeKeeper | undefined,
): ScoreNode {
  const { policy } = book.compiled
  const uncut = uncutPlaces(group, book.state, policy)
  const places = placesOf(group, uncut)
  const children = group.parts.flatMap((part, at) =>
    part.children.map((child, index) => buildNode(book, child, places[at]?.[index], keeper)),
  )
  const standing = standingOf(node, group.units, book)
  const { achievement } = standing
  const gone = book.leftOut(groupAddress(group))
  const absence: Absence = gone ?? {
    type: children.length === 0 ? 'empty' : children.some(isScored) ? 'weightless' : 'no-values',
  }
  const manual = manualOf(node, book)
  const courses: Record<Course, number> = { 'on-course': 0, late: 0, 'at-risk': 0 }
  for (const { courses: own } of children) {
    courses['on-course'] += own['on-course']
    courses.late += own.late
    courses['at-risk'] += own['at-risk']
  }
  const own = {
    // A mean has no place in the tree and is never built.
    kind: group.kind === 'mean' ? ('operational' as const) : group.kind,
    code: group.code,
    title: group.title,
    absence: achievement === null ? absence : null,
    rule: manual ? 'SC50' : gone ? RULE_OF[gone.type] : children.length === 0 ? 'SC25' : group.rule,
    grounds: groundsOf(group, uncut, book),
    children,
    indicator: null,
    points: pointsOf(group.kind, achievement, book),
    manual,
    courses,
  }
  return scoreNode(own, standing, place)
}

/** A node of a book as a score that explains itself, with all that stands below it. */
export function buildNode(book: ScoreModel, node: number, place: Place = ALONE, keeper?: NodeKeeper): ScoreNode {
  const { figures, indicators, groups } = book.compiled
  const indicator = indicators[node - figures.length]
  const group = groups[node - figures.length - indicators.length]
  const make = (): ScoreNode => {
    if (indicator) return buildIndicator(indicator, node, book, place)
    if (!group) throw new Error(`No score of its own: node ${node}`)
    return buildGroup(group, node, book, place, keeper)
  }
  return keeper ? keeper.keep(node, place, make) : make()
}

/** Opens a book with all values of a year in it: for what asks again after each change. */
export function openScoreModel(compiled: CompiledPlan, values: readonly CellValue[], moment: Moment): ScoreModel {
  const { plan, year, policy } = compiled
  // Before an act what it leaves out of single periods counted.
  const then = beforeActs(plan, year, moment.today)
  return new ScoreModel(then === plan ? compiled : compilePlan(then, year, policy), moment).fill(values)
}

/** The score at an address: `indicators/DFP 1.3`, `areas/AS1`, `sheets/SG`; null where the plan has none. */
export function nodeIn(book: ScoreModel, address: string): ScoreNode | null {
  const node = book.compiled.nodes.get(address)
  return node === undefined ? null : buildNode(book, node)
}

/** All scores of a book as trees. */
export function scoresIn(book: ScoreModel, keeper?: NodeKeeper): PlanScores {
  const { plan, nodes } = book.compiled
  const at = (kind: NodeKind, code: string) =>
    buildNode(book, nodes.get(nodeAddress({ kind, code })) ?? -1, ALONE, keeper)
  return { body: at('body', plan.body.code), sheets: plan.sheets.map(({ code }) => at('sheet', code)) }
}

/**
 * All scores of a plan and year out of the entered values: a pure function, the same to the last bit on a phone, at a
 * site and on the server [SC32].
 * @param values cells in any order; each cell once
 * @param moment `today` in Rome decides what is due and whether the year is closed
 */
export const scorePlan = (compiled: CompiledPlan, values: readonly CellValue[], moment: Moment): PlanScores =>
  scoresIn(openScoreModel(compiled, values, moment))

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
