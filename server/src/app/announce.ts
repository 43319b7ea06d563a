import type { FastifyInstance } from 'fastify'
import type { Database } from '../kernel/db/database'

interface Running {
  readonly address: string
  readonly demo: boolean
  readonly database: Database
}

interface DemoAccount {
  readonly body: string
  readonly bodyName: string
  readonly username: string
  readonly title: string
}

interface StatusAnswer {
  readonly data?: {
    readonly status: {
      readonly needsSetup: boolean
      readonly demoPassword: string | null
      readonly accounts: readonly DemoAccount[]
    }
  }
}

/** Asks the application what a page would ask it first. */
async function statusOf(app: FastifyInstance): Promise<NonNullable<StatusAnswer['data']>['status'] | undefined> {
  const query = '{ status { needsSetup demoPassword accounts { body bodyName username title } } }'
  const answer = await app.inject({ method: 'POST', url: '/graphql', payload: { query } })
  return answer.json<StatusAnswer>().data?.status
}

const placeOf = (database: Database): string => (database.type === 'sqlite' ? database.file : 'PostgreSQL')

/** What is printed when the server is ready: where it is, and in the demo who may enter with which link. */
export async function announce(app: FastifyInstance, { address, demo, database }: Running): Promise<string> {
  const status = await statusOf(app)
  const lines = [`Traguardo è pronto: ${address}`, `Dati: ${placeOf(database)}`]
  if (!demo) {
    const setup = status?.needsSetup ? [`Primo avvio: crei l'ente su ${address}/avvio`] : []
    return [...lines, ...setup].join('\n')
  }
  const accounts = status?.accounts ?? []
  const bodies = [...new Map(accounts.map(({ body, bodyName }) => [body, bodyName]))]
  const [first] = bodies
  const some = accounts.filter(({ body }) => body === first?.[0])
  return [
    ...lines,
    'Dimostrazione: ogni ente vive in un giorno di settembre dell’anno del suo piano.',
    `Utenti (password ${status?.demoPassword ?? ''}):`,
    ...some.map(({ username, title }) => `  ${address}/accesso?utente=${username}\n    ${title}`),
    ...bodies.slice(1).map(([code, name]) => `  ${address}/accesso?ente=${code}\n    ${name}: tutti i suoi utenti`),
  ].join('\n')
}
