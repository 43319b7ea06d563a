import { addDays, isDay } from '../../calendar'
import { unitKindOf } from '../../formula'
import type { IsoDate } from '../../model'
import { type TargetDoubt, doubt } from './doubts'
import type { PartReading, TargetSurroundings } from './found'
import { MONTHS, SIGN, UNIT } from './lexicon'
import { form, type Scanner } from './scanner'

const MONTH = MONTHS.join('|')
const FULL = form('(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4}|\\d{2})(?!\\d)')
const SHORT = form(`(\\d{1,2})/(\\d{1,2})(?![\\d/])(?! ?%)`)
const DOTTED = form(`(\\d{1,2})\\.(\\d{1,2})(?![\\d.])(?! ?(?:${UNIT}))`)
const NAMED = form(`(\\d{1,2})[°º]? (${MONTH})(?: (\\d{4}))?`)
const MONTH_END = form(
  `(?:(?:(?:il )?mese di|la fine di|fine di|fine) )?(?:(${MONTH})(?: (\\d{4}))?|(\\d{1,2})/(\\d{4}))`,
)
const YEAR_END = form("entro (?:(?:la )?fine (?:dell')?anno|l'anno(?! precedente)|il (\\d{4})(?![\\d/.]))")
const PART_END = form(
  '(?:la )?(?:fine )?(?:del )?(?:il )?(primo|secondo|terzo|quarto|1[°º]?|2[°º]?|3[°º]?|4[°º]?|IV|III|II|I) (semestre|trimestre|quadrimestre)(?: (?:del )?(\\d{4}))?',
)
const ORDINALS = ['primo', 'secondo', 'terzo', 'quarto']
const ROMAN = ['I', 'II', 'III', 'IV']
const MONTHS_OF: Readonly<Record<string, number>> = { semestre: 6, trimestre: 3, quadrimestre: 4 }

const BY =
  "(?:entro|entro e non oltre|non oltre|prima del|per|alla data del|al)(?: (?:e non oltre))?(?: (?:la data del|il giorno|il|lo|l'))?"
const LEAD = form(`(${BY}|il|(?:dopo|oltre|non prima)(?: (?:il|lo|l'|del|dell'))?)|(${SIGN})`)
const LATER = /^(?:dopo|oltre|non prima|>|≥|⩾|=\s*>)/i
const BEFORE = /^(?:prima|<(?! ?=))/i
const WHICH_YEAR = form(
  "(?:dell'|di |del )?(?:(anno in corso|ogni anno|ciascun anno)|(anno successivo|anno seguente)|(anno precedente))|dell'anno(?! \\p{L})",
)
const AND = form('(?:e|ed|,|;|&)(?: (?:entro|il|al|entro il))?|-(?= \\d)')
const OR = form('(?:o|oppure|ovvero|od) (?:entro )?(?:il |al )?(?=\\d)')

const iso = (day: number | string, month: number | string, year: number | string): IsoDate =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

const longYear = (printed: string | undefined, year: number): string =>
  printed === undefined ? String(year) : printed.length === 2 ? `20${printed}` : printed

/** The last day of a month. */
const endOf = (month: number, year: number | string): IsoDate =>
  month === 12 ? iso(31, 12, year) : addDays(iso(1, month + 1, year), -1)

interface Day {
  readonly date: IsoDate
  /** Two numbers that can be a share as well: `4/5`. */
  readonly share?: readonly [string, string]
}

/** A day that stands here; `isLed` after "entro" and the like, where less is enough to be one. */
function readOne(scan: Scanner, year: number, isLed: boolean): Day | null {
  const full = scan.take(FULL)
  if (full) return { date: iso(full[1] ?? '', full[3] ?? '', longYear(full[4], year)) }
  const named = scan.take(NAMED)
  if (named) return { date: iso(named[1] ?? '', MONTHS.indexOf(named[2]?.toLowerCase() ?? '') + 1, named[3] ?? year) }
  const short = scan.whole(() => {
    const found = scan.take(SHORT) ?? (isLed ? scan.take(DOTTED) : null)
    return found && isDay(iso(found[1] ?? '', found[2] ?? '', year)) ? found : null
  })
  if (!short) return isLed ? readEnd(scan, year) : null
  const [, day = '', month = ''] = short
  const isShare = !isLed && Number(day) <= Number(month) && !/^0/.test(day) && !/^0/.test(month)
  return { date: iso(day, month, year), ...(isShare ? { share: [day, month] as const } : {}) }
}

/** The end of a month, or of a part of the year. */
function readEnd(scan: Scanner, year: number): Day | null {
  const part = scan.take(PART_END)
  if (part) {
    const [, which = '', kind = '', ofYear] = part
    const at = [ORDINALS.indexOf(which.toLowerCase()), ROMAN.indexOf(which.toUpperCase()), Number.parseInt(which) - 1]
    const month = ((at.find((one) => one >= 0) ?? 0) + 1) * (MONTHS_OF[kind.toLowerCase()] ?? 12)
    return month <= 12 ? { date: endOf(month, ofYear ?? year) } : null
  }
  const found = scan.take(MONTH_END)
  if (!found) return null
  const [, name, ofName, number, ofNumber] = found
  const at = name ? MONTHS.indexOf(name.toLowerCase()) + 1 : Number(number)
  return at >= 1 && at <= 12 ? { date: endOf(at, ofName ?? ofNumber ?? year) } : null
}

/** A day with the words around it: "entro il", "dell'anno successivo". */
function readLed(
  scan: Scanner,
  year: number,
  isLed: boolean,
): (Day & { readonly isLater: boolean; readonly isLed: boolean }) | null {
  return scan.whole(() => {
    const end = scan.take(YEAR_END)
    if (end) return { date: iso(31, 12, end[1] ?? year), isLater: false, isLed: true }
    const lead = scan.take(LEAD)
    const day = readOne(scan, year, isLed || lead?.[1] !== undefined)
    if (!day) return null
    const which = scan.take(WHICH_YEAR)
    const moved = which?.[2] ? 1 : which?.[3] ? -1 : 0
    const named = moved === 0 ? day.date : `${Number(day.date.slice(0, 4)) + moved}${day.date.slice(4)}`
    const date = BEFORE.test(lead?.[0] ?? '') && isDay(named) ? addDays(named, -1) : named
    return { ...day, date, isLater: LATER.test(lead?.[0] ?? ''), isLed: isLed || lead?.[1] !== undefined }
  })
}

const SPAN = form(
  `(?:dal(?:l')? |da )?(?:\\d{1,2}(?:[/.]\\d{1,2}(?:[/.]\\d{2,4})?|[°º]? (?:${MONTH})(?: \\d{4})?)|(?:${MONTH})) ?(?:-|al(?:l')?|a) ?(?:\\d{1,2}[/.]\\d{1,2}(?:[/.]\\d{2,4})?|\\d{1,2}[°º]? (?:${MONTH})|(?:${MONTH}))|\\d{1,2} ?- ?\\d{1,2} (?:${MONTH})`,
)

/** A span of time is no deadline, whatever stands at its end [PL2.8]. */
export const readSpan = (scan: Scanner): PartReading | null =>
  scan.take(SPAN) ? { target: null, doubts: [doubt('SPAN')] } : null

/** Days by which something is to be done [PL2]. */
export function readDays(scan: Scanner, { year, unit }: TargetSurroundings): PartReading | null {
  const first = readLed(scan, year, unitKindOf(unit) === 'date')
  if (!first) return null
  const days = [first]
  for (let more = readNext(scan, year); more; more = readNext(scan, year)) days.push(more)
  const or = scan.whole(() => (scan.take(OR) ? readLed(scan, year, true) : null))
  if (or) return { target: null, doubts: [doubt('EITHER')] }
  if (days.some(({ date }) => !isDay(date))) return { target: null, doubts: [doubt('NO_SUCH_DAY')] }
  if (days.length === 1 && first.share)
    return unit === undefined || unit === ''
      ? { target: null, doubts: [doubt('DAY_OR_SHARE', { value: first.share[0], of: first.share[1] })] }
      : null
  const doubts: TargetDoubt[] = []
  const other = days.find(({ date }) => date.slice(0, 4) !== String(year))
  if (other) doubts.push(doubt('ANOTHER_YEAR', { year: other.date.slice(0, 4) }))
  if (days.some(({ isLater }) => isLater)) doubts.push(doubt('SIGN_ASKS_LATER'))
  return days.length === 1
    ? { target: { type: 'by-date', date: first.date }, doubts }
    : { target: { type: 'by-dates', dates: days.map(({ date }) => date) }, doubts }
}

const readNext = (scan: Scanner, year: number) => scan.whole(() => (scan.take(AND) ? readLed(scan, year, true) : null))

/** One day alone, for what is counted from it or is to be there by it. */
export function readDay(scan: Scanner, year: number, isLed: boolean): IsoDate | null {
  const found = scan.whole(() => {
    const day = readLed(scan, year, isLed)
    return day?.isLed && !day.isLater && isDay(day.date) ? day : null
  })
  return found?.date ?? null
}
