import { serverAudits } from 'graphql-http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, startApi } from '../../support/api'
import { demoDatabase } from '../../support/databases'

/** The audits ask the server at this address; it is made known when the server listens. */
let url = ''
let api: Api

beforeAll(async () => {
  api = await startApi(await demoDatabase('sqlite'))
  url = `${await api.app.listen({ port: 0, host: '127.0.0.1' })}/graphql`
})
afterAll(() => api.close())

describe('GraphQL over HTTP, by the audits of graphql-http', () => {
  const audits = serverAudits({ url: () => url })

  it('there are audits', () => {
    expect(audits.filter(({ name }) => /MUST|SHOULD/.test(name)).length).toBeGreaterThan(30)
  })

  it.each(audits.map(({ id, name, fn }) => ({ id, name, fn })))('[RI13.1] $id $name', async ({ name, fn }) => {
    const result = await fn()
    if (/^MAY/.test(name)) return
    expect({ status: result.status, reason: 'reason' in result ? result.reason : null }).toEqual({
      status: 'ok',
      reason: null,
    })
  })
})
