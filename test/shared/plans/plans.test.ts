import { EVERY_DAY } from '@traguardo/shared/people'
import type { Plan } from '@traguardo/shared/model'
import { checkPlan, checkSoundParts, visiblePlan } from '@traguardo/shared/plans'
import { describe, expect, it } from 'vitest'
import { aMeasure, anIndicator, aPlan, atLeast, individual, operational, strategic } from '../../support/scoring'

const faults = (changes: Partial<Plan>) =>
  checkPlan(aPlan(changes)).map(({ path, code }) => `${path.join('.')} ${code}`)

describe('the checks of a plan', () => {
  it('find nothing in a good one', () => expect(faults({})).toEqual([]))
  it.each<[string, Partial<Plan>, string[]]>([
    ['a code that repeats', { measures: [aMeasure('A'), aMeasure('A')] }, ['measures.1.code DUPLICATE_CODE']],
    [
      'an unknown measure',
      { indicators: [anIndicator('I1', { formula: 'A + Z' })] },
      ['indicators.0.formula UNKNOWN_MEASURE'],
    ],
    [
      'a formula with a fault',
      { indicators: [anIndicator('I1', { formula: 'A +' })] },
      ['indicators.0.formula FORMULA_SYNTAX'],
    ],
    [
      'an unknown objective',
      { indicators: [anIndicator('I1', { objective: 'O9' })] },
      ['indicators.0.objective UNKNOWN_REFERENCE'],
    ],
    [
      'an unknown area',
      { objectives: [strategic('S1', 'AS9'), operational('O1')] },
      ['objectives.0.parent UNKNOWN_REFERENCE'],
    ],
    [
      'an objective under nothing',
      { objectives: [strategic('S1'), { ...operational('O1'), parent: undefined }] } as never,
      ['objectives.1.parent MISSING_REFERENCE'],
    ],
    [
      'an individual objective without its sheet',
      { objectives: [strategic('S1'), operational('O1'), individual('P1', 'PO', 100)] },
      ['objectives.2.sheet UNKNOWN_REFERENCE'],
    ],
    [
      'a unit that nobody has',
      { measures: [aMeasure('A', { entry: { by: 'units', units: ['U9'] } })] },
      ['measures.0.entry.units.0 UNKNOWN_REFERENCE'],
    ],
    [
      'a value taken from nowhere',
      { measures: [aMeasure('A', { entry: { by: 'same-as', measure: 'Q', unit: 'U1' } })] },
      ['measures.0.entry.measure UNKNOWN_REFERENCE'],
    ],
    [
      'units in a circle',
      { units: [{ code: 'U1', name: 'U', kind: 'service', parent: 'U1' }], people: [], measures: [aMeasure('A')] },
      ['units.0.parent CYCLE'],
    ],
    [
      'an operational objective scored by the mean of the operational ones',
      {
        measures: [aMeasure('A', { entry: { by: 'computed', what: 'operational-mean' } })],
      },
      ['indicators.0.formula CYCLE'],
    ],
    [
      'a target outside the plan',
      { indicators: [anIndicator('I1', { targets: [atLeast(1, 2030)] })] },
      ['indicators.0.targets.0.year YEAR_OUT_OF_PLAN'],
    ],
    [
      'a year twice',
      { indicators: [anIndicator('I1', { targets: [atLeast(1), atLeast(2)] })] },
      ['indicators.0.targets.1.year DUPLICATE_TARGET'],
    ],
    [
      'a day that is none',
      {
        indicators: [
          anIndicator('I1', { targets: [{ year: 2021, printed: 'x', type: 'by-date', date: '2021-02-30' }] }),
        ],
      },
      ['indicators.0.targets.0.date NOT_A_DATE'],
    ],
    ['years the wrong way', { firstYear: 2023, lastYear: 2021, indicators: [] }, ['lastYear YEARS']],
  ])('find %s', (_, changes, expected) => expect(faults(changes)).toEqual(expected))

  const sheet = { code: 'PO', title: 'P.O.', person: 'anna', unit: 'U1', weightTotal: 100 }
  const weighing = (...weights: number[]) => [
    strategic('S1'),
    operational('O1'),
    ...weights.map((weight, index) => individual(`P${index}`, 'PO', weight)),
  ]

  it('33,33 + 33,33 + 33,34 is 100 exactly; 33,33 three times is not', () => {
    expect(faults({ sheets: [sheet], objectives: weighing(33.33, 33.33, 33.34) })).toEqual([])
    expect(faults({ sheets: [sheet], objectives: weighing(33.33, 33.33, 33.33) })).toEqual([
      'sheets.0.weightTotal WEIGHTS',
    ])
    expect(faults({ sheets: [{ ...sheet, weightTotal: 70 }], objectives: weighing(40, 30) })).toEqual([])
  })

  it('find every fault, not the first alone', () => {
    expect(
      faults({
        measures: [aMeasure('A'), aMeasure('A')],
        indicators: [anIndicator('I1', { formula: 'Z', objective: 'O9' })],
      }),
    ).toHaveLength(3)
  })
})

describe('the checks of what has the right form', () => {
  const plan = aPlan({
    measures: [aMeasure('BAD'), aMeasure('A'), aMeasure('A')],
    indicators: [anIndicator('I1', { formula: 'BAD + Z' }), anIndicator('I2', { formula: 'BAD' })],
  })
  const found = (document: unknown, broken: (string | number)[][]) =>
    checkSoundParts(document, broken).map(({ path, code }) => `${path.join('.')} ${code}`)

  it('leave the broken items out, keep the places of the others, and excuse what refers to the broken', () => {
    expect(found(plan, [['measures', 0, 'kind'], ['title']])).toEqual([
      'measures.2.code DUPLICATE_CODE',
      'indicators.0.formula UNKNOWN_MEASURE',
    ])
  })

  it('say nothing of what is no plan at all', () => {
    for (const document of [null, 7, 'x', [], {}, { ...plan, units: 7 }]) expect(found(document, [])).toEqual([])
  })

  it('do not stumble over broken items of any kind', () => {
    const odd = { ...plan, measures: [null, 7, 'x', ...plan.measures], firstYear: 'x' }
    const broken = [0, 1, 2].map((index) => ['measures', index])
    expect(found(odd, [...broken, ['firstYear']])).toContain('measures.5.code DUPLICATE_CODE')
  })
})

describe('the plan as somebody may see it', () => {
  const plan = aPlan({
    sheets: [
      { code: 'PO1', title: 'P.O. Uno', person: 'anna', unit: 'U1', weightTotal: 100 },
      { code: 'PO2', title: 'P.O. Due', person: 'bruno', unit: 'U2', weightTotal: 100 },
    ],
    objectives: [strategic('S1'), operational('O1'), individual('P1', 'PO1', 100), individual('P2', 'PO2', 100)],
    indicators: [
      anIndicator('I1'),
      anIndicator('IP1', { objective: 'P1', formula: 'X1' }),
      anIndicator('IP2', { objective: 'P2', formula: 'X2 + A' }),
    ],
    measures: [
      aMeasure('A'),
      aMeasure('X1', { entry: { by: 'units', units: ['U1'] } }),
      aMeasure('X2', { entry: { by: 'units', units: ['U2'] } }),
    ],
    oddities: [
      { about: 'indicators/IP2', printed: '+', reading: '/' },
      { about: 'programs/005', printed: 'due titoli', reading: 'due programmi' },
      { about: 'sheets/PO1', printed: '33,33', reading: '33,33' },
    ],
  })
  const seenBy = (person: string) => {
    const roles = plan.people.find(({ code }) => code === person)?.roles ?? []
    const seen = visiblePlan(plan, [], { person, roles, holder: null, days: EVERY_DAY })
    return {
      sheets: seen.sheets.map(({ code }) => code),
      indicators: seen.indicators.map(({ code }) => code),
      measures: seen.measures.map(({ code }) => code),
      oddities: seen.oddities.length,
    }
  }

  it('[RI3.2] holds the own sheet and what it needs, and nothing of another', () => {
    expect(seenBy('anna')).toEqual({ sheets: ['PO1'], indicators: ['I1', 'IP1'], measures: ['A', 'X1'], oddities: 2 })
  })

  it('holds all for those above', () => {
    for (const person of ['sg', 'cdg']) expect(seenBy(person)).toMatchObject({ sheets: ['PO1', 'PO2'], oddities: 3 })
  })

  it('holds the common tree alone for whoever has no role', () => {
    expect(seenBy('nobody')).toEqual({ sheets: [], indicators: ['I1'], measures: ['A'], oddities: 1 })
  })
})
