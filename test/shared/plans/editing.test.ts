import type { Plan } from '@traguardo/shared/model'
import {
  addIndicator,
  addMeasure,
  addObjective,
  brothersOf,
  changeItem,
  freeCode,
  hangItem,
  itemOf,
  mayHang,
  moveItem,
  planDiff,
  type ItemKey,
  removeItem,
} from '@traguardo/shared/plans'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aMeasure, anIndicator, aPlan, individual, operational, strategic } from '../../support/scoring'

const sheet = (code: string) => ({ code, title: `Scheda ${code}`, person: 'anna', unit: 'U1', weightTotal: 100 })
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
  sheets: [sheet('SH')],
  indicators: [anIndicator('I1'), anIndicator('I2', { objective: 'O2' }), anIndicator('I3', { objective: 'P1' })],
})
const codes = (items: readonly { readonly code: string }[]) => items.map(({ code }) => code)

describe('editing', () => {
  it('[PR8.5] changes one item and no other; a field that becomes undefined goes', () => {
    const item = { list: 'indicators', code: 'I1' } as const
    const changed = changeItem(plan, item, { title: 'X', weight: undefined })
    expect(itemOf(changed, item)).toMatchObject({ title: 'X' })
    expect(planDiff(plan, changed)).toHaveLength(1)
  })

  it('[PR8.1] moves among brothers, to the end and no further', () => {
    const item = { list: 'objectives', code: 'O2' } as const
    expect(brothersOf(plan, item)).toEqual(['O1', 'O2'])
    const up = moveItem(plan, item, -1)
    expect(brothersOf(up, item)).toEqual(['O2', 'O1'])
    expect(moveItem(up, item, -1)).toBe(up)
    expect(planDiff(plan, up)).toEqual([])
  })

  it('[PR8.3] takes along what is below where it is hung elsewhere', () => {
    const hung = hangItem(plan, { list: 'objectives', code: 'S1' }, { list: 'areas', code: 'AS2' })
    expect(itemOf(hung, { list: 'objectives', code: 'S1' })).toMatchObject({ parent: 'AS2' })
    expect(itemOf(hung, { list: 'objectives', code: 'O1' })).toMatchObject({ parent: 'S1' })
    expect(hung.indicators).toBe(plan.indicators)
  })

  it('[PR8.2] hangs on what may carry it, and on nothing else', () => {
    const item = { list: 'objectives', code: 'O1' } as const
    const hung = hangItem(plan, item, { list: 'objectives', code: 'S2' })
    expect(itemOf(hung, item)).toMatchObject({ parent: 'S2' })
    expect(hangItem(plan, item, { list: 'areas', code: 'AS2' })).toBe(plan)
    expect(hangItem(plan, item, { list: 'objectives', code: 'O2' })).toBe(plan)
    expect(
      hangItem(plan, { list: 'indicators', code: 'I1' }, { list: 'objectives', code: 'P1' }).indicators.at(-1),
    ).toMatchObject({ objective: 'P1' })
  })

  it('takes a new measure at the end, which its units enter, and lets go of one', () => {
    const added = addMeasure(plan, { code: 'M9', label: 'Nuova', units: ['U'] })
    expect(added.measures.at(-1)).toMatchObject({ code: 'M9', kind: 'number', entry: { by: 'units', units: ['U'] } })
    expect(removeItem(added, { list: 'measures', code: 'M9' })).toEqual(plan)
  })

  it('[PR13.2] leaves no effect that is gone behind', () => {
    const linked = changeItem(plan, { list: 'objectives', code: 'S2' }, { effects: ['S1', 'O2'] })
    const end = removeItem(linked, { list: 'objectives', code: 'S1' })
    expect(itemOf(end, { list: 'objectives', code: 'S2' })).not.toHaveProperty('effects')
    const some = removeItem(linked, { list: 'objectives', code: 'O2' })
    expect(itemOf(some, { list: 'objectives', code: 'S2' })).toMatchObject({ effects: ['S1'] })
    expect(itemOf(some, { list: 'objectives', code: 'S1' })).toBe(itemOf(plan, { list: 'objectives', code: 'S1' }))
  })

  it('[PR8.4] removes what is below, and gives new items codes that nobody has', () => {
    const gone = removeItem(plan, { list: 'areas', code: 'AS1' })
    expect(gone.objectives.map(({ code }) => code)).toEqual(['S2', 'P1'])
    expect(gone.indicators.map(({ code }) => code)).toEqual(['I3'])
    expect(removeItem(plan, { list: 'sheets', code: 'SH' }).objectives.map(({ code }) => code)).toEqual([
      'S1',
      'S2',
      'O1',
      'O2',
    ])
    expect(freeCode(plan.objectives, 'O1')).toBe('O1-2')
    const added = addIndicator(addObjective(plan, operational('O3')), anIndicator('I9', { objective: 'O3' }))
    expect(planDiff(plan, added).map(({ kind, code }) => `${kind} ${code}`)).toEqual(['inserted O3', 'inserted I9'])
  })

  it('[PR8.5] whatever is moved about, nothing is lost and nothing doubled', () => {
    const items = [
      ...plan.objectives.map(({ code }) => ({ list: 'objectives' as const, code })),
      ...plan.indicators.map(({ code }) => ({ list: 'indicators' as const, code })),
    ]
    const places = [
      ...items,
      ...plan.areas.map(({ code }) => ({ list: 'areas' as const, code })),
      { list: 'sheets' as const, code: 'SH' },
    ]
    const step = fc.tuple(
      fc.constantFrom(...items),
      fc.constantFrom(...places),
      fc.constantFrom(-1 as const, 1 as const),
      fc.boolean(),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const end = steps.reduce(
          (now, [item, place, by, hang]) => (hang ? hangItem(now, item, place) : moveItem(now, item, by)),
          plan,
        )
        const codesOf = (of: Plan) => [...of.objectives, ...of.indicators].map(({ code }) => code).sort()
        expect(codesOf(end)).toEqual(codesOf(plan))
      }),
    )
  })
})

describe('removing', () => {
  const about = (...addresses: readonly string[]) =>
    addresses.map((address) => ({ about: address, printed: 'x', reading: 'y' }))
  const said = [
    'objectives/O1',
    'objectives/S2',
    'indicators/I1',
    'indicators/I3',
    'measures/A',
    'sheets/SH',
    'areas/AS1',
  ]
  const results = said.map((address) => ({
    about: address,
    year: 2021,
    what: 'value' as const,
    printed: '1',
    value: 1,
  }))
  const marked: Plan = { ...plan, oddities: about(...said, 'programs/005'), results }
  const left = (item: ItemKey) => {
    const { areas, objectives, indicators, measures, sheets, oddities, results: stay = [] } = removeItem(marked, item)
    return {
      ...{ areas: codes(areas), objectives: codes(objectives), indicators: codes(indicators) },
      ...{ measures: codes(measures), sheets: codes(sheets) },
      ...{ oddities: oddities.map((one) => one.about), results: stay.map((one) => one.about) },
    }
  }
  const whole = {
    ...{ areas: ['AS1', 'AS2'], objectives: ['S1', 'S2', 'O1', 'O2', 'P1'], indicators: ['I1', 'I2', 'I3'] },
    ...{ measures: ['A', 'B'], sheets: ['SH'], oddities: [...said, 'programs/005'], results: said },
  }
  const without = (...gone: readonly string[]) => ({
    oddities: whole.oddities.filter((one) => !gone.includes(one)),
    results: whole.results.filter((one) => !gone.includes(one)),
  })

  it.each<[ItemKey, Partial<typeof whole>]>([
    [
      { list: 'indicators', code: 'I1' },
      { indicators: ['I2', 'I3'], ...without('indicators/I1') },
    ],
    [
      { list: 'objectives', code: 'O1' },
      {
        ...{ objectives: ['S1', 'S2', 'O2', 'P1'], indicators: ['I2', 'I3'] },
        ...without('objectives/O1', 'indicators/I1'),
      },
    ],
    [
      { list: 'objectives', code: 'S1' },
      { ...{ objectives: ['S2', 'P1'], indicators: ['I3'] }, ...without('objectives/O1', 'indicators/I1') },
    ],
    [
      { list: 'measures', code: 'A' },
      { measures: ['B'], ...without('measures/A') },
    ],
    [
      { list: 'areas', code: 'AS1' },
      {
        ...{ areas: ['AS2'], objectives: ['S2', 'P1'], indicators: ['I3'] },
        ...without('areas/AS1', 'objectives/O1', 'indicators/I1'),
      },
    ],
    [
      { list: 'sheets', code: 'SH' },
      {
        ...{ sheets: [], objectives: ['S1', 'S2', 'O1', 'O2'], indicators: ['I1', 'I2'] },
        ...without('sheets/SH', 'indicators/I3'),
      },
    ],
    [{ list: 'indicators', code: 'I9' }, {}],
  ])('[PR8.4] %j takes what is below it and the remarks about that, and nothing else', (item, gone) => {
    expect(left(item)).toEqual({ ...whole, ...gone })
  })

  it('[PR8.5] gives a plan without printed results none', () => {
    expect(removeItem(plan, { list: 'indicators', code: 'I1' })).not.toHaveProperty('results')
  })
})

describe('hanging', () => {
  const items: readonly ItemKey[] = [
    { list: 'indicators', code: 'I1' },
    { list: 'objectives', code: 'S1' },
    { list: 'objectives', code: 'O1' },
    { list: 'objectives', code: 'P1' },
    { list: 'measures', code: 'A' },
    { list: 'sheets', code: 'SH' },
    { list: 'areas', code: 'AS1' },
  ]

  it.each<[ItemKey, readonly string[]]>([
    [{ list: 'areas', code: 'AS2' }, ['S1']],
    [{ list: 'areas', code: 'S2' }, ['S1']],
    [{ list: 'objectives', code: 'S2' }, ['I1', 'O1']],
    [{ list: 'objectives', code: 'O2' }, ['I1']],
    [{ list: 'objectives', code: 'P1' }, ['I1']],
    [{ list: 'objectives', code: 'nobody' }, ['I1']],
    [{ list: 'sheets', code: 'SH' }, ['P1']],
    [{ list: 'indicators', code: 'I2' }, []],
    [{ list: 'measures', code: 'B' }, []],
  ])('[PR8.2] %j may carry %j', (on, carried) => {
    expect(codes(items.filter((item) => mayHang(plan, item, on)))).toEqual(carried)
  })

  const two = { ...plan, sheets: [sheet('SH'), sheet('S-2')] }

  it.each<[ItemKey, ItemKey, Partial<Plan>]>([
    [
      { list: 'indicators', code: 'I1' },
      { list: 'objectives', code: 'O2' },
      {
        indicators: [
          anIndicator('I2', { objective: 'O2' }),
          anIndicator('I3', { objective: 'P1' }),
          anIndicator('I1', { objective: 'O2' }),
        ],
      },
    ],
    [
      { list: 'objectives', code: 'S1' },
      { list: 'areas', code: 'AS2' },
      {
        objectives: [
          ...[strategic('S2', 'AS2'), operational('O1'), operational('O2'), individual('P1', 'SH', 100)],
          strategic('S1', 'AS2'),
        ],
      },
    ],
    [
      { list: 'objectives', code: 'P1' },
      { list: 'sheets', code: 'S-2' },
      { objectives: [...plan.objectives.slice(0, 4), individual('P1', 'S-2', 100)] },
    ],
    [{ list: 'indicators', code: 'I1' }, { list: 'objectives', code: 'O1' }, {}],
    [{ list: 'objectives', code: 'P1' }, { list: 'sheets', code: 'SH' }, {}],
    [{ list: 'objectives', code: 'O1' }, { list: 'objectives', code: 'S1' }, {}],
    [{ list: 'indicators', code: 'I9' }, { list: 'objectives', code: 'O1' }, {}],
    [{ list: 'objectives', code: 'O9' }, { list: 'objectives', code: 'S1' }, {}],
  ])('[PR8.2] %j on %j goes last among its new brothers, and where it was nothing changes', (item, on, changed) => {
    expect(hangItem(two, item, on)).toEqual({ ...two, ...changed })
  })
})

describe('moving', () => {
  it.each<[ItemKey, -1 | 1, Partial<Plan>]>([
    [{ list: 'areas', code: 'AS1' }, 1, { areas: [...plan.areas].reverse() }],
    [{ list: 'areas', code: 'AS2' }, 1, {}],
    [{ list: 'areas', code: 'nobody' }, 1, {}],
    [{ list: 'measures', code: 'B' }, -1, { measures: [aMeasure('B'), aMeasure('A')] }],
    [{ list: 'objectives', code: 'S1' }, 1, {}],
    [{ list: 'indicators', code: 'I1' }, 1, {}],
    [
      { list: 'objectives', code: 'O1' },
      1,
      {
        objectives: [
          ...[strategic('S1'), strategic('S2', 'AS2'), operational('O2'), operational('O1')],
          individual('P1', 'SH', 100),
        ],
      },
    ],
  ])('[PR8.1] %j by %d changes its place and that of its brother', (item, by, changed) => {
    expect(moveItem(plan, item, by)).toEqual({ ...plan, ...changed })
  })

  it('[PR8.1] brothers are those that hang on the same', () => {
    expect(brothersOf(plan, { list: 'objectives', code: 'P1' })).toEqual(['P1'])
    expect(brothersOf(plan, { list: 'objectives', code: 'S2' })).toEqual(['S2'])
    expect(brothersOf(plan, { list: 'indicators', code: 'I1' })).toEqual(['I1'])
    expect(brothersOf(plan, { list: 'measures', code: 'A' })).toEqual(['A', 'B'])
  })
})

describe('adding', () => {
  it('[PR8.5] a measure is a number that its units enter and that the year sums', () => {
    expect(addMeasure(plan, { code: 'M9', label: 'Nuova', units: ['U1'] })).toEqual({
      ...plan,
      measures: [
        ...plan.measures,
        {
          ...{ code: 'M9', codeFrom: 'given', label: 'Nuova', kind: 'number', aggregation: 'sum' },
          entry: { by: 'units', units: ['U1'] },
        },
      ],
    })
  })

  it('a code that is free is taken as it is, and else numbered from 2', () => {
    const taken = ['M', 'M-2', 'M-3', 'N-2'].map((code) => ({ code }))
    expect([freeCode(taken, 'M'), freeCode(taken, 'N'), freeCode([], 'M')]).toEqual(['M-4', 'N', 'M'])
  })
})
