import { NOISE, SMALLEST } from '../../formula'
import type { BandRule, Policy } from '../../model'
import { roundHalfUp } from '../../values'

/** Doubles of exact thirds and tenths may fall a hair off an edge that the arithmetic puts them on. */
export const EPSILON = 1e-12

/** Decimals of everything that is shown, where no more are needed to tell it from its edge. */
const SHOWN = 2
/** Decimals beyond which two numbers are one: see `EPSILON`. */
const MOST = 12
/** Digits of an achievement behind those of its percent. */
const PERCENT = 2

/** Is a value so near to its target that the noise of its sum decides on which side it is? */
export const isNear = (value: number, wanted: number): boolean =>
  value !== wanted && Math.abs(value - wanted) < SMALLEST

/** Counts the decimals of a number as it is written. */
function decimalsOf(number: number): number {
  const [mantissa = '0', exponent = '0'] = Math.abs(number).toExponential().split('e')
  return Math.max(0, mantissa.length - (mantissa.includes('.') ? 2 : 1) - Number(exponent))
}

/** A number as it is printed: with two decimals, or as many as what it is compared with has [SC74.2]. */
export const asPrinted = (number: number, beside: number): number =>
  roundHalfUp(number, Math.max(SHOWN, decimalsOf(beside)))

/**
 * Returns the side of its target on which a value is: -1 below it, 0 on it, 1 above it. It is on it within the noise of
 * the arithmetic, and by the policy where both are printed the same [SC10.3, SC74, SC75].
 * @param magnitude sum of the magnitudes that the value was summed from; 0 where the value was not summed
 */
export function sideOf(
  value: number,
  wanted: number,
  { comparison }: Pick<Policy, 'comparison'>,
  magnitude = 0,
): -1 | 0 | 1 {
  const off = (comparison === 'printed' ? asPrinted(value, wanted) : value) - wanted
  if (Math.abs(off) <= Math.max(EPSILON * Math.abs(wanted), NOISE * magnitude)) return 0
  return off < 0 ? -1 : 1
}

/** An achievement as bands, steps and points see it: by the policy the one that is printed [SC74.3]. */
export const comparedShare = (share: number, { comparison }: Pick<Policy, 'comparison'>): number =>
  comparison === 'printed' ? roundHalfUp(share, SHOWN + PERCENT) : share

/** Does a number, rounded beside another that is rounded too, stand to it as it does by itself? */
function tells(value: number, edge: number, side: number, decimals: number): boolean {
  const off = Math.abs(value - edge)
  // Mostly they are far from each other, or the same.
  if (off === 0 ? side === 0 : off > 10 ** -decimals && side !== 0) return true
  return Math.sign(roundHalfUp(value, decimals) - roundHalfUp(edge, decimals)) === side
}

/**
 * Returns the decimals with which a value, shown beside its target, is on the side of it on which it is: two, or more
 * where it takes more [SC74.1].
 */
export function decimalsOfValue(value: number, wanted: number, side: -1 | 0 | 1): number {
  let decimals = SHOWN
  while (decimals < MOST && !tells(value, wanted, side, decimals)) decimals += 1
  return decimals
}

/**
 * Returns the decimals of a percent with which an achievement is shown in its band, and as whole or as nothing only where
 * it is [SC74.4].
 */
export function decimalsOfShare(share: number, bands: readonly BandRule[], policy: Policy): number {
  const shown = comparedShare(share, policy)
  const sideAt = (off: number): number => (Math.abs(off) <= EPSILON ? 0 : Math.sign(off))
  const isTold = (decimals: number): boolean =>
    tells(share, 0, sideAt(share), decimals) &&
    tells(share, 1, sideAt(share - 1), decimals) &&
    bands.every(({ from }) => tells(share, from, sideAt(shown - from), decimals))
  let decimals = SHOWN
  while (decimals < MOST && !isTold(decimals + PERCENT)) decimals += 1
  return decimals
}
