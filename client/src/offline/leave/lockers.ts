import { forgetHere } from '../emptied/emptied'
import { device, nodeName } from '../working-set'
import type { HeldKey, Sealed } from './keys'

/** Sealed work: the wrapped key, and what only it opens. The files of it stand beside. */
export interface Locked {
  readonly wrapped: Sealed
  readonly work: Sealed
}

const KEY = 'key/'
const SEALED = 'sealed/'

const under = (prefix: string) => IDBKeyRange.bound(prefix, `${prefix}\uffff`)
const namesUnder = async (prefix: string): Promise<string[]> =>
  (await (await device()).getAllKeys('values', under(prefix))).map((name) => name.slice(prefix.length))

export const readHeld = async (database: string): Promise<HeldKey | null> =>
  ((await (await device()).get('values', KEY + database)) as HeldKey | undefined) ?? null

async function put(name: string, value: unknown): Promise<void> {
  const tx = (await device()).transaction('values', 'readwrite', { durability: 'strict' })
  await tx.store.put(value, name)
  await tx.done
}

export const keepHeld = (database: string, held: HeldKey): Promise<void> => put(KEY + database, held)

/** Databases whose person may still be signed in. */
export const heldDatabases = (): Promise<string[]> => namesUnder(KEY)

/** Returns the place of a key's work; its files stand under it. */
export const placeOf = ({ locker, id }: Pick<HeldKey, 'locker' | 'id'>): string => `${locker}/${id}`

export const putSealed = (place: string, row: Locked | Sealed): Promise<void> => put(SEALED + place, row)

/** Ids of the keys under which work was sealed for a locker. */
export const sealedIn = async (locker: string): Promise<string[]> =>
  (await namesUnder(`${SEALED}${locker}/`)).filter((name) => !name.includes('/'))

export const readLocked = async (place: string): Promise<Locked | null> =>
  ((await (await device()).get('values', SEALED + place)) as Locked | undefined) ?? null

/** Places of the files that were sealed with a piece of work. */
export const filesIn = async (place: string): Promise<string[]> =>
  (await namesUnder(`${SEALED}${place}/`)).map((name) => `${place}/${name}`)

export const readSealed = async (place: string): Promise<Sealed | null> =>
  ((await (await device()).get('values', SEALED + place)) as Sealed | undefined) ?? null

/** Takes a piece of sealed work away, or one file of it. */
export async function removeSealed(place: string): Promise<void> {
  const tx = (await device()).transaction('values', 'readwrite', { durability: 'strict' })
  await tx.store.delete(SEALED + place)
  await tx.store.delete(under(`${SEALED}${place}/`))
  await tx.done
}

/** Forgets what the installation knows by the names of databases: their nodes, their keys; and other notes of its own. */
export async function forgetDatabases(databases: readonly string[], ...notes: readonly 'leaving'[]): Promise<void> {
  const tx = (await device()).transaction('values', 'readwrite', { durability: 'strict' })
  for (const name of [...databases.flatMap((one) => [KEY + one, nodeName(one)]), ...notes]) await tx.store.delete(name)
  await tx.done
  databases.forEach(forgetHere)
}
