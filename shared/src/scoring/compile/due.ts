import type { Period } from '../../calendar'
import type { Measure, Plan } from '../../model'
import { isThereIn, isDueIn, isOneDay } from '../../values'
import type { Counted } from '../score'
import type { Figure, SlotTable } from './figure'

/** Ways of being whole: by every period that is due, by the last of them, by any one; of an earlier year nothing is due. */
const EVERY = 0
export const LAST = 1
const ONCE = 2
const NEVER = 3

/**
 * Bytes of a slot that are read at every change, side by side; sets of periods are bits, the first the lowest.
 * What is entered is the store's, the rest is known when the plan is compiled.
 */
export const SLOT = {
  /** The periods of which values count: those in which the measure may be due, whoever was there. */
  counted: 0,
  /** The periods in which something is due. */
  due: 1,
  /** The way of being whole. */
  how: 2,
  /** The periods in which something stands, and those in which it is no number. */
  entered: 3,
  others: 4,
  size: 8,
} as const

const howOf = (measure: Measure): number => (isOneDay(measure) ? ONCE : measure.aggregation === 'last' ? LAST : EVERY)

/** Lays out what is due of each slot of a year, nothing entered in any [SC62]. */
export function slotBytes(
  plan: Plan,
  periods: readonly Period[],
  slots: SlotTable,
  measures: ReadonlyMap<string, Measure>,
): Uint8Array {
  const bitsOf = (isIn: (period: Period) => boolean): number =>
    periods.reduce((bits, period, at) => (isIn(period) ? bits | (1 << at) : bits), 0)
  const there = new Map(plan.units.map((unit) => [unit.code, bitsOf((period) => isThereIn(unit, period))]))
  const bytes = new Uint8Array(SLOT.size * slots.length)
  slots.measures.forEach((code, slot) => {
    const measure = measures.get(code)
    const counted = bitsOf((period) => !measure || isDueIn(measure, period)) & ~(slots.withouts[slot] ?? 0)
    const first = SLOT.size * slot
    bytes[first + SLOT.counted] = counted
    // A unit that the plan does not know has no days of its own, and is always there.
    bytes[first + SLOT.due] = counted & (there.get(slots.units[slot] ?? '') ?? counted)
    bytes[first + SLOT.how] = measure && slots.backs[slot] === 0 ? howOf(measure) : NEVER
  })
  return bytes
}

const NEVER_BELOW_ZERO: ReadonlySet<Measure['kind']> = new Set(['count', 'days', 'percentage', 'project-plan'])

/** Can a figure only grow while what is due of it comes in: a sum or a maximum of what is never below zero? */
export const canOnlyGrow = (figure: Figure | undefined): boolean =>
  figure?.type === 'measure' &&
  (figure.over === 'sum' || figure.over === 'max') &&
  (figure.entered.aggregation === 'sum' || figure.entered.aggregation === 'max') &&
  NEVER_BELOW_ZERO.has(figure.entered.kind)

const WORD = 31
/** The last of a set of periods that is not empty, counted from 0. */
export const lastIn = (bits: number): number => WORD - Math.clz32(bits)
/** That one as bits: what is entered for it, or for a later one, is what counts by then. */
const lastOf = (bits: number): number => 1 << lastIn(bits)

/** Counts the periods of a set. */
export function countBits(bits: number): number {
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
  return { due: countBits(due), there: countBits(due & entered) }
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
  return due === (due & entered) ? 1 : countBits(due & entered) / countBits(due)
}
