import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { StartFailure } from '../runtime/start-failure'

const BYTES = 5
/**
 * Request ids as proxies make them: hexadecimal, or a UUID. Nothing else that a client could have them pass on [RI50].
 */
const FROM_PROXY = /^[\da-f][\da-f-]{7,63}$/i

const RANGES: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}

/** Does somebody at this address, who speaks with us, belong to the proxies of the setting? */
function isProxy(proxy: Proxy): (address: string) => boolean {
  if (typeof proxy === 'number') return () => true
  const list = new BlockList()
  for (const range of (proxy || []).flatMap((name) => RANGES[name] ?? [name])) {
    const [address = '', bits] = range.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return (address) => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

/** Ids for which chance is asked at a time: asking takes as long for all of them as for one. */
const DRAWN = 1000
let chance = Buffer.alloc(0)

/** A new id of a request: short enough to be read out on the telephone. */
export function newRequestId(): string {
  if (chance.length === 0) chance = randomBytes(BYTES * DRAWN)
  const id = chance.toString('hex', 0, BYTES)
  chance = chance.subarray(BYTES)
  return id
}

/** Gives every request its id: our own, or that of a proxy of the setting, so that both logs can be read together [RI50]. */
export function requestIds(proxy: Proxy): (request: IncomingMessage) => string {
  const isOurs = isProxy(proxy)
  return ({ headers, socket }) => {
    const said = headers['x-request-id']
    const isTaken = typeof said === 'string' && FROM_PROXY.test(said) && isOurs(socket.remoteAddress ?? '')
    return isTaken ? said : newRequestId()
  }
}

/**
 * Proxies whose word is taken for the address of a client: none, so many one behind the other, or those at these
 * addresses and networks. Never everybody: a client would write its own address.
 */
export type Proxy = false | number | readonly string[]

const MOST_HOPS = 9
const NAMED = new Set(['loopback', 'linklocal', 'uniquelocal'])
const WIDTH = { 4: 32, 6: 128 } as const

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) > 0 && Number(bits) <= WIDTH[family as 4 | 6])
}

/** Reads `TRAGUARDO_PROXY`. Throws `StartFailure` where it makes no sense. */
export function proxyOf(text: string | undefined): Proxy {
  const said = text?.trim() ?? ''
  if (said === '' || /^(0|no|off|false)$/i.test(said)) return false
  if (/^(1|yes|on|true|si|sì)$/i.test(said)) return 1
  const hops = Number(said)
  if (Number.isInteger(hops) && hops > 0 && hops <= MOST_HOPS) return hops
  const parts = said.split(',').map((part) => part.trim())
  if (parts.every((part) => NAMED.has(part) || isNetwork(part))) return parts
  throw new StartFailure(
    `TRAGUARDO_PROXY vale «${said}»: scriva quanti proxy ci sono davanti, per esempio 1, oppure i loro indirizzi, per esempio 10.0.0.5,10.1.0.0/24.`,
  )
}

/** The same as Fastify takes it. */
export const trustOf = (proxy: Proxy): boolean | string[] | ((address: string, hop: number) => boolean) =>
  typeof proxy === 'number' ? (_address, hop) => hop < proxy : proxy === false ? false : [...proxy]

const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'x-real-ip']

const REMEDY =
  'Se davanti c’è un proxy, imposti TRAGUARDO_PROXY (quanti sono, o i loro indirizzi): senza, tutti sembrano una persona sola e i cookie non sono protetti da HTTPS.'

/** Says that there seems to be a proxy and no setting for it: at start by the address, or once by the first such request. */
export function tellOfProxy(
  app: FastifyInstance,
  { proxy = false, address = '' }: { readonly proxy?: Proxy; readonly address?: string },
  log: (line: string) => void,
): void {
  if (proxy !== false) return
  if (address.startsWith('https:'))
    return log(`L’indirizzo del programma è ${address}, ma TRAGUARDO_PROXY non dice nulla. ${REMEDY}`)
  let isTold = false
  app.addHook('onRequest', ({ headers }, _reply, done) => {
    if (!isTold && FORWARDED.some((name) => name in headers)) {
      isTold = true
      log(`È arrivata una richiesta inoltrata da un proxy, ma TRAGUARDO_PROXY non dice nulla. ${REMEDY}`)
    }
    done()
  })
}
