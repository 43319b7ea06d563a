import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../kernel/runtime/clock'

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
