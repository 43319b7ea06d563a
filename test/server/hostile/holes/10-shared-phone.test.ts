import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, startApi } from '../../../support/api'
import { demoDatabase, KINDS } from '../../../support/databases'

const ME = '{ me { person deviceKey } }'

describe.each(KINDS)('hole 10, a shared phone, on %s', (kind) => {
  let api: Api
  beforeAll(async () => {
    api = await startApi(await demoDatabase(kind))
  })
  afterAll(() => api.close())

  const post = (query: string, cookie?: string) =>
    api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'apollo-require-preflight': '1', ...(cookie ? { cookie } : {}) },
      payload: { query },
    })

  it('whoever leaves has the browser drop what the server gave, and the session is over', async () => {
    const { cookie } = await api.signIn('po-registro-imprese')
    expect((await post('{ me { person } }', cookie)).json()).toEqual({
      data: { me: { person: 'po-registro-imprese' } },
    })
    const answer = await post('mutation { signOut }', cookie)
    expect(answer.json()).toEqual({ data: { signOut: true } })
    expect(answer.headers['clear-site-data']).toBe('"cache"')
    expect((await post('{ me { person } }', cookie)).json()).toEqual({ data: { me: null } })
  })

  it('[SY46.2] what opens the sealed work of a person is given to that account in that position only', async () => {
    const keyOf = async (cookie?: string) => {
      const { data, errors } = (await post(ME, cookie)).json<{
        data?: { me: { deviceKey: string } | null }
        errors?: unknown
      }>()
      expect(errors).toBeUndefined()
      return data?.me?.deviceKey ?? null
    }
    const [first, again, other] = await Promise.all(
      ['po-registro-imprese', 'po-registro-imprese', 'po-promozione'].map(async (name) => {
        const { cookie } = await api.signIn(name)
        return { cookie, key: await keyOf(cookie) }
      }),
    )
    expect(first?.key).toMatch(/^[\w-]{43}$/)
    expect(again?.key).toBe(first?.key)
    expect(other?.key).not.toBe(first?.key)
    expect(await keyOf()).toBeNull()
    await post('mutation { signOut }', first?.cookie)
    expect(await keyOf(first?.cookie)).toBeNull()
  })
})
