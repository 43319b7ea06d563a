import type { Asked, Credentials } from './http'

const VERSION = { 'tus-resumable': '1.0.0' }

/** Where uploads begin. */
export const UPLOADS = '/prove/carico'

/** Begins an upload: creation of tus 1.0. */
export const begin = (who: Credentials, sha256: string, size: number | string): Asked => ({
  method: 'POST',
  path: UPLOADS,
  headers: {
    ...VERSION,
    'upload-length': String(size),
    'upload-metadata': `sha256 ${Buffer.from(sha256).toString('base64')}`,
    ...who,
  },
})

/** How far is an upload? */
export const standing = (who: Credentials, id: string): Asked => ({
  method: 'HEAD',
  path: `${UPLOADS}/${id}`,
  headers: { ...VERSION, ...who },
})

/** Sends bytes of an upload from an offset on. */
export const append = (who: Credentials, id: string, bytes: Buffer, offset: number | string = 0): Asked => ({
  method: 'PATCH',
  path: `${UPLOADS}/${id}`,
  headers: {
    ...VERSION,
    'upload-offset': String(offset),
    'content-type': 'application/offset+octet-stream',
    'content-length': bytes.length,
    ...who,
  },
  body: bytes,
})
