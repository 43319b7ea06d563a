import { EVERY_DAY, mayValidate, type ViewingHolder } from '@traguardo/shared/people'
import { scopeName } from '@traguardo/shared/sync'
import { describe, expect, it } from 'vitest'
import { KEY_BYTES, keyringOf } from '../../../server/src/kernel/secrets/keyring'
import { receiptsOf } from '../../../server/src/sync/read-push'
import { inForce, scopeOf, viewFor } from '../../../server/src/sync/scopes'
import { aMeasure, anIndicator, aPlan, individual } from '../../support/scoring'
import { aKey } from '../../support/sync'

const own = aMeasure('OWN')
const { objectives, indicators, measures } = aPlan()
const plan = aPlan({
  measures: [...measures, aMeasure('C', { entry: { by: 'units', units: ['U2'] } }), own],
  objectives: [...objectives, individual('IND1', 'P1', 100)],
  indicators: [...indicators, anIndicator('I9', { objective: 'IND1', formula: 'OWN' })],
  sheets: [{ code: 'P1', title: 'Scheda', person: 'anna', unit: 'U1', weightTotal: 100 }],
})
const later = aPlan({ firstYear: 2024, lastYear: 2026, indicators: [] })
const plans = [{ plan: later }, { plan }]
const viewer = (code: string): ViewingHolder => ({
  ...{ person: code, holder: null, days: EVERY_DAY },
  roles: plan.people.find((one) => one.code === code)?.roles ?? [],
})
const at = (unit: string, year = 2021, sheets = '') => scopeName({ unit, year, period: 2 }, sheets)

describe('what a person may see of a body', () => {
  const view = (code: string) => viewFor(plans, viewer(code))

  it('[SY33.1] is every unit and period of every plan, and of individual sheets one’s own alone', () => {
    const seen = new Set(view('bruno').scopes)
    expect([at('U1'), at('U2'), at('U1', 2023), at('U1', 2024)].map((scope) => seen.has(scope))).toEqual([
      ...[true, true, true, true],
    ])
    expect([at('U1', 2021, 'P1'), at('U1', 2020), at('ENTE')].map((scope) => seen.has(scope))).toEqual([
      ...[false, false, false],
    ])
    expect(view('anna').scopes).toContain(at('U1', 2021, 'P1'))
    expect(view('sg').scopes).toContain(at('U1', 2021, 'P1'))
  })

  it('[RI4.3] the late values of a unit are decided by whoever validates it, and by nobody else', () => {
    for (const { code, roles } of plan.people)
      for (const unit of ['U1', 'U2'])
        expect([code, unit, view(code).manages.includes(at(unit))]).toEqual([
          ...[code, unit, mayValidate({ person: code, roles }, plan, unit)],
        ])
  })

  it('[SY25.5] the late values of units below are a manager’s to decide, those of what one enters are not', () => {
    expect(view('anna').manages).toEqual([])
    expect(new Set(view('sg').manages)).toEqual(new Set(view('sg').scopes))
    expect(view('cdg').manages.length).toBeGreaterThan(0)
    const below = { ...viewer('x'), roles: [{ role: 'manager' as const, unit: 'U2' }] }
    const { manages } = viewFor(plans, below)
    expect([at('U2'), at('U1')].map((scope) => manages.includes(scope))).toEqual([true, false])
  })

  it('[RI9.4] is nothing for whoever has no role, the own sheet with it', () => {
    const { scopes, manages } = viewFor(plans, { ...viewer('anna'), roles: [] })
    expect([scopes, manages]).toEqual([[], []])
  })

  it('[SY19.1] goes by the plan in force in the year of a register', () => {
    expect([2020, 2021, 2023, 2024, 2027].map((year) => inForce(plans, year)?.firstYear ?? null)).toEqual([
      ...[null, 2021, 2021, 2024, null],
    ])
    expect(scopeOf(plans, { ...aKey, measure: 'OWN' })).toBe(at('U1', 2021, 'P1'))
    expect(scopeOf(plans, { ...aKey, measure: 'A' })).toBe(at('U1'))
    expect(scopeOf(plans, { ...aKey, measure: 'OWN', year: 2024 })).toBe(at('U1', 2024))
  })
})

describe('the proof of what a reader was told', () => {
  const { prove, isProof, reader } = receiptsOf(keyringOf(Buffer.alloc(KEY_BYTES)), 'anna')

  it('[SY39.1] is of this installation and of this text, to the last letter', () => {
    const proof = prove('told')
    expect(reader).toBe('anna')
    expect([isProof('told', proof), isProof('other', proof)]).toEqual([true, false])
    for (const wrong of ['', proof.slice(1), `${proof}x`, proof.replace(/^./, (first) => (first === 'a' ? 'b' : 'a'))])
      expect(isProof('told', wrong), wrong).toBe(false)
    const another = receiptsOf(keyringOf(Buffer.alloc(KEY_BYTES, 1)), 'anna')
    expect(another.isProof('told', proof)).toBe(false)
  })
})
