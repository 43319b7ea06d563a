import {
  type PushAnswer,
  type Cursor,
  type Push,
  type ScopeSum,
  type ScopeView,
  type RegisterState,
  sumsAgree,
  firstForm,
  NO_SUM,
  sumsAfter,
} from './protocol'
import type { SyncTransaction } from './store'

/** State of a reader towards the node above it. */
export interface ReplicaState {
  readonly epoch: string | null
  readonly cursor: Cursor
  readonly view: ScopeView | null
  /** Proof, by the one above, of what it told last: it is sent back as it is [SY39]. */
  readonly receipt?: string | null
  /** Everything up to this count is in a backup above. */
  readonly safe: number
}

/** A line that was never used. */
export const newReplicaState = (): ReplicaState => ({
  epoch: null,
  cursor: { view: null, stamp: 0, tray: 0, behind: null },
  view: null,
  receipt: null,
  safe: 0,
})

const nameOf = (body: string): string => `line/${body}`

/** The line of a body, as it was left. */
export async function readReplicaState(tx: SyncTransaction, body: string): Promise<ReplicaState> {
  const text = await tx.setting(nameOf(body))
  return text === null ? newReplicaState() : (JSON.parse(text) as ReplicaState)
}

/** Keeps the line of a body. */
export const saveReplicaState = (tx: SyncTransaction, body: string, line: ReplicaState): Promise<void> =>
  tx.putSetting(nameOf(body), JSON.stringify(line))

/** Puts registers and keeps the checksums of their scopes [SY22]. `held` is what stood there, where it was read already. */
export async function putWithSums(
  tx: SyncTransaction,
  body: string,
  states: readonly RegisterState[],
  held?: readonly RegisterState[],
): Promise<void> {
  if (states.length === 0) return
  const put = new Set(states.map(({ id }) => id))
  const before = held?.filter(({ id }) => put.has(id)) ?? (await tx.registers([...put]))
  const sums = sumsAfter(await tx.scopeSums(body), before, states)
  await tx.putRegisters(states)
  await tx.putScopeSums(body, sums)
}

/** Takes registers away and keeps the checksums of their scopes. */
export async function removeWithSums(
  tx: SyncTransaction,
  body: string,
  states: readonly RegisterState[],
): Promise<void> {
  if (states.length === 0) return
  await tx.putScopeSums(body, sumsAfter(await tx.scopeSums(body), states, []))
  await tx.removeRegisters(states.map(({ id }) => id))
}

/** Scopes to let go of, and scopes to read from their beginning, after another view was told. */
function changeOfView(
  line: ReplicaState,
  view: ScopeView,
): { readonly lost: readonly string[]; readonly gained: readonly string[] } {
  const now = new Set(view.scopes)
  const before = new Set(line.view?.scopes ?? [])
  const unread = new Set(line.cursor.behind?.scopes ?? [])
  return {
    lost: [...before].filter((scope) => !now.has(scope)),
    gained: view.scopes.filter((scope) => !before.has(scope) || unread.has(scope)),
  }
}

/**
 * The line after an answer: with the cursor it gave, or with the view it told. Scopes that are not one's own any more are
 * let go of, those that are new are read from their beginning; pending work stays [SY19].
 */
export async function followAnswer(
  tx: SyncTransaction,
  line: ReplicaState,
  answer: PushAnswer,
  body: string,
): Promise<ReplicaState> {
  const read = {
    ...line,
    epoch: answer.epoch,
    safe: Math.max(line.safe, answer.safe),
    receipt: answer.receipt ?? line.receipt ?? null,
  }
  const { view } = answer
  if (!view || line.view === null) {
    // Registers kept by an earlier app had no scope; they come again with one.
    if (line.view === null) await tx.removeScopes(body, [''])
    return { ...read, view: view ?? line.view, cursor: answer.cursor }
  }
  const { lost, gained } = changeOfView(line, view)
  await tx.removeScopes(body, [...lost, ...gained])
  const behind = gained.length > 0 ? { scopes: gained, stamp: 0 } : null
  return { ...read, view, cursor: { view: view.token, stamp: line.cursor.stamp, tray: 0, behind } }
}

/** Scopes whose checksums are not those above. */
function differing(own: readonly ScopeSum[], above: readonly ScopeSum[]): readonly string[] {
  const there = new Map(above.map(({ scope, sum }) => [scope, sum]))
  const here = new Map(own.map(({ scope, sum }) => [scope, sum]))
  return [...new Set([...there.keys(), ...here.keys()])].filter(
    (scope) => !sumsAgree(here.get(scope) ?? NO_SUM, there.get(scope) ?? firstForm(NO_SUM)),
  )
}

/** Begins to read again, from their beginning, the scopes whose checksums differ [SY22]. */
export async function repairScopes(
  tx: SyncTransaction,
  line: ReplicaState,
  answer: PushAnswer,
  body: string,
): Promise<ReplicaState> {
  const scopes = answer.sums ? differing(await tx.scopeSums(body), answer.sums) : []
  if (scopes.length === 0) return line
  await tx.removeScopes(body, scopes)
  const ours = new Set(line.view?.scopes ?? [])
  return { ...line, cursor: { ...line.cursor, behind: { scopes: scopes.filter((one) => ours.has(one)), stamp: 0 } } }
}

/** Was something else kept since the push was made: by another tab, by an exchange that was cut? Its answer is of the past. */
export const isOvertaken = (line: ReplicaState, { epoch, cursor }: Push): boolean =>
  line.epoch !== epoch || JSON.stringify(line.cursor) !== JSON.stringify(cursor)
