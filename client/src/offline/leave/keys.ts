import type { DeviceOwner } from '@traguardo/shared/sync'
import type { Identity } from '../session'

/** Something encrypted with AES-256-GCM. */
export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>
  readonly bytes: ArrayBuffer
}

/** The key of a person on this device while signed in. Its handle goes on leaving; wrapped, it stays beside what it sealed. */
export interface HeldKey {
  readonly id: string
  readonly owner: DeviceOwner
  /** Name under which this person's sealed work is found. */
  readonly locker: string
  /** Cannot be taken out of the browser, not even by these pages. */
  readonly key: CryptoKey
  /** Only what the server gives the same account opens it. */
  readonly wrapped: Sealed
}

const IV_BYTES = 12
const AES = { name: 'AES-GCM', length: 256 } as const

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
const newIv = (): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(IV_BYTES))

/** Can this browser keep a secret here? Without a certificate pages get no cryptography. */
export const canSeal = (): boolean => globalThis.crypto?.subtle !== undefined

/** Returns the name of the locker with the sealed work of an account in a position: it tells nobody whose it is. */
export async function lockerOf({ username, body, person }: Identity): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', bytesOf(JSON.stringify(['traguardo', username, body, person])))
  return [...new Uint8Array(hash).slice(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The key that wraps keys, from what the server gives to who is signed in. */
export async function wrappingKey(secret: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', bytesOf(secret), 'HKDF', false, ['deriveKey'])
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: bytesOf('traguardo/device-key') }
  return crypto.subtle.deriveKey(hkdf, material, AES, false, ['wrapKey', 'unwrapKey'])
}

/** The key again, without a way out. Rejects where another server, or another account, wrapped it. */
export const unwrap = ({ iv, bytes }: Sealed, wrapping: CryptoKey): Promise<CryptoKey> =>
  crypto.subtle.unwrapKey('raw', bytes, wrapping, { name: AES.name, iv }, AES, false, ['encrypt', 'decrypt'])

/** A new key, held and wrapped. */
export async function newKey(
  { id, owner, locker }: Pick<HeldKey, 'id' | 'owner' | 'locker'>,
  wrapping: CryptoKey,
): Promise<HeldKey> {
  const openSealed = await crypto.subtle.generateKey(AES, true, ['encrypt', 'decrypt'])
  const iv = newIv()
  const wrapped = { iv, bytes: await crypto.subtle.wrapKey('raw', openSealed, wrapping, { name: AES.name, iv }) }
  return { id, owner, locker, wrapped, key: await unwrap(wrapped, wrapping) }
}

/** Seals bytes for a place: they open at no other. */
export async function seal(key: CryptoKey, place: string, content: ArrayBuffer): Promise<Sealed> {
  const iv = newIv()
  const bytes = await crypto.subtle.encrypt({ name: AES.name, iv, additionalData: bytesOf(place) }, key, content)
  return { iv, bytes }
}

/** Opens what was sealed for that place. Rejects where it was changed, or sealed with another key. */
export const open = (key: CryptoKey, place: string, { iv, bytes }: Sealed): Promise<ArrayBuffer> =>
  crypto.subtle.decrypt({ name: AES.name, iv, additionalData: bytesOf(place) }, key, bytes)

export const sealJson = (key: CryptoKey, place: string, value: unknown): Promise<Sealed> =>
  seal(key, place, bytesOf(JSON.stringify(value)).buffer)

export const openJson = async (key: CryptoKey, place: string, sealed: Sealed): Promise<unknown> =>
  JSON.parse(new TextDecoder().decode(await open(key, place, sealed)))
