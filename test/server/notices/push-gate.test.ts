import { once } from 'node:events'
import { request } from 'node:https'
import { type AddressInfo, createServer, type Server } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isPublicAddress, publicGate, refuseEndpoint } from '../../../server/src/notifications/push-gate'

const byte = fc.nat(255)
const v4 = (first: string) => fc.tuple(byte, byte, byte).map((rest) => `${first}.${rest.join('.')}`)
/** Networks of the inside (RFC 6890), the last bytes by chance. */
const INSIDE_V4 = fc.oneof(
  ...['0', '10', '127', '224', '239', '240', '255'].map(v4),
  fc.tuple(fc.integer({ min: 16, max: 31 }), byte, byte).map((rest) => `172.${rest.join('.')}`),
  fc.tuple(byte, byte).map((rest) => `192.168.${rest.join('.')}`),
  fc.tuple(byte, byte).map((rest) => `169.254.${rest.join('.')}`),
  fc.tuple(fc.integer({ min: 64, max: 127 }), byte, byte).map((rest) => `100.${rest.join('.')}`),
  fc.tuple(fc.constantFrom('192.0.2', '198.51.100', '203.0.113'), byte).map(([net, last]) => `${net}.${last}`),
)
const hex = fc.nat(0xffff).map((number) => number.toString(16))
const OUTSIDE_V4 = fc
  .tuple(fc.constantFrom('8.8', '142.250', '151.101', '17.57'), byte, byte)
  .map((one) => one.join('.'))

/** Every way to write an IPv4 address inside an IPv6 address. */
const hidden = (address: string): readonly string[] => {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number)
  const [high, low] = [((a << 8) | b).toString(16), ((c << 8) | d).toString(16)]
  return [
    `::ffff:${address}`,
    `::ffff:${high}:${low}`,
    `::${address}`,
    `64:ff9b::${high}:${low}`,
    `2002:${high}:${low}::1`,
  ]
}

describe('the gate to the services of browsers', () => {
  it('[NO6.1] knows the inside in every form, and the internet', () => {
    fc.assert(
      fc.property(INSIDE_V4, (address) => {
        for (const one of [address, ...hidden(address)]) expect([one, isPublicAddress(one)]).toEqual([one, false])
      }),
    )
    fc.assert(
      fc.property(fc.constantFrom('fc00', 'fd12', 'fe80', 'fec0', 'ff02', '100', '2001', '::'), hex, (first, last) => {
        expect(isPublicAddress(first === '::' ? `::${last}` : `${first}::${last}`)).toBe(false)
      }),
    )
    fc.assert(fc.property(OUTSIDE_V4, (address) => void expect(isPublicAddress(address)).toBe(true)))
    for (const address of ['2a00:1450:4002:402::200a', '2620:149:a44::1', '2600:9000::1'])
      expect(isPublicAddress(address)).toBe(true)
    expect(isPublicAddress('pippo')).toBe(false)
  })

  it('[NO6.3] refuses literal addresses of the inside, however they are spelt', () =>
    fc.assert(
      fc.property(INSIDE_V4, (address) => {
        const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number)
        const spelt = [
          address,
          String(((a << 24) | (b << 16) | (c << 8) | d) >>> 0),
          `0x${(((a << 24) | (b << 16) | (c << 8) | d) >>> 0).toString(16)}`,
          `0${a.toString(8)}.${b}.${c}.${d}`,
          `${a}.${b}.${(c << 8) | d}`,
          ...hidden(address).map((one) => `[${one}]`),
        ]
        for (const host of spelt)
          expect([host, refuseEndpoint(publicGate(), `https://${host}/a`)?.code]).toEqual([host, 'PUSH_ADDRESS'])
      }),
    ))

  describe('at the moment of the connection', () => {
    let inside: Server
    let connections = 0
    beforeAll(async () => {
      inside = createServer((socket) => {
        connections += 1
        socket.destroy()
      })
      inside.listen(0, '127.0.0.1')
      await once(inside, 'listening')
    })
    afterAll(() => inside.close())

    const port = () => (inside.address() as AddressInfo).port
    const ask = (host: string, found: readonly string[]) => {
      let looked = 0
      const { agent } = publicGate((_host, _options, done) => {
        looked += 1
        done(
          null,
          found.map((address) => ({ address, family: 4 })),
        )
      })
      return new Promise<readonly [string, number]>((done) => {
        const asked = request({ host, port: port(), agent }, () => done(['answered', looked]))
        asked.on('error', ({ message }) => done([message, looked]))
        asked.end()
      }).catch((error: Error) => [error.message, looked] as const)
    }

    it('[NO6.4] does not go where a name leads inside, also among others, and not to an address that is written out', async () => {
      const plain = await new Promise((done) => {
        // The entitled: without the gate this server is reached.
        request({ host: '127.0.0.1', port: port() }).on('error', done).end()
      })
      expect(plain).toBeInstanceOf(Error)
      expect(connections).toBe(1)
      expect(await ask('avvisi.example.org', ['127.0.0.1'])).toEqual(['avvisi.example.org is no public address', 1])
      expect(await ask('avvisi.example.org', ['142.250.180.10', '127.0.0.1'])).toEqual([
        'avvisi.example.org is no public address',
        1,
      ])
      expect(await ask('avvisi.example.org', [])).toEqual(['avvisi.example.org is no public address', 1])
      expect(await ask('127.0.0.1', [])).toEqual(['127.0.0.1 is no public address', 0])
      expect(connections).toBe(1)
    })
  })
})
