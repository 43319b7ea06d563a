import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'

const [SALT, SIZE, TAG] = [16, 4, 16]
const named = (name: string): Buffer => Buffer.from(`${name}\0`)

/** A browser that wants to be told, with the keys by which it reads what it is told (RFC 8291). */
export function pushBrowser() {
  const ecdh = createECDH('prime256v1')
  const point = ecdh.generateKeys()
  const auth = randomBytes(16)

  /** The text of a message as its service got it (RFC 8188). Throws where it is not for this browser. */
  function read(message: Buffer): string {
    const salt = message.subarray(0, SALT)
    const from = SALT + SIZE + 1
    const sender = message.subarray(from, from + (message[SALT + SIZE] ?? 0))
    const sealed = message.subarray(from + sender.length)
    const info = Buffer.concat([named('WebPush: info'), point, sender])
    const input = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(sender), auth, info, 32))
    const keyOf = (name: string, length: number) =>
      Buffer.from(hkdfSync('sha256', input, salt, named(`Content-Encoding: ${name}`), length))
    const cipher = createDecipheriv('aes-128-gcm', keyOf('aes128gcm', 16), keyOf('nonce', 12))
    cipher.setAuthTag(sealed.subarray(-TAG))
    const plain = Buffer.concat([cipher.update(sealed.subarray(0, -TAG)), cipher.final()])
    // The last part ends with a 2, and zeros behind it.
    return plain.subarray(0, plain.lastIndexOf(2)).toString()
  }
  return { p256dh: point.toString('base64url'), auth: auth.toString('base64url'), read }
}
