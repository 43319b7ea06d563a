import type { Content, Operation, Push, RegisterField, Verdict } from '@traguardo/shared/sync'
import type { OperationInput, PushInput } from './sync.types'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$/
const NAME = /^[\w.:% -]{1,128}$/

/** A push as it came: what can be decided, and a way to put the verdicts on the rest among those on it. */
export interface ReadPush {
  readonly push: Push
  /** Verdicts on all operations in the order in which they came, given those on what could be decided. */
  inOrder(decided: readonly Verdict[]): readonly Verdict[]
}

/** Is it in a form that can be stored and compared? Whether it is honest and allowed is decided later, by the rules. */
function isWellFormed({ id, node, seq, person, deviceTime, register, base, key }: OperationInput): boolean {
  const ids = [id, register, ...(base ? [base] : [])]
  const names = [node, person, key.measure, ...(key.unit ? [key.unit] : [])]
  return (
    ids.every((text) => UUID.test(text)) &&
    names.every((text) => NAME.test(text)) &&
    INSTANT.test(deviceTime) &&
    seq >= 0 &&
    (key.field === 'value' || key.field === 'note')
  )
}

function operationOf({ key, base, content, ...rest }: OperationInput): Operation {
  const { body, measure, unit, year, period, field } = key
  return {
    ...rest,
    key: { body, measure, unit: unit ?? null, year, period, field: field as RegisterField },
    base: base ?? null,
    // Its form is checked by the shared rules, which refuse this one operation and not the push.
    content: (content ?? null) as Content,
  }
}

const refused = ({ id }: OperationInput): Verdict => ({
  operation: id,
  type: 'rejected',
  refusal: {
    code: 'MALFORMED_OPERATION',
    message: 'Il dato inviato non ha la forma attesa: aggiorni la pagina e lo inserisca di nuovo.',
  },
})

/** Separates what can be decided from what has no form. One poisoned operation does not hold up the others. */
export function readPush({ body, node, protocol, cursor, operations }: PushInput): ReadPush {
  const marked = operations.map((operation) => ({ operation, fits: isWellFormed(operation) }))
  const wellFormed = marked.filter(({ fits }) => fits).map(({ operation }) => operationOf(operation))
  return {
    push: { body, node, protocol, cursor: Math.max(0, cursor), operations: wellFormed },
    inOrder(decided) {
      const left = decided.values()
      return marked.flatMap(({ operation, fits }) => (fits ? (left.next().value ?? []) : refused(operation)))
    },
  }
}
