import { refusal } from '@traguardo/shared/refusals'
import type { FastifyInstance } from 'fastify'
import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import helmet from '@fastify/helmet'
import type { SchemaGuard } from '../../kernel/db/connection/schema-guard'
import { isHealth } from './closing'
import { refuseWith } from '../../kernel/http/errors'

/** Refuses everything while the data are of a newer program, but for what tells so [RI58]. */
export function addOutdated(app: FastifyInstance, schema: SchemaGuard): void {
  app.addHook('onRequest', async (request, reply) =>
    schema.isOutdated && !isHealth(request.url) ? refuseWith(reply, 503, refusal('SERVER_OUTDATED')) : undefined,
  )
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

/** Compression, and headers that keep pages to themselves: nothing is loaded from elsewhere and nobody frames them. */
export async function addHeaders(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Told below, where the request came by https: over http it means nothing.
    strictTransportSecurity: false,
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.header('permissions-policy', PERMISSIONS)
    if (request.protocol === 'https') reply.header('strict-transport-security', HSTS)
  })
  await app.register(compress, {
    threshold: COMPRESS_FROM_BYTES,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
  })
}
