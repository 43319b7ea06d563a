import { isPlainText, type Refusal } from '@traguardo/shared/model'
import { refusal } from '@traguardo/shared/result'
import { type Notice, receive } from '@traguardo/shared/sync'
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import type { SignedInContext } from '../context'
import { claimEvidence } from '../evidence/evidence-of-push'
import { badText } from '../schema/bad-text'
import { ormStore } from './store/orm-store'
import { pushIn, readOperations } from './read-push'
import { rulesOfPush } from './rules-of-push'
import { SyncResult } from './sync-answer.types'
import { PushInput } from './sync-push.types'

/** Characters of the name of a node, at most. */
const LONGEST_NODE = 128

/** Why a push is refused whole because of the name under which it came [SY34]. */
const REFUSED: Partial<Record<Notice, Refusal>> = {
  'not-yours': refusal(
    'NODE_NOT_YOURS',
    'Il nome con cui si presenta questo dispositivo è di un altro: ne prende uno nuovo da sé.',
  ),
  revoked: refusal(
    'DEVICE_REVOKED',
    'A questo dispositivo è stato tolto l’accesso: ciò che non è partito resta qui, lo esporti e lo importi da un altro.',
  ),
  'too-many': refusal(
    'TOO_MANY_DEVICES',
    'Ci sono troppi dispositivi a suo nome: ne usi uno di quelli che ha già, o aspetti qualche giorno.',
  ),
}

@Resolver()
export class SyncResolver {
  @Mutation(() => SyncResult)
  async sync(
    @Arg('push', () => PushInput) input: PushInput,
    @Ctx() context: SignedInContext,
  ): Promise<typeof SyncResult> {
    if (input.person && input.person !== context.viewer.person)
      return { code: 'OTHER_PERSON', message: 'Su questo dispositivo è entrata un’altra persona: entri di nuovo.' }
    // The guard leaves a push alone for its operations' sake; the node is no part of them.
    if (!isPlainText(input.node) || input.node.length > LONGEST_NODE) return badText
    const { operations, inOrder } = readOperations(input.operations)
    const rules = await rulesOfPush(context, operations, input.device ?? null)
    const answer = await receive(ormStore(context.em), pushIn(input, operations, rules.view.token), rules)
    const refused = REFUSED[answer.notice]
    if (refused) return refused
    const place = { em: context.em, store: context.app.evidence }
    await claimEvidence(place, { body: context.viewer.body, via: '' }, operations, answer.verdicts)
    context.app.decided(answer.verdicts)
    return { ...answer, at: answer.cursor, cursor: answer.cursor.stamp, verdicts: inOrder(answer.verdicts) }
  }
}
