import { timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AccountEntity } from '../account.entity'
import { newToken, cookieName, cookieOptions } from '../devices/cookie'
import type { Keyring } from '../../../kernel/secrets/keyring'

const NAME = 'traguardo-dispositivo'
const YEAR_SECONDS = 365 * 24 * 60 * 60
/** Accounts that one device knows at most: a desk that several people share. */
const MOST_ACCOUNTS = 8

type Known = Pick<AccountEntity, 'username' | 'hash'>

/** A device, by a name of its own, and its proofs: one for each account that signed in from it. */
interface DeviceCookie {
  readonly id: string
  readonly proofs: readonly string[]
}

const EMPTY: DeviceCookie = { id: '', proofs: [] }

/** The text of the cookie of this browser; '' where it has none. */
export const deviceText = (request: FastifyRequest): string => request.cookies[cookieName(request, NAME)] ?? ''

function parse(text: string): DeviceCookie {
  const [id, ...proofs] = text.split('.')
  return id && /^[\w-]{43}$/.test(id) ? { id, proofs: proofs.slice(0, MOST_ACCOUNTS) } : EMPTY
}

/** The password is in it: a new one makes every device a stranger [RI17]. */
const proofOf = (keyring: Keyring, id: string, { username, hash }: Known): string =>
  keyring.mac('device', JSON.stringify([id, username, hash]))

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** The name of the device from which this account signed in before, with this password; null for a stranger. */
export function knownDevice(keyring: Keyring, text: string, account: Known): string | null {
  const { id, proofs } = parse(text)
  if (id === '') return null
  const proof = proofOf(keyring, id, account)
  return proofs.some((one) => same(one, proof)) ? id : null
}

/** Remembers on the device that this account signed in from it. */
export function rememberDevice(
  keyring: Keyring,
  text: string,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  account: Known,
): void {
  const { id, proofs } = parse(text)
  const name = id || newToken()
  const proof = proofOf(keyring, name, account)
  const kept = [proof, ...proofs.filter((one) => one !== proof)].slice(0, MOST_ACCOUNTS)
  const options = { ...cookieOptions(request), maxAge: YEAR_SECONDS }
  reply.setCookie(cookieName(request, NAME), [name, ...kept].join('.'), options)
}
