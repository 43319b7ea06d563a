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

  it('[RI12] is a megabyte at most: the last byte too many is refused', async () => {
    expect(await send(MEGABYTE)).toEqual({ status: 200, code: undefined })
    expect(await send(MEGABYTE + 1)).toEqual({ status: 413, code: 'REQUEST_TOO_LARGE' })
  })
})
