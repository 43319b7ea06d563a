import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import { readSettings } from '../../../server/src/app/settings'
import { type Api, startApi } from '../../support/api'
import { inFolder } from '../../support/storages'
import { demoDatabase, KINDS } from '../../support/databases'
import { freePort } from '../../support/server-process'
import { graphql, Wire } from '../hostile/wire/http'
import { operation, push, SYNC } from '../hostile/wire/sync'
import { signIn } from '../hostile/stage/speakers'

const TOKEN = 'un-segreto-di-prova-abbastanza-lungo'
const WITH_TOKEN = { authorization: `Bearer ${TOKEN}` }
const PERSON = 'po-registro-imprese'
const SHA = 'a'.repeat(64)

/** The numbers of a text, by name and labels. */
function numbersIn(text: string): ReadonlyMap<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(' ')
      return [line.slice(0, at), Number(line.slice(at + 1))]
    }),
  )
}

/** Every value of a label. */
const labelsIn = (text: string, label: string): ReadonlySet<string> =>
  new Set([...text.matchAll(new RegExp(`[{,]${label}="([^"]*)"`, 'g'))].map(([, value]) => value ?? ''))

describe.each(KINDS)('metrics on %s', (kind) => {
  let api: Api
  let wire: Wire
  let database: Awaited<ReturnType<typeof demoDatabase>>
  const read = async (): Promise<string> => (await wire.send({ path: '/metrics', headers: WITH_TOKEN })).text
  const cell = { body: 'CCIAA-MS', measure: 'Percent_LibriRI.num', unit: 'RI', year: 2021, period: 2 }

  beforeAll(async () => {
    database = await demoDatabase(kind)
    api = await startApi(database, {
      metrics: { type: 'token', token: TOKEN },
      storage: inFolder(`/tmp/traguardo-metrics-${process.pid}-${kind}`),
    })
    wire = new Wire(await api.app.listen({ port: 0, host: '127.0.0.1' }))
  })
  afterAll(async () => {
    wire.close()
    await api.close()
  })

  it('[RI51.5] asks the database a fixed number of statements, and asked again soon none; it counts them as they are', async () => {
    await read()
    const first = numbersIn(await read())
    api.statements()
    await wire.ask({}, '{ answer: status { version needsSetup accounts { username } } }')
    const asked = api.statements().length
    expect(asked).toBeGreaterThan(0)
    const second = numbersIn(await read())
    expect(api.statements()).toEqual([])
    const name = 'traguardo_sql_statements_total'
    expect((second.get(name) ?? 0) - (first.get(name) ?? 0)).toBe(asked)
  })

  it('[RI51.6] says requests, verdicts, devices, what waits and since when', async () => {
    const who = await signIn(wire, PERSON)
    const value = operation(PERSON, 'telefono', { ...cell, field: 'value' }, { type: 'number', number: 7 })
    const bad = operation(PERSON, 'telefono', { ...cell, unit: 'PROV', field: 'value' }, { type: 'number', number: 7 })
    const content = { type: 'evidence', sha256: SHA, size: 10, mime: 'application/pdf', name: 'prova.pdf' }
    const file = operation(PERSON, 'telefono', { ...cell, field: `evidence/${SHA}` }, content)
    await wire.send(graphql(who, SYNC, { push: push('CCIAA-MS', 'telefono', [value, bad, file]) }))
    const orm = await openOrm(database)
    const notice = `insert into "notice" ("id", "body", "person", "key", "kind", "subject", "text", "link", "at") values `
    await orm.em.execute(
      `${notice}('00000000-0000-7000-8000-000000000001', 'CCIAA-MS', '${PERSON}', 'k', 'reminder', 's', 't', '/', '2021-09-04T00:00:00.000Z')`,
    )
    await orm.em.execute(`update "account" set "email" = 'x@ente.it', "mail" = 'daily' where "username" = '${PERSON}'`)
    await orm.close(true)
    const fresh = await startApi(database, { metrics: { type: 'token', token: TOKEN } })
    fresh.statements()
    const answer = await fresh.app.inject({ url: '/metrics', headers: WITH_TOKEN })
    const costs = fresh.statements().length
    await fresh.close()
    const stored = numbersIn(answer.body)
    const counted = numbersIn(await read())
    expect(costs).toBe(6)
    expect(stored.get('traguardo_devices{heard="hour"}')).toBe(1)
    expect(stored.get('traguardo_files_waiting')).toBe(1)
    expect(stored.get('traguardo_files_oldest_seconds')).toBeGreaterThanOrEqual(0)
    expect(stored.get('traguardo_mail_waiting')).toBe(1)
    expect(stored.get('traguardo_mail_oldest_seconds')).toBeGreaterThan(0)
    expect(stored.get('traguardo_push_waiting')).toBe(0)
    expect(stored.get('traguardo_database_up')).toBe(1)
    expect(answer.body).toMatch(/^traguardo_build_info\{version="\d+\.\d+\.\d+",node="v\d+[^"]*",database="\w+"\} 1$/m)
    expect(answer.body).toContain('process_resident_memory_bytes')
    expect(counted.get('traguardo_sync_verdicts_total{verdict="applied"}')).toBe(2)
    expect(counted.get('traguardo_sync_verdicts_total{verdict="rejected"}')).toBe(1)
    expect(
      counted.get('traguardo_http_request_seconds_count{route="/graphql",method="POST",status="200"}'),
    ).toBeGreaterThan(1)
    expect(counted.has('traguardo_db_connections{state="used"}')).toBe(true)
  })

  it('[RI51.4] has labels from fixed sets, whatever is asked, and nothing of anybody', async () => {
    const odd = 'mario-rossi-61234567'
    for (const path of [`/${odd}`, `/prove/${odd}`, `/calendario/${odd}.ics`, `/graphql?x=${odd}`, `/%ff${odd}`])
      for (const method of ['GET', 'POST', 'PUT', 'PROPFIND', 'DELETE'])
        await wire.send({ method, path, headers: { 'x-request-id': odd, cookie: `traguardo=${odd}` } })
    await wire.ask({}, `query ${odd.replaceAll('-', '_')} { answer: status { version } }`)
    const text = await read()
    expect(text).not.toMatch(/mario|61234567|po-registro|CCIAA|x@ente/)
    const routes = [...labelsIn(text, 'route')]
    expect(routes.length).toBeGreaterThan(3)
    expect(routes.filter((route) => !/^(\*|\/\*?|\/[\w.:*/-]+)$/.test(route))).toEqual([])
    const tree = api.app.printRoutes({ commonPrefix: false })
    for (const route of routes.filter((one) => one !== '*')) expect(tree).toContain(route.split('/').at(-1))
    expect([...labelsIn(text, 'method')].filter((one) => !/^(GET|HEAD|POST|PATCH|OPTIONS|other)$/.test(one))).toEqual(
      [],
    )
  })

  it('[RI51.7] tells a database that does not answer, and keeps telling the rest', async () => {
    const orm = await openOrm(database)
    await orm.em.execute('alter table "device" rename to "device_away"')
    const fresh = await startApi(database, { metrics: { type: 'token', token: TOKEN } })
    const answer = await fresh.app.inject({ url: '/metrics', headers: WITH_TOKEN })
    await fresh.close()
    await orm.em.execute('alter table "device_away" rename to "device"')
    await orm.close(true)
    expect(answer.statusCode).toBe(200)
    expect(numbersIn(answer.body).get('traguardo_database_up')).toBe(0)
    expect(answer.body).toContain('process_resident_memory_bytes')
  })

  it('[RI51.2] opens to whoever shows the token, and to nobody else', async () => {
    const statusWith = async (authorization?: string) => {
      const { status, code, text } = await wire.send({
        path: '/metrics',
        headers: authorization === undefined ? {} : { authorization },
      })
      return { status, code, isTold: text.includes('traguardo_') }
    }
    const closed = { status: 401, code: 'METRICS_TOKEN', isTold: false }
    for (const odd of [
      undefined,
      '',
      TOKEN,
      'Bearer ',
      `Bearer ${TOKEN.slice(1)}`,
      `bearer ${TOKEN}`,
      `Bearer ${TOKEN} x`,
    ])
      expect(await statusWith(odd), String(odd)).toEqual(closed)
    expect(await statusWith(`Bearer ${TOKEN}`)).toEqual({ status: 200, code: null, isTold: true })
  })
})

describe('the way to the metrics', () => {
  it('[RI51.1] is not there where no setting opens it', async () => {
    const api = await startApi(await demoDatabase('sqlite'))
    const answer = await api.app.inject({ url: '/metrics', headers: WITH_TOKEN })
    expect(answer.statusCode).toBe(404)
    expect(answer.body).not.toContain('traguardo_')
    await api.close()
  })

  it('[RI51.3] may be a port of this machine alone; one that is taken does not start', async () => {
    const port = await freePort()
    const api = await startApi(await demoDatabase('sqlite'), { metrics: { type: 'port', port } })
    expect((await api.app.inject({ url: '/metrics', headers: WITH_TOKEN })).statusCode).toBe(404)
    expect(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()).toContain('traguardo_build_info')
    await expect(startApi(await demoDatabase('sqlite'), { metrics: { type: 'port', port } })).rejects.toThrow(
      `TRAGUARDO_METRICHE chiede la porta ${port}, che non si può usare`,
    )
    // Bound to the loopback address: on all others the port is free.
    const other = createServer()
    await new Promise<void>((done, fail) => {
      other.once('error', fail)
      other.listen(port, '127.0.0.2', done)
    })
    await new Promise((done) => other.close(done))
    await api.close()
    await expect(fetch(`http://127.0.0.1:${port}/metrics`)).rejects.toThrow()
  })

  it('[RI51.8] is a port or a long secret, which no failure says', () => {
    const of = (text: string) => readSettings({ TRAGUARDO_METRICHE: text }, '/x').metrics
    expect(readSettings({}, '/x').metrics).toBeNull()
    expect(of('0')).toBeNull()
    expect(of('9464')).toEqual({ type: 'port', port: 9464 })
    expect(of(TOKEN)).toEqual({ type: 'token', token: TOKEN })
    for (const odd of ['70000', 'corto-segreto', 'un segreto con spazi che è abbastanza lungo'])
      expect(() => of(odd)).toThrow(/^TRAGUARDO_METRICHE non va bene(?!.*segreto con|.*corto-)/)
  })
})
