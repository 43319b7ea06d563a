import type { Period } from '../../calendar'
import type { Measure, Plan } from '../../model'
import { existsIn, isDueIn, isOneDay } from '../../values'
import type { Counted } from '../score'
import type { Figure, SlotTable } from './figure'

/** Ways of being whole: by every period that is due, by the last of them, by any one; of an earlier year nothing is due. */
const EVERY = 0
export const LAST = 1
const ONCE = 2
const NEVER = 3

/** Facts of what is due of each slot, by its place among the slots, flat: read at every change. */
export interface DueTable {
  /** The periods in which something is due, the first as the lowest bit. */
  readonly periods: Uint8Array
  /** The periods of which values count: those in which the measure may be due, whoever was there. */
  readonly counted: Uint8Array
  readonly how: Uint8Array
}

const howOf = (measure: Measure): number => (isOneDay(measure) ? ONCE : measure.aggregation === 'last' ? LAST : EVERY)

/** Lays out what is due of each slot of a year [SC62]. */
export function dueTable(
  plan: Plan,
  periods: readonly Period[],
  { list }: SlotTable,
  measures: ReadonlyMap<string, Measure>,
): DueTable {
  const bitsOf = (isIn: (period: Period) => boolean): number =>
    periods.reduce((bits, period, at) => (isIn(period) ? bits | (1 << at) : bits), 0)
  const found = list.map(({ measure: code, unit, back, without }) => {
    const measure = measures.get(code)
    const counted = bitsOf((period) => !measure || isDueIn(measure, period)) & ~without
    const there = bitsOf((period) => existsIn(plan, unit, period))
    return { counted, periods: counted & there, how: measure && back === 0 ? howOf(measure) : NEVER }
  })
  return {
    periods: Uint8Array.from(found, (one) => one.periods),
    counted: Uint8Array.from(found, ({ counted }) => counted),
    how: Uint8Array.from(found, ({ how }) => how),
  }
}

const NEVER_BELOW_ZERO: ReadonlySet<Measure['kind']> = new Set(['count', 'days', 'percentage', 'project-plan'])

/** Can a figure only grow while what is due of it comes in: a sum or a maximum of what is never below zero? */
export const canOnlyGrow = (figure: Figure | undefined): boolean =>
  figure?.type === 'measure' &&
  (figure.over === 'sum' || figure.over === 'max') &&
  (figure.entered.aggregation === 'sum' || figure.entered.aggregation === 'max') &&
  NEVER_BELOW_ZERO.has(figure.entered.kind)

const WORD = 31
/** The last period of a set of them that is not empty: what is entered for it, or for a later one, is what counts by then. */
const lastOf = (bits: number): number => 1 << (WORD - Math.clz32(bits))

function countOf(bits: number): number {
  let count = 0
  for (let left = bits; left !== 0; left &= left - 1) count += 1
  return count
}

/** Counts of several things as one. */
export const together = (all: readonly Counted[]): Counted => ({
  due: all.reduce((sum, { due }) => sum + due, 0),
  there: all.reduce((sum, { there }) => sum + there, 0),
})

/** Counts the values of a slot that are due in these periods, and those of them that were entered [SC62]. */
export function countThere(how: number, due: number, entered: number): Counted {
  if (how === NEVER) return { due: 0, there: 0 }
  if (how === ONCE || due === 0) return { due: 1, there: Number(entered !== 0) }
  if (how === LAST) return { due: 1, there: Number(entered >= lastOf(due)) }
  return { due: countOf(due), there: countOf(due & entered) }
}

/**
 * The share that is there of what is due of a slot: `countThere` as one number, which is asked for at every change. What
 * came before it was due is whole; `NaN` where nothing is due and nothing there.
 */
export function shareThere(how: number, due: number, entered: number): number {
  if (how === NEVER) return Number.NaN
  if (how === ONCE) return entered === 0 ? 0 : 1
  if (due === 0) return entered === 0 ? Number.NaN : 1
  if (how === LAST) return entered >= lastOf(due) ? 1 : 0
  return due === (due & entered) ? 1 : countOf(due & entered) / countOf(due)
}
