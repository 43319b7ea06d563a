import type { FastifyInstance } from 'fastify'
import { StartFailure } from '../kernel/runtime/start-failure'

const isNodeError = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && 'code' in error

function remedy(code: string | undefined, port: number): string | null {
  if (code === 'EADDRINUSE')
    return `La porta ${port} è già occupata da un altro programma: lo chiuda, oppure scelga un'altra porta, per esempio PORT=${port + 1} npm start.`
  if (code === 'EACCES')
    return `Non ho il permesso di usare la porta ${port}: ne scelga una sopra la 1024, per esempio PORT=4000 npm start.`
  return null
}

/** Listens on all addresses of the machine and gives the one to open here. Closes the application where it cannot. */
export async function listen(app: FastifyInstance, port: number): Promise<string> {
  try {
    await app.listen({ port, host: '::' })
  } catch (error) {
    const code = isNodeError(error) ? error.code : undefined
    // A machine without IPv6.
    if (code === 'EAFNOSUPPORT' || code === 'EADDRNOTAVAIL') await app.listen({ port, host: '0.0.0.0' })
    else {
      await app.close()
      const message = remedy(code, port)
      throw message ? new StartFailure(message, { cause: error }) : error
    }
  }
  const bound = app.server.address()
  return `http://localhost:${typeof bound === 'object' && bound ? bound.port : port}`
}
