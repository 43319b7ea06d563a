import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openOrm } from '../../../../server/src/app/open-orm'
import { type Api, startApi } from '../../../support/api'
import { demoDatabase, freshDatabase, KINDS } from '../../../support/databases'
import { aPush, edit } from '../../../support/push'
import { planText } from '../../../support/plan-files'

interface Said {
  readonly status: number
  readonly code: string | undefined
  readonly data: Record<string, { readonly code?: string; readonly __typename?: string }> | null | undefined
}

const SIGN_IN = 'signIn(username: "organi", password: "not the password") { __typename ... on Refusal { code } }'
const MINUTE = 60_000
const times = (count: number, one: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => one(at)).join(' ')
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)

describe.each(KINDS)('what a request costs, on %s', (kind) => {
  let api: Api
  const logged: unknown[] = []
  beforeAll(async () => {
    api = await startApi(await demoDatabase(kind), { log: (error) => logged.push(error) })
  })
  afterAll(() => api.close())

  async function send(body: string | Buffer, cookie = '', headers: Record<string, string> = {}): Promise<Said> {
    const response = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}), ...headers },
      payload: body,
    })
    const answer = response.json<{ data?: Said['data']; errors?: { extensions: { code: string } }[] }>()
    return { status: response.statusCode, code: answer.errors?.[0]?.extensions.code, data: answer.data }
  }
  const ask = (query: string, cookie = '', variables: object = {}): Promise<Said> =>
    send(JSON.stringify({ query, variables }), cookie)

  it('[RI11.5] root fields are counted where a fragment is spread, one sign-in is all that a request holds', async () => {
    expect((await ask('{ me { person } status { version } }')).data).toBeTruthy()
    expect((await ask(`mutation { ${SIGN_IN} }`)).data?.['signIn']?.code).toBe('WRONG_CREDENTIALS')
    const many = times(450, (at) => `a${at}: status { version }`)
    const liars = [
      `{ ${many} }`,
      `{ ...F } fragment F on Query { ${many} }`,
      `{ ... { ${many} } }`,
      `{ ... on Query { ... { ...F } } } fragment F on Query { ${many} }`,
      `{ ...F ...F ...F ...F } fragment F on Query { a: me { person } b: me { person } c: me { person } d: me { person } }`,
      `mutation { a: ${SIGN_IN} b: ${SIGN_IN} }`,
      `mutation { ...F ... { b: ${SIGN_IN} } } fragment F on Mutation { a: ${SIGN_IN} }`,
    ]
    for (const query of liars) {
      // Refused whole, before anything of it was done.
      const { data, code } = await ask(query)
      expect([query.slice(0, 80), data ?? null, typeof code]).toEqual([query.slice(0, 80), null, 'string'])
    }
  })

  it('[RI11.1] a document that spells out without end is counted without end', async () => {
    const chain = times(
      30,
      (at) => `fragment F${at} on Query { a${at}: __typename ...F${at + 1} ... on Query { ...F${at + 1} } }`,
    )
    expect((await ask(`{ ...F0 } ${chain} fragment F30 on Query { __typename }`)).code).toBe('QUERY_TOO_BIG')
    const round = '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'
    expect((await ask(round)).code).toBe('GRAPHQL_VALIDATION_FAILED')
  })

  it('[RI11.6] what is asked of every row is asked once', async () => {
    const { cookie } = await api.signIn('organi')
    const tree = (fields: string) => `{ tree(body: "CCIAA-MS", year: 2021) { __typename ... on Tree { ${fields} } } }`
    expect((await ask(tree('title areas { strategic { title } }'), cookie)).data?.['tree']?.__typename).toBe('Tree')
    const again = times(9, (at) => `a${at}: areas { strategic { indicators { title } } }`)
    expect((await ask(tree(again), cookie)).code).toBe('QUERY_TOO_BIG')
    expect((await ask(tree(times(200, (at) => `t${at}: title`)), cookie)).code).toBe('QUERY_TOO_BIG')
    const described = '{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }'
    expect((await ask('{ __schema { types { name fields { name } } } }')).data).toBeTruthy()
    expect((await ask(described)).code).toBe('QUERY_TOO_BIG')
  })

  it('[RI12.5] brackets inside each other by thousands are refused, wherever they stand', async () => {
    for (const depth of [3000, 20_000]) {
      const inText = `{ status { version } x: __type(name: ${nested(depth)}) { name } }`
      expect(['text', depth, (await ask(inText)).code]).toEqual(['text', depth, 'QUERY_TOO_BIG'])
      const selections = `${'{ a'.repeat(depth)}${'}'.repeat(depth)}`
      expect(['selections', depth, (await ask(selections)).code]).toEqual(['selections', depth, 'QUERY_TOO_BIG'])
      const variables = `{"query":"query($x: String) { status { version } }","variables":{"x":${nested(depth)}}}`
      expect(['variables', depth, (await send(variables)).code]).toEqual(['variables', depth, 'QUERY_TOO_BIG'])
    }
    expect(logged).toEqual([])
  })

  it('[RI12.7] one operation with a content of that kind is refused, and takes no other along', async () => {
    const { cookie } = await api.signIn('po-registro-imprese')
    const pushed = async (measure: string, note: string) => {
      const [query, { push }] = aPush([
        edit(measure, 'RI', 'DEEP' as never, { field: 'note' }),
        edit(measure, 'RI', { type: 'number', number: 5 }),
      ])
      const { data } = await send(JSON.stringify({ query, variables: { push } }).replace('"DEEP"', note), cookie)
      const { verdicts } = data?.['sync'] as unknown as { verdicts: { type: string }[] }
      return verdicts.map(({ type }) => type)
    }
    expect(await pushed('Percent_LibriRI.num', '"una nota"')).toEqual(['applied', 'applied'])
    expect(await pushed('Percent_LibriRI.den', nested(3000))).toEqual(['rejected', 'applied'])
    expect(await pushed('Percent_VerbaliRI.num', nested(20_000))).toEqual(['rejected', 'applied'])
    expect(logged).toEqual([])
  })

  it('[RI12.2] only a plan of a controller may be large, whatever a comment says and however it is packed', async () => {
    const IMPORT = 'mutation($text: String!) { planImport(text: $text) { __typename } }'
    const controller = await api.signIn('controllo-gestione')
    const head = await api.signIn('organi')
    const large = `${planText('cciaa-ms-2021-2023')}${' '.repeat(1_200_000)}`
    const imported = await ask(IMPORT, controller.cookie, { text: large })
    expect(imported.data?.['planImport']?.__typename).toBe('PlanImported')

    const STATUS = '# planImport\nquery($text: String) { status { version } me { person } }'
    const body = (query: string) => JSON.stringify({ query, variables: { text: large } })
    const packed = { 'content-encoding': 'gzip' }
    const tries: [string, string | Buffer, string, Record<string, string>][] = [
      ['a comment', body(STATUS), controller.cookie, {}],
      ['nobody', body(IMPORT), '', {}],
      ['somebody else', body(IMPORT), head.cookie, {}],
      ['a comment, packed', gzipSync(body(STATUS)), controller.cookie, packed],
      ['nobody, packed', gzipSync(body(IMPORT)), '', packed],
      ['another field, packed', gzipSync(body('query($text: String) { status { version } }')), '', packed],
      [
        'a sign-in beside it',
        body(`mutation($text: String!) { planImport(text: $text) { __typename } ${SIGN_IN} }`),
        controller.cookie,
        {},
      ],
    ]
    for (const [what, payload, cookie, headers] of tries) {
      const { code, status, data } = await send(payload, cookie, headers)
      expect([what, data ?? null]).toEqual([what, null])
      expect([what, code === 'QUERY_TOO_BIG' ? 'REQUEST_TOO_LARGE' : code, status >= 400]).toEqual([
        what,
        'REQUEST_TOO_LARGE',
        true,
      ])
    }
  })

  it('[RI12.8] what is small comes packed, and without its length', async () => {
    const text = JSON.stringify({ query: '{ status { version } }' })
    expect((await send(gzipSync(text), '', { 'content-encoding': 'gzip' })).data?.['status']).toBeTruthy()
    expect((await send(gzipSync(text).subarray(0, 20), '', { 'content-encoding': 'gzip' })).status).toBe(400)
  })

  it('[RI14.1] the cheap refusal comes first: no password is judged where nobody waits for one', async () => {
    const password = 'aA1!'.repeat(250)
    const setup = (of: string) =>
      `mutation { setup(input: { bodyCode: "X", bodyName: "Y", username: "z", title: "T", password: "${of}" }) { __typename ... on Refusal { code } } }`
    // The demo has its bodies: whatever the password is, that is what is said.
    expect((await ask(setup(password))).data?.['setup']?.code).toBe('DEMO')
    const set = `mutation { passwordSet(token: "x", password: "${password}") { __typename ... on Refusal { code } } }`
    expect((await ask(set)).data?.['passwordSet']?.code).toBe('LINK_EXPIRED')
    const long = `mutation { signIn(username: "${'x'.repeat(100_000)}", password: "y") { __typename ... on Refusal { code } } }`
    expect(
      (await send(JSON.stringify({ query: long }))).code ?? (await ask('{ me { person } }')).data?.['me'],
    ).toBeDefined()
  })
})

describe('a body that is there', () => {
  it('[RI14.1] is said before the password of another first one is looked at', async () => {
    const api = await startApi(await freshDatabase('sqlite'), { demo: false })
    const ask = async (password: string) => {
      const input = { bodyCode: 'ENTE', bodyName: 'Ente', username: 'anna', title: 'Controllo', password }
      const query = 'mutation($input: SetupInput!) { setup(input: $input) { __typename ... on Refusal { code } } }'
      const { setup } = await api.nobody.ask<{ setup: { code?: string; __typename: string } }>(query, { input })
      return setup.code ?? setup.__typename
    }
    expect(await ask('abc')).toBe('PASSWORD_TOO_SHORT')
    expect(await ask('cavallo batteria graffetta giusta')).toBe('Session')
    for (const weak of ['abc', 'a'.repeat(1000), 'aA1!'.repeat(250)])
      expect([weak.length, await ask(weak)]).toEqual([weak.length, 'ALREADY_SET_UP'])
    await api.close()
  })

  it('[RI14.2] a password of a thousand characters is judged by its beginning', async () => {
    const api = await startApi(await freshDatabase('sqlite'), { demo: false })
    const input = { bodyCode: 'ENTE', bodyName: 'Ente', username: 'anna', title: 'Controllo', password: '' }
    const query = 'mutation($input: SetupInput!) { setup(input: $input) { __typename ... on Refusal { code } } }'
    let turns = 0
    const timer = setInterval(() => (turns += 1), 1)
    const weak = { ...input, password: 'l0v3'.repeat(250) }
    expect(await api.nobody.ask(query, { input: weak })).toEqual({
      setup: { __typename: 'Refusal', code: 'PASSWORD_TOO_WEAK' },
    })
    clearInterval(timer)
    expect(turns).toBeGreaterThan(0)
    const strong = { ...input, password: `cavallo batteria graffetta giusta ${'a'.repeat(900)}` }
    expect(await api.nobody.ask(query, { input: strong })).toEqual({ setup: { __typename: 'Session' } })
    await api.close()
  }, 60_000)

  it('[RI15.2] four hundred links that open nothing leave a few rows in the record', async () => {
    const database = await demoDatabase('sqlite')
    const api = await startApi(database)
    const rows = () => api.statements().filter((statement) => /insert into .?record.? /i.test(statement)).length
    const query =
      'mutation($token: String!) { passwordSet(token: $token, password: "cavallo batteria graffetta") { ... on Refusal { code } } }'
    api.statements()
    expect(await api.nobody.ask(query, { token: 'x' })).toEqual({ passwordSet: { code: 'LINK_EXPIRED' } })
    expect(rows()).toBe(1)
    for (let at = 0; at < 399; at++) await api.nobody.ask(query, { token: `x${at}` })
    expect(rows()).toBeLessThan(30)
    await api.close()
  }, 120_000)

  it('[RI15.3] how many refusals were not written down stands in the next entry', async () => {
    const database = await demoDatabase('sqlite')
    const api = await startApi(database)
    const query =
      'mutation { passwordSet(token: "x", password: "cavallo batteria graffetta") { ... on Refusal { code } } }'
    const began = Date.now()
    vi.useFakeTimers({ toFake: ['Date'], now: began + 2 * MINUTE })
    for (let at = 0; at < 13; at++) await api.nobody.ask(query)
    vi.setSystemTime(began + 3 * MINUTE)
    await api.nobody.ask(query)
    vi.useRealTimers()
    const orm = await openOrm(database)
    const rows = await orm.em.execute<{ detail: string }[]>(
      `select "detail" from "record" where "action" = 'passwordSet' order by "seq"`,
    )
    await orm.close(true)
    await api.close()
    expect(rows).toHaveLength(11)
    expect(JSON.parse(rows[10]?.detail ?? '')).toEqual({ code: 'LINK_EXPIRED', untold: 3 })
  })

  it('[RI15.1] setup, links and envelopes are asked a few times a minute from one address', async () => {
    const api = await startApi(await demoDatabase('sqlite'), { floodLimit: { perDoor: 10, perAddress: 60 } })
    const code = async (query: string) => {
      const answer = await api.nobody.ask<Record<string, { code: string }>>(query)
      return Object.values(answer)[0]?.code
    }
    const tries = {
      link: 'mutation { passwordSet(token: "x", password: "cavallo batteria graffetta") { ... on Refusal { code } } }',
      envelope: 'mutation { siteExchange(envelope: "x") { ... on Refusal { code } } }',
    }
    for (const [what, query] of Object.entries(tries)) {
      const first = await code(query)
      expect([what, first]).not.toEqual([what, 'TOO_MANY_ATTEMPTS'])
      const said = new Set<string | undefined>()
      for (let at = 0; at < 15; at++) said.add(await code(query))
      expect([what, said.has('TOO_MANY_ATTEMPTS')]).toEqual([what, true])
    }
    await api.close()
  })
})

describe('a real line', () => {
  it('[RI12.4] is told that a request is too large before it has sent it, and without a length when it has', async () => {
    const api = await startApi(await demoDatabase('sqlite'))
    const address = new URL(await api.app.listen({ port: 0, host: '127.0.0.1' }))
    const talk = (write: (socket: ReturnType<typeof connect>) => void) =>
      new Promise<string>((done) => {
        let said = ''
        const socket = connect(Number(address.port), '127.0.0.1', () => write(socket))
        socket.on('data', (chunk) => (said += chunk.toString()))
        socket.on('error', () => done(said))
        socket.on('close', () => done(said))
      })
    const head = 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n'
    const announced = await talk((socket) => socket.write(`${head}content-length: 5000000\r\n\r\n`))
    expect(announced).toMatch(/^HTTP\/1.1 413 /)
    expect(announced).toContain('REQUEST_TOO_LARGE')
    const chunk = `10000\r\n${'x'.repeat(0x1_0000)}\r\n`
    const unannounced = await talk((socket) => {
      socket.write(`${head}transfer-encoding: chunked\r\n\r\n`)
      for (let at = 0; at < 20; at++) socket.write(chunk)
    })
    expect(unannounced).toMatch(/^HTTP\/1.1 413 /)
    await api.close()
  })
})

describe('a plan', () => {
  const IMPORT = `mutation($text: String!) { planImport(text: $text) { __typename
    ... on PlanFaults { faults { code path } } ... on Refusal { code } } }`

  it('[PL7.1] of twenty thousand units in a chain is refused for its size, and one of its kind that fits is taken', async () => {
    const api = await startApi(await demoDatabase('sqlite'))
    const controller = await api.signIn('controllo-gestione')
    const plan = JSON.parse(planText('cciaa-ms-2021-2023')) as { units: object[] }
    const withChain = (count: number) => {
      const chain = Array.from({ length: count }, (_, at) => ({
        code: `UX${at}`,
        name: `Unità ${at}`,
        kind: 'office',
        ...(at === 0 ? {} : { parent: `UX${at - 1}` }),
      }))
      return JSON.stringify({ ...plan, units: [...plan.units, ...chain] })
    }
    expect(await controller.ask(IMPORT, { text: withChain(100) })).toEqual({
      planImport: { __typename: 'PlanImported' },
    })
    expect(await controller.ask(IMPORT, { text: withChain(20_000) })).toEqual({
      planImport: { __typename: 'PlanFaults', faults: [{ code: 'SCHEMA_MAX_ITEMS', path: 'units' }] },
    })
    await api.close()
  }, 180_000)
})
