import {
  type Content,
  type Cursor,
  type Operation,
  type OperationKind,
  operationFrom,
  type Push,
  type RegisterField,
  registerId,
  type Verdict,
  WHOLE_PERIOD,
} from '@traguardo/shared/sync'
import { isPlainData } from '@traguardo/shared/model'
import type { CursorInput, OperationInput, PushInput } from './sync-push.types'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$/
const NAME = /^[\w.:% -]{1,128}$/
const FIELD = /^(value|note|absence|review|sending|evidence\/[0-9a-f]{64})$/
const KIND = /^(edit|dismiss|accept|decline)$/
const LONGEST_REASON = 4000

/** A push as it came: what can be decided, and a way to put the verdicts on the rest among those on it. */
export interface ReadPush {
  readonly push: Push
  /** Verdicts on all operations in the order in which they came, given those on what could be decided. */
  inOrder(decided: readonly Verdict[]): readonly Verdict[]
}

/** Is it in a form that can be stored and compared? Whether it is honest and allowed is decided later, by the rules. */
function isWellFormed(input: OperationInput): boolean {
  const { id, node, seq, person, deviceTime, kind, register, base, about, decision, key } = input
  const ids = [id, register ?? id, base ?? id, about ?? id]
  const names = [node, person, key.measure, key.unit ?? '-']
  return (
    ids.every((text) => UUID.test(text)) &&
    names.every((text) => NAME.test(text) || text === WHOLE_PERIOD) &&
    INSTANT.test(deviceTime) &&
    seq >= 0 &&
    KIND.test(kind ?? 'edit') &&
    FIELD.test(key.field) &&
    (decision?.reason.length ?? 0) <= LONGEST_REASON &&
    isPlainData([input.content, decision?.reason])
  )
}

/** An operation of this protocol or an earlier one, from its input. */
function operationOf(input: OperationInput): Operation {
  const { id, node, seq, person, deviceTime, protocol, kind, about, decision, base, content } = input
  const { body, measure, unit, year, period, field } = input.key
  const key = { body, measure, unit: unit ?? null, year, period, field: field as RegisterField }
  return operationFrom({
    id,
    node,
    seq,
    person,
    deviceTime,
    protocol,
    kind: (kind ?? 'edit') as OperationKind,
    register: input.register ?? registerId(key),
    key,
    base: base ?? null,
    // Its form is checked by the shared rules, which refuse this one operation and not the push.
    content: (content ?? null) as Content,
    about: about ?? null,
    decision: decision ? { reason: decision.reason, inTime: decision.inTime } : null,
  })
}

const refused = ({ id }: OperationInput): Verdict => ({
  operation: id,
  type: 'rejected',
  stamp: 0,
  provisional: false,
  current: null,
  refusal: {
    code: 'MALFORMED_OPERATION',
    message: 'Il dato inviato non ha la forma attesa: aggiorni la pagina e lo inserisca di nuovo.',
  },
})

const cursorOf = ({ view, stamp, tray, behind }: CursorInput): Cursor => ({
  view: view ?? null,
  stamp: Math.max(0, stamp),
  tray: Math.max(0, tray),
  behind: behind ? { scopes: behind.scopes, stamp: Math.max(0, behind.stamp) } : null,
})

/** The first protocol knew one cursor, no view and no tray: it is read as holding the view that its person has now. */
const firstCursor = (stamp: number, view: string): Cursor => ({
  view,
  stamp: Math.max(0, stamp),
  tray: Number.MAX_SAFE_INTEGER,
  behind: null,
})

/** Separates what can be decided from what has no form. One poisoned operation does not hold up the others. */
export function readPush(input: PushInput, view: string): ReadPush {
  const { body, node, protocol, epoch, lastSeq, lastDecided, at, cursor, verify, operations } = input
  const marked = operations.map((operation) => ({ operation, fits: isWellFormed(operation) }))
  const wellFormed = marked.filter(({ fits }) => fits).map(({ operation }) => operationOf(operation))
  return {
    push: {
      body,
      node,
      protocol,
      epoch: epoch ?? null,
      lastSeq: lastSeq ?? Number.MAX_SAFE_INTEGER,
      lastDecided: lastDecided && UUID.test(lastDecided) ? lastDecided : null,
      cursor: at ? cursorOf(at) : firstCursor(cursor ?? 0, view),
      verify: verify ?? false,
      operations: wellFormed,
    },
    inOrder(decided) {
      if (decided.length === 0 && wellFormed.length > 0) return []
      const left = decided.values()
      return marked.flatMap(({ operation, fits }) => (fits ? (left.next().value ?? []) : refused(operation)))
    },
  }
}
