import {
  type PushAnswer,
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
  devicePushIn,
  receivePush,
  type SyncSignal,
} from '@traguardo/shared/sync'
import { createUnionType, Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { type Refusal, refusal } from '@traguardo/shared/refusals'
import { inputTypeOf, objectTypeOf } from '../kernel/graphql/derived-types'
import { isRefusal, RefusalType } from '../kernel/graphql/refusal.types'
import { actorOf, type SignedInContext } from '../identity/organisation/positions'
import { claimEvidence, rulesOfPush } from './rules-of-push'
import { badText } from '../kernel/graphql/bad-text'
import { ormStore } from './store/orm-store'
import { pushOf, readOperations } from './read-push'

// Types of the protocol between devices and the server: their parts are those of `shared/src/sync/protocol`, and
// nothing else.

inputTypeOf('RegisterKeyInput', RegisterKeySchema)
inputTypeOf('DecisionInput', DecisionSchema)
inputTypeOf('OperationInput', OperationSchema, {
  description: 'Fields that the first protocol did not know may be left out.',
  fields: { register: 'Made from the key where it is left out.' },
})
inputTypeOf('BehindCursorInput', BehindSchema)
inputTypeOf('CursorInput', CursorSchema)
const PushInput = inputTypeOf('PushInput', DevicePushSchema, {
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
    brought: 'Brought by the management controller, in that right.',
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
  fields: { kind: 'edit, dismiss, accept, decline or bring.' },
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
type ToldAnswer = Omit<PushAnswer, 'cursor'> & { readonly at: Cursor; readonly cursor: number }
const SyncAnswerType = objectTypeOf<ToldAnswer>('SyncAnswer', AnswerSchema, {
  parts: { at: CursorSchema, cursor: CursorSchema.entries.stamp },
  fields: {
    notice: 'none, new-epoch (send again what you keep) or cloned (take another name).',
    receipt: 'Proof of what is told here: to be sent back as it is.',
    registers: 'What changed, without what this push itself changed.',
    cursor: 'The stamp of `at`: for the first protocol, which knows no more.',
  },
})

const SyncResult = createUnionType({
  name: 'SyncResult',
  types: () => [SyncAnswerType, RefusalType] as const,
  resolveType: (value) => (isRefusal(value) ? 'Refusal' : 'SyncAnswer'),
})

const malformed = refusal('MALFORMED_PUSH')

/** Refusal of work in a position that is not theirs now: it would be its holder's, by name and in the tray [RI62]. */
const daysEnded = refusal('DAYS_ENDED')

/** Refusals of a whole push because of the name under which it came [SY34]. */
const REFUSED: Partial<Record<SyncSignal, Refusal>> = {
  'not-yours': refusal('NODE_NOT_YOURS', { kind: 'device' }),
  revoked: refusal('DEVICE_REVOKED'),
  'too-many': refusal('TOO_MANY_DEVICES'),
}

@Resolver()
export class SyncResolver {
  @Mutation(() => SyncResult)
  async sync(
    @Arg('push', () => PushInput) input: unknown,
    @Ctx() context: SignedInContext,
  ): Promise<typeof SyncResult> {
    const read = devicePushIn(input)
    // The guard leaves a push alone for its operations' sake; the node is no part of them.
    if (!read.ok) return read.error === 'node' ? badText : malformed
    const { person, device } = read.value
    if (person && person !== context.viewer.person) return refusal('OTHER_PERSON', { kind: 'device' })
    const { operations, inOrder } = readOperations(read.value.operations)
    if (!context.viewer.holds && operations.length > 0) return daysEnded
    const rules = await rulesOfPush(context, operations, device)
    const answer = await receivePush(
      ormStore(context.em, actorOf(context)),
      pushOf(read.value, operations, rules.view.token),
      rules,
    )
    const refused = REFUSED[answer.notice]
    if (refused) return refused
    const place = { em: context.em, store: context.app.evidence }
    await claimEvidence(place, { body: context.viewer.body, via: '' }, operations, answer.verdicts)
    context.app.decided(answer.verdicts)
    return { ...answer, at: answer.cursor, cursor: answer.cursor.stamp, verdicts: inOrder(answer.verdicts) }
  }
}
