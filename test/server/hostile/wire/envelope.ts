import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'

/** What is in the file that a site is installed with, as far as an envelope needs it. */
export interface SiteKeys {
  readonly id: string
  readonly body: string
  readonly units: readonly string[]
  readonly own: { readonly sign: JsonWebKey; readonly seal: JsonWebKey }
  readonly office: { readonly sign: JsonWebKey; readonly seal: JsonWebKey }
}

const KEY_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const privateKey = (key: JsonWebKey): KeyObject => createPrivateKey({ key, format: 'jwk' })
const publicKey = (key: JsonWebKey): KeyObject => createPublicKey({ key, format: 'jwk' })

function counted(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

/** Concat KDF with SHA-256 for direct key agreement (RFC 7518, 4.6.2). */
function agreedKey(own: KeyObject, other: KeyObject): Buffer {
  const round = Buffer.from([0, 0, 0, 1])
  const bits = Buffer.alloc(4)
  bits.writeUInt32BE(KEY_BYTES * 8)
  const secret = diffieHellman({ privateKey: own, publicKey: other })
  const parts = [
    round,
    secret,
    counted(Buffer.from('A256GCM')),
    counted(Buffer.alloc(0)),
    counted(Buffer.alloc(0)),
    bits,
  ]
  return createHash('sha256').update(Buffer.concat(parts)).digest()
}

/** What an envelope may lie about. */
export interface Forged {
  /** Who says that he wrote it. */
  readonly from?: unknown
  /** Header of the signature, and of the seal beside what it needs. */
  readonly signed?: object
  readonly sealed?: object
  /** Key that signs. */
  readonly signer?: JsonWebKey
  /** The packed content, in place of the content itself. */
  readonly packed?: Buffer
}

/** Packs, signs and seals for the office: gzip in a JWS (EdDSA) in a JWE (ECDH-ES on X25519, A256GCM). */
export function envelope(site: SiteKeys, content: unknown, forged: Forged = {}): string {
  const payload = (forged.packed ?? gzipSync(JSON.stringify(content))).toString('base64url')
  const head = `${encoded({ alg: 'EdDSA', ...forged.signed })}.${payload}`
  const signature = sign(null, Buffer.from(head), privateKey(forged.signer ?? site.own.sign)).toString('base64url')
  const ephemeral = generateKeyPairSync('x25519')
  const epk = ephemeral.publicKey.export({ format: 'jwk' })
  const key = agreedKey(ephemeral.privateKey, publicKey(site.office.seal))
  const from = 'from' in forged ? forged.from : site.id
  const header = encoded({ alg: 'ECDH-ES', enc: 'A256GCM', kid: from, epk, ...forged.sealed })
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(header))
  const text = Buffer.concat([cipher.update(`${head}.${signature}`), cipher.final()])
  return [
    header,
    '',
    iv.toString('base64url'),
    text.toString('base64url'),
    cipher.getAuthTag().toString('base64url'),
  ].join('.')
}

/** Reads what the office answered to a site. Throws where it is not for that site. */
export function opened(site: SiteKeys, sealed: string): unknown {
  const [header = '', , iv = '', text = '', tag = ''] = sealed.split('.')
  const { epk } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { epk: JsonWebKey }
  const key = agreedKey(privateKey(site.own.seal), publicKey(epk))
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(header)).setAuthTag(Buffer.from(tag, 'base64url'))
  const jws = Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString()
  return JSON.parse(gunzipSync(Buffer.from(jws.split('.')[1] ?? '', 'base64url')).toString()) as unknown
}

/** What a site asks, honestly; the push in it is of this body and node. */
export const siteRequest = (site: SiteKeys, changes: object = {}, pushed: object = {}) => ({
  push: {
    body: site.body,
    node: site.id,
    protocol: 2,
    epoch: null,
    lastSeq: 0,
    cursor: { view: null, stamp: 0, tray: 0, behind: null },
    verify: false,
    operations: [],
    ...pushed,
  },
  directory: null,
  report: { waiting: 0, refused: 0 },
  whole: false,
  ...changes,
})
