import type { FastifyReply, FastifyRequest } from 'fastify'
import { GraphQLError } from 'graphql'
import { tokenOf } from '../../identity/accounts/devices/cookie'
import { keptSessions } from '../../identity/sessions/kept-sessions'
import { findSession } from '../../identity/sessions/sessions'
import type { AppPorts, Context } from '../../kernel/context'
import type { Moment } from '../../kernel/db/moment'
import type { Orm } from '../../kernel/db/orm'
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

/** Makes the contexts of requests: who asks is found once in each. */
export interface Contexts {
  /**
   * The context of a request: the same however often it is asked for.
   * @param isKept is what it asks kept? Then the moment of the database is asked for, and what is kept holds while that is the same
   */
  of(request: FastifyRequest, reply: FastifyReply, isKept?: boolean): Promise<Context>
}

export function contextsOf(orm: Orm, ports: AppPorts): Contexts {
  const made = new WeakMap<FastifyRequest, Promise<Context>>()
  const keptSession = keptSessions(ports.clock)
  async function make(request: FastifyRequest, reply: FastifyReply, isKept: boolean): Promise<Context> {
    const em = orm.em.fork()
    const token = tokenOf(request)
    const rest = { app: ports, em, request, reply }
    try {
      if (!isKept) return { ...rest, viewer: token ? await findSession(em, token, ports.clock) : null }
      const moment: Moment = await ports.momentOf()
      return { ...rest, moment, viewer: token ? await keptSession(em, token, moment) : null }
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
