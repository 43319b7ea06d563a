/** A calendar day, `YYYY-MM-DD`. */
export type IsoDate = string

/** A moment in UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
export type IsoInstant = string

/**
 * Value that a person enters in a cell. Absence (never entered, or cleared) is `null`, shown `n.d.`; zero is a value.
 * Percentages are entered and kept as printed: 92.5 means 92,5 %. A boolean is 1 or 0, a level its place in the
 * measure's list, from 1. Where several days of one period are asked for, `also` has those after the first, in order.
 */
export type MeasureValue =
  | { readonly type: 'number'; readonly number: number }
  | { readonly type: 'date'; readonly date: IsoDate; readonly also?: readonly IsoDate[] }
  | { readonly type: 'steps'; readonly done: readonly StepDone[] }
  | { readonly type: 'not-applicable' }

/** The days that a value is, the earliest first; none of what is no day. */
export const daysIn = (value: MeasureValue | null): readonly IsoDate[] =>
  value?.type === 'date' ? [value.date, ...(value.also ?? [])].sort() : []

/** Counts the answers that a value is: one, or as many as it has days; none where there is no value. */
export const answersIn = (value: MeasureValue | null): number =>
  value === null ? 0 : Math.max(1, daysIn(value).length)

/** A step of a project plan and the day on which it was done. */
export interface StepDone {
  readonly step: string
  readonly on: IsoDate
}

/** 1, 2, 3 for the three quadrimestri; the calendar of the body says how many there are. */
export type PeriodNumber = number

/** The key of a value (domain: "Measures and their values"). `unit` is null where the body as a whole answers. */
export interface Cell {
  readonly body: string
  readonly measure: string
  readonly unit: string | null
  readonly year: number
  readonly period: PeriodNumber
}

/** A cell and what stands in it, with who put it there and when the server received it, where that is known. */
export interface CellValue extends Cell {
  readonly value: MeasureValue | null
  readonly by?: string
  readonly at?: IsoInstant
  /** It came late, and a manager accepted it as if it had come in time. */
  readonly excused?: boolean
  /** The controller brought it, in that right. */
  readonly brought?: boolean
}
