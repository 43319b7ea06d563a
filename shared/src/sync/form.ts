import { isPlainText, type Refusal } from '../model'
import { ok, refuse, type Result } from '../result'
import { parseContent } from './content'
import { operationFrom } from './convert'
import {
  type Content,
  type Decision,
  type Operation,
  type OperationKind,
  type RegisterField,
  type RegisterKey,
  WHOLE_PERIOD,
} from './operation'
import { PROTOCOL } from './protocol'
import { registerId } from './register-id'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$/
const NAME = /^[\w.:% -]{1,128}$/
const FIELD = /^(value|note|absence|review|sending|evidence\/[0-9a-f]{64})$/
const KINDS: readonly OperationKind[] = ['edit', 'dismiss', 'accept', 'decline']
const LONGEST_REASON = 4000
const GREATEST_SEQ = 2 ** 31 - 1
const MOST_PERIODS = 366
const LAST_YEAR = 9999

type Parts = Readonly<Record<string, unknown>>

const malformed = (): Result<never, Refusal> =>
  refuse('MALFORMED_OPERATION', 'Il dato inviato non ha la forma attesa: aggiorni la pagina e lo inserisca di nuovo.')

const partsOf = (raw: unknown): Parts => (typeof raw === 'object' && raw !== null ? (raw as Parts) : {})
const isName = (raw: unknown): raw is string => typeof raw === 'string' && NAME.test(raw)
const isCount = (raw: unknown, most: number): raw is number =>
  typeof raw === 'number' && Number.isInteger(raw) && raw >= 0 && raw <= most

/** A moment that the calendar has: `2021-99-99T99:99:99Z` has the form of one and is none. */
const isInstant = (raw: unknown): raw is string =>
  typeof raw === 'string' && INSTANT.test(raw) && Number.isFinite(Date.parse(raw))

/** An id that may be left out; undefined where it is no id. */
function idOrNone(raw: unknown): string | null | undefined {
  if (raw === null || raw === undefined) return null
  return typeof raw === 'string' && UUID.test(raw) ? raw : undefined
}

function keyIn(raw: unknown): RegisterKey | null {
  const { body, measure, unit = null, year, period, field } = partsOf(raw)
  if (!isName(body) || !(isName(measure) || measure === WHOLE_PERIOD) || !(unit === null || isName(unit))) return null
  if (!isCount(year, LAST_YEAR) || !isCount(period, MOST_PERIODS)) return null
  if (typeof field !== 'string' || !FIELD.test(field)) return null
  return { body, measure, unit, year, period, field: field as RegisterField }
}

/** The reason of an answer to a late value; undefined where it has no form that can be kept. */
function decisionIn(raw: unknown): Decision | null | undefined {
  if (raw === null || raw === undefined) return null
  const { reason, inTime } = partsOf(raw)
  const fits = typeof reason === 'string' && reason.length <= LONGEST_REASON && isPlainText(reason)
  return fits && typeof inTime === 'boolean' ? { reason, inTime } : undefined
}

/** What an operation of its kind may carry: letting go of something carries nothing. */
function contentIn(
  kind: OperationKind,
  { field }: RegisterKey,
  { content = null, decision, protocol }: Parts,
): Result<Content, Refusal> {
  // Of a protocol to come nothing is known but that it waits [SY15].
  if (Number(protocol) > PROTOCOL) return ok(null)
  if (kind === 'dismiss') return content === null && (decision ?? null) === null ? ok(null) : malformed()
  return parseContent(field, content)
}

/**
 * An operation as it came over a wire, from a device or inside what a site brings: in a form that can be kept, compared
 * and shown, every part of it bounded, and nothing in it beside its parts. Whether it is honest and allowed is decided
 * later, by the rules [SY36].
 */
export function operationIn(raw: unknown): Result<Operation, Refusal> {
  const parts = partsOf(raw)
  const { node, seq, person, deviceTime, protocol } = parts
  const kind = KINDS.find((one) => one === (parts['kind'] ?? 'edit'))
  const key = keyIn(parts['key'])
  const id = idOrNone(parts['id'])
  const [register, base, about] = [idOrNone(parts['register']), idOrNone(parts['base']), idOrNone(parts['about'])]
  const decision = decisionIn(parts['decision'])
  if (!id || !key || !kind || decision === undefined) return malformed()
  if (register === undefined || base === undefined || about === undefined) return malformed()
  if (!isName(node) || !isName(person) || !isInstant(deviceTime)) return malformed()
  if (!isCount(seq, GREATEST_SEQ) || !isCount(protocol, GREATEST_SEQ)) return malformed()
  if (kind !== 'edit' && about === null) return malformed()
  const content = contentIn(kind, key, parts)
  if (!content.ok) return content
  const operation = { id, node, seq, person, deviceTime, protocol, kind, key, base, about, decision }
  return ok(operationFrom({ ...operation, register: register ?? registerId(key), content: content.value }))
}
