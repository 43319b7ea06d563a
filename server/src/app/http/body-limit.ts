import type { FastifyRequest } from 'fastify'
import { isController } from '@traguardo/shared/people'
import type { Clock } from '../../kernel/runtime/clock'
import type { Orm } from '../../kernel/db/orm'
import { tokenOf } from '../../identity/accounts/devices/cookie'
import { findSession } from '../../identity/sessions/sessions'
import type { Sizes } from '../../kernel/http/read-json'

/** Bytes of a request of anybody: a push has 256 kB at most. */
export const LARGEST = 1024 * 1024
/** Bytes of a request with a plan: the largest plan seen has 0,2 MB, one of 1,000 indicators 1,2. */
const LARGEST_PLAN = 10 * 1024 * 1024

/** Root fields that a plan goes along with, or the file that was carried from a site: months of its work. */
export const MAY_BE_LARGE: ReadonlySet<string> = new Set(['planImport', 'draftSave', 'siteExchange'])

/** Only who may import a plan, or bring a site's file by hand, may send so much, and that is known before it is read [RI12]. */
export const sizesFor = (orm: Orm, clock: Clock): Sizes => ({
  small: LARGEST,
  large: LARGEST_PLAN,
  async mayBeLarge(request: FastifyRequest) {
    const token = tokenOf(request)
    const viewer = token ? await findSession(orm.em.fork(), token, clock) : null
    return viewer !== null && isController(viewer)
  },
})
