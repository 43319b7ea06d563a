import type { FastifyInstance, FastifyRequest } from 'fastify'
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { refusal } from '@traguardo/shared/refusals'
import type { Clock } from '../../kernel/runtime/clock'
import { refuseWith } from '../../kernel/http/errors'

const DAY = 86_400_000
/** Half of the year that RFC 9116 recommends at most: whoever keeps an old copy asks again. */
const HOLDS_DAYS = 180

/**
 * GET /.well-known/security.txt (RFC 9116): where to report a weakness of this installation.
 * @param contact `mailto:` or `https:` address; null where nobody was named, and then there is no such file
 */
export function addSecurityTxt(app: FastifyInstance, clock: Clock, contact: string | null, address: string): void {
  if (contact === null) return
  app.get('/.well-known/security.txt', async (_request, reply) => {
    const expires = new Date(Date.parse(clock.now()) + HOLDS_DAYS * DAY).toISOString()
    const lines = [
      `Contact: ${contact}`,
      `Expires: ${expires}`,
      'Preferred-Languages: it, en',
      `Canonical: ${address}/.well-known/security.txt`,
    ]
    return reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(`${lines.join('\n')}\n`)
  })
}

const FOREVER = 'public, max-age=31536000, immutable'
const ASK_AGAIN = 'no-cache'

/** Names under /assets/ hold a hash of the content and never change; everything else may. */
const cachingOf = (path: string): string => (/[\\/]assets[\\/]/.test(path) ? FOREVER : ASK_AGAIN)

/** Is it a person who goes to a page, and not a file that is missing? */
function isNavigation({ method, url, headers }: FastifyRequest): boolean {
  const path = url.split('?')[0] ?? ''
  const wantsPage = headers.accept?.includes('text/html') === true
  return (method === 'GET' || method === 'HEAD') && wantsPage && !basename(path).includes('.') && path !== '/graphql'
}

/** The built client, and its index.html for every address that is a page of it. */
export async function addClientFiles(app: FastifyInstance, clientDir: string | null): Promise<void> {
  const built = clientDir !== null && existsSync(join(clientDir, 'index.html'))
  if (built)
    await app.register(fastifyStatic, {
      root: clientDir,
      cacheControl: false,
      setHeaders: (reply, path) => void reply.header('cache-control', cachingOf(path)),
    })
  app.setNotFoundHandler((request, reply) => {
    if (built && isNavigation(request)) return reply.header('cache-control', ASK_AGAIN).sendFile('index.html')
    return refuseWith(reply, 404, built ? refusal('NOT_FOUND') : refusal('NOT_FOUND', { kind: 'unbuilt' }))
  })
}
