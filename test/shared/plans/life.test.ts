import type { Plan } from '@traguardo/shared/model'
import { checkReady, nextPlan, notesOf, planDiff, revisedPlan } from '@traguardo/shared/plans'
import { revisedShare } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { AFTER, before } from '../../support/mt-year'
import {
  aMeasure,
  anIndicator,
  aPlan,
  atLeast,
  byDate,
  individual,
  operational,
  strategic,
} from '../../support/scoring'

const ACT = { organ: 'Giunta', number: '92', date: '2021-07-21', printed: 'Giunta n. 92 del 21/07/2021' }
const plan = aPlan({
  areas: [
    { code: 'AS1', title: 'Area uno' },
    { code: 'AS2', title: 'Area due' },
  ],
  objectives: [
    strategic('S1'),
    strategic('S2', 'AS2'),
    operational('O1'),
    operational('O2'),
    individual('P1', 'SH', 100),
  ],
  sheets: [{ code: 'SH', title: 'Scheda', person: 'anna', unit: 'U1', weightTotal: 100 }],
  indicators: [anIndicator('I1'), anIndicator('I2', { objective: 'O2' }), anIndicator('I3', { objective: 'P1' })],
})

describe('the difference between two plans', () => {
  it('[PR2.3] is none for the same plan, however its keys are ordered', () => {
    const shuffled = JSON.parse(
      JSON.stringify(plan, (_, value: unknown) =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).reverse())
          : value,
      ),
    ) as Plan
    expect(planDiff(plan, shuffled)).toEqual([])
  })

  const changed = {
    ...plan,
    indicators: [anIndicator('I1', { targets: [atLeast(12)], weight: 40 }), anIndicator('I4')],
  }

  it('[PR2.1] tells by code what was inserted, updated and removed', () => {
    expect(planDiff(plan, changed)).toMatchObject([
      { kind: 'updated', code: 'I1' },
      { kind: 'inserted', list: 'indicators', code: 'I4', fields: [] },
      { kind: 'removed', code: 'I2' },
      { kind: 'removed', code: 'I3' },
    ])
  })

  it('[PR2.2] tells of what was updated each field, before and after', () => {
    expect(planDiff(plan, changed)[0]).toMatchObject({
      fields: [
        { field: 'targets', before: [{ value: 10 }], after: [{ value: 12 }] },
        { field: 'weight', after: 40 },
      ],
    })
  })

  it('[PR2.1] of the revision of 21/07/2020 names all that its 32 printed notes speak of', () => {
    const notes = AFTER.revisions?.find(({ code }) => code === 'G92-2020')?.notes ?? []
    const changes = new Set(planDiff(before(), AFTER).map(({ list, code }) => `${list}/${code}`))
    expect(notes.map(({ about }) => about).filter((about) => !changes.has(about))).toEqual([])
    expect(new Set(notes.map(({ mark }) => mark)).size).toBe(32)
  })
})

describe('a revision', () => {
  const after = {
    ...plan,
    indicators: [anIndicator('I1', { title: 'X' }), ...plan.indicators.slice(1)],
    measures: [aMeasure('A')],
  }

  it('[PR3.3] has no note of what only serves', () => {
    const measures = { ...plan, measures: [aMeasure('A')] }
    expect(planDiff(plan, measures)).not.toEqual([])
    expect(notesOf(planDiff(plan, measures), ACT)).toEqual([])
  })

  it('[PR3.2] tells areas, objectives and indicators, numbered', () => {
    const two = { ...after, areas: plan.areas.map((area) => ({ ...area, title: 'Y' })) }
    expect(notesOf(planDiff(plan, two), ACT).map(({ about, mark }) => `${mark} ${about}`)).toEqual([
      ...['(1) areas/AS1', '(2) areas/AS2', '(3) indicators/I1'],
    ])
    expect(notesOf(planDiff(plan, after), ACT)).toEqual([
      {
        kind: 'updated',
        about: 'indicators/I1',
        mark: '(1)',
        printed: 'Aggiornato in sede di rolling annuale con Giunta n. 92 del 21/07/2021 (1)',
      },
    ])
  })

  it('[PR3.1] stands in the plan with its act', () => {
    const [revision] = revisedPlan(plan, after, ACT, 2021).revisions ?? []
    expect(revision).toMatchObject({ code: 'R-2021-07-21', year: 2021, act: ACT })
    // Of three objectives first planned one was touched: the sheet's own are not counted.
    expect(revisedShare({ plan: revisedPlan(plan, after, ACT, 2021), year: 2021 })).toBeCloseTo(1 / 4)
  })

  it('[PR3.5] another act is another revision: by its organ, its number or its day', () => {
    const of = (act: typeof ACT, from = plan) => revisedPlan(plan, { ...from, title: 'Altro' }, act, 2021)
    const first = of(ACT)
    expect(of(ACT, first).revisions).toHaveLength(1)
    for (const other of [{ organ: 'Consiglio' }, { number: '93' }, { date: '2021-07-22' }])
      expect(of({ ...ACT, ...other }, first).revisions, JSON.stringify(other)).toHaveLength(2)
    // Two of one day have a code each.
    expect(of({ ...ACT, number: '93' }, first).revisions?.map(({ code }) => code)).toEqual([
      'R-2021-07-21',
      'R-2021-07-21-2',
    ])
  })

  it('[PR3.4] keeps printed notes that come with the draft', () => {
    const act = AFTER.revisions?.find(({ code }) => code === 'G92-2020')?.act
    if (!act) throw new Error('the document prints it')
    expect(revisedPlan(before(), AFTER, act, 2020)).toBe(AFTER)
  })
})

describe('before adoption', () => {
  const codes = (changed: Partial<Plan>) =>
    checkReady({ ...plan, ...changed }, 2021).map(({ code, about }) => `${code} ${about}`)

  it('[PR4.2] objectives without an indicator are listed', () => {
    expect(codes({ indicators: [anIndicator('I1')] })).toEqual([
      'OBJECTIVE_WITHOUT_INDICATOR objectives/S2',
      'OBJECTIVE_WITHOUT_INDICATOR objectives/O2',
      'OBJECTIVE_WITHOUT_INDICATOR objectives/P1',
    ])
  })

  it('[PR4.3] indicators without an owner are listed', () => {
    const owners = codes({ measures: [aMeasure('A', { entry: { by: 'units', units: [] } })] })
    expect(owners).toContain('INDICATOR_WITHOUT_OWNER indicators/I1')
  })

  it('[PR4.4] indicators without a target are listed', () => {
    expect(codes({ indicators: [anIndicator('I1', { targets: [] })] })).toContain(
      'INDICATOR_WITHOUT_TARGET indicators/I1',
    )
  })

  it('[PR4.5] targets in the past are listed', () => {
    const past = anIndicator('I1', { formula: 'D', targets: [byDate('2019-06-30')] })
    expect(codes({ indicators: [past], measures: [aMeasure('D', { kind: 'date', aggregation: 'last' })] })).toContain(
      'TARGET_IN_THE_PAST indicators/I1',
    )
  })

  it('[PR4.6] weights that do not sum are listed', () => {
    expect(codes({ indicators: [anIndicator('I1', { weight: 33 }), anIndicator('I2', { weight: 33 })] })).toContain(
      'WEIGHTS objectives/O1',
    )
  })

  it('[PR4.7] budgets that disagree are listed', () => {
    const money = (euro: number) => ({ resources: [{ year: 2021, euro }] })
    const budget = [
      strategic('S1', 'AS1', money(100)),
      operational('O1', 'S1', money(60)),
      operational('O2', 'S1', money(30.5)),
    ]
    expect(codes({ objectives: budget })).toContain('BUDGET objectives/S1')
    expect(
      codes({
        objectives: [strategic('S1', 'AS1', money(100)), operational('O1', 'S1', money(100))],
        indicators: [anIndicator('I1')],
      }),
    ).toEqual([])
  })

  it('[PR4.8] what is no fault does not block', () => {
    const open = checkReady({ ...plan, indicators: [anIndicator('I1', { targets: [] })] }, 2021)
    expect(open.length).toBeGreaterThan(1)
    expect(open.filter(({ blocking }) => blocking)).toEqual([])
  })

  it('[PR4.1] a fault blocks', () => {
    const faulty = checkReady({ ...plan, indicators: [anIndicator('I1', { formula: 'A +' })] }, 2021)
    expect(faulty.filter(({ blocking }) => blocking)).toMatchObject([
      { code: 'FORMULA_SYNTAX', about: 'indicators/0/formula' },
    ])
  })
})

describe('the plan of the next years', () => {
  const day = anIndicator('I1', {
    formula: 'A',
    targets: [{ ...byDate('2023-02-28'), year: 2023 }, atLeast(5, 2022), atLeast(4, 2021)],
  })
  const results = [{ about: 'indicators/I1', printed: '1', value: 1, what: 'value', unit: 'U1' }] as never
  const revisions = [{ code: 'R', year: 2021, act: ACT, notes: [] }]
  const oddities = [{ about: 'indicators/I1', printed: 'x', reading: 'y' }]
  const next = nextPlan({ ...plan, indicators: [day], revisions, results, oddities })

  it('[PR5.1] has the tree and its targets', () => {
    expect(next).toMatchObject({ firstYear: 2022, lastYear: 2024, title: 'Piano 2022-2024' })
    expect([next.areas, next.objectives, next.sheets]).toEqual([plan.areas, plan.objectives, plan.sheets])
    expect(next.indicators[0]?.targets.slice(0, 2)).toMatchObject([
      { year: 2023, date: '2023-02-28' },
      { year: 2022, value: 5 },
    ])
  })

  it('[PR5.2] has for its new last year the targets of the one before, a year later', () => {
    expect(next.indicators[0]?.targets.slice(2)).toMatchObject([{ year: 2024, date: '2024-02-28' }])
  })

  it('[PR5.3] has no revisions, results and marks', () => {
    expect([next.revisions, next.results, next.oddities]).toEqual([undefined, undefined, []])
  })
})
