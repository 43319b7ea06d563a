import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import { theSchema } from '../../../server/src/app/schema/build'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { fixedDayClock } from '../../../server/src/kernel/runtime/clock'
import { type Api, startApi } from '../../support/api'
import { aFolder } from '../../support/copies'
import { demoDatabase, KINDS } from '../../support/databases'
import { keptLog } from '../../support/log-lines'
import { type Mailbox, openMailbox } from '../../support/mailbox'
import { askOffice, newSite } from '../../support/sites'
import { inFolder } from '../../support/storages'
import { addressesIn } from '../hostile/doors/addresses'
import { type Canary, found, wordsOf } from '../hostile/stage/canaries'
import { PASSWORD } from '../hostile/stage/speakers'
import { type Credentials, type Reply, Wire } from '../hostile/wire/http'
import { push } from '../hostile/wire/sync'
import { least, type RootField, rootFields, textFor } from '../hostile/wire/texts'

const BODY = 'CCIAA-MS'
const PERSON = 'po-registro-imprese'
const DAY = '2021-09-05'
const TOKEN = 'un-segreto-di-prova-abbastanza-lungo'
/** Who held the position, who holds it and who will: recognisable, and of nobody. */
const NAMES = { former: 'Canarina Passata', now: 'Canarina Esempio', next: 'Canarina Futura' }
const CANARIES: readonly Canary[] = Object.entries(NAMES).map(([name, text]) => ({ name, circle: 'control', text }))

/** Somebody of each role and of none, in this body and in another; `nobody` is not signed in. */
const PEOPLE = ['nobody', PERSON, 'canarina', 'futura', 'po-promozione', 'segretario-generale', 'controllo-gestione']
const OTHERS = ['oiv', 'organi', 'controllo-gestione.isr']
const ROLES = [...PEOPLE, ...OTHERS]

/** What is asked about, by the name of the argument. What may be left out is. */
const ABOUT: Readonly<Record<string, unknown>> = {
  ...{ body: BODY, year: 2021, unit: 'RI', period: 2, measure: 'Percent_LibriRI.num' },
  field: 'value',
}
const variablesOf = ({ args }: RootField): Record<string, unknown> =>
  Object.fromEntries(
    args.map(({ name, type }) => [name, ABOUT[name] ?? (String(type).endsWith('!') ? least(type) : null)]),
  )

const answerOf = (text: string) =>
  `{ ${text} ... on Staff { people { code holder holders { id } } } ... on Refusal { code } }`
const PLACES = `{ answer: people(body: "${BODY}") ${answerOf('__typename')} }`
const ADD = `mutation($input: HolderInput!) { answer: holderAdd(input: $input) ${answerOf('__typename')} }`
const CALL = `mutation($id: ID!, $name: String!) { answer: holderName(id: $id, name: $name) ${answerOf('__typename')} }`
const INVITE = `mutation($holder: ID!, $username: String!, $email: String!) { answer: accountInvite(person: "${PERSON}",
  username: $username, email: $email, holder: $holder) { ... on Invitation { mailed } ... on Refusal { code } } }`
const SET = `mutation($token: String!) { answer: passwordSet(token: $token, password: "${PASSWORD}-bis") { __typename } }`
const SIGN_IN = `mutation($username: String!, $password: String!) {
  answer: signIn(username: $username, password: $password) { __typename ... on Refusal { code } } }`
const FEED = '{ answer: mySettings { ... on OwnSettings { feed } } }'

interface Place {
  readonly code: string
  readonly holder: string
  readonly holders: readonly { readonly id: string }[]
}

describe.each(KINDS)('the names of holders, on %s', (kind) => {
  const log = keptLog('debug')
  let api: Api
  let orm: Orm
  let wire: Wire
  let mailbox: Mailbox
  let url: string
  const as = new Map<string, Credentials>([['nobody', {}]])
  const who = (name: string): Credentials => as.get(name) ?? expect.fail(name)

  const enter = async (username: string, password: string) => {
    const { headers, text } = await wire.ask({}, SIGN_IN, { username, password })
    const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? expect.fail(text)
    as.set(username, { cookie })
  }
  const manages = async (query: string, variables: object = {}): Promise<readonly { readonly id: string }[]> => {
    const { answer, text } = await wire.ask(who('controllo-gestione'), query, variables)
    const { people } = answer as { readonly people?: readonly Place[] }
    return people?.find(({ code }) => code === PERSON)?.holders ?? expect.fail(text)
  }
  /** Comes from that day on, is invited, chooses a password and comes in. */
  const comes = async (username: string, name: string, from: string, invited: number) => {
    const input = { person: PERSON, name, username: null, from, to: null, handOver: true }
    const holder = (await manages(ADD, { input })).at(-1)?.id
    await wire.ask(who('controllo-gestione'), INVITE, { holder, username, email: `${username}@ente.it` })
    await mailbox.until(invited)
    const { text = '' } = mailbox.to(`${username}@ente.it`)[0] ?? {}
    await wire.ask({}, SET, { token: /\/password\/(\S+)/.exec(text)?.[1] })
    await enter(username, `${PASSWORD}-bis`)
  }

  beforeAll(async () => {
    mailbox = await openMailbox()
    const database = await demoDatabase(kind)
    orm = await openOrm(database)
    api = await startApi(database, {
      ...{ clock: fixedDayClock(DAY), storage: inFolder(aFolder()), logger: log.logger },
      ...{ metrics: { type: 'token', token: TOKEN }, mail: { url: mailbox.url, from: 'traguardo@ente.it' } },
    })
    url = await api.app.listen({ port: 0, host: '127.0.0.1' })
    wire = new Wire(url)
    expect(await orm.em.fork().execute('select "id" from "holder" where "name" is not null')).toEqual([])
    for (const one of ROLES) if (!['nobody', PERSON, 'canarina', 'futura'].includes(one)) await enter(one, PASSWORD)
    const [first] = await manages(PLACES)
    await manages(CALL, { id: first?.id, name: NAMES.former })
    await comes('canarina', NAMES.now, '2021-09-04', 1)
    await comes('futura', NAMES.next, '2021-10-01', 2)
    await enter(PERSON, PASSWORD)
  })
  afterAll(async () => {
    wire.close()
    await orm.close(true)
    await api.close()
    await mailbox.close()
  })

  const namesIn = (reply: Reply) => found(CANARIES, wordsOf(reply)).map(({ name }) => name)
  /** Asks all of them the same, and answers who sees which name, and who was refused. */
  async function walk(asks: (one: string) => Promise<Reply>) {
    const seen: string[] = []
    const refused: string[] = []
    for (const one of ROLES) {
      const reply = await asks(one)
      seen.push(...namesIn(reply).map((name) => `${one}: ${name}`))
      if (reply.code !== null) refused.push(one)
    }
    return { seen, refused }
  }

  it('are kept, and found by who looks', async () => {
    const rows = await orm.em.fork().execute<{ name: string }[]>('select "name" from "holder" where "name" is not null')
    expect(rows.map(({ name }) => name).sort()).toEqual(Object.values(NAMES).sort())
    const { text } = await wire.ask(who('canarina'), '{ answer: me { person roles { role } } }')
    expect(text).toContain('unit-head')
  })

  it('[RI64.5] are told by one query, the one of the page of people, to the controller of the body and to nobody else', async () => {
    const schema = await theSchema()
    const seen: string[] = []
    const answered = new Set<string>()
    const queries = [...rootFields(schema)].filter(([door]) => door.startsWith('Query.'))
    expect(queries.length).toBeGreaterThan(12)
    for (const [door, { kind: of, field }] of queries) {
      const told = await walk((one) => wire.ask(who(one), textFor(of, field), variablesOf(field)))
      seen.push(...told.seen.map((line) => `${door} ${line}`))
      if (told.refused.length < ROLES.length) answered.add(door)
    }
    expect(seen).toEqual(['former', 'now', 'next'].map((name) => `Query.people controllo-gestione: ${name}`))
    // A walk past closed doors would see nothing: the head office alone has nothing to say of itself as a site.
    const closed = queries.map(([door]) => door).filter((door) => !answered.has(door))
    expect(closed.filter((door) => !door.startsWith('Query.site'))).toEqual([])
  })

  it('[RI65.2] go to no device, of whoever it is, and into no plan file', async () => {
    const schema = await theSchema()
    const sync = rootFields(schema).get('Mutation.sync') ?? expect.fail()
    const asked = textFor(sync.kind, sync.field)
    const { seen, refused } = await walk((one) => wire.ask(who(one), asked, { push: push(BODY, `telefono-${one}`) }))
    expect(seen).toEqual([])
    expect(refused).not.toContain('canarina')
  })

  it('[RI64.5] stand at no address, in no export of the record, calendar or number', async () => {
    const paths = addressesIn(api.app.printRoutes({ commonPrefix: false })).flatMap((line) =>
      line.startsWith('GET ') ? [line.slice('GET '.length)] : [],
    )
    expect(paths).toContain('/registro.jsonl')
    const feedOf = async (one: string): Promise<string> => {
      const { answer } = await wire.ask(who(one), FEED)
      const { feed } = (answer ?? {}) as { readonly feed?: string }
      return feed ? new URL(feed).pathname : '/calendario/nessuno.ics'
    }
    const statuses = new Map<string, number>()
    for (const path of paths) {
      const { seen } = await walk(async (one) => {
        const at = path === '/calendario/:token.ics' ? await feedOf(one) : path.replace('*', '/')
        const headers = path === '/metrics' ? { authorization: `Bearer ${TOKEN}` } : who(one)
        const reply = await wire.send({ path: at, headers })
        statuses.set(path, Math.min(reply.status, statuses.get(path) ?? 1000))
        return reply
      })
      expect([path, seen]).toEqual([path, []])
    }
    for (const path of ['/registro.jsonl', '/calendario/:token.ics', '/metrics', '/salute'])
      expect([path, statuses.get(path)]).toEqual([path, 200])
  })

  it('[RI65.2] are in no envelope of a site, no letter and no line of the log', async () => {
    const credential = await newSite(await api.signIn('controllo-gestione'), { units: ['RI'], head: url })
    await orm.em.fork().execute('update "site" set "gives_all" = true')
    const asked = { now: fixedDayClock(DAY).now(), schema: v.looseObject({}) }
    const given = JSON.stringify(await askOffice(api, credential, asked))
    expect(given).toContain('"canarina"')
    expect(found(CANARIES, given)).toEqual([])
    expect(mailbox.letters.length).toBeGreaterThan(1)
    expect(found(CANARIES, JSON.stringify(mailbox.letters))).toEqual([])
    expect(log.lines().length).toBeGreaterThan(20)
    expect(found(CANARIES, log.text())).toEqual([])
  })
})
