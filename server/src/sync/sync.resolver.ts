import type { Refusal } from '@traguardo/shared/model'
import { refusal } from '@traguardo/shared/result'
import { devicePushIn, receive, type SyncSignal } from '@traguardo/shared/sync'
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import type { SignedInContext } from '../identity/organisation/signed-in'
import { claimEvidence } from './evidence/evidence-of-push'
import { badText } from '../kernel/graphql/bad-text'
import { ormStore } from './store/orm-store'
import { pushOf, readOperations } from './read-push'
import { rulesOfPush } from './rules-of-push'
import { PushInput, SyncResult } from './sync.types'

const malformed = refusal(
  'MALFORMED_PUSH',
  'Ciò che questo dispositivo invia non ha la forma attesa: aggiorni la pagina e riprovi.',
)

/** Why a push is refused whole because of the name under which it came [SY34]. */
const REFUSED: Partial<Record<SyncSignal, Refusal>> = {
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
    @Arg('push', () => PushInput) input: unknown,
    @Ctx() context: SignedInContext,
  ): Promise<typeof SyncResult> {
    const read = devicePushIn(input)
    // The guard leaves a push alone for its operations' sake; the node is no part of them.
    if (!read.ok) return read.error === 'node' ? badText : malformed
    const { person, device } = read.value
    if (person && person !== context.viewer.person)
      return { code: 'OTHER_PERSON', message: 'Su questo dispositivo è entrata un’altra persona: entri di nuovo.' }
    const { operations, inOrder } = readOperations(read.value.operations)
    const rules = await rulesOfPush(context, operations, device)
    const answer = await receive(ormStore(context.em), pushOf(read.value, operations, rules.view.token), rules)
    const refused = REFUSED[answer.notice]
    if (refused) return refused
    const place = { em: context.em, store: context.app.evidence }
    await claimEvidence(place, { body: context.viewer.body, via: '' }, operations, answer.verdicts)
    context.app.decided(answer.verdicts)
    return { ...answer, at: answer.cursor, cursor: answer.cursor.stamp, verdicts: inOrder(answer.verdicts) }
  }
}
