import { inputKey, inputsOf, invertFormula, type Operand } from '../formula'
import { type CellValue, itemAddress, type Measure, type MeasureValue, type NumberTarget, type Target } from '../model'
import { type Refusal, refuse } from '../refusals'
import { ok, type Result } from '../result'
import { fitsMeasure, roundHalfUp } from '../values'
import { isMet } from './achieve'
import type { ScoreModel } from './score-model'
import type { CompiledIndicator } from './compile/compile-plan'
import type { MeasureFigure } from './compile/figure'
import { isNumberTarget, resolved } from './evaluate-indicator'
import type { NodeKind, ScoreNode } from './score'

/** A score before and after. `key` is the address of what is scored. */
export interface WhatIfChange {
  readonly key: string
  readonly before: number | null
  readonly after: number | null
}

const orNull = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value)

/**
 * Returns every score of body and people that would change if these values were entered [SC52], the body's first. The
 * book itself stays as it is.
 */
export function whatIf(book: ScoreModel, values: readonly CellValue[]): readonly WhatIfChange[] {
  const tried = book.fork()
  for (const value of values) tried.set(value)
  const changes = [...book.compiled.nodes].flatMap(([key, node]): WhatIfChange[] => {
    const [before, after] = [orNull(book.state.achieved[node]), orNull(tried.state.achieved[node])]
    return before === after || key.startsWith('mean/') ? [] : [{ key, before, after }]
  })
  const ofBody = ({ key }: WhatIfChange) => (key.startsWith('body/') ? 0 : 1)
  return changes.sort((a, b) => ofBody(a) - ofBody(b))
}

const numberOf = (cell: CellValue | undefined): number | null =>
  cell?.value?.type === 'number' ? cell.value.number : null

/**
 * Returns the value of this cell with which its year and unit come to `wanted`; null where no value of it can do that.
 */
function cellFor(
  wanted: number,
  figure: MeasureFigure,
  at: { readonly slot: number; readonly period: number },
  book: ScoreModel,
): number | null {
  const { length } = book.compiled.periods
  const own = figure.slots.indexOf(at.slot)
  const periods = (slot: number) => Array.from({ length }, (_, period) => numberOf(book.cellIn(slot, period)))
  const others = figure.slots
    .filter((_, index) => index !== own)
    .flatMap((slot) => {
      const values = periods(slot).flatMap((value) => value ?? [])
      return values.length === 0 ? [] : [yearOf(values, figure)]
    })
  const sum = others.reduce((total, one) => total + one, 0)
  if (figure.over === 'min' && others.some((one) => one < wanted)) return null
  if (figure.over === 'max' && others.some((one) => one > wanted)) return null
  const ofUnit =
    figure.over === 'mean' ? wanted * (others.length + 1) - sum : figure.over === 'sum' ? wanted - sum : wanted
  const rest = periods(at.slot)
  const entered = rest.filter((_, period) => period !== at.period - 1).flatMap((value) => value ?? [])
  const before = entered.reduce((total, one) => total + one, 0)
  switch (figure.entered.aggregation) {
    case 'sum':
      return ofUnit - before
    case 'mean':
      return ofUnit * (entered.length + 1) - before
    case 'max':
      return entered.every((one) => one <= ofUnit) ? ofUnit : null
    case 'last':
      return rest.slice(at.period).every((value) => value === null) ? ofUnit : null
  }
}

function yearOf(values: readonly number[], { entered: { aggregation } }: MeasureFigure): number {
  const sum = values.reduce((total, one) => total + one, 0)
  if (aggregation === 'sum') return sum
  if (aggregation === 'mean') return sum / values.length
  return aggregation === 'max' ? Math.max(...values) : (values.at(-1) ?? 0)
}

const WHOLE: ReadonlySet<Measure['kind']> = new Set(['count', 'boolean', 'level'])
/** Decimals of what people enter, where a kind is not whole. */
const DECIMALS = 2

/**
 * Returns the value nearest to one that can be entered and meets the target: whole where the kind is, else with two
 * decimals unless none of those meets it; on the target itself where that is enough, else the next one [SC76.1, SC76.2].
 */
function enterable(value: number, { entered }: MeasureFigure, meets: (value: number) => boolean): number | null {
  const decimals = WHOLE.has(entered.kind) ? 0 : DECIMALS
  const scale = 10 ** decimals
  const at = value * scale
  const around = [Math.round(at), Math.ceil(at), Math.floor(at), Math.round(at) + 1, Math.round(at) - 1]
  const candidates = [...around.map((one) => roundHalfUp(one / scale, decimals)), ...(decimals > 0 ? [value] : [])]
  const fits = (number: number) => fitsMeasure({ type: 'number', number }, entered).ok
  return candidates.find((one) => fits(one) && meets(one)) ?? null
}

/** The cell as it stands in the plan's year: which figure of the indicator reads it. */
function figureOf(
  one: CompiledIndicator,
  cell: CellValue,
  book: ScoreModel,
): { figure: MeasureFigure; place: number; slot: number } | null {
  const { slots, figures, year } = book.compiled
  const slot = slots.find(cell.measure, cell.unit ?? '', year - cell.year)
  for (const place of one.inputs) {
    const figure = figures[place]
    if (figure?.type === 'measure' && figure.when.period === 'year' && slot >= 0 && figure.slots.includes(slot))
      return { figure, place, slot }
  }
  return null
}

const numberIn = (operand: Operand): number | null => (operand.type === 'number' ? operand.number : null)

/** Dates need no formula: the last day that is in time. */
function neededDay({ target }: CompiledIndicator): MeasureValue | null {
  return target?.type === 'by-date' ? { type: 'date', date: target.date } : null
}

/** The number to reach; into a range one comes from below. */
function wantedOf(one: CompiledIndicator, target: Target, book: ScoreModel): NumberTarget | null {
  if (target.type === 'between') return { type: 'at-least', value: target.from }
  return isNumberTarget(target) ? target : resolved(one, book)
}

/**
 * The value that a cell must hold for the indicator's target to be met, the other values being as they are [SC53]:
 * inverted through the formula, the units and the periods, or plainly told why not.
 * @param cell which cell; what stands in it now is of no account
 */
export function neededValue(
  book: ScoreModel,
  code: string,
  cell: Omit<CellValue, 'value'>,
): Result<MeasureValue, Refusal> {
  const { compiled } = book
  const one = compiled.indicators.find(({ indicator }) => indicator.code === code)
  const wanted = one?.target && wantedOf(one, one.target, book)
  const asked: CellValue = { ...cell, value: null }
  if (!one?.target) return refuse('NO_TARGET')
  const day = neededDay(one)
  if (day) return ok(day)
  if (!wanted) return refuse('NOT_A_NUMBER', { kind: 'target' })
  const found = figureOf(one, asked, book)
  if (!found || !one.formula) return refuse('NOT_USED')
  const inputs = inputsOf(one.formula)
  const input = inputs[one.inputs.indexOf(found.place)]
  const places = new Map(inputs.map((each, at) => [inputKey(each), one.inputs[at] ?? -1]))
  const figure =
    input &&
    invertFormula(
      one.formula,
      input,
      (each) => numberIn(book.figures.valueOf(places.get(inputKey(each)) ?? -1)),
      wanted.value,
    )
  if (figure === null || figure === undefined) return refuse('NOT_INVERTIBLE')
  const value = cellFor(figure, found.figure, { slot: found.slot, period: cell.period }, book)
  const node = compiled.nodes.get(itemAddress('indicators', code)) ?? -1
  const meets = (number: number): boolean => {
    const tried = book.fork()
    tried.set({ ...cell, value: { type: 'number', number } })
    const reached = tried.state.values[node] ?? Number.NaN
    const magnitude = tried.magnitudeAt(one, reached, wanted.value)
    return !Number.isNaN(reached) && isMet(reached, wanted, compiled.policy, magnitude)
  }
  const number = value === null ? null : enterable(value, found.figure, meets)
  return number === null ? refuse('OUT_OF_REACH') : ok({ type: 'number', number })
}

/** A score as it stands: its achievement and the name of its band. */
interface Standing {
  readonly achievement: number | null
  readonly band: string | null
}

/** A score that other rules would change, from what to what. */
export interface PolicyImpact {
  readonly address: string
  readonly kind: NodeKind
  readonly title: string
  readonly before: Standing
  readonly after: Standing
}

const standing = ({ achievement, band }: ScoreNode): Standing => ({ achievement, band: band?.name ?? null })

/** Kinds in the order in which changes are told: from what stands highest. */
const ORDER: readonly NodeKind[] = ['body', 'area', 'strategic', 'operational', 'sheet', 'individual', 'indicator']

/** The scores of a year that differ in number or band under other rules, from the body down [SC94]. */
export function policyImpact(
  now: ReadonlyMap<string, ScoreNode>,
  under: ReadonlyMap<string, ScoreNode>,
): readonly PolicyImpact[] {
  const changed = [...now].flatMap(([address, node]): PolicyImpact[] => {
    const other = under.get(address)
    if (!other) return []
    const [before, after] = [standing(node), standing(other)]
    if (before.achievement === after.achievement && before.band === after.band) return []
    return [{ address, kind: node.kind, title: node.title, before, after }]
  })
  return changed.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
}
