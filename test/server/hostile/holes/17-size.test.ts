import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, startApi } from '../../../support/api'
import { demoDatabase } from '../../../support/databases'

const MEGABYTE = 1024 * 1024

describe('the size of a request', () => {
  let api: Api
  beforeAll(async () => {
    api = await startApi(await demoDatabase('sqlite'))
  })
  afterAll(() => api.close())

  /** A request of exactly so many bytes. */
  async function send(bytes: number): Promise<{ readonly status: number; readonly code: string | undefined }> {
    const text = (padding: string) =>
      JSON.stringify({
        query: 'query($x: String!) { status { version } a: __type(name: $x) { name } }',
        variables: { x: padding },
      })
    const payload = text('x'.repeat(bytes - text('').length))
    expect(Buffer.byteLength(payload)).toBe(bytes)
    const headers = { 'content-type': 'application/json' }
    const response = await api.app.inject({ method: 'POST', url: '/graphql', headers, payload })
    const { errors } = response.json<{ errors?: { extensions: { code: string } }[] }>()
    return { status: response.statusCode, code: errors?.[0]?.extensions.code }
  }

  it('[RI12.1] is a megabyte at most: the last byte too many is refused', async () => {
    expect(await send(MEGABYTE)).toEqual({ status: 200, code: undefined })
    expect(await send(MEGABYTE + 1)).toEqual({ status: 413, code: 'REQUEST_TOO_LARGE' })
  })

  it('[RI12.3] is ten megabytes at most where a controller sends a plan', async () => {
    const { cookie } = await api.signIn('controllo-gestione')
    const query = 'mutation($text: String!) { planImport(text: $text) { __typename } }'
    const sent = async (bytes: number) => {
      const text = (padding: string) => JSON.stringify({ query, variables: { text: padding } })
      const payload = text(' '.repeat(bytes - text('').length))
      const headers = { 'content-type': 'application/json', cookie }
      return (await api.app.inject({ method: 'POST', url: '/graphql', headers, payload })).statusCode
    }
    expect([await sent(10 * MEGABYTE), await sent(10 * MEGABYTE + 1)]).toEqual([200, 413])
  })

  it('[RI12.6] has texts of 2,000 characters from whom nobody knows, and no longer ones', async () => {
    const query = 'mutation($name: String!) { signIn(username: $name, password: "x") { ... on Refusal { code } } }'
    const code = async (length: number) =>
      (await api.nobody.ask<{ signIn: { code: string } }>(query, { name: 'x'.repeat(length) })).signIn.code
    expect([await code(2000), await code(2001)]).toEqual(['WRONG_CREDENTIALS', 'TEXT_TOO_LONG'])
  })
})
