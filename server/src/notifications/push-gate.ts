import dns, { type LookupAddress, type LookupOptions } from 'node:dns'
import { Agent, type AgentOptions } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'

import ipaddr from 'ipaddr.js'
import { type Refusal, refusal } from '@traguardo/shared/refusals'

declare module '../kernel/context' {
  interface AppPorts {
    /** Public key for notices of the browser; null where there are none. */
    readonly pushKey: string | null
    /** Gate to the services of browsers that may be told. */
    readonly pushGate: PushGate
  }
}

/** Gate to the services of browsers: which may be told something, and how they are reached. */
export interface PushGate {
  /** Does an address lead to where we tell browsers something? What a name leads to is seen by the agent. */
  allows(url: URL): boolean
  readonly agent: Agent
}

/** Everything that is given out to the internet (RFC 4291); what is not in here is inside somewhere. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3')
/** Names that never leave the house (RFC 6761, 6762, 8375 and what networks use). */
const INSIDE = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|arpa|test|invalid|onion)$/

/** Is it an address of the internet? Not of this machine, its network, or one that leads back there [NO6]. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  return !(parsed instanceof ipaddr.IPv6) || parsed.match(GLOBAL_IPV6)
}

const isPublicName = (name: string): boolean => name.includes('.') && !INSIDE.test(name.replace(/\.$/, ''))

/** An address of the internet, on the port of https. */
function isOutside({ hostname, port }: URL): boolean {
  // The parser writes every odd spelling of an address plainly: 0x7f.1 is 127.0.0.1.
  const host = hostname.replace(/^\[|\]$/g, '')
  return port === '' && (isIP(host) ? isPublicAddress(host) : isPublicName(host))
}

/** Returns the refusal of the address of a browser's service, or null. */
export function refuseEndpoint({ allows }: PushGate, endpoint: string): Refusal | null {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') return refusal('BAD_SUBSCRIPTION')
  if (allows(url)) return null
  return refusal('PUSH_ADDRESS')
}

class NotPublic extends Error {
  constructor(host: string) {
    super(`${host} is no public address`)
  }
}

type Resolve = (
  host: string,
  options: LookupOptions,
  done: (error: Error | null, found: LookupAddress[]) => void,
) => void

const byDns: Resolve = (host, options, done) => dns.lookup(host, { ...options, all: true }, done)

/** Looks up where a name leads, and refuses where any of it is inside: the connection is made to what was checked here. */
const publicLookup =
  (resolve: Resolve): LookupFunction =>
  (host, options, done) =>
    resolve(host, options as LookupOptions, (error, found) => {
      const [first] = found ?? []
      if (error || !first) return done(error ?? new NotPublic(host), '')
      if (!found.every(({ address }) => isPublicAddress(address))) return done(new NotPublic(host), '')
      if (options.all) return done(null, found)
      return done(null, first.address, first.family)
    })

class PublicAgent extends Agent {
  constructor(resolve: Resolve) {
    super({ lookup: publicLookup(resolve) } as AgentOptions)
  }

  // An address that is written out is looked up nowhere.
  override createConnection(...given: Parameters<Agent['createConnection']>): ReturnType<Agent['createConnection']> {
    const host = given[0].host ?? ''
    if (isIP(host) && !isPublicAddress(host)) throw new NotPublic(host)
    return super.createConnection(...given)
  }
}

/** Only services on the internet. `resolve` is how names are looked up. */
export const publicGate = (resolve: Resolve = byDns): PushGate => ({
  allows: isOutside,
  agent: new PublicAgent(resolve),
})

/** Makes a gate open to whatever this agent reaches. */
export const gateOf = (agent: Agent): PushGate => ({ allows: () => true, agent })
