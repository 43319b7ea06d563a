/** The settings of scoring, as data: every number that another body may want otherwise. */
export interface Policy {
  readonly code: string
  /** Weight of a strategic objective's own indicators against its operational objectives [SC21]. */
  readonly ownIndicators: number
  readonly operationalObjectives: number
  /** From here on `met`; from here on `partly`; below `not-met` [SC28]. */
  readonly met: number
  readonly partly: number
}

/** The policy of the 2019 plan, which is the default: 60 : 40, bands at 90 and 50. */
export const DEFAULT_POLICY: Policy = {
  code: 'default',
  ownIndicators: 60,
  operationalObjectives: 40,
  met: 0.9,
  partly: 0.5,
}
