import { checkPlan } from '@traguardo/shared/plans'
import { compilePlan, explainScore, scorePlan } from '@traguardo/shared/scoring'
import { dueCells } from '@traguardo/shared/values'
import { openPeriod } from '@traguardo/shared/calendar'
import { describe, expect, it } from 'vitest'
import { massaCarrara as plan } from '../../support/massa-carrara'

/**
 * Counts of the plan 2021-2023 of the chamber of Massa-Carrara. Each says how it was counted in the document itself:
 * occurrences of a word in the text of a section, not in our file.
 */
describe('the plan of Massa-Carrara against its document', () => {
  const level = (wanted: string) => plan.objectives.filter((objective) => objective.level === wanted)
  const indicatorsOf = (wanted: string) => {
    const codes = new Set(level(wanted).map(({ code }) => code))
    return plan.indicators.filter(({ objective }) => codes.has(objective))
  }

  it('has 3 areas (AS1, AS2, AS3) and 8 strategic, 19 operational, 21 individual objectives', () => {
    // Lines that begin "Obiettivo strategico" and "Obiettivo operativo" in the cards; "Peso:" in the individual sheets.
    expect(plan.areas).toHaveLength(3)
    expect(['strategic', 'operational', 'individual'].map((one) => level(one).length)).toEqual([8, 19, 21])
  })

  it('has 16 strategic, 49 operational and 28 individual indicators', () => {
    // "(Tipologia:" in the strategic cards: 16; in the operational cards: 49. Target cells of the individual sheets: 28.
    expect(['strategic', 'operational', 'individual'].map((one) => indicatorsOf(one).length)).toEqual([16, 49, 28])
    expect([...indicatorsOf('strategic'), ...indicatorsOf('operational')].filter(({ typology }) => !typology)).toEqual(
      [],
    )
  })

  it('has 30 baselines: 23 numbers and 7 dates', () => {
    // Filled cells of the column "Valore 2020" of the operational cards.
    const baselines = plan.indicators.flatMap(({ baseline }) => baseline ?? [])
    expect(baselines.filter(({ value }) => typeof value === 'number')).toHaveLength(23)
    expect(baselines.filter(({ value }) => typeof value === 'string')).toHaveLength(7)
  })

  it('has targets for three years on the strategic indicators and for 2021 on the others', () => {
    // Columns "Target 2021, 2022, 2023" and "Target 2021".
    expect(indicatorsOf('strategic').every(({ targets }) => targets.length === 3)).toBe(true)
    expect(
      [...indicatorsOf('operational'), ...indicatorsOf('individual')].every(({ targets }) => targets.length === 1),
    ).toBe(true)
  })

  it('has resources on 7 of 8 strategic objectives', () => {
    // "Risorse economiche 2021": 7 times; card 2.2 has none.
    const euro = level('strategic').map(({ resources }) => resources?.[0]?.euro)
    expect(euro).toEqual([235_000, 235_000, 1_491_123.63, undefined, 191_737.47, 238_073.03, 1_354_646.77, 72_412.33])
  })

  it('has 7 sheets whose printed weights sum to 100', () => {
    // Headings of the individual sheets: one of the general secretary, two of the areas, four of the P.O.
    expect(plan.sheets.map(({ code }) => code)).toEqual(['SG', 'DirArea1', 'DirArea2', 'PO2', 'PO3', 'PO5', 'PO4'])
    expect(
      level('individual')
        .filter(({ sheet }) => sheet === 'SG')
        .map(({ weight }) => weight),
    ).toEqual([15, 25, 60])
  })

  it('has 4 footnotes, as printed under the strategic cards', () => {
    const notes = [...plan.objectives, ...plan.indicators].flatMap(({ footnotes }) => footnotes ?? [])
    expect(notes.map(({ mark }) => mark).sort()).toEqual(['1', '2', '3', '4'])
  })

  it('keeps odd print and computes what is meant: the plus of PO5_3', () => {
    const odd = plan.indicators.find(({ printedFormula }) => /più .*\+ +PO5_3/s.test(printedFormula))
    expect(odd?.formula).toContain('/')
    expect(plan.oddities.some(({ about }) => about === `indicators/${odd?.code}`)).toBe(true)
  })

  it('marks oddities of things that exist', () => {
    const lists = {
      areas: plan.areas,
      objectives: plan.objectives,
      indicators: plan.indicators,
      measures: plan.measures,
    }
    const others = { programs: plan.programs, units: plan.units, sheets: plan.sheets, people: plan.people }
    const known = Object.entries({ ...lists, ...others }).flatMap(([list, items]) =>
      items.map(({ code }) => `${list}/${code}`),
    )
    expect(plan.oddities.map(({ about }) => about).filter((about) => !known.includes(about))).toEqual([])
    expect(plan.oddities.length).toBeGreaterThan(100)
  })

  it('has no fault', () => expect(checkPlan(plan)).toEqual([]))
})

describe('the plan of Massa-Carrara at work', () => {
  it('gives the Registro Imprese 20 measures in the second quadrimestre of 2021, each of one cell', () => {
    const period = openPeriod(plan, '2021-09-05')
    const due = period ? dueCells(plan, 'RI', period) : []
    expect(due).toHaveLength(20)
    expect(due.filter(({ due: when }) => when === 'later').map(({ measure }) => measure.code)).toEqual([
      'Data_AvvioCancellRI.val',
    ])
    expect(due.every(({ indicators }) => indicators.length > 0)).toBe(true)
  })

  it('is not scored before anything is entered, and nowhere 100', () => {
    const { body, sheets } = scorePlan(compilePlan(plan, 2021), [], { today: '2021-09-05' })
    expect([body, ...sheets].map(({ achievement }) => achievement)).toEqual(Array.from({ length: 8 }, () => null))
  })

  it('the P.O. takes the values of the own unit for the own sheet, entered once', () => {
    const value = (measure: string, number: number, unit = 'RI') => ({
      body: plan.body.code,
      measure,
      unit,
      year: 2021,
      period: 2,
      value: { type: 'number' as const, number },
    })
    const values = [
      value('Percent_Custom_Inzia.num', 37),
      value('Percent_Custom_Inzia.den', 40),
      value('Percent_Custom_Inzia.num', 1, 'PROM'),
      value('Percent_Custom_Inzia.den', 10, 'PROM'),
    ]
    const { sheets } = scorePlan(compilePlan(plan, 2021), values, { today: '2021-09-05' })
    const own = sheets.find(({ code }) => code === 'PO2')?.children.find(({ code }) => code === 'PO2_3')?.children[0]
    expect(own?.indicator?.value).toEqual({ type: 'number', number: 92.5 })
    expect(own && explainScore(own)).toContain('37 su 40 = 92,50 %')
  })
})
