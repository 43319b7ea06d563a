import { ask } from '../modules/ask'
import { BODY_SWITCH, type SessionAnswer } from './queries'

/** Goes on in another body, in the own position there. */
export const switchBody = (to: string) => ask<SessionAnswer>(BODY_SWITCH, { to })
