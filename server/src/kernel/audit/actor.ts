import type { SignedInContext } from '../context'
import type { Event } from './append'

/** Who does what is told, and when: the beginning of an event. */
export type Actor = Pick<Event, 'body' | 'person' | 'at'>

/** The signed-in person, at this moment of the body. */
export const actorOf = ({ app, viewer }: SignedInContext): Actor => ({
  body: viewer.body,
  person: viewer.person,
  at: app.clock.now(viewer.body),
})
