import type { Plan, Policy, PolicyCheck, Sheet } from '@traguardo/shared/model'
import { checkPlan, checkReady, importDoubts } from '@traguardo/shared/plans'
import { DEFAULT_POLICY, PAYMENT_TIMES } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { aPlan, anIndicator, individual, operational, strategic } from '../../support/scoring'
import { aPolicy } from '../../support/scores'

const aSheet = (code: string, changes: Partial<Sheet> = {}): Sheet => ({
  code,
  title: `Scheda ${code}`,
  person: 'anna',
  unit: 'U1',
  weightTotal: 100,
  ...changes,
})

const weighing = (...weights: readonly (number | undefined)[]) =>
  weights.map((weight, at) => anIndicator(`I${at + 1}`, weight === undefined ? {} : { weight }))

/** What is told before adoption that has to do with weights. */
const told = (plan: Plan, year = 2021) =>
  checkReady(plan, year)
    .filter(({ code }) => code.startsWith('WEIGHT'))
    .map(({ code, about, blocking }) => `${blocking ? 'blocks ' : ''}${code} ${about}`)

const under = (changes: Partial<Policy>, plan: Plan): Plan => ({
  ...plan,
  policy: 'prova',
  policies: [aPolicy(changes)],
})

describe('sums of weights', () => {
  const SIXTH = 100 / 6
  const ofSheet = (total: number, ...weights: readonly number[]) =>
    aPlan({
      objectives: weights.map((weight, at) => individual(`P${at}`, 'S', weight)),
      indicators: weights.map((_, at) => anIndicator(`I${at}`, { objective: `P${at}` })),
      sheets: [aSheet('S', { weightTotal: total })],
    })

  it.each([
    [[33.333333, 33.333333, 33.333333]],
    [[33.3333, 33.3333, 33.3333]],
    [[33.33, 33.33, 33.34]],
    [[SIXTH, SIXTH, SIXTH, SIXTH, SIXTH, SIXTH]],
    [[14.285714, 14.285714, 14.285714, 14.285714, 14.285714, 14.285714, 14.285714]],
  ])('[PR12.1] %j sum to 100, on a sheet and in an objective', (weights) => {
    expect(checkPlan(ofSheet(100, ...weights))).toEqual([])
    expect(told(aPlan({ indicators: weighing(...weights) }))).toEqual([])
  })

  it.each([
    [[33.33, 33.33, 33.33], '99,99'],
    [[50, 50.01], '100,01'],
    [[33.33, 33.33, 33.344], '100'],
  ])('[PR12.1] no sentence says that %j sum to 100 and not to 100', (weights, sum) => {
    const said = [
      ...checkPlan(ofSheet(100, ...weights)),
      ...checkReady(aPlan({ indicators: weighing(...weights) }), 2021),
    ]
      .filter(({ code }) => code === 'WEIGHTS')
      .map(({ message }) => message)
    expect(said).toHaveLength(sum === '100' ? 0 : 2)
    for (const message of said) expect(message).toContain(`sommano a ${sum}`)
  })

  it('[PR12.1] a sheet has a total of its own', () => {
    expect(checkPlan(ofSheet(70, 40, 30))).toEqual([])
    expect(checkPlan(ofSheet(70, 60, 40)).map(({ message }) => message)).toEqual([
      'I pesi della scheda «S» sommano a 100 e non a 70.',
    ])
  })

  it('[PR12.2] objectives of an area and of a strategic objective, and areas, are told', () => {
    const plan = aPlan({
      areas: [
        { code: 'AS1', title: 'Una', weight: 50 },
        { code: 'AS2', title: 'Due', weight: 40 },
      ],
      objectives: [
        strategic('S1', 'AS1', { weight: 50 }),
        strategic('S2', 'AS1', { weight: 60 }),
        operational('O1', 'S1', { weight: 70 }),
        operational('O2', 'S1', { weight: 20 }),
      ],
    })
    expect(told(plan).filter((one) => !one.startsWith('WEIGHTS_UNUSED'))).toEqual([
      ...['WEIGHTS body/B', 'WEIGHTS areas/AS1', 'WEIGHTS objectives/S1'],
    ])
    expect(told(aPlan({ areas: [{ code: 'AS1', title: 'Una', weight: 100 }] }))).toEqual([])
    expect(told(aPlan())).toEqual([])
  })

  it.each(['multipliers', 'points', 'money'] as const)('[PR12.3] %s sum to nothing in particular', (weights) => {
    const plan = under(
      { weights },
      {
        ...ofSheet(100, 1, 1.2, 1.4),
        indicators: weighing(1, 1.4).map((one) => ({ ...one, objective: 'P1' })),
      },
    )
    expect(checkPlan(plan)).toEqual([])
    expect(told(plan)).toEqual([])
    expect(checkPlan({ ...plan, policy: 'default' }).map(({ code }) => code)).toEqual(['WEIGHTS'])
    expect(told({ ...plan, policy: 'default' })).toContain('WEIGHTS objectives/P1')
  })

  it('[PR12.4] what weighs the mean of its brothers is told with its weight', () => {
    const plan = aPlan({ indicators: weighing(30, undefined, 40) })
    const items = checkReady(plan, 2021).filter(({ code }) => code === 'WEIGHT_OF_BROTHERS')
    expect(items.map(({ about, blocking, message }) => [about, blocking, message])).toEqual([
      ['indicators/I2', false, '«Indicatore I2» non ha un peso: pesa 35, la media di quelli accanto che ne hanno uno.'],
    ])
    expect(told(aPlan({ indicators: weighing(30, 0, 70) }))).toEqual([])
    expect(told(under({ indicatorWeights: 'equal' }, plan))).not.toContain('WEIGHT_OF_BROTHERS indicators/I2')
  })

  it('[PR12.11] weights that do not count are told, and equal ones are not', () => {
    const plan = (...weights: number[]) =>
      aPlan({ objectives: weights.map((weight, at) => strategic(`S${at}`, 'AS1', { weight })) })
    const unused = (...all: Parameters<typeof told>) => told(...all).filter((one) => one.startsWith('WEIGHTS_UNUSED'))
    expect(unused(plan(60, 40))).toEqual(['WEIGHTS_UNUSED areas/AS1'])
    expect(unused(plan(50, 50))).toEqual([])
    const printed = { ...DEFAULT_POLICY.areas, weights: 'printed' } as const
    expect(unused(under({ areas: printed }, plan(60, 40)))).toEqual([])
  })

  it('[PR12.12] the import of a plan tells of weights what its adoption would, of each year', () => {
    const plan = aPlan({ firstYear: 2021, lastYear: 2023, indicators: weighing(30, undefined, 40) })
    expect(importDoubts(plan).map(({ code, about }) => `${code} ${about}`)).toEqual([
      ...['WEIGHTS objectives/O1', 'WEIGHT_OF_BROTHERS indicators/I2'],
    ])
  })

  it('[PR12.4] of a sheet too, whose sum is then that of what they weigh', () => {
    const one = { code: 'P9', level: 'individual', title: 'Senza', sheet: 'S' } as const
    const plan = ofSheet(100, 50, 25)
    const objectives = [...plan.objectives, one]
    expect(checkPlan({ ...plan, objectives }).map(({ params }) => params?.['sum'])).toEqual([112.5])
    expect(told({ ...plan, sheets: [aSheet('S', { weightTotal: 112.5 })], objectives })).toEqual([
      'WEIGHT_OF_BROTHERS objectives/P9',
    ])
  })
})

describe('what the law asks of sheets', () => {
  const checks: readonly PolicyCheck[] = [PAYMENT_TIMES]
  const tagged = { tags: ['payment-times'] }
  const sheets = [
    aSheet('PAGHE', { answersFor: ['payment-times'] }),
    aSheet('SG', { person: 'sg', unit: 'ENTE' }),
    aSheet('ALTRO', { person: 'bruno', unit: 'U2' }),
    // In the same unit, and of the whole body without being its head.
    aSheet('STAFF', { person: 'bruno', unit: 'ENTE' }),
  ]
  const plan = (objectives: Plan['objectives'], changes: Partial<Plan> = {}) =>
    under({ checks }, aPlan({ firstYear: 2021, lastYear: 2023, sheets, objectives, indicators: [], ...changes }))
  const asked = (of: Plan, year = 2023) =>
    checkReady(of, year).flatMap(({ code, about, blocking }) =>
      code === 'SHEET_WITHOUT' ? [`${blocking ? 'blocks ' : ''}${about}`] : [],
    )
  const both = (weight: number, more: object = tagged) =>
    ['PAGHE', 'SG'].flatMap((sheet) => [
      { ...individual(`${sheet}-1`, sheet, weight), ...more },
      individual(`${sheet}-2`, sheet, 100 - weight),
    ])

  it('[PR12.7] of whoever answers for payments and of managers above, of nobody else', () => {
    expect(asked(plan([]))).toEqual(['sheets/PAGHE', 'sheets/SG'])
    expect(asked(plan([], { sheets: sheets.map(({ answersFor: _no, ...sheet }) => sheet) }))).toEqual([])
  })

  it('[PR12.6] by the tag and the share of the sheet', () => {
    expect(asked(plan(both(30)))).toEqual([])
    expect(asked(plan(both(29.99)))).toEqual(['sheets/PAGHE', 'sheets/SG'])
    const half = [individual('P1', 'PAGHE', 3), { ...individual('P2', 'PAGHE', 3), ...tagged }]
    expect(asked(plan(half))).toEqual(['sheets/SG'])
  })

  it('[PR12.6] words of a title decide nothing', () => {
    const delay = { title: 'Indicatore di ritardo annuale dei pagamenti (L. 145/2018)', ...tagged }
    const late = { title: 'Ridurre i tempi di pagamento del diritto annuale da parte delle imprese morose' }
    expect(asked(plan(both(30, delay)))).toEqual([])
    expect(asked(plan(both(30, late)))).toEqual(['sheets/PAGHE', 'sheets/SG'])
  })

  it('[PR12.8] of no year before the first that it judges', () => {
    expect([2021, 2022, 2023].map((year) => asked(plan([]), year).length)).toEqual([0, 0, 2])
  })

  it('[PR12.5] it is told and stops no plan', () => {
    expect(checkPlan(plan([]))).toEqual([])
    const [item] = checkReady(plan([]), 2023).filter(({ code }) => code === 'SHEET_WITHOUT')
    expect(item?.blocking).toBe(false)
    expect(item?.message).toBe(
      'La scheda «PAGHE» deve avere obiettivi su «Rispetto dei tempi di pagamento» che pesino almeno il 30 %, e ora il loro peso è 0 % (D.L. 13/2023, art. 4-bis, comma 2).',
    )
    expect(asked({ ...plan([]), policy: 'default' })).toEqual([])
  })
})
