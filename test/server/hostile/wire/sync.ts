import { uuid5, uuid7 } from './uuid'

/** Namespace of registers: part of the protocol, as `shared/src/sync/SPEC.md` [SY1] lets everybody compute ids alike. */
const REGISTERS = '6f0c1f0e-5e0b-4a3c-9a37-2b9d6f7f7a11'

/** What a register is about, as the wire writes it. */
export interface Key {
  readonly body: string
  readonly measure: string
  readonly unit: string | null
  readonly year: number
  readonly period: number
  readonly field: string
}

/** The id that everybody gives to a register. */
export const registerOf = ({ body, unit, measure, year, period, field }: Key): string =>
  uuid5(JSON.stringify([body, unit, measure, year, period, field]), REGISTERS)

/** An operation as it stands in a push: any field may be a lie of any type. */
export type WireOperation = Readonly<Record<string, unknown>>

let seq = 0

/** An honest edit of a cell; `changes` are what is not honest. */
export function operation(person: string, node: string, key: Key, content: unknown, changes: WireOperation = {}) {
  seq += 1
  return {
    id: uuid7(),
    node,
    seq,
    person,
    deviceTime: '2020-09-05T08:00:00.000Z',
    protocol: 2,
    kind: 'edit',
    register: registerOf(key),
    key,
    base: null,
    content,
    about: null,
    decision: null,
    ...changes,
  }
}

/** Where somebody stands who has read nothing. */
export const NOTHING_READ = { view: null, stamp: 0, tray: 0, behind: null }

/** An honest push that asks for everything; `changes` are what is not honest. */
export const push = (body: string, node: string, operations: readonly unknown[] = [], changes: object = {}) => ({
  body,
  node,
  protocol: 2,
  at: NOTHING_READ,
  operations,
  ...changes,
})

/** Everything that a push is answered. */
export const SYNC = `mutation($push: PushInput!) { answer: sync(push: $push) { __typename
  ... on Refusal { code message }
  ... on SyncAnswer { notice epoch receipt cursor more checksum safe serverTime
    verdicts { operation type stamp provisional keptAs scope refusal { code message } current { ...state } }
    registers { ...state } sums { scope sum } view { token scopes manages }
    at { view stamp tray behind { scopes stamp } }
    tray { operation { id node seq person deviceTime protocol kind register base content about decision { reason inTime }
        key { body measure unit year period field } }
      sent receivedAt stamp scope relayed settlement { by kind person at reason }
      verdict { operation type stamp provisional keptAs scope refusal { code message } current { ...state } } } } } }
  fragment state on Register { id scope head content person at stamp excused complete
    key { body measure unit year period field } }`
