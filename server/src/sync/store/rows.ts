import {
  isLate,
  type Operation,
  OPERATION_PARTS,
  type OperationRecord,
  type RegisterState,
  type Verdict,
} from '@traguardo/shared/sync'
import type { RegisterEntity } from './register.entity'
import type { TableRow } from '../../kernel/db/write-rows'
import type { OperationEntity } from './operation.entity'

const text = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value))

/** A row as the database gives it, with the texts of these columns read. */
export function readTexts<T extends object>(row: T, columns: readonly (keyof T)[]): T {
  const read = { ...row }
  for (const column of columns) {
    const value: unknown = row[column]
    if (typeof value === 'string') read[column] = JSON.parse(value) as T[keyof T]
  }
  return read
}

/** A record as a row of `operation`. */
export function operationRow({ operation, verdict, settlement, receivedAt, ...state }: OperationRecord): TableRow {
  const { deviceTime, key, content, decision, ...columns } = operation
  return {
    ...columns,
    ...state,
    body: key.body,
    key: text(key),
    content: text(content),
    decision: text(decision),
    device_time: deviceTime,
    verdict_type: verdict?.type ?? null,
    verdict: text(verdict),
    received_at: receivedAt,
    provisional: verdict?.provisional ?? false,
    late: isLate({ operation, verdict, settlement, receivedAt, ...state }),
    settlement: text(settlement),
  }
}

/** A verdict of the first protocol said neither its count nor its scope. */
const verdictOf = ({ verdict, stamp, scope }: OperationEntity): Verdict | null =>
  verdict && { ...({ stamp, scope, provisional: false, current: null } as object), ...verdict }

/** What is kept of somebody's work as it is read from its row. */
export function recordOf(row: OperationEntity): OperationRecord {
  const { sent, receivedAt, stamp, scope, relayed, settlement } = row
  const operation = Object.fromEntries(OPERATION_PARTS.map((part) => [part, row[part]])) as unknown as Operation
  return { operation, sent, verdict: verdictOf(row), receivedAt, stamp, scope, relayed, settlement }
}

/** A register as a row of `register`. */
export function registerRow({ key, content, ...columns }: RegisterState): TableRow {
  return { ...columns, ...key, content: text(content) }
}

export function registerOf(row: RegisterEntity): RegisterState {
  const { id, body, measure, unit, year, period, field, head, content, person, at, stamp } = row
  const { scope, excused, complete } = row
  const key = { body, measure, unit, year, period, field }
  return { id, key, scope, head, content, person, at, stamp, excused, complete }
}
