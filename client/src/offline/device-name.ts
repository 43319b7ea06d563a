import { nameOfAgent } from '@traguardo/shared/people'

/** What this device calls itself in the history of a value. */
export const deviceName = (): string => nameOfAgent(globalThis.navigator?.userAgent ?? '')
