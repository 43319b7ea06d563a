import type { FastifyInstance } from 'fastify'
import type { Database } from './db/database'

interface Running {
  readonly address: string
  readonly demo: boolean
  readonly database: Database
}

interface StatusAnswer {
  readonly data?: {
    readonly status: {
      readonly needsSetup: boolean
      readonly demoPassword: string | null
      readonly accounts: readonly { readonly username: string; readonly title: string }[]
    }
  }
}

/** Asks the application what a page would ask it first. */
async function statusOf(app: FastifyInstance): Promise<NonNullable<StatusAnswer['data']>['status'] | undefined> {
  const query = '{ status { needsSetup demoPassword accounts { username title } } }'
  const answer = await app.inject({ method: 'POST', url: '/graphql', payload: { query } })
  return answer.json<StatusAnswer>().data?.status
}

const placeOf = (database: Database): string => (database.type === 'sqlite' ? database.file : 'PostgreSQL')

/** What is printed when the server is ready: where it is, and in the demo who may enter with which link. */
export async function announce(app: FastifyInstance, { address, demo, database }: Running): Promise<string> {
  const status = await statusOf(app)
  const first = [`Traguardo è pronto: ${address}`, `Dati: ${placeOf(database)}`]
  if (!demo) {
    const setup = status?.needsSetup ? [`Primo avvio: crei l'ente su ${address}/avvio`] : []
    return [...first, ...setup].join('\n')
  }
  const accounts = (status?.accounts ?? []).map(
    ({ username, title }) => `  ${address}/accesso?utente=${username}\n    ${title}`,
  )
  const day = "Dimostrazione: l'orologio è fermo al 5 settembre 2021."
  return [...first, day, `Utenti (password ${status?.demoPassword ?? ''}):`, ...accounts].join('\n')
}
