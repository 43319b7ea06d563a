import type { ManualScore, Plan } from '@traguardo/shared/model'
import { EVERY_DAY } from '@traguardo/shared/people'
import { audiencesOf, visiblePlan } from '@traguardo/shared/plans'
import { describe, expect, it } from 'vitest'
import { aMeasure, anIndicator, aPlan, individual, operational, strategic } from '../../support/scoring'

const units = (...codes: string[]) => ({ entry: { by: 'units' as const, units: codes } })
const sheet = (code: string, person: string, unit: string) => ({ code, title: code, person, unit, weightTotal: 100 })
const judgement = (about: string, year = 2021): ManualScore => ({
  ...{ about, year, score: 80, reason: 'Perché', by: 'OIV', approvedBy: 'cdg', at: '2021-09-05T10:00:00.000Z' },
})
const plan = aPlan({
  sheets: [sheet('PO1', 'anna', 'U1'), sheet('PO2', 'bruno', 'U2')],
  objectives: [
    ...[strategic('S1'), operational('O1')],
    ...[individual('P1', 'PO1', 100), individual('P2', 'PO2', 100), individual('P3', 'PO2', 0)],
  ],
  indicators: [
    anIndicator('I1'),
    anIndicator('IP1', { objective: 'P1', formula: 'X1 + SAME' }),
    anIndicator('IP2', { objective: 'P2', formula: 'X2 + A + X1' }),
    anIndicator('IP3', { objective: 'P3', formula: 'X3 + (' }),
  ],
  measures: [
    aMeasure('A'),
    aMeasure('X1', units('U1')),
    aMeasure('X2', units('U2')),
    aMeasure('X3', units('U2')),
    aMeasure('BEHIND', units('U2')),
    aMeasure('SAME', { entry: { by: 'same-as', measure: 'BEHIND', unit: 'U2' } }),
    aMeasure('FREE'),
  ],
})
const seenBy = (person: string, of: Plan = plan, spans: Parameters<typeof visiblePlan>[1] = []) => {
  const roles = of.people.find(({ code }) => code === person)?.roles ?? []
  return visiblePlan(of, spans, { person, roles, holder: null, days: EVERY_DAY })
}
const codes = (items: readonly { readonly code: string }[]) => items.map(({ code }) => code)

describe('what of a plan its holder sees', () => {
  it('[RI3.2] measures of the own sheet, those behind others, those entered, and those that nobody’s sheet uses', () => {
    expect(codes(seenBy('anna').measures)).toEqual(['A', 'X1', 'X3', 'BEHIND', 'SAME', 'FREE'])
    expect(codes(seenBy('bruno').measures)).toEqual(['A', 'X1', 'X2', 'X3', 'BEHIND', 'FREE'])
    expect(codes(seenBy('nobody').measures)).toEqual(['A', 'X3', 'FREE'])
  })

  it('[RI3.2] what the own unit enters, for whoever’s sheet it is', () => {
    const roles = [{ role: 'unit-head' as const, unit: 'U2' }]
    const head = visiblePlan(plan, [], { person: 'dora', roles, holder: null, days: EVERY_DAY })
    expect([codes(head.sheets), codes(head.measures)]).toEqual([[], ['A', 'X2', 'X3', 'BEHIND', 'FREE']])
    const manager = visiblePlan(plan, [], {
      person: 'dora',
      roles: [{ role: 'manager', unit: 'U2' }],
      holder: null,
      days: null,
    })
    expect(codes(manager.measures)).toEqual(['A', 'X3', 'FREE'])
  })

  it('[RI3.2] together what each of several sees', () => {
    const [anna, bruno] = plan.people.map(({ code, roles }) => ({ person: code, roles, holder: null, days: EVERY_DAY }))
    const both = visiblePlan(plan, [], ...[anna, bruno].filter((one) => one !== undefined))
    expect([codes(both.sheets), codes(both.measures)]).toEqual([['PO1', 'PO2'], codes(plan.measures)])
  })

  it('[RI3.2] remarks about what is seen, and about what is nobody’s', () => {
    const abouts = [
      'sheets/PO1',
      'sheets/PO2',
      'objectives/P2',
      'indicators/IP2',
      'measures/X2',
      'measures/A',
      'areas/AS1',
      'programs/1',
    ]
    const marked = { ...plan, oddities: abouts.map((about) => ({ about, printed: 'x', reading: 'y' })) }
    expect(seenBy('anna', marked).oddities.map(({ about }) => about)).toEqual([
      ...['sheets/PO1', 'measures/A', 'areas/AS1', 'programs/1'],
    ])
  })

  it('[RI3.2] scores by hand of what is seen', () => {
    const judged = {
      ...plan,
      judgements: ['sheets/PO2', 'objectives/P1', 'indicators/IP1', 'objectives/O1'].map((about) => judgement(about)),
    }
    const seen = (person: string) => seenBy(person, judged).judgements?.map(({ about }) => about)
    expect(seen('anna')).toEqual(['objectives/P1', 'indicators/IP1', 'objectives/O1'])
    expect(seen('nobody')).toEqual(['objectives/O1'])
    expect(seenBy('anna')).not.toHaveProperty('judgements')
  })

  it('[RI71.3] scores by hand of the own sheet in the years of which one held the position a day', () => {
    const judged = { ...plan, judgements: [judgement('sheets/PO1', 2021), judgement('sheets/PO1', 2022)] }
    const viewer = { person: 'anna', roles: [], holder: 'h', days: { from: '2022-03-01', to: null } }
    expect(visiblePlan(judged, [], viewer).judgements?.map(({ year }) => year)).toEqual([2022])
  })
})

describe('whom a measure is for', () => {
  it('[SY19.1] those of sheets for whoever may see one of these sheets, all others for the body', () => {
    expect([...audiencesOf(plan)]).toEqual([
      ['X1', ['PO1', 'PO2']],
      ['SAME', ['PO1']],
      ['BEHIND', ['PO1']],
      ['X2', ['PO2']],
    ])
  })

  it('[SY19.1] what was told with a plan is not worked out again', () => {
    expect([...audiencesOf({ ...plan, audiences: { A: ['PO1'] } })]).toEqual([['A', ['PO1']]])
  })
})
