import { usualCalendar } from '@traguardo/shared/calendar'
import type { Plan, Role } from '@traguardo/shared/model'
import { EVERY_DAY, mayAsk, type Viewer } from '@traguardo/shared/people'
import { visiblePlan } from '@traguardo/shared/plans'
import { type NeutralisationAsked, refuseNeutralising, refuseRestoring } from '@traguardo/shared/sheets'
import { describe, expect, it } from 'vitest'
import { anIndicator, aPlan, individual } from '../../support/scoring'

const ACT = { organ: 'OIV', number: '4', date: '2021-09-01' }
const one = (id: string, about: string) => ({
  ...{ id, about, from: '2021-09-01', act: ACT, reason: 'alluvione', by: 'oiv', at: '2021-09-01T08:00:00.000Z' },
})
const planWith = (changes: object = {}): Plan =>
  aPlan({
    objectives: [...aPlan().objectives, individual('P1', 'PO1', 100)],
    indicators: [anIndicator('I1'), anIndicator('IP1', { objective: 'P1' })],
    sheets: [{ code: 'PO1', title: 'Scheda', person: 'anna', unit: 'U1', weightTotal: 100 }],
    calendars: [
      { ...usualCalendar(2021), neutralised: [one('n1', 'objectives/P1'), one('n2', 'indicators/I1')], ...changes },
    ],
  })
const plan = planWith()
const viewer = (person: string, ...roles: readonly Role[]): Viewer =>
  ({ person, body: 'B', roles: roles.map((role) => ({ role, unit: 'ENTE' })) }) as never
const oiv = viewer('oiv', 'evaluator')
const asked = (changes: Partial<NeutralisationAsked> = {}): NeutralisationAsked => ({
  ...{ year: 2021, about: 'objectives/O1', periods: [], from: '2021-09-01', act: ACT, reason: 'alluvione' },
  ...changes,
})
const codeOf = (changes: Partial<NeutralisationAsked>, of: Plan = plan, who: Viewer = oiv) =>
  refuseNeutralising(who, of, asked(changes), '2021-09-05')?.code ?? null

describe('an act that leaves something out of the scores of a year', () => {
  it('[RI100.1] is entered by the evaluator or the controller, about an objective or an indicator', () => {
    const roles = ['unit-head', 'manager', 'controller', 'evaluator', 'governing-body'] as const
    for (const field of ['Mutation.neutralise', 'Mutation.neutralisationRevoke'] as const)
      expect(roles.filter((role) => mayAsk(viewer('x', role), field))).toEqual(['controller', 'evaluator'])
    expect(mayAsk(null, 'Mutation.neutralise')).toBe(false)
    expect([codeOf({}), codeOf({ about: 'indicators/I1' }), codeOf({ about: 'objectives/P1' })]).toEqual([
      null,
      null,
      null,
    ])
    for (const about of ['objectives/NONE', 'areas/AS1', 'sheets/PO1', 'body/B', ''])
      expect(codeOf({ about })).toBe('NOT_NEUTRALISABLE')
  })

  it('[RI100.2] is whole: organ, number, date, day, reason, periods of the year', () => {
    for (const act of [
      { ...ACT, organ: ' ' },
      { ...ACT, number: '' },
      { ...ACT, date: '' },
      { ...ACT, date: '2021-09-06' },
    ])
      expect(codeOf({ act })).toBe('NEUTRALISATION_INCOMPLETE')
    for (const from of ['', 'domani', '2020-12-31']) expect(codeOf({ from })).toBe('NEUTRALISATION_INCOMPLETE')
    // Acts of the evaluator come after the year as well.
    expect(codeOf({ from: '2022-02-01' })).toBeNull()
    expect(codeOf({ reason: ' ' })).toBe('REASON_MISSING')
    expect([codeOf({ periods: [4] }), codeOf({ periods: [0] }), codeOf({ periods: [1, 3] })]).toEqual([
      'UNKNOWN_PERIOD',
      'UNKNOWN_PERIOD',
      null,
    ])
  })

  it('[RI100.3] is not of the own sheet', () => {
    const anna = viewer('anna', 'controller')
    expect(codeOf({ about: 'objectives/P1' }, plan, anna)).toBe('NOT_YOUR_SHEET')
    expect(codeOf({ about: 'indicators/IP1' }, plan, anna)).toBe('NOT_YOUR_SHEET')
    expect(refuseRestoring(anna, plan, 2021, 'n1')?.code).toBe('NOT_YOUR_SHEET')
    expect(codeOf({}, plan, anna)).toBeNull()
  })

  it('[RI100.4] is neither entered nor taken back once the report is validated', () => {
    const done = planWith({ closedOn: '2022-02-01', evaluated: { on: '2022-03-01', by: 'oiv' } })
    expect(codeOf({}, done)).toBe('YEAR_VALIDATED')
    expect(refuseRestoring(oiv, done, 2021, 'n2')?.code).toBe('YEAR_VALIDATED')
    expect(refuseRestoring(oiv, plan, 2021, 'n2')).toBeNull()
    expect(refuseRestoring(oiv, plan, 2021, 'nessuna')?.code).toBe('NOT_NEUTRALISABLE')
  })

  it('[RI100.6] is known on a sheet to those who may see the sheet', () => {
    const seenBy = (person: string) => {
      const roles = plan.people.find(({ code }) => code === person)?.roles ?? []
      const seen = visiblePlan(plan, [], { person, roles, holder: null, days: EVERY_DAY })
      return seen.calendars?.[0]?.neutralised?.map(({ id }) => id)
    }
    expect(seenBy('anna')).toEqual(['n1', 'n2'])
    expect(seenBy('bruno')).toEqual(['n2'])
  })
})
