import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/**
 * Uses of the one secret key of this installation, which stands in no database and in no backup of one. Each purpose
 * has a key of its own, made from the one (HKDF, RFC 5869): a text sealed for one opens under no other.
 */
export interface Keyring {
  /**
   * Seals a text (AES-256-GCM): whoever reads the database reads nothing of it.
   * @example keyring.seal('totp', 'JBSWY3DPEHPK3PXP') // 'v1.q83v...': another text each time
   */
  seal(purpose: string, text: string): string
  /** Opens what `seal` gave for this purpose. Throws where it was changed, or was sealed with another key. */
  open(purpose: string, sealed: string): string
  /** 43 characters that only this installation can make of a text (HMAC-SHA-256, base64url): a proof, or a name to look for. */
  mac(purpose: string, text: string): string
}

/** Bytes of a secret key. */
export const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** Prefix of every sealed text. */
export const SEALED = 'v1.'

/** Was this text made by `seal`? What an earlier version kept in the open was not. */
export const isSealed = (text: string): boolean => text.startsWith(SEALED)

/** A keyring of a secret key of 32 bytes. */
export function keyringOf(secret: Buffer): Keyring {
  if (secret.length !== KEY_BYTES)
    throw new RangeError(`A secret key has ${KEY_BYTES} bytes, this one ${secret.length}`)
  const keys = new Map<string, Buffer>()
  const keyFor = (purpose: string): Buffer => {
    const key = keys.get(purpose) ?? Buffer.from(hkdfSync('sha256', secret, '', `traguardo/${purpose}`, KEY_BYTES))
    keys.set(purpose, key)
    return key
  }
  return {
    seal(purpose, text) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), nonce)
      const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return SEALED + sealed.toString('base64url')
    },
    open(purpose, sealed) {
      if (!isSealed(sealed)) throw new Error(`Not sealed: ${purpose}`)
      const bytes = Buffer.from(sealed.slice(SEALED.length), 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', keyFor(purpose), bytes.subarray(0, NONCE_BYTES))
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
      return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
    },
    mac: (purpose, text) => createHmac('sha256', keyFor(purpose)).update(text).digest('base64url'),
  }
}
