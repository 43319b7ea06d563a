import {
  isLate,
  type Operation,
  type OperationKind,
  OPERATION_PARTS,
  type OperationRecord,
  type RegisterState,
  type Verdict,
  type RegisterField,
  isComplete,
  type HeadTransaction,
  type NodeRecord,
} from '@traguardo/shared/sync'
import { raw } from '@mikro-orm/core'
import { cellAddress, type IsoInstant, type IsoDate } from '@traguardo/shared/model'
import type { FieldName, OperationAction } from '@traguardo/shared/record'
import { addDays, romeDay } from '@traguardo/shared/calendar'
import type { RegisterEntity } from './register.entity'
import { chunksOf, questionMarks, readAll, readChunks } from '../../kernel/db/rows'
import { OperationEntity } from './operation.entity'
import type { Actor, ActedEvent } from '../../kernel/audit/append'
import type { EntityManager } from '../../kernel/db/orm'
import { DeviceEntity } from '../../identity/accounts/devices/device.entity'

/** A record as a row of `operation`. */
export function operationRow(record: OperationRecord): OperationEntity {
  const { operation, sent, verdict, receivedAt, stamp, scope, relayed, settlement } = record
  // What is spread comes last: V8 makes such an object ten times as fast as one that grows after a spread.
  return {
    body: operation.key.body,
    sent,
    verdictType: verdict?.type ?? null,
    verdict,
    receivedAt,
    stamp,
    scope,
    relayed,
    provisional: verdict?.provisional ?? false,
    late: isLate(record),
    settlement,
    ...operation,
  }
}

/** A verdict of the first protocol said neither its count nor its scope. */
const verdictOf = ({ verdict, stamp, scope }: OperationEntity): Verdict | null =>
  verdict && { ...({ stamp, scope, provisional: false, current: null } as object), ...verdict }

/** Reads the record of an operation from its row. */
export function recordOf(row: OperationEntity): OperationRecord {
  const { sent, receivedAt, stamp, scope, relayed, settlement } = row
  const operation: Record<string, unknown> = {}
  for (const part of OPERATION_PARTS) operation[part] = row[part]
  return {
    operation: operation as unknown as Operation,
    sent,
    verdict: verdictOf(row),
    receivedAt,
    stamp,
    scope,
    relayed,
    settlement,
  }
}

/** A register as a row of `register`. */
export function registerRow(state: RegisterState): RegisterEntity {
  const { id, key, scope, head, content, person, at, stamp, excused, complete, brought } = state
  return { id, scope, head, content, person, at, stamp, excused, complete, brought: brought ?? false, ...key }
}

export function registerOf(row: RegisterEntity): RegisterState {
  const { id, body, measure, unit, year, period, field, head, content, person, at, stamp } = row
  const { scope, excused, complete, brought } = row
  const key = { body, measure, unit, year, period, field }
  const state = { id, key, scope, head, content, person, at, stamp, excused, complete }
  return brought ? { ...state, brought } : state
}

/** A record that was received here and decided. */
type DecidedRecord = OperationRecord & { readonly receivedAt: IsoInstant; readonly verdict: Verdict }

/** The field of a register, of evidence without its hash. */
const fieldName = (field: RegisterField): FieldName =>
  field.startsWith('evidence/') ? 'evidence' : (field as Exclude<RegisterField, `evidence/${string}`>)

/** Action as the record names it: of what is brought it tells values and notes, and nothing else is [SY94.7]. */
function actionOf(kind: OperationKind, field: RegisterField): OperationAction {
  if (kind === 'bring') return field === 'note' ? 'note.bring' : 'value.bring'
  return `${fieldName(field)}.${kind}`
}

/**
 * Was it received and decided here, just now? What a site sent on is told of where it was received, and a record that is
 * written again for its end was told of before; what came with its end is new.
 */
const isNew = (record: OperationRecord): record is DecidedRecord => {
  const { operation, verdict, stamp, settlement, receivedAt } = record
  return (
    receivedAt !== null &&
    verdict !== null &&
    verdict.type !== 'deferred' &&
    stamp === verdict.stamp &&
    (settlement === null || settlement.by === operation.id)
  )
}

/**
 * Returns the events of the audit log for a batch of decided operations [RE1].
 * @param by who brings their own: what a site or somebody else brings names no holder
 */
export function eventsOf(
  records: readonly OperationRecord[],
  by?: Pick<Actor, 'person' | 'holder'>,
): readonly ActedEvent[] {
  return records.filter(isNew).map(({ operation, verdict, receivedAt }): ActedEvent => {
    const { key, kind, content, decision } = operation
    const isGood = verdict.type === 'applied' || verdict.type === 'merged'
    const code = verdict.type === 'rejected' ? { code: verdict.refusal.code } : {}
    return {
      body: key.body,
      at: receivedAt,
      person: operation.person,
      ...(operation.person === by?.person ? { holder: by.holder } : {}),
      action: actionOf(kind, key.field),
      outcome: isGood ? 'done' : 'refused',
      about: [cellAddress(key)],
      detail: {
        operation: operation.id,
        base: operation.base,
        // A refused operation is its author's to look at, and nobody else's [SY38].
        ...(isGood ? { content, decision } : {}),
        verdict: verdict.type,
        ...code,
        ...(operation.about ? { of: operation.about } : {}),
      },
    }
  })
}

/**
 * Registers as they stood at the end of a day, out of the history of operations: the last that was applied to each. One
 * statement.
 */
export async function registersAsOf(
  em: EntityManager,
  body: string,
  { from, to, day }: { readonly from: number; readonly to: number; readonly day: IsoDate },
): Promise<readonly RegisterState[]> {
  const applied = `"verdict_type" = 'applied' and "kind" in ('edit', 'accept', 'bring')`
  const rest = `where "body" = ? and ${applied} and "received_at" < ? order by "stamp"`
  // Generous by a day at the edge of the day in Rome; it is looked at again below.
  const rows = await readAll(em, OperationEntity, rest, [body, `${addDays(day, 1)}T12:00:00.000Z`])
  const states = new Map<string, RegisterState>()
  for (const row of rows) {
    const { register, key, content, receivedAt: at } = row
    if (at === null || key.year < from || key.year > to || romeDay(at) > day) continue
    states.set(register, {
      ...{ id: register, key, scope: row.scope, head: row.id, content, person: row.person, at, stamp: row.stamp },
      excused: row.decision?.inTime ?? false,
      complete: isComplete(content),
      ...(row.kind === 'bring' ? { brought: true } : {}),
    })
  }
  return [...states.values()]
}

const nodeOf = ({
  node,
  body,
  person,
  credential,
  name,
  firstSeen,
  lastSeen,
  revokedAt,
  toldAll,
}: DeviceEntity): NodeRecord => ({
  ...{ node, body, person, credential, name, firstSeen, lastSeen, revokedAt, toldAll },
})

/** Credential of the nodes of commands, which are no devices: they keep nothing that was lost, and nobody waits for them [SY95.6]. */
export const COMMAND_CREDENTIAL = 'riga-di-comando'

/** Those that came lately and have not told all; one who speaks for them has: another device of the person, the site. */
const AWAITED =
  'select 1 as "one" from "device" as "d" where "d"."body" = ? and "d"."last_seen" >= ? and "d"."revoked_at" is null ' +
  `and coalesce("d"."credential", '') <> '${COMMAND_CREDENTIAL}' ` +
  'and not exists (select 1 from "device" as "t" where "t"."body" = "d"."body" and "t"."told_all" = ? and ' +
  `("t"."node" in ("d"."node", "d"."credential") or ("d"."person" <> '' and "t"."person" = "d"."person"))) limit 1`

/** Returns the part of a transaction about nodes, and about what waits of whom, which a receiver keeps. */
export function nodesOn(
  em: EntityManager,
): Pick<HeadTransaction, 'refused' | 'nodes' | 'nodeCounts' | 'isAwaited' | 'claimNodes'> {
  async function countBy(sql: string, args: readonly string[], persons: readonly string[]) {
    const counts = new Map<string, number>()
    for (const chunk of chunksOf(persons)) {
      const text = `${sql} and "person" in (${questionMarks(chunk)}) group by "person"`
      const rows = await em.execute<{ person: string; number: number | string }[]>(text, [...args, ...chunk], 'all')
      for (const { person, number } of rows) counts.set(person, Number(number))
    }
    return counts
  }
  const nodes = async (names: readonly string[]): Promise<NodeRecord[]> =>
    (
      await readChunks(names, (some) => readAll(em, DeviceEntity, `where "node" in (${questionMarks(some)})`, some))
    ).map(nodeOf)
  return {
    nodes,
    refused: (body, persons) =>
      countBy(
        'select "person", count(*) as "number" from "operation" where "body" = ? ' +
          `and "verdict_type" in ('conflict', 'rejected') and "settlement" is null`,
        [body],
        persons,
      ),
    nodeCounts: (body, persons, since) =>
      countBy(
        'select "person", count(*) as "number" from "device" where "body" = ? and "last_seen" >= ?',
        [body, since],
        persons,
      ),
    isAwaited: async (body, epoch, since) => (await em.execute(AWAITED, [body, since, epoch], 'all')).length > 0,
    async claimNodes(records) {
      if (records.length === 0) return []
      // Of another owner a row stays as it is; whether it was shut out is nothing that a push changes.
      await em
        .createQueryBuilder(DeviceEntity)
        .insert(records.map(({ revokedAt: _, ...own }) => own))
        .onConflict('node')
        .merge(['credential', 'name', 'lastSeen', 'toldAll'])
        .where({ body: raw('excluded."body"'), person: raw('excluded."person"') })
        .execute('run')
      return nodes(records.map(({ node }) => node))
    },
  }
}
