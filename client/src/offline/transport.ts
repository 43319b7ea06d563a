import { nameOfAgent } from '@traguardo/shared/people'
import { type PushAnswer, answerIn, type Operation, type Push } from '@traguardo/shared/sync'
import { AnswerError, send } from '../api/send'
import { noteSeen } from '../modules/errors-seen'
import { refusedAs } from './refused'
import { type OperationInput, SignOutDocument, SyncDocument } from './sync.generated'

/** Returns the name of this device in the history of a value. */
export const deviceName = (): string => nameOfAgent(globalThis.navigator?.userAgent ?? '')

/** Ending a session may take this long, milliseconds; what was not told is told at the next start. */
const LAST_WORD = 5_000

/** Tells the server that this device's session is over, also from a page that goes. Rejects where nobody answered. */
export async function tellSignedOut(): Promise<void> {
  const { signOut } = await send(SignOutDocument, {}, { patience: LAST_WORD, keepalive: true })
  if (!signOut) throw new TypeError('No answer of the server')
}

/** An operation as it goes out: its register is made from its key at the other end, what is nothing is left out. */
function wireOperation({ register: _made, base, about, decision, ...rest }: Operation): OperationInput {
  return { ...rest, ...(base ? { base } : {}), ...(about ? { about } : {}), ...(decision ? { decision } : {}) }
}

/** The name of this device is somebody else's at the server: it does as where it is a copy, and takes another [SY34]. */
const otherName = ({ epoch, cursor }: Push): PushAnswer => ({
  ...{ notice: 'cloned', epoch: epoch ?? '', cursor, view: null, more: true, checksum: null, sums: null, safe: 0 },
  ...{ verdicts: [], registers: [], tray: [], serverTime: '' },
})

/** A batch on a very slow line takes this long at most; then it counts as no line. Milliseconds. */
const PATIENCE = 120_000

/** Notes what the server said where it was no answer to a push: what goes wrong in the background is seen later [SY84]. */
function note(reason: unknown): void {
  if (reason instanceof AnswerError)
    noteSeen(reason.told?.extensions?.code ?? 'EMPTY', reason.told?.extensions?.request)
}

/**
 * Carries a push to the server, from a page or from the service worker. Rejects with `Refused` where it says no, `NotNow`
 * where that passes, any other error where nobody answered.
 * @param post what carries the request
 */
export async function carryPush(push: Push, person: string, post?: typeof fetch): Promise<PushAnswer> {
  const { cursor, operations, ...rest } = push
  const variables = {
    push: { ...rest, person, device: deviceName(), at: cursor, operations: operations.map(wireOperation) },
  }
  const { sync } = await send(SyncDocument, variables, { patience: PATIENCE, ...(post ? { post } : {}) }).catch(
    (reason) => {
      note(reason)
      throw reason
    },
  )
  if (sync.__typename === 'SyncAnswer') return answerIn({ ...sync, cursor: sync.at })
  const { code, params, message } = sync
  if (code === 'NODE_NOT_YOURS') return otherName(push)
  throw refusedAs({ code, params, message })
}
