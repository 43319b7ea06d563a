/** An account without a second factor. */
export const NO_FACTOR = { totp: null, totpPending: null, totpUsed: null } as const
