import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import type { Database } from '../../../server/src/kernel/db/database'
import { listeners, MOST, WORD_EVERY } from '../../../server/src/sync/news'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'
import { listen, type News } from '../../support/news'
import { aPush, edit, type PushAnswer, verdictsIn } from '../../support/push'

const SECONDS = { timeout: 2000 }

describe.each(KINDS)('news of a body on %s', (kind) => {
  let one: Api
  let other: Api
  let urls: readonly [string, string]
  let head: Caller
  let controller: Caller
  let database: Database
  const open: News[] = []

  beforeAll(async () => {
    database = await demoDatabase(kind)
    one = await startApi(database)
    other = await startApi(database)
    const at = ({ app }: Api) => app.listen({ port: 0, host: '127.0.0.1' })
    urls = [await at(one), await at(other)]
    head = await one.signIn('po-registro-imprese')
    controller = await one.signIn('controllo-gestione')
  })
  afterEach(() => {
    for (const news of open.splice(0)) news.leave()
  })
  afterAll(async () => {
    await one.close()
    await other.close()
  })

  async function hear({ cookie }: Caller, server: 0 | 1 = 0): Promise<News> {
    const news = await listen(urls[server], cookie)
    open.push(news)
    return news
  }
  let entered = 0
  async function enter(): Promise<void> {
    entered += 1
    const said = await head.ask<PushAnswer>(
      ...aPush([edit('Percent_LibriRI.num', 'RI', { type: 'number', number: entered })]),
    )
    expect(verdictsIn(said)).toEqual([expect.stringMatching(/applied|merged|conflict/)])
  }
  const stampAt = async ({ cookie }: Caller) =>
    (await one.app.inject({ url: '/novita', headers: { cookie } })).json<{ stamp: number }>().stamp

  it('[SY100.1] the count comes at once, and again when the body goes on', async () => {
    const news = await hear(controller)
    await expect.poll(news.counts, SECONDS).toHaveLength(1)
    const [before = 0] = news.counts()
    await enter()
    await expect.poll(() => news.counts().at(-1), SECONDS).toBeGreaterThan(before)
    expect(news.counts().at(-1)).toBe(await stampAt(controller))
  })

  it('[SY100.2] nothing but counts is said', async () => {
    const news = await hear(controller)
    await enter()
    await expect.poll(() => news.counts().length, SECONDS).toBe(2)
    expect(news.text()).toMatch(/^(data: \d+\n\n)+$/)
  })

  it('[SY102] what one server takes is heard at the other', async () => {
    const news = await hear(controller, 1)
    await expect.poll(news.counts, SECONDS).toHaveLength(1)
    await enter()
    await expect.poll(() => news.counts().at(-1), SECONDS).toBe(await stampAt(controller))
  })

  it('[SY103.1] nobody in between packs, keeps or gathers a stream', async () => {
    const { headers, status } = await hear(controller)
    expect(status).toBe(200)
    expect(headers['content-type']).toContain('text/event-stream')
    expect(headers['cache-control']).toBe('no-store, no-transform')
    expect(headers['x-accel-buffering']).toBe('no')
    expect(headers['content-encoding']).toBeUndefined()
  })

  it('[SY103.2] the count is said again where nothing moves', async () => {
    const now = performance.now.bind(performance)
    const news = await hear(controller)
    await expect.poll(news.counts, SECONDS).toHaveLength(1)
    const later = vi.spyOn(performance, 'now').mockImplementation(() => now() + WORD_EVERY)
    await expect.poll(news.counts, SECONDS).toHaveLength(2)
    later.mockRestore()
    expect(news.counts()[1]).toBe(news.counts()[0])
  })

  it('[SY104.1] whoever takes no stream is told the count once', async () => {
    const said = await one.app.inject({ url: '/novita', headers: { cookie: controller.cookie } })
    expect(said.json()).toEqual({ stamp: expect.any(Number) as number })
    expect(said.headers['cache-control']).toBe('no-store')
  })

  it('[SY104.2] whoever is not signed in is told nothing', async () => {
    for (const cookie of ['', 'traguardo=nessuno']) {
      const said = await hear({ ...controller, cookie })
      expect(said.status).toBe(401)
      await said.ended
      expect(said.text()).not.toContain('data:')
    }
  })

  it('[SY101.1] a stream ends with its session, before another word', async () => {
    const leaving = await one.signIn('controllo-gestione')
    const news = await hear(leaving)
    const stays = await hear(controller)
    await leaving.ask('mutation { signOut }')
    await enter()
    await news.ended
    await expect.poll(() => stays.counts().length, SECONDS).toBe(2)
    expect(news.counts()).toHaveLength(1)
  })

  it('[SY101.2] a stream ends with the roles of its person', async () => {
    const orm = await openOrm(database)
    const seer = await one.signIn('oiv')
    const news = await hear(seer)
    await orm.em.execute(
      `update "role_grant" set "valid_to" = '2020-01-01' where "person_id" in (select "id" from "person" where "code" = 'oiv')`,
    )
    await enter()
    await news.ended
    expect(news.counts()).toHaveLength(1)
    expect((await hear(seer)).status).toBe(401)
    await orm.close(true)
  })

  it('[SY105.1] the oldest stream of a person makes room for one too many', async () => {
    const first = await hear(head)
    for (let more = 1; more < MOST.person; more++) await hear(head)
    const others = await hear(controller)
    const last = await hear(head)
    await first.ended
    await enter()
    for (const news of [last, others]) await expect.poll(() => news.counts().length, SECONDS).toBe(2)
  })

  it('[SY105.2] nothing is left of a stream whose reader goes', async () => {
    await expect.poll(() => one.app.openRequests(), SECONDS).toBe(0)
    const news = await hear(controller)
    await expect.poll(news.counts, SECONDS).toHaveLength(1)
    expect(one.app.openRequests()).toBe(1)
    news.leave()
    await expect.poll(() => one.app.openRequests(), SECONDS).toBe(0)
    one.statements()
    await new Promise((done) => setTimeout(done, 600))
    expect(one.statements()).toEqual([])
  })

  it('[SY105.3] a server that is told to end ends its streams', async () => {
    const third = await startApi(await demoDatabase(kind))
    const url = await third.app.listen({ port: 0, host: '127.0.0.1' })
    const { cookie } = await third.signIn('controllo-gestione')
    const news = await listen(url, cookie)
    expect(await third.app.closeGently(5000)).toBe(0)
    await news.ended
    expect(news.counts()).toHaveLength(1)
  })
})

it('[SY105.4] a server that has two thousand streams opens no other', () => {
  const heard = listeners({ stampOf: async () => 0, isClosing: () => false, onError: () => undefined })
  const ended: number[] = []
  for (let at = 0; at < MOST.server; at++) {
    expect(heard.isFull()).toBe(false)
    heard.add(
      { body: 'CCIAA-MS', person: `person-${at}`, mayHear: async () => true, say() {}, end: () => void ended.push(at) },
      0,
    )
  }
  expect(heard.isFull()).toBe(true)
  heard.close()
  expect(ended).toHaveLength(MOST.server)
  expect(heard.isFull()).toBe(false)
})
