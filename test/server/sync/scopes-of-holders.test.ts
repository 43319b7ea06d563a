import type { Plan } from '@traguardo/shared/model'
import { daysOfYear, type HolderDays, shareADay, type ViewingHolder } from '@traguardo/shared/people'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { viewFor } from '../../../server/src/sync/scopes'
import { aMeasure, anIndicator, aPlan, individual } from '../../support/scoring'

const YEARS = [2021, 2022, 2023] as const
/** Another office enters what the sheet of Anna is measured by: to be given it is a matter of the sheet alone. */
const planWith = (formula: string, indicators: Plan['indicators'] = []): Plan =>
  aPlan({
    objectives: [...aPlan().objectives, individual('IND1', 'P1', 100)],
    indicators: [...aPlan().indicators, anIndicator('I9', { objective: 'IND1', formula }), ...indicators],
    measures: [...aPlan().measures, aMeasure('X', { entry: { by: 'units', units: ['U2'] } })],
    sheets: [{ code: 'P1', title: 'Scheda', person: 'anna', unit: 'U1', weightTotal: 100 }],
  })
const day = fc
  .tuple(fc.constantFrom('2020', ...YEARS.map(String)), fc.constantFrom('-01-01', '-05-10', '-12-31'))
  .map((parts) => parts.join(''))
const days: fc.Arbitrary<HolderDays> = fc
  .tuple(fc.option(day, { nil: null }), fc.option(day, { nil: null }))
  .map(([from, to]) => (from !== null && to !== null && to < from ? { from: to, to: from } : { from, to }))

/** Years whose values of the sheet's own measure somebody in the position is given. */
function yearsGiven(plan: Plan, person: string, days: HolderDays): readonly number[] {
  const roles = plan.people.find(({ code }) => code === person)?.roles ?? []
  const viewer: ViewingHolder = { person, roles, holder: 'h', days }
  const { scopes } = viewFor([{ plan }], viewer)
  const ofSheet = scopes.filter((scope) => scope.includes('P1'))
  return YEARS.filter((year) => ofSheet.some((scope) => scope.startsWith(`${year}/`)))
}

describe('registers of a measure that only a sheet uses', () => {
  it('[RI73.2] are given in the years that its scores look back to as well, and not because others look back', () => {
    const back = planWith('X - previous_year(X)')
    const elsewhere = planWith('X', [anIndicator('I8', { formula: 'A - previous_year(A; 2)' })])
    fc.assert(
      fc.property(days, (held) => {
        const own = (year: number) => shareADay(held, daysOfYear(year))
        expect(yearsGiven(back, 'anna', held)).toEqual(
          YEARS.filter((year) => own(year) || (own(year + 1) && year + 1 <= back.lastYear)),
        )
        expect(yearsGiven(elsewhere, 'anna', held)).toEqual(YEARS.filter(own))
      }),
    )
  })

  it('[RI73.1] are given in the years in which the position is held, and in no other', () => {
    const plan = planWith('X')
    fc.assert(
      fc.property(days, (held) => {
        expect(yearsGiven(plan, 'anna', held)).toEqual(YEARS.filter((year) => shareADay(held, daysOfYear(year))))
        expect(yearsGiven(plan, 'sg', held)).toEqual(YEARS)
      }),
    )
  })
})
