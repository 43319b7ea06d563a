import { checkPlan, checkReady, typeDoubts } from '@traguardo/shared/plans'
import { compilePlan, openScoreModel, overUnitsOf } from '@traguardo/shared/scoring'
import type { CellValue, Indicator, Measure, Plan } from '@traguardo/shared/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleOf } from '../../support/chance'
import { aPolicy } from '../../support/scores'
import { aMeasure, anIndicator, aPlan, cell } from '../../support/scoring'

const TWO = { by: 'units', units: ['U1', 'U2'] } as const
const two = (changes: Partial<Measure>): Measure => aMeasure('A', { due: [2], entry: TWO, ...changes })
const valueOf = (plan: Plan, values: readonly CellValue[]) => {
  const book = openScoreModel(compilePlan(plan, 2021), values, { today: '2021-12-31' })
  return book.state.values[book.compiled.nodes.get('indicators/I1') ?? -1]
}
const together = (measure: Partial<Measure>, first = 2.1, second = 2.3) =>
  valueOf(aPlan({ measures: [two(measure)] }), [cell('A', first, { unit: 'U1' }), cell('A', second, { unit: 'U2' })])

describe('the values of several units', () => {
  it.each([
    ['sum', 4.4],
    ['mean', 2.2],
    ['max', 2.3],
    ['min', 2.1],
  ] as const)('[SC70.1] are their %s where the measure says so', (overUnits, wanted) => {
    for (const aggregation of ['sum', 'last', 'mean', 'max'] as const)
      for (const kind of ['number', 'money', 'days', 'percentage'] as const)
        expect(together({ kind, aggregation, overUnits })).toBeCloseTo(wanted, 12)
  })

  it.each(['count', 'money', 'number'] as const)('[SC70.2] are the highest of a %s that is a maximum', (kind) =>
    expect(together({ kind, aggregation: 'max' })).toBe(2.3),
  )

  it.each(['count', 'money', 'number'] as const)(
    '[SC70.3] are the mean of a %s that is a mean: marks of 2,1 and 2,3 of 4 are no 4,4',
    (kind) => expect(together({ kind, aggregation: 'mean' })).toBeCloseTo(2.2, 12),
  )

  it.each([
    [1, 1, 1],
    [1, 0, 0],
    [0, 0, 0],
  ])('[SC70.4] are a yes where all say yes: %d and %d', (first, second, wanted) =>
    expect(together({ kind: 'boolean', aggregation: 'last' }, first, second)).toBe(wanted),
  )

  it('[SC2.1] [SC2.2] [SC70.1] has a rule for every kind and every way over the year', () => {
    const kinds = ['number', 'count', 'money', 'percentage', 'days', 'level', 'project-plan', 'boolean'] as const
    const rules = kinds.map((kind) =>
      (['sum', 'last', 'mean', 'max'] as const)
        .map((aggregation) => overUnitsOf({ ...two({}), kind, aggregation }))
        .join(' '),
    )
    expect(Object.fromEntries(kinds.map((kind, at) => [kind, rules[at]]))).toEqual({
      number: 'sum sum mean max',
      count: 'sum sum mean max',
      money: 'sum sum mean max',
      percentage: 'mean mean mean mean',
      days: 'mean mean mean mean',
      level: 'mean mean mean mean',
      'project-plan': 'mean mean mean mean',
      boolean: 'min min min min',
    })
  })

  it('[SC70.5] of a ratio weigh as much as they have: one file does not count like five hundred', () => {
    const measures = [two({}), { ...two({}), code: 'B' }]
    const plan = aPlan({ measures, indicators: [anIndicator('I1', { formula: 'A / B', unit: '%' })] })
    const values = [
      cell('A', 0, { unit: 'U1' }),
      cell('B', 1, { unit: 'U1' }),
      cell('A', 499, { unit: 'U2' }),
      cell('B', 499, { unit: 'U2' }),
    ]
    expect(valueOf(plan, values)).toBeCloseTo(99.8, 12)
  })

  it('[SC64.2] [SC70.2] are proven by one of them where the highest counts, and not where the mean does', () => {
    const closed = (overUnits: Measure['overUnits']) => {
      const plan = aPlan({ measures: [two({ aggregation: 'max', overUnits })] })
      const values = [cell('A', 12, { unit: 'U1' })]
      const book = openScoreModel(compilePlan(plan, 2021, aPolicy({ missingAtClose: 'proven' })), values, {
        today: '2022-06-30',
      })
      return book.state.achieved[book.compiled.nodes.get('indicators/I1') ?? -1]
    }
    expect([closed('max'), closed('sum'), closed('mean'), closed('min')]).toEqual([1, 1, 0, 0])
  })

  it('[SC70.1] never lie outside of what the units have, but for a sum', () =>
    fc.assert(
      fc.property(
        fc.constantFrom('mean', 'max', 'min'),
        fc.integer({ min: 0, max: 1000 }),
        fc.integer({ min: 0, max: 1000 }),
        (overUnits, first, second) => {
          const value = together({ overUnits }, first, second) ?? Number.NaN
          return Math.min(first, second) <= value && value <= Math.max(first, second)
        },
      ),
      { numRuns: sampleOf(200) },
    ))
})

const doubtsOf = (measure: Partial<Measure>, indicator = {}) =>
  checkReady(aPlan({ measures: [two(measure)], indicators: [anIndicator('I1', indicator)] }), 2021).filter(
    ({ code }) => code === 'UNITS_TOGETHER' || code === 'NUMBER_AS_PERCENT',
  )

describe('before adoption', () => {
  it('[SC70.6] a percentage of several units is told, unless somebody chose the mean', () => {
    const percent = { kind: 'percentage', aggregation: 'last' } as const
    const [found] = doubtsOf(percent, { unit: '%' })
    expect(found).toMatchObject({ about: 'indicators/I1', blocking: false })
    expect(found?.message).toContain('2 unità danno la percentuale «Misura A»')
    expect(found?.message).toContain('Faccia inserire numeratore e denominatore')
    expect(doubtsOf({ ...percent, overUnits: 'mean' }, { unit: '%' })).toEqual([])
    expect(doubtsOf({ ...percent, entry: { by: 'units', units: ['U1'] } }, { unit: '%' })).toEqual([])
    expect(doubtsOf(percent, { unit: '%', formula: 'A@U1' })).toEqual([])
  })

  it('[SC70.7] so is a mean of another kind', () => {
    expect(doubtsOf({ kind: 'number', aggregation: 'mean' })[0]?.message).toContain('ogni unità conta allo stesso modo')
    expect(doubtsOf({ kind: 'number', aggregation: 'mean', overUnits: 'sum' })).toEqual([])
    expect(doubtsOf({ kind: 'number', aggregation: 'sum' })).toEqual([])
    expect(doubtsOf({ kind: 'level', aggregation: 'last', levels: ['a', 'b'] })).toEqual([])
  })

  it('[FO32.3] a plain number alone in percent is told', () => {
    const one = { by: 'units', units: ['U1'] } as const
    const [found] = doubtsOf({ kind: 'number', entry: one }, { unit: 'Percentuale' })
    expect(found).toMatchObject({ code: 'NUMBER_AS_PERCENT', about: 'indicators/I1', blocking: false })
    expect(found?.message).toContain('45 vale 45 %')
    expect(doubtsOf({ kind: 'percentage', aggregation: 'last', entry: one }, { unit: 'Percentuale' })).toEqual([])
  })
})

const faultsOf = (measure: Partial<Measure>, indicators: Plan['indicators'] = []) =>
  checkPlan(aPlan({ measures: [aMeasure('A', { entry: TWO, ...measure })], indicators })).map(({ path, message }) => [
    path.join('.'),
    message,
  ])

describe('what has no sum', () => {
  it.each([
    ['percentage', 'una percentuale'],
    ['project-plan', 'un piano di progetto'],
    ['level', 'un livello'],
    ['boolean', 'un sì o no'],
  ] as const)('[SC71.1] a %s does not add up over the periods', (kind, words) => {
    expect(faultsOf({ kind, aggregation: 'sum' })).toEqual([
      [
        'measures.0.aggregation',
        `La misura «Misura A» è ${words}, e nell’anno i suoi periodi si sommano: scelga la media o l’ultimo valore.`,
      ],
    ])
    for (const aggregation of ['last', 'mean', 'max'] as const) expect(faultsOf({ kind, aggregation })).toEqual([])
  })

  it.each(['number', 'count', 'money', 'days', 'date'] as const)('[SC71.1] a %s may', (kind) =>
    expect(faultsOf({ kind, aggregation: 'sum' })).toEqual([]),
  )

  it('[SC71.1] what is due once a year adds up to itself', () =>
    expect(faultsOf({ kind: 'percentage', due: [3] })).toEqual([]))

  it('[SC71.1] of what nobody enters nothing adds up', () =>
    expect(faultsOf({ kind: 'percentage', entry: { by: 'computed', what: 'achievement' } })).toEqual([]))

  it.each(['percentage', 'project-plan', 'level'] as const)('[SC71.2] a %s does not add up over units', (kind) => {
    const [fault] = faultsOf({ kind, aggregation: 'last', overUnits: 'sum' })
    expect(fault?.[0]).toBe('measures.0.overUnits')
    expect(fault?.[1]).toContain('più unità non la sommano')
    expect(faultsOf({ kind, aggregation: 'last', overUnits: 'max' })).toEqual([])
  })

  it('[SC71.2] yeses may be counted', () =>
    expect(faultsOf({ kind: 'boolean', aggregation: 'last', overUnits: 'sum' })).toEqual([]))

  it('[SC71.3] a day of several units is the latest', () => {
    expect(faultsOf({ kind: 'date', overUnits: 'max' })).toEqual([])
    for (const overUnits of ['sum', 'mean', 'min'] as const)
      expect(faultsOf({ kind: 'date', overUnits }).map(([path]) => path)).toEqual(['measures.0.overUnits'])
  })
})

describe('numbers and days that add up', () => {
  const alone = (measure: Partial<Measure>, indicator: Partial<Indicator> = {}) =>
    faultsOf({ kind: 'number', ...measure }, [anIndicator('I1', { unit: 'per cento', ...indicator })])
  const one = { by: 'units', units: ['U1'] } as const

  it('[SC71.4] a number alone in percent: 30 + 30 + 30 is no 90 %', () => {
    expect(alone({ entry: one })).toEqual([
      [
        'indicators.0.formula',
        '«I1»: «Misura A» è un numero che si legge come percentuale, e si somma. Scelga la media o l’ultimo valore, oppure scriva il rapporto.',
      ],
    ])
    expect(alone({ entry: one, aggregation: 'last' })).toEqual([])
    expect(alone({ entry: one, due: [3] })).toEqual([])
    expect(alone({ entry: one }, { formula: 'A / previous_year(A)' })).toEqual([])
    expect(alone({ entry: one }, { unit: 'punti' })).toEqual([])
  })

  it('[SC71.4] so does one that several units add up', () => {
    expect(alone({ aggregation: 'last' }).map(([path]) => path)).toEqual(['indicators.0.formula'])
    expect(alone({ aggregation: 'last', overUnits: 'mean' })).toEqual([])
    expect(alone({ aggregation: 'mean' })).toEqual([])
    expect(alone({ aggregation: 'last' }, { formula: 'A@U1' })).toEqual([])
  })

  it('[SC71.5] days are told, since they may be counted', () => {
    const daysOf = (measure: Partial<Measure>) => {
      const measures = [aMeasure('A', { kind: 'days', entry: one, ...measure })]
      return typeDoubts(aPlan({ measures, indicators: [anIndicator('I1', { unit: 'gg' })] })).map(
        ({ message }) => message,
      )
    }
    expect(daysOf({})).toEqual([
      '«Indicatore I1»: i giorni di «Misura A» si sommano di periodo in periodo. Se dicono quanto tempo ci vuole, scelga la media; se sono giorni da contare, lasci così.',
    ])
    expect(daysOf({ aggregation: 'mean' })).toEqual([])
    expect(daysOf({ due: [2] })).toEqual([])
  })
})
