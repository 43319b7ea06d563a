import { type IncomingMessage, request as ask } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AppParts } from '../../../server/src/app/app'
import { openOrm } from '../../../server/src/app/open-orm'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { errorLog } from '../../../server/src/kernel/log/log'
import { requestIds } from '../../../server/src/kernel/http/request'
import { startScheduler } from '../../../server/src/app/scheduler'
import { readSettings } from '../../../server/src/app/settings'
import { createAfterwards } from '../../../server/src/identity/accounts/guesses/lanes'
import type { SiteNode } from '../../../server/src/sites/node/site-node'
import { startSiteTimer } from '../../../server/src/sites/node/run-site'
import { type Api, startApi } from '../../support/api'
import { inFolder } from '../../support/storages'
import { demoDatabase, KINDS } from '../../support/databases'
import { keptLog } from '../../support/log-lines'
import { Canaries, found } from '../hostile/stage/canaries'
import { graphql, type Reply, Wire } from '../hostile/wire/http'
import { operation, push, SYNC } from '../hostile/wire/sync'
import { begin, standing } from '../hostile/wire/tus'
import { signIn } from '../hostile/stage/speakers'

const ID = /^[\da-f]{10}$/

/** Everything that goes along with a request, each part with something of somebody's. */
function hostile(canaries: Canaries) {
  const own = (name: string): string => canaries.plain(name, 'own')
  const text = (name: string): string => canaries.text(name, 'own')
  return {
    'user-agent': own('browser'),
    referer: `https://ente.it/${own('page before')}`,
    cookie: `traguardo=${own('token of a session')}; altro=${own('another cookie')}`,
    authorization: `Bearer ${own('token')}`,
    'x-forwarded-for': own('address of a client'),
    'x-real-ip': own('another address'),
    'x-request-id': own('id from outside'),
    traceparent: own('trace'),
    'accept-language': own('language'),
    from: `${own('mail')}@ente.it`,
    'x-odd': encodeURIComponent(text('odd header')),
  }
}

describe.each(KINDS)('the log on %s', (kind) => {
  const log = keptLog()
  const canaries = new Canaries()
  let api: Api
  let wire: Wire
  let port: number
  const own = (name: string): string => canaries.plain(name, 'own')
  const text = (name: string): string => canaries.text(name, 'own')
  const parts: Partial<AppParts> = {
    logger: log.logger,
    mail: { url: 'smtp://127.0.0.1:9', from: 'traguardo@ente.it' },
  }
  let database: Awaited<ReturnType<typeof demoDatabase>>

  beforeAll(async () => {
    database = await demoDatabase(kind)
    const evidenceDir = `/tmp/traguardo-log-${process.pid}-${kind}`
    api = await startApi(database, { ...parts, storage: inFolder(evidenceDir) })
    const url = await api.app.listen({ port: 0, host: '127.0.0.1' })
    port = Number(new URL(url).port)
    wire = new Wire(url)
  })
  afterAll(async () => {
    wire.close()
    await api.close()
  })

  /** Whoever reads the table meets an error that nobody foresaw. On PostgreSQL one that is not there would say `SERVER_OUTDATED`. */
  async function breakTable(orm: Orm, table: string): Promise<void> {
    await orm.em.execute(`alter table "${table}" rename to "${table}_away"`)
    if (kind === 'postgresql')
      await orm.em.execute(
        `create view "${table}" as select * from "${table}_away" where (select 1 / (count(*) - count(*)) from "${table}_away") = 1`,
      )
  }
  async function mendTable(orm: Orm, table: string): Promise<void> {
    if (kind === 'postgresql') await orm.em.execute(`drop view "${table}"`)
    await orm.em.execute(`alter table "${table}_away" rename to "${table}"`)
  }

  const linesOf = async (work: () => Promise<unknown>) => {
    log.forget()
    const said = await work()
    // What is written after the answer.
    await new Promise((done) => setTimeout(done, 50))
    return { said, lines: log.lines() }
  }

  it('[RI49.1] has one line for a request', async () => {
    const { said, lines } = await linesOf(() => wire.ask({}, '{ answer: status { version } }'))
    const id = (said as Reply).headers['x-request-id']
    expect(id).toMatch(ID)
    expect(lines).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        request: id,
        method: 'POST',
        route: '/graphql',
        asks: ['status'],
        status: 200,
        ms: expect.any(Number),
        msg: 'richiesta',
      },
    ])
  })

  it('[RI50.1] gives a request an id of ours, in its answer and in its line', async () => {
    const { said, lines } = await linesOf(() => wire.ask({}, '{ answer: status { version } }'))
    const id = (said as Reply).headers['x-request-id']
    expect(id).toMatch(ID)
    expect(lines.map(({ request }) => request)).toEqual([id])
  })

  it('[RI49.3] holds nothing of what went along with requests, in whatever part', async () => {
    const headers = hostile(canaries)
    const victim = { ...headers, ...(await signIn(wire, 'po-registro-imprese')) }
    const post = (body: string | Buffer, more: object = {}) =>
      wire.send({
        method: 'POST',
        path: '/graphql',
        headers: { ...headers, 'content-type': 'application/json', 'apollo-require-preflight': '1', ...more },
        body,
      })
    const key = { body: 'CCIAA-MS', measure: own('measure'), unit: own('unit'), year: 2021, period: 2, field: 'note' }
    const { lines } = await linesOf(async () => {
      const name = own('operation').replaceAll('-', '_')
      await wire.send({ path: `/${own('path')}?${own('name')}=${encodeURIComponent(text('value'))}`, headers })
      await wire.send({ path: `/password/${own('link of a password')}`, headers: { ...headers, accept: 'text/html' } })
      await wire.send({ path: `/calendario/${own('secret of a calendar')}.ics`, headers })
      await wire.send({ path: `/prove/${own('hash')}`, headers: victim })
      await wire.send({ path: `/registro.jsonl?x=${own('query')}`, headers })
      await wire.send({ path: `/%ff${own('address that is none')}`, headers })
      await wire.send({ method: own('method'), path: '/', headers }).catch(() => undefined)
      await wire.send(begin(victim, own('hash of an upload'), 10))
      await wire.send(standing(victim, own('name of an upload')))
      await wire.ask(headers, `query ${name} { answer: me { person } }`)
      await wire.ask(headers, `# ${text('comment')}\n{ ${name}: me { ${name} } }`)
      await wire.ask(headers, `{ ${name}(x: "${text('literal')}") { x } }`)
      await wire.ask(
        headers,
        'mutation($u: String!, $p: String!) { answer: signIn(username: $u, password: $p) { __typename } }',
        { u: own('username'), p: text('password'), altro: text('variable') },
      )
      await wire.ask(headers, 'mutation($u: String!) { answer: passwordForgotten(username: $u) }', {
        u: own('forgotten'),
      })
      await wire.send(
        graphql(victim, SYNC, {
          push: push('CCIAA-MS', own('node'), [operation('po-registro-imprese', own('device'), key, text('note'))], {
            device: own('device name'),
          }),
        }),
      )
      await wire.send(graphql(victim, SYNC, { push: { [own('field')]: text('value of no field') } }))
      await post(`{"query": ${own('no JSON')}`)
      await post(JSON.stringify({ query: '{ status { version } }', operationName: own('name of an operation') }))
      await post(own('plain'), { 'content-type': 'text/plain' })
      await post(text('form'), { 'content-type': own('content type') })
    })
    expect(lines.length).toBeGreaterThanOrEqual(17)
    expect(found(canaries.all, log.text())).toEqual([])
    // What the program itself names is there.
    for (const route of ['/prove/:sha256', '/calendario/:token.ics', '/graphql', '*'])
      expect(lines.filter((line) => line['route'] === route).length, route).toBeGreaterThan(0)
    expect(lines.flatMap(({ asks }) => asks ?? [])).toEqual(expect.arrayContaining(['signIn', 'sync', 'me']))
  })

  it('[RI50.2] what is no HTTP is told with an id, and written down without a word of it', async () => {
    const { said, lines } = await linesOf(
      () =>
        new Promise<string>((done) => {
          let all = ''
          const socket = connect(port, '127.0.0.1', () => socket.write(`${own('no HTTP')}\r\n\r\n`))
          socket.on('data', (chunk) => (all += chunk.toString()))
          socket.on('close', () => done(all))
        }),
    )
    const id = /x-request-id: (\S+)/.exec(String(said))?.[1]
    expect(id).toMatch(ID)
    expect(String(said)).toContain(`"request":"${id}"`)
    expect(lines).toMatchObject([{ request: id, status: 400 }])
    expect(found(canaries.all, log.text())).toEqual([])
  })

  it('[RI49.1] a request whose sender went away has its line too', async () => {
    const { lines } = await linesOf(
      () =>
        new Promise<void>((done) => {
          const going = ask({
            port,
            host: '127.0.0.1',
            path: '/graphql',
            method: 'POST',
            headers: { 'content-type': 'application/json', 'content-length': 1000 },
          })
          going.on('error', () => done())
          going.write('{')
          setTimeout(() => going.destroy(), 100)
        }),
    )
    expect(lines.filter(({ level }) => level !== 'debug')).toMatchObject([
      { method: 'POST', route: '/graphql', msg: 'richiesta interrotta' },
    ])
  })

  it('[RI49.4] [RI50.3] an error that nobody foresaw: the person reads its id, the log tells kind and place, and no values', async () => {
    const orm = await openOrm(database)
    await breakTable(orm, 'account')
    const { said, lines } = await linesOf(() =>
      wire.ask(
        { ...hostile(canaries), cookie: '' },
        'mutation($u: String!, $p: String!) { answer: signIn(username: $u, password: $p) { __typename } }',
        { u: own('name in a statement'), p: text('password in an error') },
      ),
    )
    await mendTable(orm, 'account')
    await orm.close(true)
    const { headers, code, message, text: body } = said as Reply
    const id = headers['x-request-id']
    expect({ code, message }).toEqual({
      code: 'INTERNAL_ERROR',
      message: `Errore imprevisto del server: riprovi, e se si ripete avvisi chi lo gestisce (codice richiesta ${id}).`,
    })
    expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { request: id } }] })
    const errors = lines.filter(({ level }) => level === 'error')
    expect(errors).toMatchObject([{ request: id, err: { type: expect.any(String), message: expect.any(String) } }])
    expect(JSON.stringify(errors)).toMatch(/SQLITE_ERROR|22012/)
    expect(found(canaries.all, log.text())).toEqual([])
  })

  it('[RI50.3] an upload that fails here is told with its id as well', async () => {
    const victim = await signIn(wire, 'po-registro-imprese')
    const orm = await openOrm(database)
    await breakTable(orm, 'evidence_claim')
    const { said, lines } = await linesOf(() => wire.send(begin(victim, 'a'.repeat(64), 10)))
    await mendTable(orm, 'evidence_claim')
    await orm.close(true)
    const { code, message, headers } = said as Reply
    const id = headers['x-request-id']
    expect(code).toBe('INTERNAL_ERROR')
    expect(message).toContain(`(codice richiesta ${id})`)
    expect(lines.filter(({ level, request }) => level === 'error' && request === id)).toHaveLength(1)
    expect(lines.filter(({ route, request }) => route === '/prove/carico' && request === id)).toHaveLength(1)
  })

  it('[RI50.3] who is known is told the id also where it is the session that cannot be read', async () => {
    const victim = await signIn(wire, 'po-registro-imprese')
    const orm = await openOrm(database)
    await breakTable(orm, 'session')
    const answer = await wire.ask(victim, '{ answer: me { person } }')
    await mendTable(orm, 'session')
    await orm.close(true)
    expect(answer.code).toBe('INTERNAL_ERROR')
    expect(answer.message).toContain(`(codice richiesta ${answer.headers['x-request-id']})`)
  })
})

describe('ids from outside', () => {
  const THEIRS = '0a1b2c3d4e5f60718293a4b5c6d7e8f9'
  const idBy = (setting: string | undefined, id: string, remoteAddress = '127.0.0.1') => {
    const { proxy } = readSettings(setting === undefined ? {} : { TRAGUARDO_PROXY: setting }, '/x')
    return requestIds(proxy)({
      headers: { 'x-request-id': id },
      socket: { remoteAddress },
    } as unknown as IncomingMessage)
  }

  it('[RI50.4] are taken from a proxy of the setting alone', () => {
    expect(idBy(undefined, THEIRS)).toMatch(ID)
    expect(idBy('1', THEIRS)).toBe(THEIRS)
    expect(idBy('10.0.0.0/8', THEIRS)).toMatch(ID)
    expect(idBy('10.0.0.0/8', THEIRS, '10.1.2.3')).toBe(THEIRS)
    expect(idBy('10.0.0.0/8', THEIRS, '::ffff:10.1.2.3')).toBe(THEIRS)
    expect(idBy('10.0.0.0/8', THEIRS, '')).toMatch(ID)
    expect(idBy('uniquelocal,2001:db8::1', THEIRS, '2001:db8::1')).toBe(THEIRS)
    expect(idBy('loopback', THEIRS)).toBe(THEIRS)
  })

  it('[RI50.5] are taken only where they can be nothing else', () => {
    expect(idBy('1', '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9')).toBe('0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9')
    for (const odd of ['mario.rossi@ente.it', 'ab'.repeat(60), 'mario-rossi', '', `${THEIRS}\n`])
      expect(idBy('1', odd), odd).toMatch(ID)
  })

  it('[RI50.4] are those of the application that runs behind it', async () => {
    const { proxy } = readSettings({ TRAGUARDO_PROXY: '1' }, '/x')
    const api = await startApi(await demoDatabase('sqlite'), { proxy })
    const answer = await api.app.inject({ url: '/salute', headers: { 'x-request-id': THEIRS } })
    await api.close()
    expect(answer.headers['x-request-id']).toBe(THEIRS)
  })
})

describe('the setting', () => {
  it('[RI49.6] names a level, or nothing starts', () => {
    expect(readSettings({}, '/x').logLevel).toBe('info')
    expect(readSettings({ TRAGUARDO_LOG: ' Warn ' }, '/x').logLevel).toBe('warn')
    expect(() => readSettings({ TRAGUARDO_LOG: 'tutto' }, '/x')).toThrow(
      'TRAGUARDO_LOG vale «tutto»: scriva uno fra silent, error, warn, info, debug',
    )
  })

  it('[RI49.5] decides what is written', () => {
    const written = (level: Parameters<typeof keptLog>[0]): number => {
      const { logger, lines } = keptLog(level)
      for (const one of ['debug', 'info', 'warn', 'error'] as const) logger[one](one)
      return lines().length
    }
    expect((['debug', 'info', 'warn', 'error', 'silent'] as const).map(written)).toEqual([4, 3, 2, 1, 0])
  })
})

describe('what is done by itself', () => {
  it('[RI49.2] is written down under its name, when it fails and, where that is asked for, when it does not', async () => {
    const log = keptLog()
    const stops = ['mail', 'push'].map((name) =>
      startScheduler(
        {
          name,
          limit: 60_000,
          run: () => (name === 'mail' ? Promise.reject(new Error('no line')) : Promise.resolve()),
        },
        0.02,
        errorLog(log.logger),
        log.logger,
      ),
    )
    await expect.poll(() => log.lines().length).toBeGreaterThan(3)
    await Promise.all(stops.map((stop) => stop()))
    expect(log.lines().find(({ job }) => job === 'mail')).toMatchObject({ level: 'error', err: { message: 'no line' } })
    expect(log.lines().find(({ job }) => job === 'push')).toMatchObject({ level: 'debug', ms: expect.any(Number) })
    const afterAnswers = createAfterwards(errorLog(log.logger))
    afterAnswers.do(() => Promise.reject(new Error('no letter')))
    await afterAnswers.done()
    expect(log.lines().at(-1)).toMatchObject({ job: 'afterwards', err: { message: 'no letter' } })
  })

  it('[RI49.2] the exchange of a site says what waits, and the code of what was wrong', async () => {
    const log = keptLog()
    const status = { lastSync: null, lastTry: null, waiting: 2, refused: 1 }
    const problem = { code: 'OFFICE_SILENT', message: 'L’ufficio centrale non risponde.' }
    const site = { sync: async () => ({ ...status, problem }) } as unknown as SiteNode
    const stop = startSiteTimer(site, 15, log.logger)
    await expect.poll(() => log.lines().length).toBe(1)
    await stop()
    expect(log.lines()[0]).toMatchObject({ level: 'warn', job: 'sede', waiting: 2, refused: 1, code: 'OFFICE_SILENT' })
  })
})
