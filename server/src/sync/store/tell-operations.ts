import { cellAddress, type IsoInstant } from '@traguardo/shared/model'
import type { FieldName } from '@traguardo/shared/record'
import type { OperationRecord, RegisterField, Verdict } from '@traguardo/shared/sync'
import type { Actor, Event } from '../../kernel/audit/append'

/** A record that was received here and decided. */
type DecidedRecord = OperationRecord & { readonly receivedAt: IsoInstant; readonly verdict: Verdict }

/** The field of a register, of evidence without its hash. */
const fieldName = (field: RegisterField): FieldName =>
  field.startsWith('evidence/') ? 'evidence' : (field as Exclude<RegisterField, `evidence/${string}`>)

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
 * What a batch of decided operations says for the record [RE1].
 * @param by who brings their own: what a site or somebody else brings names no holder
 */
export function eventsOf(records: readonly OperationRecord[], by?: Pick<Actor, 'person' | 'holder'>): readonly Event[] {
  return records.filter(isNew).map(({ operation, verdict, receivedAt }): Event => {
    const { key, kind, content, decision } = operation
    const isGood = verdict.type === 'applied' || verdict.type === 'merged'
    const code = verdict.type === 'rejected' ? { code: verdict.refusal.code } : {}
    return {
      body: key.body,
      at: receivedAt,
      person: operation.person,
      ...(operation.person === by?.person ? { holder: by.holder } : {}),
      action: `${fieldName(key.field)}.${kind}` as const,
      outcome: isGood ? 'done' : 'refused',
      about: [cellAddress(key)],
      detail: {
        operation: operation.id,
        base: operation.base,
        // What was refused is its author's to look at, and nobody else's [SY38].
        ...(isGood ? { content, decision } : {}),
        verdict: verdict.type,
        ...code,
        ...(operation.about ? { of: operation.about } : {}),
      },
    }
  })
}
