import type { FastifyInstance } from 'fastify'
import { VERSION } from '../../../kernel/runtime/version'
import { type Checks, isReady, type ReadyPorts, readiness } from './ready'

/** What each check says where it fails: nothing of where the data are. */
const SAID: Readonly<Record<keyof Checks, string>> = {
  database: 'non risponde',
  migrazioni: 'da fare, o di una versione più nuova',
  disco: 'pieno o in sola lettura',
  allegati: 'lo spazio non risponde: i valori vanno avanti',
  chiusura: 'si sta chiudendo',
}

/**
 * GET /salute: 200 as long as the program lives; it asks nothing of anything else. GET /salute/pronto: 200 where it can
 * serve, 503 where it cannot, with what each check found [RI44].
 */
export function addHealth(app: FastifyInstance, ports: ReadyPorts): void {
  app.get('/salute', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ stato: 'ok', versione: VERSION }),
  )
  const look = readiness(ports)
  app.get('/salute/pronto', async (_request, reply) => {
    const checks = await look()
    const controlli = Object.entries(checks).map(([name, isGood]) => [name, isGood ? 'ok' : SAID[name as keyof Checks]])
    const pronto = isReady(checks)
    return reply
      .code(pronto ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ pronto, versione: VERSION, controlli: Object.fromEntries(controlli) as object })
  })
}
