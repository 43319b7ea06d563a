import { createECDH, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Agent, createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, startApi } from '../../support/api'
import { CERTIFICATE, KEY } from '../../support/certificate'
import { demoDatabase, KINDS } from '../../support/databases'

/** What a browser's service got: the headers by which it knows us, and bytes that only the browser can read. */
interface Got {
  readonly url: string
  readonly authorization: string
  readonly encoding: string
  readonly bytes: number
}

describe.each(KINDS)('notices of the browser on %s', (kind) => {
  const got: Got[] = []
  let api: Api
  let service: ReturnType<typeof createServer>
  let status = 201

  beforeAll(async () => {
    service = createServer({ key: KEY, cert: CERTIFICATE }, (request, response) => {
      let bytes = 0
      request.on('data', (part: Buffer) => (bytes += part.length))
      request.on('end', () => {
        const { authorization = '', 'content-encoding': encoding = '' } = request.headers
        got.push({ url: request.url ?? '', authorization, encoding: String(encoding), bytes })
        response.writeHead(status).end()
      })
    })
    service.listen(0, '127.0.0.1')
    await once(service, 'listening')
    const pushAgent = new Agent({ ca: CERTIFICATE })
    api = await startApi(await demoDatabase(kind), { tickSeconds: 1, pushAgent })
  })
  afterAll(async () => {
    await api.close()
    service.close()
  })

  const SUBSCRIBE = `mutation($input: PushSubscriptionInput!) { pushSubscribe(input: $input) { __typename ... on Refusal { code } } }`
  const aBrowser = (path: string) => {
    const ecdh = createECDH('prime256v1')
    ecdh.generateKeys()
    const { port } = service.address() as AddressInfo
    return {
      endpoint: `https://localhost:${port}${path}`,
      p256dh: ecdh.getPublicKey().toString('base64url'),
      auth: randomBytes(16).toString('base64url'),
    }
  }
  const until = (count: number) => expect.poll(() => got.length, { timeout: 15_000 }).toBe(count)

  it('reach a browser that asked, encrypted, and each notice once', async () => {
    const head = await api.signIn('po-registro-imprese')
    const { mySettings } = await head.ask<{ mySettings: { pushKey: string } }>(
      '{ mySettings { ... on OwnSettings { pushKey } } }',
    )
    expect(mySettings.pushKey.length).toBeGreaterThan(80)
    expect(await head.ask(SUBSCRIBE, { input: { ...aBrowser('/a'), endpoint: 'http://localhost/a' } })).toMatchObject({
      pushSubscribe: { code: 'BAD_SUBSCRIPTION' },
    })
    await head.ask(SUBSCRIBE, { input: aBrowser('/a') })
    // What waited until now comes first, in one.
    await until(1)
    const sg = await api.signIn('segretario-generale')
    await sg.ask('mutation { sheetStep(year: 2021, sheet: "PO2", step: "assigned", remarks: "") { __typename } }')
    await until(2)
    expect(got[0]).toMatchObject({
      url: '/a',
      encoding: 'aes128gcm',
      authorization: expect.stringContaining('vapid') as string,
    })
    expect(got[0]?.bytes).toBeGreaterThan(100)
    await new Promise((wait) => setTimeout(wait, 2500))
    expect(got).toHaveLength(2)
  })

  it('forget a browser that is gone', async () => {
    status = 410
    const sg = await api.signIn('segretario-generale')
    await sg.ask('mutation { sheetStep(year: 2021, sheet: "PO2", step: "discussed", remarks: "") { __typename } }')
    await until(3)
    status = 201
    await sg.ask('mutation { sheetStep(year: 2021, sheet: "PO2", step: "assigned", remarks: "") { __typename } }')
    await new Promise((wait) => setTimeout(wait, 2500))
    expect(got).toHaveLength(3)
  })
})
