import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { GraphQLSchema } from 'graphql'
import { openOrm } from '../../../../server/src/app/open-orm'
import type { Orm } from '../../../../server/src/kernel/db/orm'
import { theSchema } from '../../../../server/src/app/schema/build'
import { type Api, startApi } from '../../../support/api'
import { inFolder } from '../../../support/storages'
import { demoDatabase, type KINDS } from '../../../support/databases'
import { openMailbox } from '../../../support/mailbox'
import type { SiteKeys } from '../wire/envelope'
import { type Credentials, type Reply, Wire } from '../wire/http'
import { push, SYNC } from '../wire/sync'
import { rootFields, textFor } from '../wire/texts'
import { Canaries } from './canaries'
import { type Contents, contentsOf } from './digest'
import { type Liar, makeLiars } from './liars'
import { BODY, OTHER_BODY, SHEET, UNIT, VICTIM, YEAR } from './places'
import { plantedPlan, plantRows, plantWork, pushed } from './plant'
import { PASSWORD, signIn } from './speakers'

type Kind = (typeof KINDS)[number]

/** People who may: whose canaries they are, and who may see them by office. */
type Entitled = Readonly<Record<'victim' | 'manager' | 'controller' | 'evaluator', Credentials>>

/** One running application with canaries in it, those who may see them, and those who may not. */
export interface Stage {
  readonly kind: Kind
  readonly api: Api
  readonly wire: Wire
  readonly orm: Orm
  readonly schema: GraphQLSchema
  readonly canaries: Canaries
  readonly entitled: Entitled
  readonly liars: readonly Liar[]
  readonly sites: Readonly<Record<'live' | 'other' | 'revoked' | 'foreign', SiteKeys>>
  readonly planted: Awaited<ReturnType<typeof plantAll>>
  /** What each liar, and the victim under its own name, is told of where it stands. */
  readonly standing: ReadonlyMap<string, Standing>
  /** Unexpected errors of the server so far. */
  readonly logged: readonly unknown[]
  /** Asks a root field for everything that it has. */
  ask(who: Credentials, field: string, variables?: object): Promise<Reply>
  /** Everything that is stored and is not the liars' own. */
  contents(): Promise<Contents>
  close(): Promise<void>
}

/** What opens the metrics. */
export const METRICS = 'segreto-delle-metriche-della-prova'

/** Where the victim works, and a device of somebody else that was lost. */
export const NODES = { victim: 'telefono-anagrafe', lost: 'telefono-perduto' }

/** What an honest pull says: token of the view, count, epoch, and the proof of it. */
export interface Standing {
  readonly view: string | null
  readonly stamp: number
  readonly epoch: string | null
  readonly receipt: string | null
}

type Ask = Stage['ask']

/** A position as the page of people shows it. */
interface StaffRow {
  readonly code: string
  readonly grants: readonly { readonly id: string }[]
  readonly holders: readonly { readonly id: string }[]
}

async function standingOf(wire: Wire, who: Credentials, body: string): Promise<Standing> {
  const reply = await wire.ask(who, SYNC, { push: push(body, 'nodo-onesto') })
  const answer = (reply.answer ?? {}) as Partial<Standing> & { readonly at?: Pick<Standing, 'view' | 'stamp'> }
  const { at, epoch = null, receipt = null } = answer
  return { view: at?.view ?? null, stamp: at?.stamp ?? 0, epoch, receipt }
}

async function aSite(ask: Ask, controller: Credentials, body: string, name: string, units: readonly string[]) {
  const made = await ask(controller, 'Mutation.siteCreate', { body, name, units, head: 'https://traguardo.ente.it' })
  const { text } = made.answer as { readonly text?: string }
  if (text === undefined) throw new Error(`siteCreate: ${made.text}`)
  return JSON.parse(text) as SiteKeys
}

async function plantAll(wire: Wire, orm: Orm, ask: Ask, canaries: Canaries, entitled: Entitled) {
  const { controller, manager, victim } = entitled
  const imported = await ask(controller, 'Mutation.planImport', { text: plantedPlan(canaries) })
  if (!imported.text.includes('PlanImported')) throw new Error(`planImport: ${imported.text}`)
  const work = await plantWork(wire, victim, canaries, NODES.victim)
  const remarks = canaries.text('remarks on the sheet', 'sheet')
  await ask(manager, 'Mutation.sheetStep', { year: YEAR, sheet: SHEET, step: 'assigned', remarks })
  const position = canaries.text('title of a position', 'control')
  await ask(controller, 'Mutation.personSave', { code: 'nuova', title: position })
  // The demo names everybody who has an account: the position that bears a canary has none.
  await ask(controller, 'Mutation.personSave', { code: 'seconda', title: 'Seconda' })
  const named = { person: 'seconda', username: 'seconda.cciaa-mt', email: 'seconda@ente.it' }
  await ask(controller, 'Mutation.accountInvite', named)
  const held = {
    person: 'nuova',
    role: 'unit-head',
    unit: 'U-OCC',
    from: '2017-01-01',
    to: '2017-01-02',
    deputy: false,
  }
  const holderName = canaries.text('name of a holder', 'control')
  const days = { from: '2017-01-01', to: '2017-01-31' }
  const former = { person: 'nuova', name: holderName, username: null, ...days, handOver: false }
  await ask(controller, 'Mutation.holderAdd', { input: former })
  const given = await ask(controller, 'Mutation.grantGive', { input: held })
  const { people } = given.answer as { readonly people: readonly StaffRow[] }
  const grantOf = (code: string): string => people.find((one) => one.code === code)?.grants[0]?.id ?? ''
  const holderOf = (code: string): string => people.find((one) => one.code === code)?.holders[0]?.id ?? ''
  const life = (await ask(controller, 'Query.planLife', { body: BODY })).answer as {
    versions: readonly { id: string }[]
  }
  canaries.known('id of a version of the plan', 'body', life.versions[0]?.id ?? '')
  const browser = {
    endpoint: `https://push.example/${canaries.plain('address of a browser', 'own')}`,
    p256dh: 'x',
    auth: 'x',
  }
  await ask(victim, 'Mutation.pushSubscribe', { input: browser })
  const begun = await ask(controller, 'Mutation.draftBegin', { firstYear: 2016, lastYear: 2021, forNextYears: false })
  const { hash, document } = begun.answer as { readonly hash: string; readonly document: { readonly title: string } }
  const title = canaries.text('title of a draft', 'control')
  const saved = await ask(controller, 'Mutation.draftSave', { seen: hash, document: { ...document, title } })
  const rows = await plantRows(orm, canaries, `${VICTIM}.${BODY.toLowerCase()}`)
  const own = await ask(victim, 'Query.mySettings')
  const { feed, sessions } = own.answer as {
    readonly feed: string
    readonly sessions: readonly { readonly id: string }[]
  }
  canaries.known('address of a calendar', 'own', feed.split('/').at(-1)?.replace('.ics', '') ?? '')
  return {
    ...work,
    ...rows,
    position,
    browser,
    grant: grantOf(VICTIM),
    newGrant: grantOf('nuova'),
    holder: holderOf('nuova'),
    victim: holderOf(VICTIM),
    holderName,
    draft: (saved.answer as { readonly hash: string }).hash,
    document: { ...document, title },
    feed,
    session: sessions[0]?.id ?? '',
  }
}

/** Sets the stage on a fresh database. `folder` is made and removed with it. */
export async function setStage(kind: Kind): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'traguardo-hostile-'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Traguardo</title>')
  const evidenceDir = join(folder, 'prove')
  const mailbox = await openMailbox()
  const logged: unknown[] = []
  const database = await demoDatabase(kind)
  const api = await startApi(database, {
    storage: inFolder(evidenceDir),
    clientDir: folder,
    mail: { url: mailbox.url, from: 'traguardo@ente.it' },
    metrics: { type: 'token', token: METRICS },
    securityContact: 'mailto:sicurezza@ente.it',
    oidc: { issuer: 'http://127.0.0.1:9', clientId: 'traguardo', name: 'nessuno' },
    log: (error) => logged.push(error),
  })
  const wire = new Wire(await api.app.listen({ port: 0, host: '127.0.0.1' }))
  const orm = await openOrm(database)
  const schema = await theSchema()
  const fields = rootFields(schema)
  const ask: Ask = (who, name, variables = {}) => {
    const found = fields.get(name)
    if (!found) throw new Error(`${name} is no root field`)
    return wire.ask(who, textFor(found.kind, found.field), variables)
  }
  const canaries = new Canaries()
  const entitled: Entitled = {
    victim: await signIn(wire, `${VICTIM}.cciaa-mt`, canaries.text('name of a browser', 'own')),
    manager: await signIn(wire, 'dirigente-area-ii.cciaa-mt'),
    controller: await signIn(wire, 'controllo-gestione.cciaa-mt'),
    evaluator: await signIn(wire, 'oiv.cciaa-mt'),
  }
  const planted = await plantAll(wire, orm, ask, canaries, entitled)
  const stranger = await signIn(wire, 'controllo-gestione')
  const sites = {
    live: await aSite(ask, entitled.controller, BODY, canaries.text('name of a site', 'control'), [UNIT]),
    other: await aSite(ask, entitled.controller, BODY, 'Altre unità', ['U-LEG', 'S-REG']),
    revoked: await aSite(ask, entitled.controller, BODY, 'Sede chiusa', [UNIT]),
    foreign: await aSite(ask, stranger, OTHER_BODY, 'Altro ente', ['RI']),
  }
  await ask(entitled.controller, 'Mutation.siteRevoke', { body: BODY, id: sites.revoked.id })
  const { all: liars, lost } = await makeLiars(wire, orm, sites)
  // Once the server says that a proxy is there of which it was not told: liars' headers are to hear no more of it.
  await wire.send({ path: '/salute', headers: { 'x-forwarded-for': '192.0.2.1' } })
  logged.length = 0
  await pushed(wire, lost.headers, NODES.lost, [], { device: 'Telefono perduto' })
  const own = (await ask(lost.headers, 'Query.mySettings')).answer as { devices: { id: string; name: string }[] }
  await ask(lost.headers, 'Mutation.deviceRevoke', { id: own.devices[0]?.id, password: PASSWORD })
  const standing = new Map([[VICTIM, await standingOf(wire, entitled.victim, BODY)]])
  for (const { name, headers, body } of liars) standing.set(name, await standingOf(wire, headers, body))
  return {
    kind,
    standing,
    api,
    wire,
    orm,
    schema,
    canaries,
    entitled,
    liars,
    sites,
    planted,
    logged,
    ask,
    contents: () =>
      contentsOf(orm, kind, evidenceDir, {
        body: BODY,
        foreignBody: OTHER_BODY,
        persons: new Set(liars.map(({ person }) => person)),
        // A controller who lies invites somebody of the own body under this name.
        usernames: new Set([...liars.map(({ username }) => username), 'ladro']),
        units: new Set(liars.flatMap(({ unit }) => unit ?? [])),
      }),
    async close() {
      wire.close()
      await orm.close(true)
      await api.close()
      await mailbox.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
