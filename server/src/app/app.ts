import { siteOfPass } from '../sites/head/serve-site'
import type { Agent } from 'node:https'
import cookie from '@fastify/cookie'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { type Clock, realClock } from '../kernel/runtime/clock'
import type { AppPorts } from '../kernel/context'
import { schemaGuard, watchSchema } from '../kernel/db/connection/schema-guard'
import type { Database } from '../kernel/db/database'
import { type Limits, LIMITS } from '../kernel/db/limits'
import { checkInstallation } from '../kernel/db/installation'
import { openDatabase } from './opening/open-database'
import { dataFolders } from './opening/data-file'
import { inTurn } from './opening/migrate'
import { orWhyNot } from './opening/why-not-open'
import { lookOf } from '../kernel/db/look'
import type { SqlLog } from '../kernel/db/orm'
import { openReadReplica } from '../kernel/db/replica'
import { openOrm } from './open-orm'
import { loadDemo } from './demo/load-demo'
import { addEvidence } from '../evidence/routes'
import { openStore } from '../evidence/storage/open-store'
import { foldersOf, type Storage } from '../evidence/storage/storage'
import { addClosing } from './http/closing'
import { addClientFiles, addSecurityTxt } from './http/client-files'
import { addErrorHandler, answerBadAddress, answerBadLine } from '../kernel/http/errors'
import { addGraphql, addRequestLog } from './http/graphql'
import type { KnownDocuments } from './http/known-documents'
import { addHeaders, addOutdated } from './http/headers'
import { type Proxy, tellOfProxy, trustOf, requestIds } from '../kernel/http/request'
import { type ErrorLog, errorLog, type ServerLog, openLog } from '../kernel/log/log'
import { openMetrics } from './metrics/metrics'
import type { MetricsDoor } from './metrics/metrics-setting'
import { addHealth, addMetrics, countRequests } from './metrics/routes'
import { type MailSettings, openMailer } from '../kernel/mail/mailer'
import { addFeed } from '../notifications/feed'
import { pushKeys } from '../notifications/push'
import { gateOf, publicGate } from '../notifications/push-gate'
import { resting, roundsOf, startScheduler } from './scheduler'
import type { OidcSettings } from '../identity/sessions/oidc/oidc'
import { addOidc } from '../identity/sessions/oidc/routes'
import { planDesk } from '../plans/desk/plan-desk'
import { byItems, planShelf } from '../plans/plan-shelf'
import { addRecordExport } from '../audit/record.resolver'
import type { Credential } from '../sites/messages'
import { runSite, startSiteTimer } from '../sites/node/run-site'
import { checkKey } from '../kernel/secrets/check-key'
import { keyringOf } from '../kernel/secrets/keyring'
import { sealEarlier } from './opening/seal-earlier'
import { createAfterwards, hashLanes } from '../identity/accounts/guesses/lanes'
import { FLOOD_LIMIT, type FloodLimit, floodGate } from '../identity/accounts/guesses/floods'
import { treeShelf } from '../scoring/tree-shelf'
import { addNews } from '../sync/news'
import { rescopeWhereDue } from '../sync/rescope'

/** Parts of an application. */
export interface AppParts {
  readonly database: Database
  /** A streaming replica of it, for what only reads. */
  readonly replica?: Database | null
  readonly clock: Clock
  /** With the demo plans and accounts, loaded where nothing is there yet. */
  readonly demo: boolean
  /** Folder of the built client; null for the API alone. */
  readonly clientDir: string | null
  /** Documents of GraphQL that are answered; any where they are left out. */
  readonly documents?: KnownDocuments | null
  /** The built thread that checks plans; without it they are checked in the thread of the server. */
  readonly planWorker?: URL | null
  /** Store of evidence files; without it none are taken. */
  readonly storage?: Storage
  /** Identity of this server as a remote site; left out at the head office. */
  readonly site?: Credential | null
  /** Minutes between two exchanges of a site with its head office; none by itself where it is left out. */
  readonly siteMinutes?: number
  /** Proxies before it, which say who asks. */
  readonly proxy?: Proxy
  readonly floodLimit?: FloodLimit | null
  /** Address at which people open it, without a bar at its end; for links in mail. */
  readonly address?: string
  /** Seconds between two rounds of reminders; none by themselves where it is left out. */
  readonly tickSeconds?: number
  /** Reaches the services of browsers in place of our own, which knows addresses of the internet only. */
  readonly pushAgent?: Agent
  /** Settings of outgoing mail; none is sent where they are left out. */
  readonly mail?: MailSettings | null
  /** The identity provider by which one may sign in. */
  readonly oidc?: OidcSettings | null
  /** Contact for reports of a weakness: a `mailto:` or `https:` address. */
  readonly securityContact?: string | null
  /** Access to the metrics; nobody reads them where it is left out. */
  readonly metrics?: MetricsDoor | null
  /** Secret key of the installation, 32 bytes. */
  readonly secretKey: Buffer
  readonly sqlLog?: SqlLog
  /** Log of everything; of errors alone, where it is left out. */
  readonly logger?: ServerLog
  /** Log of unexpected errors, where that is another one. */
  readonly log?: ErrorLog
  /** Limits of a statement's run and wait; the usual where they are left out. */
  readonly limits?: Limits
  /** Folder for the copy before a migration: see `Opening`. */
  readonly copies?: string | null
}

/** Passwords of one address that are checked at a time. */
const GUESSES_AT_ONCE = 4

/** Milliseconds that a request may take to arrive. */
const LONGEST_REQUEST = 300_000

/** Puts the application together: database, schema, HTTP. Closing it closes the database. */
export async function createApp(parts: AppParts): Promise<FastifyInstance> {
  const { clock, demo, logger = openLog('error', process.stderr), log = errorLog(logger) } = parts
  const { limits, copies } = parts
  const schema = schemaGuard()
  const orm = await openDatabase(parts.database, { log: parts.sqlLog, limits, copies, schema })
  const app = Fastify({
    trustProxy: trustOf(parts.proxy ?? false),
    forceCloseConnections: true,
    // A client that sends a byte a minute holds no place for ever; a poor line carries one envelope in this time.
    requestTimeout: LONGEST_REQUEST,
    frameworkErrors: answerBadAddress,
    clientErrorHandler: answerBadLine(logger),
    loggerInstance: logger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request' }),
    genReqId: requestIds(parts.proxy ?? false),
  })
  addRequestLog(app)
  const metrics = parts.metrics ? openMetrics(orm, clock, parts.database.type) : null
  if (metrics) countRequests(app, metrics)
  addClosing(app)
  addOutdated(app, schema)
  app.addHook('onClose', () => orm.close(true))
  app.addHook('onClose', watchSchema(orm, schema))
  try {
    const keyring = keyringOf(parts.secretKey)
    const prepare = async (): Promise<void> => {
      await checkInstallation(orm.em, parts.site ? 'site' : demo ? 'demo' : 'real')
      await checkKey(orm.em.fork(), keyring)
      await sealEarlier(orm.em, keyring, parts.database)
      if (demo) await loadDemo(orm.em, clock)
      await rescopeWhereDue(orm.em, clock)
    }
    // Several may start at once, also on a database that is still empty.
    await orWhyNot(parts.database, () => inTurn(orm, parts.database, prepare))
    const { replica: standby } = parts
    const replica = standby
      ? openReadReplica(() => openOrm(standby, { log: parts.sqlLog, ...(limits ? { limits } : {}) }))
      : null
    app.addHook('onClose', () => replica?.close())
    addErrorHandler(app, log)
    tellOfProxy(app, parts, log)
    await addHeaders(app)
    await app.register(cookie)
    const limit = parts.floodLimit === undefined ? FLOOD_LIMIT : parts.floodLimit
    const evidence = parts.storage ? await openStore(parts.storage) : null
    const site = parts.site && evidence ? runSite(orm.em, { credential: parts.site, clock, keyring, evidence }) : null
    const keys = parts.tickSeconds && !parts.site ? await pushKeys(orm.em, keyring) : null
    const mail = parts.mail ? openMailer(parts.mail) : null
    if (mail) app.addHook('onClose', () => mail.close())
    const desk = planDesk(parts.planWorker ?? null)
    app.addHook('onClose', () => desk.close())
    const after = createAfterwards(log)
    app.addHook('onClose', () => after.done())
    const plans = planShelf(clock)
    // Without limits of its own nothing is told to a session either: it may be everybody's.
    const look = lookOf(orm.em, (limits ?? LIMITS).statement > 0)
    const ports: AppPorts = {
      clock,
      demo,
      readerOf: replica?.readerOf ?? (async (em) => em),
      keyring,
      site,
      evidence,
      plans,
      look,
      trees: treeShelf({
        clock,
        plans: planShelf(clock, byItems),
        look,
        em: orm.em,
        forgets: (parts.site ?? null) !== null,
      }),
      desk,
      mayTry: floodGate(orm.em, limit, { keyring, clock }),
      guesses: limit && hashLanes(GUESSES_AT_ONCE),
      afterwards: (work) => after.do(work),
      address: parts.address ?? 'http://localhost:4000',
      mail,
      oidc: parts.oidc?.name ?? null,
      pushKey: keys?.publicKey ?? null,
      pushGate: parts.pushAgent ? gateOf(parts.pushAgent) : publicGate(),
      log,
      decided: (verdicts) => metrics?.decided(verdicts),
      plansChanged: (em) => rescopeWhereDue(em, clock),
      readerOfPass: (em, pass, asked) => siteOfPass(em, ports, pass, asked),
    }
    await addGraphql(app, orm, ports, { log, documents: parts.documents ?? null })
    if (evidence) await addEvidence(app, orm.em, ports, evidence)
    addRecordExport(app, orm.em, ports)
    addFeed(app, orm.em, ports)
    addNews(app, ports)
    if (parts.oidc) addOidc(app, orm.em, ports, parts.oidc)
    if (parts.tickSeconds && !site) {
      for (const round of roundsOf(ports, orm.em, keys))
        app.addHook(
          'onClose',
          startScheduler(
            resting(round, () => schema.isOutdated),
            parts.tickSeconds,
            log,
            logger,
          ),
        )
    }
    if (site && parts.siteMinutes) app.addHook('onClose', startSiteTimer(site, parts.siteMinutes, logger))
    if (metrics && parts.metrics) await addMetrics(app, metrics, parts.metrics)
    const folders = [...foldersOf(parts.storage), ...dataFolders(parts.database)]
    addHealth(app, { orm, folders, evidence, isClosing: () => app.isClosing() })
    addSecurityTxt(app, realClock, parts.securityContact ?? null, ports.address)
    await addClientFiles(app, parts.clientDir)
    return app
  } catch (error) {
    await app.close()
    throw error
  }
}
