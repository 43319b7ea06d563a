import type { DeviceOwner } from '@traguardo/shared/sync'
import type { Identity } from '../session'
import { v7 } from 'uuid'
import { databaseName, LEFT } from '../store/database'
import { using } from './databases'
import { canSeal, type HeldKey, lockerOf, newKey, unwrap, wrappingKey } from './keys'
import { oneAtATime } from './leave-device'
import { isHere } from '../working-set'
import { keepHeld, readHeld, readLocked, removeSealed, sealedIn } from './lockers'
import { putBack } from './sealed-work'

const opens = async (wrapped: HeldKey['wrapped'], wrapping: CryptoKey): Promise<CryptoKey | null> =>
  unwrap(wrapped, wrapping).catch(() => null)

/** The key for what this person will leave here; another where the server would not open it any more. */
async function holdKey(owner: DeviceOwner, locker: string, wrapping: CryptoKey): Promise<void> {
  const database = databaseName(owner.body, owner.person)
  const held = await readHeld(database)
  if (held?.locker === locker && (await opens(held.wrapped, wrapping))) return
  await keepHeld(database, await newKey({ id: v7(), owner, locker }, wrapping))
}

/** Work that was sealed for this locker, and the key where this secret opens it. */
async function sealedFor(locker: string, wrapping: CryptoKey) {
  const found: { readonly place: string; readonly key: CryptoKey | null }[] = []
  for (const id of await sealedIn(locker)) {
    const place = `${locker}/${id}`
    const locked = await readLocked(place)
    found.push({ place, key: locked && (await opens(locked.wrapped, wrapping)) })
  }
  return found
}

/** Throws away what this secret does not open: its person was told and does not want to wait for the key. */
export const discardClosed = (who: Identity, secret: string): Promise<void> =>
  oneAtATime(async () => {
    for (const { place, key } of await sealedFor(await lockerOf(who), await wrappingKey(secret)))
      if (!key) await removeSealed(place)
  })

/**
 * Somebody has come (back): what they left here is put back as it was [SY45], and there is a key for the next leaving.
 * @param secret what the server gives to this account in this position, and to nobody else; null where it was not told
 * @returns pieces of work that stay sealed, because this secret does not open them [SY46]
 */
export const comeBack = (who: Identity, secret: string | null): Promise<number> =>
  oneAtATime(async () => {
    // They have left meanwhile, in another tab [SY47].
    if (!(await isHere(who))) return 0
    const database = databaseName(who.body, who.person)
    await using(database, (db) => db.delete('settings', LEFT))
    if (!canSeal() || secret === null) return 0
    const [locker, wrapping] = [await lockerOf(who), await wrappingKey(secret)]
    await holdKey({ body: who.body, person: who.person }, locker, wrapping)
    let closed = 0
    for (const { place, key } of await sealedFor(locker, wrapping)) {
      if (key) await using(database, (db) => putBack(db, place, key))
      else closed += 1
    }
    return closed
  })
