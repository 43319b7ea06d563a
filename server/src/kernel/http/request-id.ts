import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'
import type { Proxy } from './proxy'

const BYTES = 5
/** What proxies make: hexadecimal, or a UUID. Nothing else that a client could have them pass on [RI50]. */
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

/** A new id of a request: short enough to be read out on the telephone. */
export const newRequestId = (): string => randomBytes(BYTES).toString('hex')

/** Gives every request its id: our own, or that of a proxy of the setting, so that both logs can be read together [RI50]. */
export function requestIds(proxy: Proxy): (request: IncomingMessage) => string {
  const isOurs = isProxy(proxy)
  return ({ headers, socket }) => {
    const said = headers['x-request-id']
    const isTaken = typeof said === 'string' && FROM_PROXY.test(said) && isOurs(socket.remoteAddress ?? '')
    return isTaken ? said : newRequestId()
  }
}
