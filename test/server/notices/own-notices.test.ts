import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase } from '../../support/databases'
import { pushBrowser } from '../../support/push-browser'
import { putNotice } from '../../support/told'

const NOTICES = '{ notices { ... on Notices { unread notices { id readAt } } } }'
const READ =
  'mutation($ids: [String!]!) { notices: noticesRead(ids: $ids) { ... on Notices { unread notices { id readAt } } } }'
const SUBSCRIBE =
  'mutation($input: PushSubscriptionInput!) { answer: pushSubscribe(input: $input) { __typename ... on Refusal { code } } }'
const UNSUBSCRIBE =
  'mutation($endpoint: String!) { answer: pushUnsubscribe(endpoint: $endpoint) { __typename ... on Refusal { code } } }'

interface Notices {
  readonly notices: {
    readonly unread: number
    readonly notices: readonly { readonly id: string; readonly readAt: string | null }[]
  }
}
interface Answer {
  readonly answer: { readonly __typename: string; readonly code?: string }
}

describe('what somebody was told', () => {
  let api: Api
  let orm: Orm
  let po: Caller
  let other: Caller
  beforeAll(async () => {
    const database = await demoDatabase('sqlite')
    api = await startApi(database, { clock: { now: () => '2021-09-05T08:00:00.000Z' } })
    orm = await openOrm(database)
    po = await api.signIn('po-registro-imprese')
    other = await api.signIn('po-promozione')
  })
  afterAll(async () => {
    await orm.close(true)
    await api.close()
  })
  beforeEach(async () => {
    await orm.em.fork().execute('delete from "notice"')
    await orm.em.fork().execute('delete from "push_subscription"')
  })
  const told = async () => (await po.ask<Notices>(NOTICES)).notices
  const ids = async () => (await told()).notices.map(({ id }) => id)
  const read = async (some: readonly string[]) => (await po.ask<Notices>(READ, { ids: some })).notices
  const put = (changes: Parameters<typeof putNotice>[1]) => putNotice(orm.em, changes)

  it('stands in the order in which it came, the newest first', async () => {
    await put({ id: 'a', at: '2021-09-05T03:00:00.000Z' })
    await put({ id: 'c', at: '2021-09-05T02:00:00.000Z' })
    await put({ id: 'b', at: '2021-09-05T03:00:00.000Z' })
    expect(await ids()).toEqual(['b', 'a', 'c'])
  })

  it('[RI32.1] is that of the own position, body and days, and nothing else', async () => {
    const [{ id } = expect.fail('none')] = await orm.em
      .fork()
      .execute<{ id: string }[]>(`select "id" from "holder" where "account_username" = 'po-registro-imprese'`)
    await put({ id: 'own', holder: id })
    await put({ id: 'nobody-s', holder: null })
    await put({ id: 'former', holder: 'somebody-else' })
    await put({ id: 'elsewhere', body: 'ISR' })
    await put({ id: 'other', person: 'po-promozione' })
    expect((await ids()).sort()).toEqual(['nobody-s', 'own'])
    expect((await told()).unread).toBe(2)
    expect((await read(['former', 'elsewhere', 'other'])).unread).toBe(2)
    expect(await orm.em.fork().execute('select "id" from "notice" where "read_at" is not null')).toEqual([])
  })

  it('shows a hundred, and counts all that was not read', async () => {
    for (let at = 0; at < 103; at++) await put({ id: `n${String(at).padStart(3, '0')}` })
    const { notices, unread } = await told()
    expect([notices.length, notices[0]?.id, notices.at(-1)?.id, unread]).toEqual([100, 'n102', 'n003', 103])
    // As many are read at a time as are shown.
    const all = Array.from({ length: 103 }, (_, at) => `n${String(at).padStart(3, '0')}`)
    expect((await read(all)).unread).toBe(3)
  })

  it('was read when it was read first', async () => {
    await put({ id: 'a', read_at: '2021-09-04T08:00:00.000Z' })
    await put({ id: 'b' })
    expect(await read(['a', 'b'])).toEqual({
      unread: 0,
      notices: [
        { id: 'b', readAt: '2021-09-05T08:00:00.000Z' },
        { id: 'a', readAt: '2021-09-04T08:00:00.000Z' },
      ],
    })
  })

  describe('in a browser', () => {
    const FCM = 'https://fcm.googleapis.com/'
    const { p256dh, auth } = pushBrowser()
    const subscribe = async (changes: object = {}, who = po) => {
      const input = { endpoint: `${FCM}a`, p256dh, auth, ...changes }
      const { answer } = await who.ask<Answer>(SUBSCRIBE, { input })
      return answer.code ?? answer.__typename
    }
    const kept = () =>
      orm.em
        .fork()
        .execute<object[]>('select "endpoint", "account_username" as "of" from "push_subscription" order by "endpoint"')

    it.each([
      ['a key that is no point', { p256dh: `C${p256dh.slice(1)}` }],
      ['a key that is too short', { p256dh: p256dh.slice(1) }],
      ['a key with more behind it', { p256dh: `${p256dh}==` }],
      ['a key with more before it', { p256dh: `A${p256dh}` }],
      ['a secret that is too short', { auth: auth.slice(1) }],
      ['a secret with more behind it', { auth: `${auth}=` }],
      ['a secret with more before it', { auth: `A${auth}` }],
      ['an address of a thousand characters', { endpoint: FCM.padEnd(1000, 'a') }],
    ])('[NO6.12] %s is refused, and nothing is kept', async (_what, changes) => {
      expect(await subscribe(changes)).toBe('BAD_SUBSCRIPTION')
      expect(await kept()).toEqual([])
    })

    it('[NO6.12] keys are taken with their filling and without, and an address up to its limit', async () => {
      const endpoint = FCM.padEnd(999, 'a')
      expect(await subscribe({ endpoint, p256dh: `${p256dh}=`, auth: `${auth}==` })).toBe('Done')
      expect(await subscribe()).toBe('Done')
      expect(await kept()).toHaveLength(2)
    })

    it('[NO6.9] whoever comes again begins without failures, and is of the account that came last', async () => {
      await subscribe()
      await orm.em.fork().execute(`update "push_subscription" set "failures" = 4, "failing_since" = '2021-09-01'`)
      expect(await subscribe({ auth: auth.replace(/^./, 'A') }, other)).toBe('Done')
      expect(await orm.em.fork().execute('select * from "push_subscription"')).toEqual([
        {
          ...{ endpoint: `${FCM}a`, account_username: 'po-promozione', created_at: '2021-09-05T08:00:00.000Z' },
          ...{ failures: 0, failing_since: null, keys: JSON.stringify({ p256dh, auth: auth.replace(/^./, 'A') }) },
        },
      ])
    })

    it('[NO6.8] of an account the oldest go, of another none', async () => {
      const at = (index: number) => `${FCM}${String(index).padStart(2, '0')}`
      for (let index = 0; index < 10; index++) await subscribe({ endpoint: at(index) })
      await subscribe({ endpoint: `${FCM}x` }, other)
      for (let index = 0; index < 10; index++)
        await orm.em
          .fork()
          .execute('update "push_subscription" set "created_at" = ? where "endpoint" = ?', [
            `2021-09-0${index === 5 ? 1 : 2}T08:00:00.000Z`,
            at(index),
          ])
      await subscribe({ endpoint: at(10) })
      const left = [0, 1, 2, 3, 4, 6, 7, 8, 9, 10].map((index) => ({ endpoint: at(index), of: 'po-registro-imprese' }))
      expect(await kept()).toEqual([...left, { endpoint: `${FCM}x`, of: 'po-promozione' }])
    })

    it('[RI33] is told no more when its person says so, and nobody else', async () => {
      await subscribe()
      await subscribe({ endpoint: `${FCM}b` })
      expect((await other.ask<Answer>(UNSUBSCRIBE, { endpoint: `${FCM}a` })).answer.__typename).toBe('Done')
      expect(await kept()).toHaveLength(2)
      expect((await po.ask<Answer>(UNSUBSCRIBE, { endpoint: `${FCM}a` })).answer.__typename).toBe('Done')
      expect(await kept()).toEqual([{ endpoint: `${FCM}b`, of: 'po-registro-imprese' }])
    })
  })
})
