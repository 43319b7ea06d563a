import { refusal } from '@traguardo/shared/refusals'
import type { FastifyInstance } from 'fastify'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { refuseWith } from '../../kernel/http/errors'

declare module 'fastify' {
  interface FastifyInstance {
    /** Is it told to end? Nothing new is taken from then on. */
    isClosing(): boolean
    /** Requests that are being answered. */
    openRequests(): number
    /**
     * Ends it: nothing new is taken, what is open is answered within the limit and then cut, then the application closes.
     * Gives how many were cut.
     * @param limit milliseconds
     */
    closeGently(limit: number): Promise<number>
  }
}

/** Connections that have become idle are looked for so often, milliseconds. */
const LOOK = 100

/** Tells if a request is a check of health, which a server that ends answers too: it says so. */
export const isHealth = (url: string): boolean => /^\/salute(\/pronto)?(\?|$)/.test(url)

/** Lets the application end without cutting the requests that it is answering [RI43]. */
export function addClosing(app: FastifyInstance): void {
  let isClosing = false
  const open = new Set<object>()
  app.decorate('isClosing', () => isClosing)
  app.decorate('openRequests', () => open.size)
  app.addHook('onRequest', (request, reply, done) => {
    if (isClosing) {
      void reply.header('connection', 'close')
      if (!isHealth(request.url)) {
        void refuseWith(reply.header('retry-after', '5'), 503, refusal('SERVER_CLOSING'))
        return
      }
    }
    open.add(request.raw)
    // Of uploads too, which another library answers.
    reply.raw.once('close', () => open.delete(request.raw))
    done()
  })
  app.decorate('closeGently', async (limit: number) => {
    isClosing = true
    const { server } = app
    if (server.listening) {
      const ended = once(server, 'close')
      server.close()
      const look = setInterval(() => server.closeIdleConnections(), LOOK)
      server.closeIdleConnections()
      await Promise.race([ended, pause(limit, undefined, { ref: false })])
      clearInterval(look)
    }
    const cut = open.size
    server.closeAllConnections()
    await app.close()
    return cut
  })
}
