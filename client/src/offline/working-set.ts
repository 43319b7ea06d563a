import type { Plan } from '@traguardo/shared/model'
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { ServerStatus, Session } from '../people/session'
import type { PersonDatabase } from './database'

/** What the device keeps beside the registers, so that every page opens without a line after one visit. */
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
}

interface DeviceSchema extends DBSchema {
  values: { key: string; value: unknown }
}

let opened: Promise<IDBPDatabase<DeviceSchema>> | null = null

const device = () =>
  (opened ??= openDB<DeviceSchema>('traguardo', 1, { upgrade: (db) => void db.createObjectStore('values') }))

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

export async function readKnown<K extends keyof DeviceValues>(name: K): Promise<DeviceValues[K] | null> {
  return ((await (await device()).get('values', name)) as DeviceValues[K] | undefined) ?? null
}

export async function keepKnown<K extends keyof DeviceValues>(name: K, value: DeviceValues[K] | null): Promise<void> {
  const db = await device()
  if (value === null) await db.delete('values', name)
  else await db.put('values', plain(value), name)
}

const planName = (year: number) => `plan/${year}`

/** The plan of a year as this person last saw it, or null where this device never had it. */
export async function readPlan(db: PersonDatabase, year: number): Promise<KnownPlan | null> {
  return ((await db.get('documents', planName(year))) as KnownPlan | undefined) ?? null
}

export async function keepPlan(db: PersonDatabase, plan: KnownPlan): Promise<void> {
  await db.put('documents', plain(plan), planName(plan.year))
}

const NODE = 'node'

/** This installation's name for the person: made once, kept with the count of operations that goes with it. */
export async function nodeOf(db: PersonDatabase, newId: () => string): Promise<string> {
  const tx = db.transaction('settings', 'readwrite', { durability: 'strict' })
  const known = await tx.store.get(NODE)
  const value = known?.value ?? newId()
  if (!known) await tx.store.put({ name: NODE, value })
  await tx.done
  return value
}
