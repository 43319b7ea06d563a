import { constants } from 'node:fs'
import { access, statfs } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { migrations } from '../../kernel/db/migrations'
import type { Orm } from '../../kernel/db/orm'
import type { EvidenceStore } from '../../sync/evidence/evidence-store'
import { NEWS } from '../../sync/news'
import { VERSION } from '../../kernel/runtime/version'

import { refusal } from '@traguardo/shared/refusals'
import { createHash, timingSafeEqual } from 'node:crypto'
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { refuseWith } from '../../kernel/http/errors'
import { routeOf } from '../http/graphql'
import { StartFailure } from '../../kernel/runtime/start-failure'
import type { Metrics } from './metrics'
import type { MetricsDoor } from './metrics-setting'

const PATH = '/metrics'
/** The text format of Prometheus. */
const TYPE = 'text/plain; version=0.0.4; charset=utf-8'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const give = async (metrics: Metrics, reply: FastifyReply): Promise<FastifyReply> =>
  reply
    .type(TYPE)
    .header('cache-control', 'no-store')
    .send(await metrics.text())

/** Counts every request, under its route as the program names it; news last as long as somebody listens, which is no time taken. */
export function countRequests(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', async (request, { statusCode, elapsedTime }) => {
    const route = routeOf(request)
    if (route !== NEWS) metrics.answered(route, request.method, statusCode, elapsedTime / 1000)
  })
}

/** On a port that only this machine reaches. */
async function onPort(app: FastifyInstance, metrics: Metrics, port: number): Promise<void> {
  const own = Fastify()
  own.get(PATH, (_request, reply) => give(metrics, reply))
  app.addHook('onClose', () => own.close())
  try {
    await own.listen({ host: '127.0.0.1', port })
  } catch (error) {
    throw new StartFailure(
      `TRAGUARDO_METRICHE chiede la porta ${port}, che non si può usare: ne scelga un'altra, per esempio ${port + 1}.`,
      { cause: error },
    )
  }
}

/** GET /metrics, for whoever the setting lets in [RI51]. */
export async function addMetrics(app: FastifyInstance, metrics: Metrics, door: MetricsDoor): Promise<void> {
  if (door.type === 'port') return onPort(app, metrics, door.port)
  const wanted = digest(`Bearer ${door.token}`)
  app.get(PATH, async (request, reply) => {
    if (!timingSafeEqual(digest(request.headers.authorization ?? ''), wanted))
      return refuseWith(reply.header('www-authenticate', 'Bearer'), 401, refusal('METRICS_TOKEN'))
    return give(metrics, reply)
  })
}

/** Conditions that a server needs to serve, each met or not. */
interface Checks {
  readonly database: boolean
  readonly migrazioni: boolean
  readonly disco: boolean
  /** Does the storage of evidence answer? */
  readonly allegati: boolean
  readonly chiusura: boolean
}

/** Ports of the check. */
interface ReadyPorts {
  readonly orm: Orm
  /** Folders that are written to. */
  readonly folders: readonly string[]
  /** Store of evidence; null for none. */
  readonly evidence: Pick<EvidenceStore, 'isReachable'> | null
  isClosing(): boolean
}

/** Values go on without the storage of evidence: for its sake alone nobody is sent elsewhere [RI56]. */
const isReady = ({ allegati: _allegati, ...checks }: Checks): boolean => Object.values(checks).every(Boolean)

/** The database answers within this, milliseconds. */
const PATIENCE = 2000
/** Milliseconds for which a finding is repeated to whoever asks again: many may ask, and anybody may. */
const HOLDS = 1000
/** Bytes that a folder has room for: two pieces of evidence of the largest kind. */
const ROOM = 50 * 1024 * 1024

const within = <T>(work: Promise<T>, otherwise: T): Promise<T> =>
  Promise.race([work, pause(PATIENCE, otherwise, { ref: false })])

const NOTHING = { database: false, migrazioni: false }

/** One statement: that it is answered, and by which migrations the schema is. */
async function lookAtDatabase(orm: Orm): Promise<Pick<Checks, 'database' | 'migrazioni'>> {
  const rows = await orm.em.getConnection().execute<{ name: string }[]>('select "name" from "mikro_orm_migrations"')
  const done = new Set(rows.map(({ name }) => name))
  const isToday = done.size === migrations.length && migrations.every(({ name }) => done.has(name))
  return { database: true, migrazioni: isToday }
}

async function hasRoom(folder: string): Promise<boolean> {
  try {
    await access(folder, constants.W_OK)
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize >= ROOM
  } catch {
    return false
  }
}

/** Looks whether the server can serve; many who ask at once are answered from one look. */
function readiness({ orm, folders, evidence, isClosing }: ReadyPorts): () => Promise<Checks> {
  let asked: Promise<Pick<Checks, 'database' | 'migrazioni'>> | null = null
  let looked: { readonly at: number; readonly found: Promise<Omit<Checks, 'chiusura'>> } | null = null
  const askDatabase = () => {
    // One that never answers is waited for by all who come, and not asked again by each.
    asked ??= lookAtDatabase(orm)
      .catch(() => NOTHING)
      .finally(() => (asked = null))
    return within(asked, NOTHING)
  }
  const look = async (): Promise<Omit<Checks, 'chiusura'>> => {
    const [rooms, allegati] = await Promise.all([
      Promise.all(folders.map(hasRoom)),
      evidence ? within(evidence.isReachable(), false) : true,
    ])
    return { ...(await askDatabase()), disco: rooms.every(Boolean), allegati }
  }
  return async () => {
    const now = performance.now()
    if (!looked || now - looked.at > HOLDS) looked = { at: now, found: look() }
    return { ...(await looked.found), chiusura: !isClosing() }
  }
}

/** Sentences for failed checks: none says where the data are. */
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
