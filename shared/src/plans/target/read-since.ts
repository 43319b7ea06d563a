import { addDays, addMonths, addWorkingDays } from '../../calendar'
import { unitKindOf } from '../../formula'
import { formatDate } from '../../values'
import { doubt, type TargetDoubt } from './doubts'
import type { PartReading, TargetSurroundings } from './found'
import type { TargetOperator } from './lexicon'
import { readDay } from './read-day'
import { type PrintedAmount, unitDoubts } from './read-number'
import { form, type Scanner } from './scanner'

const CLOSING =
  '(?:alla |dalla |dal |da |di )?(?:chiusura|fine) (?:di ogni |di ciascun |del |dei )?(?:quadrimestr[ei]|trimestr[ei]|semestr[ei]|period[oi])'
const PERIOD_END = form(`(?:lavorativi )?${CLOSING}`)
const PERIOD_FIRST = form(`${CLOSING}(?: ed?)?(?: entro)?`)
const FROM = form("(dallo|dalla|dall'|dal|dai|dagli|dalle|da|successivi (?:a|al|alla|all')|dopo)")
/** Name of an event: words, and a year, up to a sign or another number. */
const WORD = "[\\p{L}'.,-]+"
const EVENT = form(`${WORD}(?: (?:${WORD}|\\([\\p{L}'. -]+\\)|(?:19|20)\\d\\d(?![\\d/.])))*`)

/** A length of time as it stands before what it runs from. */
interface Term {
  readonly amount: PrintedAmount
  readonly operator: TargetOperator | null
  readonly isPrinted: boolean
}

const unitOf = ({ unit }: PrintedAmount): 'days' | 'working-days' | 'months' | null =>
  unit === 'days' || unit === 'working-days' || unit === 'months' ? unit : null

function fromDay({ amount: { value }, amount }: Term, day: string): PartReading | null {
  const add = { days: addDays, 'working-days': addWorkingDays, months: addMonths }
  const unit = unitOf(amount)
  if (!unit) return null
  const date = add[unit](day, value)
  return { target: { type: 'by-date', date }, doubts: [doubt('DAY_COMPUTED', { day: formatDate(date) })] }
}

function afterPeriods({ amount }: Term): PartReading | null {
  const unit = unitOf(amount)
  if (unit !== 'days' && unit !== 'working-days') return null
  const counted = unit === 'working-days' ? { counted: 'working' as const } : {}
  return { target: { type: 'after-each-period', days: amount.value, ...counted }, doubts: [] }
}

function afterEvent({ amount, operator, isPrinted }: Term, event: string): PartReading | null {
  const unit = unitOf(amount)
  if (!unit) return null
  const isLater = isPrinted && (operator === 'at-least' || operator === 'more-than')
  return {
    target: {
      type: 'after-event',
      event,
      amount: amount.value,
      unit,
      ...(operator === 'less-than' ? { strict: true as const } : {}),
    },
    doubts: isLater ? [doubt('SIGN_ASKS_LATER')] : [],
  }
}

function asNumber({ amount, operator }: Term, words: string, about: TargetSurroundings): PartReading {
  const doubts: TargetDoubt[] = [...unitDoubts(amount, about), doubt('FROM_EVENT', { event: words })]
  const type = operator ?? 'at-most'
  if (type === 'at-least' || type === 'more-than') doubts.push(doubt('SIGN_ASKS_LATER'))
  return { target: { type: type === 'less-than' ? 'less-than' : 'at-most', value: amount.value }, doubts }
}

/** Reads from what a length of time runs: the end of each period, a day, an event [PL3]; null where it runs from nothing. */
export function readSince(scan: Scanner, term: Term, about: TargetSurroundings): PartReading | null {
  if (!Number.isInteger(term.amount.value)) return null
  if (unitOf(term.amount) && scan.take(PERIOD_END)) return afterPeriods(term)
  const isOnDay = unitKindOf(about.unit) === 'date'
  const since = scan.whole(() => {
    const from = scan.take(FROM)
    if (!from) return null
    const day = readDay(scan, about.year, true)
    if (day) return fromDay(term, day)
    const name = scan.take(EVENT)?.[0]
    if (!name) return null
    const words = `${from[0]} ${name}`.replace("' ", "'").trim()
    if (about.event !== undefined) return afterEvent(term, about.event)
    return isOnDay ? { target: null, doubts: [doubt('EVENT_NEEDED')] } : asNumber(term, words, about)
  })
  if (since) return since
  if (about.event !== undefined && unitOf(term.amount)) return afterEvent(term, about.event)
  return isOnDay && unitOf(term.amount) ? { target: null, doubts: [doubt('EVENT_NEEDED')] } : null
}

const READ_FIRST = form('(\\d+) ?gg\\.?')

/** "Alla chiusura del quadrimestre ed entro 20 gg" [PL3.1]. */
export function readPeriodFirst(scan: Scanner): PartReading | null {
  return scan.whole(() => {
    const days = scan.take(PERIOD_FIRST) && scan.take(READ_FIRST)?.[1]
    return days ? { target: { type: 'after-each-period', days: Number(days) }, doubts: [] } : null
  })
}

const IN_ALGORITHM =
  /(\d+) ?(?:gg\.?|giorni) ?(lavorativi )?(?:dalla )?chiusura (?:del )?quadrimestre|chiusura del quadrimestre .*entro (\d+) gg/i

/** A bare number beside an algorithm that says what it counts from [PL3.5]. */
export function readPeriodOfAlgorithm(value: number, { algorithm = '' }: TargetSurroundings): PartReading | null {
  const found = IN_ALGORITHM.exec(algorithm)
  if (!found || Number(found[1] ?? found[3]) !== value) return null
  const counted = found[2] ? { counted: 'working' as const } : {}
  return { target: { type: 'after-each-period', days: value, ...counted }, doubts: [doubt('IN_ALGORITHM')] }
}
