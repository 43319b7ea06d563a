import { setTimeout as pause } from 'node:timers/promises'
import { hasRole } from '@traguardo/shared/people'
import { refusal } from '@traguardo/shared/refusals'
import { counterOf } from '@traguardo/shared/sync'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { tokenOf } from '../identity/accounts/devices/cookie'
import type { Principal } from '../identity/organisation/positions'
import { listenerOf } from '../identity/sessions/sessions'
import type { AppPorts } from '../kernel/context'
import type { DataMoment, Question } from '../kernel/db/look'
import { refuseWith } from '../kernel/http/errors'

/** Listener of a body: somebody whose page is in sight. */
interface Listener {
  readonly body: string
  readonly person: string
  /** Is it still the same person, who may hear of the body? */
  mayHear(): Promise<boolean>
  /** Says how far the body is. */
  say(stamp: number): void
  end(): void
}

/** Ports of those who tell. */
interface TellingPorts {
  /** Tells how far a body is. */
  stampOf(body: string): Promise<number>
  /** Is the server told to end? */
  isClosing(): boolean
  onError(error: unknown): void
}

/** Listeners that a server has at most, and one person of them: more are windows that were forgotten. */
export const MOST = { server: 2000, person: 8 } as const
/** Between two looks, milliseconds: what another server took is heard as soon as what this one did. */
const LOOK_EVERY = 250
/** Between two looks while the database does not answer. */
const REST = 5000
/** A word comes at least so often, so that nobody in between takes the line for idle. */
export const WORD_EVERY = 15_000

/** Asks how far a body is. */
const stampQuestion = (body: string): Question => [
  {
    columns: '"c"."value"',
    from: '"counter" "c" where "c"."name" = ?',
    order: '"c"."name"',
    values: [counterOf(body)],
  },
]

/** Reads what was answered: nothing yet is 0. */
const stampIn = ([text = '[]']: readonly string[]): number =>
  Number((JSON.parse(text) as readonly (readonly number[])[])[0]?.[0] ?? 0)

interface Told {
  stamp: number
  at: number
}

/**
 * Tells listeners how far their bodies are: each at once, whenever a body has moved, and every fifteen seconds. One look at the
 * database is everybody's, so several servers hear of each other without a line between them, whatever the database is and
 * whatever stands before it. Before each word the listener is asked whether it may still hear [SY100, SY101, SY102].
 */
export function listeners({ stampOf, isClosing, onError }: TellingPorts) {
  const all = new Map<Listener, Told>()
  let isLooking = false
  let isFailing = false

  function drop(listener: Listener): void {
    if (all.delete(listener)) listener.end()
  }

  async function tell(listener: Listener, told: Told, stamp: number, now: number): Promise<void> {
    if (told.stamp === stamp && now - told.at < WORD_EVERY) return
    if (!(await listener.mayHear())) return drop(listener)
    if (!all.has(listener)) return
    all.set(listener, { stamp, at: now })
    listener.say(stamp)
  }

  async function look(): Promise<void> {
    const now = performance.now()
    const bodies = [...new Set([...all.keys()].map(({ body }) => body))]
    const stamps = new Map(await Promise.all(bodies.map(async (body) => [body, await stampOf(body)] as const)))
    await Promise.all([...all].map(([one, told]) => tell(one, told, stamps.get(one.body) ?? told.stamp, now)))
  }

  /** Looks as long as anybody listens. */
  async function goOn(): Promise<void> {
    if (isLooking) return
    isLooking = true
    while (all.size > 0) {
      await pause(isFailing ? REST : LOOK_EVERY, undefined, { ref: false })
      if (isClosing()) close()
      try {
        await look()
        isFailing = false
      } catch (error) {
        if (!isFailing) onError(error)
        isFailing = true
      }
    }
    isLooking = false
  }

  function close(): void {
    for (const listener of all.keys()) drop(listener)
  }

  return {
    isFull: () => all.size >= MOST.server,
    /** Adds a listener; the oldest of the same person goes where there are too many. */
    add(listener: Listener, stamp: number): void {
      const own = [...all.keys()].filter(({ person, body }) => person === listener.person && body === listener.body)
      for (const oldest of own.slice(0, Math.max(0, own.length + 1 - MOST.person))) drop(oldest)
      all.set(listener, { stamp, at: performance.now() })
      listener.say(stamp)
      void goOn()
    },
    drop,
    close,
  }
}

/** Address of the news. */
export const NEWS = '/novita'

const STREAM = 'text/event-stream'
/** Bytes that wait for a reader who does not read: more, and it goes. */
const MOST_WAITING = 16 * 1024
/** Time after which the kernel asks whether somebody is still there, milliseconds. */
const KEEP_ALIVE = 30_000

/** No cache keeps it, and nobody in between gathers, packs or holds back what comes bit by bit [SY103.1]. */
const AS_IT_COMES = {
  'content-type': `${STREAM}; charset=utf-8`,
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
}

/** Writes a stream of server-sent events: each is the count, and nothing else. */
function streamOf({ raw }: FastifyReply): Pick<Listener, 'say' | 'end'> {
  raw.socket?.setKeepAlive(true, KEEP_ALIVE)
  raw.socket?.setNoDelay(true)
  raw.writeHead(200, AS_IT_COMES)
  return {
    say(stamp) {
      if (raw.writableLength > MOST_WAITING) raw.destroy()
      else raw.write(`data: ${stamp}\n\n`)
    },
    end: () => raw.end(),
  }
}

/** Counts of bodies, read again only where something was written since. */
function stampsOf({ look }: AppPorts): (body: string) => Promise<number> {
  const kept = new Map<string, { readonly moment: DataMoment; readonly stamp: number }>()
  return async (body) => {
    const known = kept.get(body)
    const { moment, texts } = await look(stampQuestion(body), known?.moment ?? null)
    const stamp = texts === null ? (known?.stamp ?? 0) : stampIn(texts)
    kept.set(body, { moment, stamp })
    return stamp
  }
}

/**
 * GET /novita: how far the body of whoever is signed in has come, and whenever it goes on; what it is, is asked for by a push,
 * as ever. Whoever takes no stream is told once [SY100, SY104].
 */
export function addNews(app: FastifyInstance, ports: AppPorts): void {
  const { look, clock, log } = ports
  const stampOf = stampsOf(ports)
  const heard = listeners({
    stampOf,
    isClosing: () => app.isClosing(),
    onError: (error) => log(error, { job: 'news' }),
  })
  app.addHook('preClose', async () => heard.close())

  const whoListens = async (token: string | null): Promise<Principal | null> => {
    const viewer = token === null ? null : await listenerOf(look, token, clock)
    return viewer && hasRole(viewer) ? viewer : null
  }

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const token = tokenOf(request)
    const viewer = await whoListens(token)
    if (!viewer) return refuseWith(reply.header('cache-control', 'no-store'), 401, refusal('NOT_SIGNED_IN'))
    const { body, person } = viewer
    const stamp = await stampOf(body)
    if (!request.headers.accept?.includes(STREAM)) return reply.header('cache-control', 'no-store').send({ stamp })
    if (heard.isFull()) return refuseWith(reply.header('retry-after', '60'), 503, refusal('NEWS_FULL'))
    reply.hijack()
    const listener: Listener = {
      body,
      person,
      ...streamOf(reply),
      async mayHear() {
        const now = await whoListens(token)
        return now?.person === person && now.body === body
      },
    }
    reply.raw.once('close', () => heard.drop(listener))
    heard.add(listener, stamp)
    return reply
  }
  // HEAD would open a stream and end it.
  app.get(NEWS, { exposeHeadRoute: false }, answer)
}
