import {
  type Answer,
  AnswerSchema,
  BehindSchema,
  type Cursor,
  CursorSchema,
  DecisionSchema,
  DevicePushSchema,
  listSchema,
  type OperationRecord,
  OperationRecordSchema,
  OperationSchema,
  RegisterKeySchema,
  RegisterStateSchema,
  ScopeSumSchema,
  SettlementSchema,
  ToldOperationSchema,
  VerdictSchema,
  ViewSchema,
} from '@traguardo/shared/sync'
import { createUnionType } from 'type-graphql'
import { inputTypeOf, objectTypeOf } from '../kernel/graphql/derived-types'
import { isRefusal, RefusalType } from '../kernel/graphql/refusal.types'

// What devices and the server say to one another: its parts are those of `shared/src/sync/protocol`, and nothing else.

inputTypeOf('RegisterKeyInput', RegisterKeySchema)
inputTypeOf('DecisionInput', DecisionSchema)
inputTypeOf('OperationInput', OperationSchema, {
  description: 'Fields that the first protocol did not know may be left out.',
  fields: { register: 'Made from the key where it is left out.' },
})
inputTypeOf('BehindCursorInput', BehindSchema)
inputTypeOf('CursorInput', CursorSchema)
export const PushInput = inputTypeOf('PushInput', DevicePushSchema, {
  // Each operation is looked at by itself.
  parts: { operations: listSchema(OperationSchema) },
  fields: {
    person: 'Whose work it is: the push of somebody else is refused whole.',
    lastDecided: 'Of older apps: it proves nothing, and is not looked at.',
    receipt: 'As the last answer gave it.',
    cursor: 'Of the first protocol, instead of `at`.',
    device: 'What the device calls itself: "Chrome su Android".',
    ended: 'Those of the operations that were refused and that their author has dealt with: they are never applied.',
  },
})

objectTypeOf('RegisterKey', RegisterKeySchema, {
  fields: { field: 'value, note, or evidence/ and the SHA-256 of its bytes.' },
})
objectTypeOf('Register', RegisterStateSchema, {
  description: 'What stands in a cell or its note, and who put it there when.',
  fields: {
    excused: 'Accepted by a manager as if it had come in time.',
    complete: 'Have the bytes of a piece of evidence arrived? True for everything else.',
  },
})
objectTypeOf('Verdict', VerdictSchema, {
  description: 'applied, merged, conflict (with what stands there), rejected or deferred (with why).',
  fields: {
    stamp: 'Its place in the count of the body; 0 where it is not recorded.',
    provisional: 'Said by a remote site: the head office has still to decide.',
  },
})
objectTypeOf('Decision', DecisionSchema)
objectTypeOf('Operation', ToldOperationSchema, {
  description: 'What a person did, on which device, and what it was based on.',
  fields: { kind: 'edit, dismiss, accept or decline.' },
})
objectTypeOf('Settlement', SettlementSchema, { description: 'How a conflict, a refusal or a late value ended.' })
export const OperationRecordType = objectTypeOf<OperationRecord>('OperationRecord', OperationRecordSchema, {
  description: 'An operation with its verdict: a line of the history.',
})
objectTypeOf('BehindCursor', BehindSchema, {
  description: 'Scopes that are read from their beginning, and up to where.',
})
objectTypeOf('Cursor', CursorSchema, { description: 'What a reader holds: see shared/src/sync/protocol.' })
objectTypeOf('View', ViewSchema, {
  description: 'The scopes that the sender may see, and those whose late values it decides on.',
})
objectTypeOf('ScopeSum', ScopeSumSchema)
/** The first protocol knew a count only: the cursor of today has another name. */
type ToldAnswer = Omit<Answer, 'cursor'> & { readonly at: Cursor; readonly cursor: number }
const SyncAnswerType = objectTypeOf<ToldAnswer>('SyncAnswer', AnswerSchema, {
  parts: { at: CursorSchema, cursor: CursorSchema.entries.stamp },
  fields: {
    notice: 'none, new-epoch (send again what you keep) or cloned (take another name).',
    receipt: 'Proof of what is told here: to be sent back as it is.',
    registers: 'What changed, without what this push itself changed.',
    cursor: 'The stamp of `at`: for the first protocol, which knows no more.',
  },
})

export const SyncResult = createUnionType({
  name: 'SyncResult',
  types: () => [SyncAnswerType, RefusalType] as const,
  resolveType: (value) => (isRefusal(value) ? 'Refusal' : 'SyncAnswer'),
})
