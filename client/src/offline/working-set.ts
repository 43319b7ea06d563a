import type { IsoDate, Plan } from '@traguardo/shared/model'
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { ServerStatus, Session } from './session'
import { LEFT, type PersonDatabase } from './store/database'

/** Status that the device keeps beside the registers, so that every page opens offline after one visit. */
export interface KnownStatus extends ServerStatus {
  /** The device's own clock when the server said its time: milliseconds since 1970. */
  readonly askedAt: number
}

/** A plan as it was last received. */
export interface KnownPlan {
  readonly body: string
  readonly year: number
  readonly hash: string
  readonly document: Plan
}

interface DeviceValues {
  session: Session
  status: KnownStatus
  /** Signed out here while the server could not be told. */
  signedOut: boolean
  /** Somebody is leaving: what is to be cleared, and who it is where that cannot be done. */
  leaving: Leaving
}

/** A leaving that was begun and is not at its end. */
export interface Leaving {
  readonly session: Session
  readonly databases: readonly string[]
  /** The unsent work goes too: its person has it in a file. */
  readonly discard: boolean
}

interface DeviceSchema extends DBSchema {
  values: { key: string; value: unknown }
}

let opened: Promise<IDBPDatabase<DeviceSchema>> | null = null

/** The database of the installation. Its one store holds values of every form under their names. */
export const device = (): Promise<IDBPDatabase<DeviceSchema>> =>
  (opened ??= openDB<DeviceSchema>('traguardo', 1, { upgrade: (db) => void db.createObjectStore('values') }))

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

export async function readKnown<K extends keyof DeviceValues>(name: K): Promise<DeviceValues[K] | null> {
  return ((await (await device()).get('values', name)) as DeviceValues[K] | undefined) ?? null
}

/** Is this person, in this body, who is signed in on this device? */
export async function isHere({ body, person }: Pick<Session, 'body' | 'person'>): Promise<boolean> {
  const here = await readKnown('session')
  return here?.body === body && here.person === person
}

export async function saveKnown<K extends keyof DeviceValues>(name: K, value: DeviceValues[K] | null): Promise<void> {
  const db = await device()
  if (value === null) await db.delete('values', name)
  else await db.put('values', plain(value), name)
}

const isSame = (a: Session | null, b: Session | null): boolean => a?.person === b?.person && a?.body === b?.body

/** Keeps who has just signed in; nobody is leaving any more. */
export async function keepSession(session: Session): Promise<void> {
  const tx = (await device()).transaction('values', 'readwrite')
  await tx.store.put(plain(session), 'session')
  await tx.store.delete('signedOut')
  await tx.store.delete('leaving')
  await tx.done
}

/**
 * Keeps what the server says of the session, unless somebody left, or came, since it was asked: an answer of the past signs
 * nobody in [SY47]. Answers whether it was kept.
 * @param before who was here when it was asked
 */
export async function renewSession(before: Session | null, session: Session): Promise<boolean> {
  const tx = (await device()).transaction('values', 'readwrite')
  const now = ((await tx.store.get('session')) as Session | undefined) ?? null
  const isLeft = (await tx.store.get('signedOut')) !== undefined || (await tx.store.get('leaving')) !== undefined
  const holds = !isLeft && isSame(before, now)
  if (holds) await tx.store.put(plain(session), 'session')
  await tx.done
  return holds
}

const planName = (year: number) => `plan/${year}`

/** The plan of a year as this person last saw it, or null where this device never had it. */
export async function readPlan(db: PersonDatabase, year: number): Promise<KnownPlan | null> {
  return ((await db.get('documents', planName(year))) as KnownPlan | undefined) ?? null
}

export async function keepPlan(db: PersonDatabase, plan: KnownPlan): Promise<void> {
  await db.put('documents', plain(plan), planName(plan.year))
}

/** Scores by their addresses; null for none. */
type ScoresAt = Readonly<Record<string, number | null>>

/** Scores of a year as their reader saw them: on the day of the last visit, and before it. */
export interface SeenScores {
  /** Day of the visit before the last, and the scores at its end. */
  readonly since: IsoDate
  readonly before: ScoresAt
  /** Day of the last visit, and the scores as they were seen last. */
  readonly on: IsoDate
  readonly last: ScoresAt
}

const seenName = (year: number) => `seen/${year}`

/** Returns the scores that this person saw of a year on this device; null before the first time. */
export async function readSeen(db: PersonDatabase, year: number): Promise<SeenScores | null> {
  return ((await db.get('documents', seenName(year))) as SeenScores | undefined) ?? null
}

/** Keeps them, unless their person has left by now [SY82]. */
export async function keepSeen(db: PersonDatabase, year: number, seen: SeenScores): Promise<void> {
  const tx = db.transaction(['documents', 'settings'], 'readwrite')
  if (!(await tx.objectStore('settings').get(LEFT))) await tx.objectStore('documents').put(plain(seen), seenName(year))
  await tx.done
}

/** Takes away every plan that the device has, and the scores of it that were seen: its person holds no role in the body any more [RI9]. */
export async function forgetPlans(db: PersonDatabase): Promise<void> {
  for (const kind of ['plan', 'seen']) await db.delete('documents', IDBKeyRange.bound(`${kind}/`, `${kind}/\uffff`))
}

export const nodeName = (database: string) => `node/${database}`

/**
 * This installation's name for the person. It stands outside the person's database: where that is put back to an earlier
 * state, the name and the count of operations no longer agree, and the server notices [SY21].
 */
export async function nodeOf(db: PersonDatabase, database: string, newId: () => string): Promise<string> {
  const tx = (await device()).transaction('values', 'readwrite', { durability: 'strict' })
  const known = (await tx.store.get(nodeName(database))) as string | undefined
  if (known) return known
  await tx.done
  // The first version of the app kept it in the person's database.
  const value = (await db.get('settings', 'node'))?.value ?? newId()
  await keepNode(database, value)
  return value
}

async function keepNode(database: string, value: string): Promise<void> {
  const tx = (await device()).transaction('values', 'readwrite', { durability: 'strict' })
  await tx.store.put(value, nodeName(database))
  await tx.done
}

/** The name that this installation has for a person, if any. */
export const readNode = async (database: string): Promise<string | null> =>
  ((await (await device()).get('values', nodeName(database))) as string | undefined) ?? null

/** Takes a name up again that was put away, unless another was given meanwhile. */
export async function keepNodeIfNone(database: string, node: string): Promise<void> {
  const tx = (await device()).transaction('values', 'readwrite', { durability: 'strict' })
  if ((await tx.store.get(nodeName(database))) === undefined) await tx.store.put(node, nodeName(database))
  await tx.done
}

/** Takes another name, because this one is another device's too. */
export async function renameNode(database: string, newId: () => string): Promise<string> {
  const value = newId()
  await keepNode(database, value)
  return value
}
