import type { MeasureValue, Target } from '../model'

/** An achievement and the rule that gave it. */
export interface Achievement {
  /** 0..1 */
  readonly achievement: number
  readonly rule: string
}

const met = (yes: boolean, rule: string): Achievement => ({ achievement: yes ? 1 : 0, rule })

const share = (achievement: number, rule: string): Achievement => ({
  achievement: Math.min(1, Math.max(0, achievement)),
  rule,
})

/** Sums of cents in doubles miss a target that they meet on paper by less than this, relatively. */
const HAIR = 1e-12

/** A quotient says something only where both sides have one sign and neither is zero [SC12]. */
const comparable = (value: number, target: number): boolean => Math.sign(value) * Math.sign(target) > 0

/** What a value is worth against its target [SC10-SC13]; null where value and target are of different kinds. */
export function achieve(value: MeasureValue, target: Target): Achievement | null {
  if (target.type === 'by-date') {
    if (value.type !== 'date') return null
    return met(value.date <= target.date, 'SC13')
  }
  if (value.type !== 'number') return null
  const actual = value.number
  const wanted = target.value
  const rule = target.type === 'at-least' ? 'SC10' : 'SC11'
  const onTarget = Math.abs(actual - wanted) <= HAIR * Math.abs(wanted)
  if (onTarget || (target.type === 'at-least' ? actual > wanted : actual < wanted)) return met(true, rule)
  if (!comparable(actual, wanted)) return met(false, 'SC12')
  // With two negatives the quotient turns round: -12 against at least -10 is 10 / 12.
  const growing = (target.type === 'at-least') === wanted > 0
  return share(growing ? actual / wanted : wanted / actual, rule)
}
