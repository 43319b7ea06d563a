import { randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import {
  CompactEncrypt,
  CompactSign,
  compactDecrypt,
  compactVerify,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose'
import type { IsoInstant } from '@traguardo/shared/model'
import type { Letterhead, LetterPurpose, Schema } from '@traguardo/shared/sync'
import { parse } from 'valibot'
import { exactJson } from '../kernel/http/read-json'

/** A pair for signing (Ed25519) and a pair for sealing (ECDH on X25519), the private halves. */
export interface PrivateKeys {
  readonly sign: JWK
  readonly seal: JWK
}

/** The public halves: whoever has them can check what their owner signed, and write what only the owner can read. */
export interface PublicKeys {
  readonly sign: JWK
  readonly seal: JWK
}

const SIGNING = 'EdDSA'
const SEALING = { alg: 'ECDH-ES', enc: 'A256GCM' } as const
/** Bytes of what is inside, unpacked: who sends more sends several. */
const LARGEST = 16 * 1024 * 1024
/** Characters of an envelope: what is longer is not even opened. */
export const LARGEST_ENVELOPE = 8 * 1024 * 1024
const NONCE_BYTES = 16

/** The head office, as it is addressed by every site. */
export const OFFICE_NAME = 'office'

/** The head of a new letter. */
export const letterhead = <const P extends LetterPurpose>(
  purpose: P,
  to: string,
  at: IsoInstant,
  answers: string | null = null,
): Letterhead & { readonly purpose: P } => ({
  purpose,
  to,
  at,
  nonce: randomBytes(NONCE_BYTES).toString('base64url'),
  answers,
})

/** More is to be sent than one envelope takes. */
export class TooMuch extends Error {}

const pack = promisify(gzip)
const unpack = promisify(gunzip)

/** New keys for a site, or for the head office. */
export async function newKeys(): Promise<{ readonly own: PrivateKeys; readonly open: PublicKeys }> {
  const signing = await generateKeyPair(SIGNING, { extractable: true })
  const sealing = await generateKeyPair(SEALING.alg, { crv: 'X25519', extractable: true })
  return {
    own: { sign: await exportJWK(signing.privateKey), seal: await exportJWK(sealing.privateKey) },
    open: { sign: await exportJWK(signing.publicKey), seal: await exportJWK(sealing.publicKey) },
  }
}

/**
 * Writes something for one reader: compressed, signed by its author, sealed for its reader (a JWS inside a JWE, RFC 7515
 * and 7516). The same on the line and in a file carried by hand.
 * @param from name of the author, readable by everybody
 * @throws TooMuch where it would not be taken
 */
export async function sealEnvelope(
  content: Letterhead,
  from: string,
  own: PrivateKeys,
  to: PublicKeys,
): Promise<string> {
  const text = Buffer.from(JSON.stringify(content))
  if (text.length > LARGEST) throw new TooMuch(`${text.length} bytes`)
  const packed = await pack(text)
  const signed = await new CompactSign(packed)
    .setProtectedHeader({ alg: SIGNING })
    .sign(await importJWK(own.sign, SIGNING))
  return new CompactEncrypt(new TextEncoder().encode(signed))
    .setProtectedHeader({ ...SEALING, kid: from })
    .encrypt(await importJWK(to.seal, SEALING.alg))
}

/** Returns the author that an envelope states; null where it is no envelope. */
export function authorOf(envelope: string): string | null {
  try {
    const { kid } = decodeProtectedHeader(envelope) as { readonly kid?: unknown }
    return typeof kid === 'string' ? kid : null
  } catch {
    return null
  }
}

/**
 * Opens an envelope. Throws where it is not for us, not from whom it says, was changed on the way, holds too much, or not
 * what it should [SY51, SY90].
 */
export async function openEnvelope<T>(
  schema: Schema<T>,
  envelope: string,
  own: PrivateKeys,
  from: PublicKeys,
): Promise<T> {
  if (envelope.length > LARGEST_ENVELOPE) throw new TooMuch(`${envelope.length} characters`)
  const { plaintext } = await compactDecrypt(envelope.trim(), await importJWK(own.seal, SEALING.alg))
  const { payload } = await compactVerify(plaintext, await importJWK(from.sign, SIGNING), { algorithms: [SIGNING] })
  const text = (await unpack(payload, { maxOutputLength: LARGEST })).toString()
  return parse(schema, exactJson(text))
}
