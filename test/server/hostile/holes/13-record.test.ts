import { TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { realClock } from '../../../../server/src/kernel/runtime/clock'
import { openOrm } from '../../../../server/src/app/open-orm'
import type { Orm } from '../../../../server/src/kernel/db/orm'
import { FLOOD_LIMIT } from '../../../../server/src/identity/accounts/guesses/floods'
import { DEMO_PASSWORD } from '../../../../server/src/identity/sessions/demo-accounts'
import { type Api, type Caller, startApi } from '../../../support/api'
import { demoDatabase, KINDS } from '../../../support/databases'
import { type Mailbox, openMailbox } from '../../../support/mailbox'

const PHONE =
  'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36'
const SIGN_IN = `mutation($username: String!, $password: String!) {
  signIn(username: $username, password: $password) { __typename ... on Refusal { code } } }`
const RECORD = `query($body: String!) { record(body: $body, about: "people/") {
  ... on RecordPage { entries { person action outcome about detail } } ... on Refusal { code } } }`
interface Entry {
  readonly person: string
  readonly action: string
  readonly outcome: string
  readonly about: readonly string[]
  readonly detail: Record<string, unknown> | null
}
/** A password that somebody typed into the wrong field. */
const SLIP = 'Segreta-Password-42'

describe.each(KINDS)('the record of sign-ins on %s', (kind) => {
  let api: Api
  let orm: Orm
  let mailbox: Mailbox
  let controller: Caller
  const send = (query: string, variables: object, headers: Record<string, string> = {}) =>
    api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'apollo-require-preflight': '1', 'user-agent': PHONE, ...headers },
      payload: { query, variables },
    })
  const signIn = (username: string, password: string, headers = {}) => send(SIGN_IN, { username, password }, headers)
  const entries = async (caller = controller, body = 'CCIAA-MS') =>
    (await caller.ask<{ record: { entries: Entry[] } }>(RECORD, { body })).record.entries
  const of = async (person: string) => (await entries()).filter(({ about }) => about.includes(`people/${person}`))
  const told = (person: string, actions: readonly string[]) =>
    expect.poll(async () => (await of(person)).map(({ action, outcome }) => `${action} ${outcome}`)).toEqual(actions)
  /** What somebody was told by letter: each piece in a letter of its own, or several that one round found together. */
  const news = (to: string) =>
    mailbox.letters
      .filter((letter) => letter.to?.[0]?.address === to)
      .flatMap(({ text }) => [...(text ?? '').matchAll(/^\* (.*)$/gm)].map(([, heading]) => heading))

  beforeAll(async () => {
    mailbox = await openMailbox()
    const database = await demoDatabase(kind)
    api = await startApi(database, {
      clock: realClock,
      floodLimit: FLOOD_LIMIT,
      mail: { url: mailbox.url, from: 'traguardo@ente.it' },
      tickSeconds: 1,
    })
    orm = await openOrm(database)
    await orm.em.fork().execute(`update "account" set "email" = "username" || '@ente.it'`)
    controller = await api.signIn('controllo-gestione')
  })
  afterAll(async () => {
    await orm.close(true)
    await api.close()
    await mailbox.close()
  })

  it('[RE6.1] tells the controller and the evaluator of sign-ins, new devices and sign-outs, and the person by letter', async () => {
    const first = await signIn('po-promozione', DEMO_PASSWORD)
    const cookie = first.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    await told('po-promozione', ['signIn.device done', 'signIn done'])
    expect((await of('po-promozione'))[1]).toMatchObject({
      person: 'po-promozione',
      detail: { address: '127.0.0.1', device: 'Chrome su Android' },
    })
    await send('mutation { signOut }', {}, { cookie })
    // The same device once more is no news.
    await signIn('po-promozione', DEMO_PASSWORD, { cookie })
    await told('po-promozione', ['signIn done', 'signOut done', 'signIn.device done', 'signIn done'])
    expect((await entries(await api.signIn('oiv'))).length).toBeGreaterThan(3)
    const other = await (
      await api.signIn('po-regolazione')
    ).ask<{ record: { code: string } }>(RECORD, { body: 'CCIAA-MS' })
    expect(other.record.code).toBe('NOT_CONTROLLER')
  })

  it('[RI21.1] the person is told by letter of the new device, and of the same once more not', async () => {
    await expect
      .poll(() => news('po-promozione@ente.it'), { timeout: 15_000 })
      .toEqual(['Accesso da un nuovo dispositivo'])
  })

  it('[RE6.3] tells of wrong passwords and of waiting that begins, in every body of the account, once a day by letter', async () => {
    const director = 'segretario-generale'
    expect((await signIn(director, DEMO_PASSWORD)).json()).toMatchObject({
      data: { signIn: { __typename: 'Session' } },
    })
    for (let count = 0; count < 9; count++) await signIn(director, `Sbagliata-${count}`)
    const wrong = Array<string>(5).fill('signIn refused')
    await told(director, ['signIn.delay done', ...wrong, 'signIn.device done', 'signIn done'])
    const [, failed] = await of(director)
    expect(failed).toMatchObject({ person: '', detail: { code: 'WRONG_CREDENTIALS', address: '127.0.0.1' } })
    const agency = (await entries(await api.signIn('controllo-gestione.isr'), 'ISR')).filter(({ about }) =>
      about.includes('people/direttore'),
    )
    expect(agency.map(({ action }) => action)).toEqual((await of(director)).map(({ action }) => action))
  })

  it('[RI21.2] the person is told by letter that waiting began, once a day', async () => {
    await expect
      .poll(() => news('segretario-generale@ente.it').sort(), { timeout: 15_000 })
      .toEqual(['Accesso da un nuovo dispositivo', 'Tentativi di accesso non riusciti'])
    for (let count = 0; count < 2; count++) await signIn('segretario-generale', `Ancora-${count}`)
    const once = `select "kind" from "notice" where "person" = 'segretario-generale' and "kind" = 'account.delay'`
    expect(await orm.em.fork().execute<object[]>(once)).toHaveLength(1)
  })

  it('[RE7.2] keeps the first, the tenth and the hundredth try for names that nobody has', async () => {
    const chain = async () =>
      (
        await orm.em
          .fork()
          .execute<{ detail: string }[]>(`select "detail" from "record" where "body" = '' order by "seq"`)
      ).map(({ detail }) => JSON.parse(detail) as unknown)
    const before = (await chain()).length
    for (let count = 0; count < 12; count++) await signIn(`${SLIP}${count}`, 'x')
    await expect
      .poll(async () => (await chain()).slice(before))
      .toEqual([
        { code: 'WRONG_CREDENTIALS', count: 1 },
        { code: 'WRONG_CREDENTIALS', count: 10 },
      ])
  })

  const textOf = async (sql: string) => JSON.stringify(await orm.em.fork().execute<object[]>(sql)).toLowerCase()
  it('[RE7.1] tells of names that nobody has in the chain of the installation, without the name', async () => {
    const own = await textOf(`select * from "record" where "body" = ''`)
    expect(own).toContain('wrong_credentials')
    expect(own).not.toContain(SLIP.toLowerCase())
  })

  it('[RE6.7] keeps nothing of what was typed, neither in the record nor in its counts', async () => {
    expect(await textOf('select * from "record"')).not.toContain(SLIP.toLowerCase())
    expect(await textOf('select * from "attempt"')).not.toContain(SLIP.toLowerCase())
  })

  it('[RE6.4] tells of another password', async () => {
    const own = await api.signIn('po-regolazione')
    const CHANGE = `mutation($current: String!, $password: String!) {
      passwordChange(current: $current, password: $password) { __typename ... on Refusal { code } } }`
    const asked = { current: DEMO_PASSWORD, password: 'quattro cavalli e un ombrello' }
    expect(await own.ask(CHANGE, asked)).toEqual({ passwordChange: { __typename: 'Done' } })
    expect((await of('po-regolazione'))[0]).toMatchObject({
      action: 'password.change',
      detail: { address: '127.0.0.1' },
    })
  })

  it('[RI21.3] the person is told by letter of another password', async () => {
    await expect.poll(() => news('po-regolazione@ente.it'), { timeout: 15_000 }).toContain('Password cambiata')
  })

  it('[RI21.4] the person is told by letter of another second factor', async () => {
    const own = await api.signIn('po-registro-imprese')
    const BEGIN = 'mutation($password: String!) { totpBegin(password: $password) { ... on TotpOffer { secret } } }'
    const { totpBegin } = await own.ask<{ totpBegin: { secret: string } }>(BEGIN, { password: DEMO_PASSWORD })
    const code = new TOTP({ secret: totpBegin.secret }).generate()
    await own.ask('mutation($code: String!) { totpConfirm(code: $code) { __typename } }', { code })
    await expect
      .poll(() => news('po-registro-imprese@ente.it'), { timeout: 15_000 })
      .toContain('Secondo fattore attivato')
  })

  it('[RI21.6] the person is told in the app and by letter also where no mail was chosen', async () => {
    await orm.em.fork().execute(`update "account" set "mail" = 'none' where "username" = 'oiv'`)
    const own = await api.signIn('oiv')
    const CHANGE = `mutation($current: String!, $password: String!) {
      passwordChange(current: $current, password: $password) { __typename } }`
    await own.ask(CHANGE, { current: DEMO_PASSWORD, password: 'quattro cavalli e un ombrello' })
    await expect.poll(() => news('oiv@ente.it'), { timeout: 15_000 }).toContain('Password cambiata')
    const told = `select "subject" from "notice" where "person" = 'oiv' and "kind" = 'account.password'`
    expect(await orm.em.fork().execute(told)).toEqual([{ subject: 'Password cambiata' }])
  })
})
