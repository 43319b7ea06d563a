import { ask } from '../modules/ask'
import type { SessionAnswer } from '../replica/contact'
import { BODY_SWITCH } from './queries'

/** Goes on in another body, in the own position there. */
export const switchBody = (to: string) => ask<SessionAnswer>(BODY_SWITCH, { to })
