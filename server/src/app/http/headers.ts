import { refusal } from '@traguardo/shared/refusals'
import type { FastifyInstance } from 'fastify'
import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import type { SchemaGuard } from '../../kernel/db/connection/schema-guard'
import { isHealth } from './closing'
import { refuseWith } from '../../kernel/http/errors'

/** Refuses everything while the data are of a newer program, but for what tells so [RI58]. */
export function addOutdated(app: FastifyInstance, schema: SchemaGuard): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (schema.isOutdated && !isHealth(request.url)) void refuseWith(reply, 503, refusal('SERVER_OUTDATED'))
    else done()
  })
}

export const COMPRESS_FROM_BYTES = 1024
/** Above this brotli takes longer than the line saves. */
export const BROTLI_QUALITY = 4

/** A year: a page that was once reached by https is not asked for by http any more. */
const HSTS = 'max-age=31536000'
/** Browser features that a page may ask for and none of these does. A file field needs no permission for the camera. */
const UNUSED = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'display-capture',
  'encrypted-media',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
]
const PERMISSIONS = UNUSED.map((name) => `${name}=()`).join(', ')

/** Sources of everything in a page: our own, and images and letters that it makes itself. */
const POLICY = [
  ...["default-src 'self'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:"],
  ...["font-src 'self' data:", "connect-src 'self'", "worker-src 'self'", "manifest-src 'self'"],
  ...["object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"],
].join('; ')

/** Headers that keep a page to itself, as OWASP's Secure Headers Project names them: the same for every answer. */
const KEPT_IN: readonly (readonly [string, string])[] = [
  ['content-security-policy', POLICY],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['origin-agent-cluster', '?1'],
  ['permissions-policy', PERMISSIONS],
  ['referrer-policy', 'no-referrer'],
  ['x-content-type-options', 'nosniff'],
  ['x-dns-prefetch-control', 'off'],
  ['x-download-options', 'noopen'],
  ['x-frame-options', 'SAMEORIGIN'],
  ['x-permitted-cross-domain-policies', 'none'],
  ['x-xss-protection', '0'],
]

/** Compression, and headers that keep pages to themselves: nothing is loaded from elsewhere and nobody frames them. */
export async function addHeaders(app: FastifyInstance): Promise<void> {
  app.addHook('onRequest', (request, { raw }, done) => {
    // On the answer of Node itself: uploads are answered by another library.
    for (const [name, value] of KEPT_IN) raw.setHeader(name, value)
    // Over http it means nothing.
    if (request.protocol === 'https') raw.setHeader('strict-transport-security', HSTS)
    done()
  })
  await app.register(compress, {
    threshold: COMPRESS_FROM_BYTES,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
  })
}
