import type { Refusal } from '@traguardo/shared/model'
import { receive } from '@traguardo/shared/sync'
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import type { SignedInContext } from '../context'
import { claimEvidence } from '../evidence/evidence-of-push'
import { isPlainText } from '@traguardo/shared/model'
import { badText } from '../schema/bad-text'
import { DeviceEntity } from './device.entity'
import { noteDevice } from './note-device'
import { ormStore } from './store/orm-store'
import { readPush } from './read-push'
import { rulesOfPush } from './rules-of-push'
import { SyncResult } from './sync-answer.types'
import { PushInput } from './sync-push.types'

/** Its session is left as it is: its person may still look, and read here why nothing goes out. */
const revoked: Refusal = {
  code: 'DEVICE_REVOKED',
  message:
    'A questo dispositivo è stato tolto l’accesso: ciò che non è partito resta qui, lo esporti e lo importi da un altro.',
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
    if (!isPlainText(input.node)) return badText
    const device = await context.em.findOne(DeviceEntity, { node: input.node })
    if (device && device.revokedAt !== null) return revoked
    const rules = await rulesOfPush(context, input.operations)
    const { push, inOrder } = readPush(input, rules.view.token)
    const answer = await receive(ormStore(context.em), push, rules)
    await claimEvidence(context.em, { body: context.viewer.body, via: '' }, push.operations, answer.verdicts)
    await noteDevice(context, device, { node: push.node, name: input.device ?? null })
    return { ...answer, at: answer.cursor, cursor: answer.cursor.stamp, verdicts: inOrder(answer.verdicts) }
  }
}
