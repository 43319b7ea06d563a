import type { OperationRecord, RegisterState } from '@traguardo/shared/sync'
import type { RegisterEntity } from '../values/register.entity'
import type { OperationEntity } from './operation.entity'

/** Columns of a row, as the database takes them. */
export type Row = Readonly<Record<string, string | number | boolean | null>>

const text = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value))

/** A record as a row of `operation`. */
export function operationRow({ operation, sent, verdict, receivedAt, settled }: OperationRecord): Row {
  const { id, node, seq, person, key, register, base, protocol, content, deviceTime } = operation
  return {
    id,
    node,
    seq,
    person,
    body: key.body,
    register,
    base,
    protocol,
    key: text(key),
    content: text(content),
    device_time: deviceTime,
    sent,
    verdict_type: verdict?.type ?? null,
    verdict: text(verdict),
    received_at: receivedAt,
    settled,
  }
}

export function recordOf(row: OperationEntity): OperationRecord {
  const { id, node, seq, person, deviceTime, protocol, register, key, base, content } = row
  const operation = { id, node, seq, person, deviceTime, protocol, register, key, base, content }
  return { operation, sent: row.sent, verdict: row.verdict, receivedAt: row.receivedAt, settled: row.settled }
}

/** A register as a row of `register`. */
export function registerRow({ id, key, head, content, person, at, stamp }: RegisterState): Row {
  return { id, ...key, head, content: text(content), person, at, stamp }
}

export function registerOf(row: RegisterEntity): RegisterState {
  const { id, body, measure, unit, year, period, field, head, content, person, at, stamp } = row
  return { id, key: { body, measure, unit, year, period, field }, head, content, person, at, stamp }
}
