import { join } from 'node:path'
import { isDay } from '@traguardo/shared/calendar'
import type { IsoDate } from '@traguardo/shared/model'
import type { Database } from '../kernel/db/database'
import { type Limits, LIMITS } from '../kernel/db/limits'
import { type Storage, storageOf } from '../evidence/storage/storage'
import { type Proxy, proxyOf } from '../kernel/http/request'
import { type Level, levelOf } from '../kernel/log/log'
import type { MailSettings } from '../kernel/mail/mailer'
import { type MetricsDoor, metricsOf } from './metrics/metrics-setting'
import type { OidcSettings } from '../identity/sessions/oidc/oidc'
import { StartFailure } from '../kernel/runtime/start-failure'

/** Settings read from the environment. */
export interface Settings {
  readonly port: number
  readonly database: Database
  /** A streaming replica of it, for what only reads; null for none. */
  readonly replica: Database | null
  /** Store of evidence files: one for all servers of an installation. */
  readonly storage: Storage
  readonly demo: boolean
  /** Is any document of GraphQL answered, or those of the app alone? */
  readonly anyDocument: boolean
  /** The one day on which all bodies of the demo live; null for a day of its own for each. */
  readonly demoDay: IsoDate | null
  /** Proxies before it, whose `X-Forwarded-*` are taken. */
  readonly proxy: Proxy
  readonly clientDir: string
  /** Folder of the data. */
  readonly dataDir: string
  /** As a remote site: the file of its credential, '' for the one that is kept; null at the head office. */
  readonly site: string | null
  /** Minutes between two exchanges of a site with its head office. */
  readonly siteMinutes: number
  /** Address at which people open it, without a bar at its end. */
  readonly address: string
  /** Settings of outgoing mail; null where none goes out. */
  readonly mail: MailSettings | null
  /** The identity provider by which one may sign in; null for none. */
  readonly oidc: OidcSettings | null
  /** Contact for reports of a weakness: a `mailto:` or `https:` address; null for nobody. */
  readonly securityContact: string | null
  /** Secret key of the installation as it was given, in base64; null for the one in its file. */
  readonly givenKey: string | null
  /** File of the secret key. */
  readonly keyFile: string
  /** Access to the metrics; null for nobody. */
  readonly metrics: MetricsDoor | null
  /** From which weight on the log is written. */
  readonly logLevel: Level
  /** Seconds between two rounds of reminders. */
  readonly tickSeconds: number
  /** Limits of a statement's run and wait. */
  readonly limits: Limits
  /** Folder for the copy before a migration; null to migrate without. */
  readonly copies: string | null
  /** Seconds that open requests are waited for when the server closes. */
  readonly closeSeconds: number
}

type Environment = Readonly<Record<string, string | undefined>>

const HIGHEST_PORT = 65_535
const isOn = (text: string | undefined): boolean => /^(1|s[iì]|yes|on|true)$/i.test(text?.trim() ?? '')
const isOff = (text: string | undefined): boolean => /^(0|no|off|false)$/i.test(text ?? '')

function portOf(text: string | undefined): number {
  const port = Number(text?.trim() || '4000')
  if (Number.isInteger(port) && port >= 0 && port <= HIGHEST_PORT) return port
  throw new StartFailure(`PORT vale «${text}»: scriva un numero di porta, per esempio PORT=4000.`)
}

function dayOf(text: string | undefined): IsoDate | null {
  const day = text?.trim() || null
  if (day === null || isDay(day)) return day
  throw new StartFailure(`TRAGUARDO_GIORNO vale «${day}»: scriva un giorno, per esempio TRAGUARDO_GIORNO=2021-09-05.`)
}

const dataDirOf = (env: Environment, root: string): string => env['TRAGUARDO_DATA']?.trim() || join(root, 'data')

/** A file for each: whoever tried the demo starts for real next to it. */
function nameOf(demo: boolean, site: string | null): string {
  if (site !== null) return 'sede'
  return demo ? 'dimostrazione' : 'traguardo'
}

const QUARTER = 15

/** A number of minutes or seconds that a setting says, or the usual one. */
function amountOf(env: Environment, name: string, usual: number, of: 'minuti' | 'secondi'): number {
  const text = env[name]?.trim() || String(usual)
  const amount = Number(text)
  // A limit of no seconds is none.
  if (Number.isFinite(amount) && (of === 'secondi' ? amount >= 0 : amount > 0)) return amount
  throw new StartFailure(`${name} vale «${text}»: scriva un numero di ${of}, per esempio ${usual}.`)
}

const millisecondsOf = (env: Environment, name: string, usual: number): number =>
  Math.ceil(amountOf(env, name, usual / 1000, 'secondi') * 1000)

function databaseOf(env: Environment, root: string, name: string): Database {
  const url = env['DATABASE_URL']?.trim()
  if (!url) return { type: 'sqlite', file: join(dataDirOf(env, root), `${name}.sqlite`) }
  if (/^postgres(ql)?:\/\//.test(url)) return { type: 'postgresql', url }
  throw new StartFailure(
    'DATABASE_URL non è un indirizzo PostgreSQL: scriva postgresql://utente:password@computer/database, oppure la tolga per usare SQLite.',
  )
}

function replicaOf(env: Environment): Database | null {
  const url = env['DATABASE_URL_LETTURA']?.trim()
  if (!url) return null
  if (env['DATABASE_URL']?.trim() && /^postgres(ql)?:\/\//.test(url)) return { type: 'postgresql', url }
  throw new StartFailure(
    'DATABASE_URL_LETTURA non è una replica di DATABASE_URL: scriva postgresql://utente:password@computer/database, oppure la tolga.',
  )
}

const textOf = (env: Environment, name: string): string | null => env[name]?.trim() || null

function addressOf(env: Environment, port: number): string {
  const text = textOf(env, 'TRAGUARDO_INDIRIZZO')
  if (text === null) return `http://localhost:${port}`
  if (/^https?:\/\/[^\s/]+$/.test(text.replace(/\/+$/, ''))) return text.replace(/\/+$/, '')
  throw new StartFailure(
    `TRAGUARDO_INDIRIZZO vale «${text}»: scriva l'indirizzo con cui si apre il programma, per esempio https://traguardo.ente.it.`,
  )
}

function mailOf(env: Environment): MailSettings | null {
  const url = textOf(env, 'TRAGUARDO_SMTP')
  if (url === null) return null
  const from = textOf(env, 'TRAGUARDO_SMTP_DA')
  if (!/^smtps?:\/\/\S+$/.test(url))
    throw new StartFailure('TRAGUARDO_SMTP non è un indirizzo: scriva smtp://utente:password@server:587.')
  if (from === null)
    throw new StartFailure('Manca TRAGUARDO_SMTP_DA: scriva da chi parte la posta, per esempio traguardo@ente.it.')
  return { url, from }
}

function oidcOf(env: Environment): OidcSettings | null {
  const issuer = textOf(env, 'TRAGUARDO_OIDC')
  if (issuer === null) return null
  const clientId = textOf(env, 'TRAGUARDO_OIDC_ID')
  const clientSecret = textOf(env, 'TRAGUARDO_OIDC_SEGRETO')
  if (!/^https?:\/\/\S+$/.test(issuer) || clientId === null)
    throw new StartFailure(
      'TRAGUARDO_OIDC vuole l’indirizzo del fornitore di identità e TRAGUARDO_OIDC_ID il nome con cui ci conosce.',
    )
  const name = textOf(env, 'TRAGUARDO_OIDC_NOME') ?? 'il fornitore di identità'
  const said = textOf(env, 'TRAGUARDO_OIDC_POSTA')
  if (said !== null && said !== 'verificata')
    throw new StartFailure(
      `TRAGUARDO_OIDC_POSTA vale «${said}»: scriva «verificata» se il fornitore dà solo indirizzi suoi, o la tolga.`,
    )
  const ownsAddresses = said === 'verificata'
  return { issuer, clientId, name, ownsAddresses, ...(clientSecret === null ? {} : { clientSecret }) }
}

function isAnyDocument(text: string): boolean {
  if (text === 'tutte' || text === 'documenti') return text === 'tutte'
  throw new StartFailure(
    `TRAGUARDO_QUERY vale «${text}»: scriva «documenti» per rispondere alle sole richieste delle pagine, «tutte» se ci sono altri programmi.`,
  )
}

function contactOf(env: Environment): string | null {
  const contact = textOf(env, 'TRAGUARDO_SICUREZZA')
  if (contact === null || /^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/.test(contact)) return contact
  throw new StartFailure(
    `TRAGUARDO_SICUREZZA vale «${contact}»: scriva mailto:sicurezza@ente.it, oppure un indirizzo https.`,
  )
}

const MINUTE = 60
const CLOSE_SECONDS = 20

/** Reads the environment; `root` is the folder of the installation. Throws `StartFailure` where a setting makes no sense. */
export function readSettings(env: Environment, root: string): Settings {
  const site = env['TRAGUARDO_SEDE']?.trim() ?? null
  const demo = site === null && !isOff(env['TRAGUARDO_DEMO'])
  return {
    port: portOf(env['PORT']),
    database: databaseOf(env, root, nameOf(demo, site)),
    replica: replicaOf(env),
    storage: storageOf({
      place: textOf(env, 'TRAGUARDO_PROVE'),
      endpoint: textOf(env, 'TRAGUARDO_S3_INDIRIZZO'),
      usual: join(dataDirOf(env, root), `prove-${nameOf(demo, site)}`),
      scratch: join(dataDirOf(env, root), `passaggio-${nameOf(demo, site)}`),
    }),
    dataDir: dataDirOf(env, root),
    site,
    siteMinutes: amountOf(env, 'TRAGUARDO_SEDE_MINUTI', QUARTER, 'minuti'),
    demo,
    anyDocument: isAnyDocument(textOf(env, 'TRAGUARDO_QUERY') ?? (demo ? 'tutte' : 'documenti')),
    demoDay: dayOf(env['TRAGUARDO_GIORNO']),
    proxy: proxyOf(env['TRAGUARDO_PROXY']),
    clientDir: join(root, 'client', 'dist'),
    address: addressOf(env, portOf(env['PORT'])),
    mail: mailOf(env),
    oidc: oidcOf(env),
    securityContact: contactOf(env),
    givenKey: textOf(env, 'TRAGUARDO_CHIAVE'),
    keyFile: join(dataDirOf(env, root), `chiave-${nameOf(demo, site)}`),
    metrics: metricsOf(env['TRAGUARDO_METRICHE']),
    logLevel: levelOf(env['TRAGUARDO_LOG']),
    tickSeconds: MINUTE,
    limits: {
      lock: millisecondsOf(env, 'TRAGUARDO_ATTESA', LIMITS.lock),
      statement: millisecondsOf(env, 'TRAGUARDO_LIMITE_SQL', LIMITS.statement),
    },
    copies: isOn(env['TRAGUARDO_SENZA_COPIA']) ? null : dataDirOf(env, root),
    closeSeconds: amountOf(env, 'TRAGUARDO_CHIUSURA', CLOSE_SECONDS, 'secondi'),
  }
}
