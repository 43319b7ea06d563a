import { type Content, PROTOCOL, registerId, type RegisterField } from '@traguardo/shared/sync'
import { v7 } from 'uuid'

const PUSH = `mutation($push: PushInput!) { sync(push: $push) { __typename
  ... on Refusal { code }
  ... on SyncAnswer { verdicts { operation type refusal { code } } registers { id head key { measure unit year period field } content } } } }`

let seq = 0

/** An operation on a cell of the chamber of Massa-Carrara in 2021, as a client sends it. */
export function edit(
  measure: string,
  unit: string,
  content: Content,
  { field = 'value' as RegisterField, period = 2, year = 2021, base = null as string | null, body = 'CCIAA-MS' } = {},
) {
  const key = { body, measure, unit, year, period, field }
  seq += 1
  return {
    id: v7(),
    seq,
    node: 'test-node',
    person: '',
    deviceTime: '2021-09-05T08:00:00.000Z',
    protocol: PROTOCOL,
    kind: 'edit',
    register: registerId(key),
    base,
    content,
    key,
  }
}

/** Query and variables of a push of these operations, made by that person on a device of its own. */
export function aPush(operations: readonly ReturnType<typeof edit>[], person = 'po-registro-imprese') {
  const [first] = operations
  const node = `node-${person}`
  const push = {
    body: first?.key.body ?? 'CCIAA-MS',
    node,
    protocol: PROTOCOL,
    cursor: 0,
    operations: operations.map((operation) => ({ ...operation, node, person })),
  }
  return [PUSH, { push }] as const
}

/** What is answered to a push. */
export interface PushAnswer {
  readonly sync: {
    readonly verdicts: readonly { readonly type: string; readonly refusal: { readonly code: string } | null }[]
  }
}

/** The verdicts in short: `applied`, or the code of the refusal. */
export const verdictsIn = ({ sync }: PushAnswer): readonly string[] =>
  sync.verdicts.map(({ type, refusal }) => refusal?.code ?? type)
