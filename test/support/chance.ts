/** A tenth of what the long run plays; there `TRAGUARDO_CHANCE` is 1. */
const SHARE = Number(process.env['TRAGUARDO_CHANCE'] ?? 0.1)

/** How many of these cases are played now. What fails says its seed. */
export const sampleOf = (cases: number): number => Math.ceil(cases * SHARE)
