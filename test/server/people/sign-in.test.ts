import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { realClock } from '../../../server/src/kernel/runtime/clock'
import { DEMO_PASSWORD } from '../../../server/src/identity/sessions/demo-accounts'
import { IDLE_DAYS } from '../../../server/src/identity/sessions/sessions'
import { RIGHTS } from '@traguardo/shared/people'
import { theSchema } from '../../../server/src/app/schema/build'
import { type Api, startApi } from '../../support/api'
import { demoDatabase, freshDatabase, KINDS } from '../../support/databases'

const SIGN_IN = `mutation($username: String!, $password: String!) {
  signIn(username: $username, password: $password) { __typename ... on Refusal { code message } ... on Session { person title body roles { role unit } } } }`
const ME = '{ me { person } }'
const SETUP = `mutation($input: SetupInput!) { setup(input: $input) { __typename ... on Refusal { code } ... on Session { body } } }`
const input = {
  bodyCode: 'PROVA',
  bodyName: 'Ente di prova',
  username: 'cdg',
  password: 'una frase lunga e mia',
  title: 'Controllo di gestione',
}

it('every root field of the schema has a row in the table of rights, and no row is idle', async () => {
  const schema = await theSchema()
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
  const fields = roots.flatMap((type) => Object.keys(type?.getFields() ?? {}).map((name) => `${type?.name}.${name}`))
  expect(fields.sort()).toEqual(Object.keys(RIGHTS).sort())
})

describe.each(KINDS)('sign-in on %s', (kind) => {
  let api: Api
  const post = (payload: object | string, headers: Record<string, string> = {}) =>
    api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'apollo-require-preflight': '1', 'content-type': 'application/json', ...headers },
      payload,
    })
  const signIn = (username: string, password: string) => post({ query: SIGN_IN, variables: { username, password } })

  beforeAll(async () => {
    api = await startApi(await demoDatabase(kind))
  })
  afterAll(() => api.close())

  it('gives a session in a cookie that scripts and other sites cannot use', async () => {
    const response = await signIn('po-registro-imprese', DEMO_PASSWORD)
    expect(response.json()).toMatchObject({
      data: {
        signIn: {
          person: 'po-registro-imprese',
          body: 'CCIAA-MS',
          roles: expect.arrayContaining([
            { role: 'unit-head', unit: 'RI' },
            { role: 'manager', unit: 'RI' },
          ]),
        },
      },
    })
    const closed = { httpOnly: true, sameSite: 'Strict', path: '/' }
    expect(response.cookies).toMatchObject([
      { name: 'traguardo', ...closed },
      { name: 'traguardo-dispositivo', ...closed },
    ])
  })

  it('answers alike for a wrong password and an unknown name', async () => {
    const [wrong, unknown] = [await signIn('po-registro-imprese', 'sbagliata'), await signIn('nessuno', 'sbagliata')]
    expect(wrong.json()).toEqual(unknown.json())
    expect(wrong.json()).toMatchObject({ data: { signIn: { __typename: 'Refusal' } } })
    expect(wrong.cookies).toEqual([])
  })

  it('ends with the sign-out, at the server too', async () => {
    const [cookie] = (await signIn('po-registro-imprese', DEMO_PASSWORD)).cookies
    const headers = { cookie: `${cookie?.name}=${cookie?.value}` }
    expect((await post({ query: ME }, headers)).json()).toEqual({ data: { me: { person: 'po-registro-imprese' } } })
    await post({ query: 'mutation { signOut }' }, headers)
    expect((await post({ query: ME }, headers)).json()).toEqual({ data: { me: null } })
  })

  it('ends by itself when it was long not used', async () => {
    const database = await demoDatabase(kind)
    let days = 0
    const clock = { now: () => new Date(Date.parse(realClock.now()) + days * 86_400_000).toISOString() }
    const own = await startApi(database, { clock })
    const po = await own.signIn('po-registro-imprese')
    days = IDLE_DAYS - 1
    expect(await po.ask(ME)).toEqual({ me: { person: 'po-registro-imprese' } })
    days = 2 * IDLE_DAYS + 1
    expect(await po.ask(ME)).toEqual({ me: null })
    await own.close()
  })

  it.each([
    ['no JSON', 'xx'],
    ['no query', '{}'],
    ['no GraphQL', JSON.stringify({ query: '{ me { ' })],
    ['an unknown field', JSON.stringify({ query: '{ passwords }' })],
    ['a wrong variable', JSON.stringify({ query: SIGN_IN, variables: { username: 7 } })],
    ['a query too deep', JSON.stringify({ query: `{ ${'a { '.repeat(30)} b ${'}'.repeat(31)}` })],
    ['an array', '[]'],
    ['null', 'null'],
  ])('answers %s with a code and Italian words, never with a 500', async (_, payload) => {
    const response = await post(payload)
    expect(response.statusCode).toBeLessThan(500)
    const [error] = response.json<{ errors: { message: string; extensions: { code: string } }[] }>().errors
    expect(error?.extensions.code).toMatch(/^[A-Z_]+$/)
    expect(error?.message).toMatch(/^(La|I|Il|Le) /)
  })

  it('is closed to other sites: a form post without the header is refused', async () => {
    const response = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'text/plain' },
      payload: JSON.stringify({ query: ME }),
    })
    expect(response.statusCode).toBeGreaterThanOrEqual(400)
    expect(response.statusCode).toBeLessThan(500)
  })

  it('offers no setup once there is a body', async () => {
    expect(await api.nobody.ask(SETUP, { input })).toMatchObject({ setup: { __typename: 'Refusal' } })
  })
})

describe.each(KINDS)('the first run on %s', (kind) => {
  it('makes the first body and its controller once, and a good password is needed', async () => {
    const api = await startApi(await freshDatabase(kind), { demo: false, clock: realClock })
    expect(await api.nobody.ask('{ status { needsSetup demo accounts { username } demoPassword } }')).toEqual({
      status: { needsSetup: true, demo: false, accounts: [], demoPassword: null },
    })
    const refused = [{ password: 'corta' }, { bodyCode: 'con spazi' }, { bodyName: ' ' }, { username: '../x' }]
    for (const change of refused)
      expect(await api.nobody.ask(SETUP, { input: { ...input, ...change } }), JSON.stringify(change)).toMatchObject({
        setup: { __typename: 'Refusal' },
      })
    expect(await api.nobody.ask(SETUP, { input })).toEqual({ setup: { __typename: 'Session', body: 'PROVA' } })
    expect(await api.nobody.ask(SETUP, { input: { ...input, bodyCode: 'ALTRO', username: 'altro' } })).toMatchObject({
      setup: { __typename: 'Refusal' },
    })
    expect(await (await api.signIn('cdg', input.password)).ask(ME)).toMatchObject({
      me: { person: expect.any(String) },
    })
    await api.close()
  })

  it('never serves demo data as real, nor real data as a demo', async () => {
    const database = await demoDatabase(kind)
    await (await startApi(database)).close()
    await expect(startApi(database, { demo: false, clock: realClock })).rejects.toThrow('dimostrazione')
  })
})
