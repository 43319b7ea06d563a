import { createHash, randomUUID } from 'node:crypto'

const hex = (bytes: Buffer): string => {
  const text = bytes.toString('hex')
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20, 32)].join('-')
}

/** UUID of version 5 (RFC 9562): the same for the same name. */
export function uuid5(name: string, namespace: string): string {
  const space = Buffer.from(namespace.replaceAll('-', ''), 'hex')
  const bytes = createHash('sha1').update(space).update(name, 'utf8').digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return hex(bytes)
}

/** UUID of version 7 (RFC 9562), of no moment in particular. */
export const uuid7 = (): string => `019ad000-${randomUUID().slice(9, 13)}-7${randomUUID().slice(15)}`
