import type { IsoInstant } from '@traguardo/shared/model'
import type { ViewingHolder } from '@traguardo/shared/people'
import type { Actor } from '../../kernel/audit/append'
import type { Context } from '../../kernel/context'
import type { HeldPosition } from './positions'

/** Signed-in person, with the roles of this moment. */
export interface Principal extends ViewingHolder, HeldPosition {
  readonly username: string
  /** Id of the holder as which the account is here. */
  readonly holder: string
  /** Is today one of that holder's days? Whose days ended acts no more [RI62]. */
  readonly holds: boolean
  /** Time at which the password or a code was last asked in this session; null where it was not yet. */
  readonly confirmedAt: IsoInstant | null
}

declare module '../../kernel/context' {
  interface Context {
    readonly viewer: Principal | null
  }
}

/** The context of a resolver that the guard lets through only with a viewer. */
export interface SignedInContext extends Context {
  readonly viewer: Principal
}

/** The signed-in person, at this moment of the body: the beginning of an event. */
export const actorOf = ({ app, viewer }: SignedInContext): Actor => ({
  body: viewer.body,
  person: viewer.person,
  holder: viewer.holder,
  at: app.clock.now(viewer.body),
})
