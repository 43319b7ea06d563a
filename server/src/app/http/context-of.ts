import type { FastifyReply, FastifyRequest } from 'fastify'
import { GraphQLError } from 'graphql'
import { tokenOf } from '../../identity/accounts/devices/cookie'
import { type At, keptSessions } from '../../identity/sessions/sessions'
import { findSession } from '../../identity/sessions/sessions'
import type { AppPorts, Context } from '../../kernel/context'
import type { Principal } from '../../identity/organisation/positions'
import type { DataMoment } from '../../kernel/db/look'
import type { EntityManager, Orm } from '../../kernel/db/orm'
import { STATUS_OF, troubleOf } from '../../kernel/db/trouble'
import { noteRequest } from '../../kernel/graphql/format-error'

/** Before there is an answer to speak of, its status comes along with the error. */
function withStatus(error: unknown, request: string): unknown {
  noteRequest(error, request)
  const trouble = troubleOf(error)
  if (trouble === null || !(error instanceof Error)) return error
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { http: { status: STATUS_OF[trouble] } },
  })
}

/** The context of a request for what is kept: nearly none of them needs a manager, so that is made when it is asked for. */
class KeptContext implements Context {
  readonly viewer: Principal | null
  readonly moment: DataMoment
  private made: EntityManager | null = null

  constructor(
    readonly app: AppPorts,
    readonly request: FastifyRequest,
    readonly reply: FastifyReply,
    { viewer, moment }: At,
    private readonly forked: () => EntityManager,
  ) {
    this.viewer = viewer
    this.moment = moment
  }

  get em(): EntityManager {
    return (this.made ??= this.forked())
  }
}

/** Makes the contexts of requests: who asks is found once in each. */
export interface Contexts {
  /**
   * The context of a request: the same however often it is asked for.
   * @param isKept is what it asks kept? Then the session is looked for in one statement with that
   */
  of(request: FastifyRequest, reply: FastifyReply, isKept?: boolean): Promise<Context>
}

export function contextsOf(orm: Orm, ports: AppPorts): Contexts {
  const made = new WeakMap<FastifyRequest, Promise<Context>>()
  const forked = (): EntityManager => orm.em.fork()
  const keptSession = keptSessions(ports.clock, ports.look, forked)
  async function make(request: FastifyRequest, reply: FastifyReply, isKept: boolean): Promise<Context> {
    const token = tokenOf(request)
    try {
      if (token && isKept) return new KeptContext(ports, request, reply, await keptSession(token), forked)
      const em = forked()
      return { app: ports, em, request, reply, viewer: token ? await findSession(em, token, ports.clock) : null }
    } catch (error) {
      throw withStatus(error, request.id)
    }
  }
  return {
    of(request, reply, isKept = false) {
      const context = made.get(request) ?? make(request, reply, isKept)
      made.set(request, context)
      return context
    },
  }
}
