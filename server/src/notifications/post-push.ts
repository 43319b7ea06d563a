import { request } from 'node:https'
import webPush from 'web-push'
import type { AppPorts } from '../kernel/context'
import type { PushKeys } from './push'
import { refuseEndpoint } from './push-gate'

/** A browser's service has this long to answer, from the first packet to the last. Milliseconds. */
const PATIENCE = 10_000

/** What a browser's service made of a notice. `gone`: it knows that browser no more. */
export type Delivery = 'taken' | 'gone' | 'failed'

const GONE: readonly number[] = [404, 410]

export interface Parcel {
  readonly endpoint: string
  readonly keys: { readonly p256dh: string; readonly auth: string }
  readonly payload: string
}

const resultOf = (status: number): Delivery => {
  if (status >= 200 && status < 300) return 'taken'
  return GONE.includes(status) ? 'gone' : 'failed'
}

/**
 * Sends one notice to the service of a browser (RFC 8030, 8291, 8292). It follows nobody elsewhere, reads nothing of the
 * answer but its status, and waits for nobody longer than its time [NO6]. Never rejects.
 */
export async function postPush(
  ports: Pick<AppPorts, 'address' | 'pushGate' | 'log'>,
  vapid: PushKeys,
  { endpoint, keys, payload }: Parcel,
): Promise<Delivery> {
  const { pushGate, address } = ports
  try {
    if (refuseEndpoint(pushGate, endpoint)) return 'failed'
    const subject = address.startsWith('https') ? address : 'https://localhost'
    // As it is parsed here, so that nobody reads another host in it.
    const { href } = new URL(endpoint)
    const details = webPush.generateRequestDetails({ endpoint: href, keys }, payload, {
      vapidDetails: { subject, ...vapid },
    })
    const status = await new Promise<number>((done, failed) => {
      const { method } = details
      const headers = details.headers as Record<string, string | number>
      const options = { method, headers, agent: pushGate.agent, signal: AbortSignal.timeout(PATIENCE) }
      const asked = request(href, options, (response) => {
        done(response.statusCode ?? 0)
        response.destroy()
      })
      asked.on('error', failed)
      asked.end(details.body)
    })
    return resultOf(status)
  } catch (error) {
    ports.log(error)
    return 'failed'
  }
}
