import type {
  Cursor,
  DevicePorts,
  Operation,
  OperationRecord,
  Push,
  ReceivePorts,
  RegisterKey,
  RegisterState,
} from '@traguardo/shared/sync'
import { PROTOCOL, PUSH_PROTOCOL, registerId, scopeName, sumOf, undecidedRecord, viewOf } from '@traguardo/shared/sync'
import { v7 } from 'uuid'

/** The cell that tests speak of when it does not matter which. */
export const aKey: RegisterKey = {
  body: 'B',
  measure: 'M1',
  unit: 'U1',
  year: 2021,
  period: 2,
  field: 'value',
}

/** An operation with what matters to a test, and plain values for the rest. */
export function anOperation({ key = aKey, ...changes }: Partial<Operation>): Operation {
  return {
    id: v7(),
    node: 'phone',
    seq: 1,
    person: 'anna',
    deviceTime: '2021-09-05T08:00:00.000Z',
    protocol: PROTOCOL,
    kind: 'edit',
    register: registerId(key),
    base: null,
    content: { type: 'number', number: 1 },
    about: null,
    decision: null,
    ...changes,
    key,
  }
}

/** A record as a device makes it, with what matters to a test. */
export const aRecord = (operation: Operation, changes: Partial<OperationRecord> = {}): OperationRecord => ({
  ...undecidedRecord(operation, false),
  ...changes,
})

/** Ports of a device with real ids and a fixed clock. */
export const devicePorts = (changes: Partial<DevicePorts> = {}) => ({
  node: 'phone',
  person: 'anna',
  body: 'B',
  now: () => '2021-09-05T08:00:00.000Z',
  newId: () => v7(),
  renew: async () => v7(),
  ...changes,
})

/** Scopes of the cells that tests use. */
export const SCOPES: readonly string[] = ['U1', 'U2', 'U3'].flatMap((unit) =>
  [1, 2, 3].map((period) => scopeName({ year: 2021, period, unit }, '')),
)

/** Receipts that anybody can forge, for tests in which nobody does. */
export const plainReceipts = (reader: string) => ({
  reader,
  prove: (text: string) => sumOf([{ id: text, head: '' } as RegisterState]),
  isProof: (text: string, proof: string) => sumOf([{ id: text, head: '' } as RegisterState]) === proof,
})

/** Ports of a head office that lets everything pass and shows everything. */
export const receivePorts = (changes: Partial<ReceivePorts> & { readonly person?: string } = {}): ReceivePorts => {
  const { person = 'anna', ...others } = changes
  return {
    now: '2021-09-05T09:00:00.000Z',
    provisional: false,
    view: viewOf(SCOPES),
    persons: [person],
    bearer: { person, credential: `access of ${person}`, name: 'Chrome su Android', receiver: null },
    receipts: plainReceipts(person),
    mayBring: (operation) => operation.person === person,
    judge: () => null,
    scopeOf: (key) => scopeName(key, ''),
    newId: () => v7(),
    ...others,
  }
}

/** Where a reader stands that has read nothing. */
export const NOWHERE: Cursor = { view: null, stamp: 0, tray: 0, behind: null }

/** A push as a device makes it. */
export const aPush = (operations: readonly Operation[], changes: Partial<Push> = {}): Push => ({
  body: 'B',
  node: 'phone',
  protocol: PUSH_PROTOCOL,
  epoch: null,
  lastSeq: Number.MAX_SAFE_INTEGER,
  cursor: NOWHERE,
  verify: false,
  operations,
  ...changes,
})
