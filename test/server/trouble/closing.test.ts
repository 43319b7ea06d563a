import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Api, startApi } from '../../support/api'
import { demoDatabase } from '../../support/databases'

const BODY = JSON.stringify({ query: '{ status { version } }' })
const LIMIT = 20_000

describe('an application that is told to end while it answers', () => {
  let api: Api
  let port: number
  let socket: Socket
  let said = ''
  let ended: Promise<number>
  beforeEach(async () => {
    api = await startApi(await demoDatabase('sqlite'))
    port = Number(new URL(await api.app.listen({ port: 0, host: '127.0.0.1' })).port)
    said = ''
    socket = connect(port, '127.0.0.1')
    socket.on('data', (chunk) => (said += chunk.toString()))
    const head = `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\napollo-require-preflight: 1`
    socket.write(`${head}\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY.slice(0, 10)}`)
    await expect.poll(() => api.app.openRequests()).toBe(1)
    ended = api.app.closeGently(LIMIT)
  })
  afterEach(async () => {
    socket.destroy()
    await ended
  })

  it('[RI43.1] takes no new connection and no new request', async () => {
    const asked = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      payload: { query: '{ status { version } }' },
    })
    expect(asked.statusCode).toBe(503)
    expect(asked.body).toContain('SERVER_CLOSING')
    const refused = new Promise<string>((done) => {
      connect(port, '127.0.0.1')
        .on('connect', () => done('connected'))
        .on('error', ({ message }) => done(message))
    })
    expect(await refused).toContain('ECONNREFUSED')
  })

  it('[RI43.2] answers what is open', async () => {
    socket.write(BODY.slice(10))
    await expect.poll(() => said).toMatch(/^HTTP\/1.1 200 [^]*"version"/)
    expect(await ended).toBe(0)
  })
})
