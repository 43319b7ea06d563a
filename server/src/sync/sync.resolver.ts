import { devicePushIn, receive, type SyncSignal } from '@traguardo/shared/sync'
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { type Refusal, refusal } from '@traguardo/shared/refusals'
import { actorOf, type SignedInContext } from '../identity/organisation/signed-in'
import { claimEvidence } from './evidence/evidence-of-push'
import { badText } from '../kernel/graphql/bad-text'
import { ormStore } from './store/orm-store'
import { pushOf, readOperations } from './read-push'
import { rulesOfPush } from './rules-of-push'
import { PushInput, SyncResult } from './sync.types'

const malformed = refusal('MALFORMED_PUSH')

/** What somebody brings into a position that is not theirs now would be its holder's, by name and in the tray [RI62]. */
const daysEnded = refusal('DAYS_ENDED')

/** Why a push is refused whole because of the name under which it came [SY34]. */
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
    const answer = await receive(
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
