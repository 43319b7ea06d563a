import type { Plan, Sheet } from './plan'

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

const DAY_LENGTH = 'YYYY-MM-DD'.length
const FEBRUARY = 2
/** Before that year two digits would do, and such a day is nobody's. */
const FIRST_YEAR = 100

/** The number that some digits of a text write, or NaN where they are no digits. */
function digitsAt(text: string, from: number, to: number): number {
  let number = 0
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return Number.NaN
    number = number * 10 + digit
  }
  return number
}

function daysOfMonth(year: number, month: number): number {
  if (month !== FEBRUARY) return 30 + ((month + (month >> 3)) % 2)
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}

/** Midnight UTC of a day in milliseconds, or null where it is no day of the calendar [CA5]. */
export function millisecondsOf(text: string): number | null {
  if (text.length !== DAY_LENGTH || text[4] !== '-' || text[7] !== '-') return null
  const [year, month, day] = [digitsAt(text, 0, 4), digitsAt(text, 5, 7), digitsAt(text, 8, DAY_LENGTH)]
  const isDate = year >= FIRST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= daysOfMonth(year, month)
  return isDate ? Date.UTC(year, month - 1, day) : null
}

/** Is it a day of the calendar, written `YYYY-MM-DD`? [CA5] */
export function isDay(text: string): boolean {
  return millisecondsOf(text) !== null
}

/** The greatest number that a value can be, below zero too: up to here whole numbers are exact, and sums of them are numbers. */
export const LARGEST_NUMBER = 1e15

const NUMBER = /^-?(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i

/** The digits of a written number and where its point stands; the same for two ways to write one number. */
function digitsOf(text: string): string | null {
  const [, whole, fraction = '', exponent = '0'] = NUMBER.exec(text) ?? []
  if (whole === undefined) return null
  const digits = (whole + fraction).replace(/^0+/, '')
  const bare = digits.replace(/0+$/, '')
  return bare === '' ? '0' : `${bare} ${Number(exponent) - fraction.length + digits.length - bare.length}`
}

/**
 * Is a number that is written with a point, as in JSON, the same number once it is read? Whole numbers are up to 2^53, and
 * of longer fractions the last digits go [RI47]. Whoever writes an exponent says no more digits than stand there.
 * @example keepsDigits('0.10') // true
 * @example keepsDigits('99999999999999999999') // false: it would be 100000000000000000000
 */
export function keepsDigits(text: string): boolean {
  const number = Number(text)
  const isWhole = Number.isInteger(number) && !/e/i.test(text)
  if (!Number.isFinite(number) || (isWhole && !Number.isSafeInteger(number))) return false
  return digitsOf(text) === digitsOf(String(number))
}

/** Levels of objects and lists in anything that is sent: a plan file has eight. */
const DEEPEST = 64

/**
 * Characters that no text may hold: control characters but line ends and tab (one of the databases does not take NUL),
 * halves of a surrogate pair, and the marks that turn the direction of what follows, with which a text can show what it
 * does not say.
 */
const UNFIT = /[^\P{Cc}\t\n\r]|[\p{Cs}\u202a-\u202e\u2066-\u2069]/u

/** Can this text be stored and shown as what it says? [RI10] */
export const isPlainText = (text: string): boolean => !UNFIT.test(text)

/** A text as it can be shown, whatever was stored before it was looked at: what may not stand in it is left out [RI10]. */
export const plainText = (text: string): string => text.replaceAll(new RegExp(UNFIT, 'gu'), '')

/**
 * Do all texts in something that was sent, the names of its parts included, stand the test of `isPlainText`, and does its
 * nesting end? It is walked without recursion: no depth exhausts the stack [RI10].
 */
export function isPlainData(sent: unknown): boolean {
  const left: { readonly value: unknown; readonly depth: number }[] = [{ value: sent, depth: 0 }]
  for (let next = left.pop(); next; next = left.pop()) {
    const { value, depth } = next
    if (typeof value === 'string' && !isPlainText(value)) return false
    if (typeof value !== 'object' || value === null) continue
    if (depth >= DEEPEST) return false
    for (const [name, part] of Object.entries(value)) {
      if (!isPlainText(name)) return false
      left.push({ value: part, depth: depth + 1 })
    }
  }
  return true
}

/** A cell of a body that is known. */
type CellOfBody = Omit<Cell, 'body'>

/** The lists of a plan whose items are spoken of by their address; and the body, which is one. */
export type AddressedList =
  'body' | 'units' | 'people' | 'programs' | 'areas' | 'objectives' | 'indicators' | 'measures' | 'sheets' | 'policies'

/** The address of an item of the plan, in scores, marks, results, judgements and the record: `objectives/O1.2`. */
export const itemAddress = (list: AddressedList, code: string): string => `${list}/${code}`

/** The address of a cell: `value/<measure>/<unit>/<year>/<period>`, with `-` for the body's own. */
export const cellAddress = ({ measure, unit, year, period }: CellOfBody): string =>
  `value/${measure}/${unit ?? '-'}/${year}/${period}`

/** The cell that an address says; null where it is no cell's. */
export function readCellAddress(address: string): CellOfBody | null {
  const [list, measure, unit, year, period, more] = address.split('/')
  if (list !== 'value' || !measure || !unit || !year || !period || more !== undefined) return null
  return { measure, unit: unit === '-' ? null : unit, year: Number(year), period: Number(period) }
}

/** The list and the code that an address says; whether the plan has them is another question. */
export function readAddress(address: string): { readonly list: string; readonly code: string } {
  const at = address.indexOf('/')
  return { list: address.slice(0, Math.max(at, 0)), code: address.slice(at + 1) }
}

/** The sheet that something of a plan hangs on; null for what is not of a sheet. */
export function sheetOf(plan: Plan, about: string): Sheet | null {
  const { list, code } = readAddress(about)
  const objective =
    list === 'indicators'
      ? plan.indicators.find((one) => one.code === code)?.objective
      : list === 'objectives'
        ? code
        : null
  const sheet = list === 'sheets' ? code : plan.objectives.find((one) => one.code === objective)?.sheet
  return plan.sheets.find((one) => one.code === sheet) ?? null
}
