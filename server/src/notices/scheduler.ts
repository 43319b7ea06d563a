import type { Agent } from 'node:https'
import type { AppPorts } from '../context'
import type { Em } from '../db/orm'
import { rescopeWhereDue } from '../sync/rescope'
import { type PushKeys, sendPush } from './push'
import { sendMail } from './send-mail'
import { tellEverybody } from './tell'

/** One round of everything that happens by itself. Several processes may do it at once: nothing is done twice [NO4]. */
export async function tick(ports: AppPorts, em: Em, keys: PushKeys | null, agent?: Agent): Promise<void> {
  if (await tellEverybody(ports, em)) await rescopeWhereDue(em, ports.clock)
  if (ports.mail) await sendMail(ports, em, ports.mail)
  if (keys) await sendPush(ports, em, keys, agent)
}

/** Milliseconds from the start to the first round. */
const FIRST_AFTER = 3000

/** Does it again and again; gives back how to stop, which waits for a round under way. */
export function startScheduler(
  round: () => Promise<void>,
  seconds: number,
  log: (error: unknown) => void,
): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  let isStopped = false
  const next = (): void => {
    running = round().catch((error: unknown) => {
      if (!isStopped) log(error)
    })
  }
  const timer = setInterval(() => void running.then(() => (isStopped ? undefined : next())), seconds * 1000)
  timer.unref()
  // Whoever waits for the start comes first.
  const first = setTimeout(next, FIRST_AFTER)
  first.unref()
  return async () => {
    isStopped = true
    clearInterval(timer)
    clearTimeout(first)
    await running
  }
}
