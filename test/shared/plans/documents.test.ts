import { currentYear, openPeriod } from '@traguardo/shared/calendar'
import type { ObjectiveLevel, Plan } from '@traguardo/shared/model'
import { checkPlan } from '@traguardo/shared/plans'
import { compilePlan, scoreNodes, scorePlan } from '@traguardo/shared/scoring'
import { dueCells } from '@traguardo/shared/values'
import { describe, expect, it } from 'vitest'
import { demoPlan, planNames } from '../../support/plan-files'

const LEVELS = ['strategic', 'operational', 'individual'] as const
const objectives = (plan: Plan): number[] => LEVELS.map((level) => at(plan, level).length)
const at = (plan: Plan, level: ObjectiveLevel) => plan.objectives.filter((objective) => objective.level === level)
const indicators = (plan: Plan): number[] =>
  LEVELS.map((level) => {
    const codes = new Set(at(plan, level).map(({ code }) => code))
    return plan.indicators.filter(({ objective }) => codes.has(objective)).length
  })
const weights = (plan: Plan): Record<string, number> =>
  Object.fromEntries(
    plan.sheets.map(({ code }) => [
      code,
      at(plan, 'individual')
        .filter(({ sheet }) => sheet === code)
        .reduce((sum, { weight = 0 }) => sum + weight, 0),
    ]),
  )

/** Each count says how it was counted in the document itself: occurrences of a word in a section, not in our file. */
describe('the plan files against their documents', () => {
  it('Massa-Carrara 2019', () => {
    const plan = demoPlan('cciaa-ms-2019')
    // The table of section 5 and Allegato 1: cells that begin "1.1 " to "3.2 ": 6; "1.1.1 " to "3.2.3 ": 16.
    // Section 6: 8 rows with a weight. Allegato 3: 11 headings of objectives in the four dashboards of the P.O.
    expect(objectives(plan)).toEqual([6, 16, 8 + 11])
    // Allegato 1: distinct codes "S1.1.1-a": 28; "O1.1.1-a" (or with a zero for the O): 43; "2.1.1 Obiettivo n": 6.
    // Section 6: 8 rows. Allegato 3: 20 rows with a code.
    expect(indicators(plan)).toEqual([28, 43 + 6, 8 + 20])
    // Section 6 prints 11,4 5,7 16 16 11,4 6,1 16,3 17,1: 100. The dashboards of the P.O. print no weights.
    expect(weights(plan).SG).toBeCloseTo(100, 10)
    // Allegato 2: filled cells of "Risultato 2019" and "% Realizz parametrata".
    const results = plan.results ?? []
    expect(results).toHaveLength(43)
    const ofUnit = (unit: string) => results.filter((one) => one.unit === unit).length
    expect(['ENTE', 'U0.1', 'U1.1', 'S5', 'ISR'].map(ofUnit)).toEqual([1, 5, 10, 10, 17])
    // Section 2.1: rows of the PARETO tables.
    expect(plan.benchmarks).toHaveLength(44)
    expect(plan.policy).toBe('cciaa-ms-2019')
  })

  it('Massa-Carrara, individual objectives of 2022', () => {
    const plan = demoPlan('cciaa-ms-2022')
    // A target cell for each indicator: ">= 90,00 %" and the like, 22. A weight for each: "50,00%", 22.
    expect(indicators(plan)).toEqual([0, 0, 22])
    expect(plan.indicators.every(({ targets }) => targets.length === 1)).toBe(true)
    expect(plan.indicators.filter(({ weight }) => weight !== undefined)).toHaveLength(22)
    expect(objectives(plan)).toEqual([0, 0, 21])
    // "n.d." stands for every value: nothing was entered when it was downloaded (30/03/2022).
    expect(plan.results ?? []).toEqual([])
  })

  it('Maremma e Tirreno 2020', () => {
    const plan = demoPlan('cciaa-mt-2020')
    // Strategic dashboard: heads "2016 2017 2018 2019 2020 2021 Owner": 14.
    expect(at(plan, 'strategic')).toHaveLength(14)
    expect([...new Set(plan.indicators.flatMap(({ targets }) => targets.map(({ year }) => year)))].sort()).toEqual([
      2017, 2018, 2019, 2020, 2021,
    ])
    // "OBIETTIVI 2020 SG", "... DIR AI", "... DIR AII", "... DIR AIII", and 7 "RESPONSABILE PO": 11 sheets.
    expect(plan.sheets).toHaveLength(11)
    // Under the first four stands "70 70"; the two objectives of each P.O. weigh 50 % and 50 %.
    expect(Object.values(weights(plan))).toEqual([70, 70, 70, 70, 100, 100, 100, 100, 100, 100, 100])
    // Numbered notes "(1)" to "(32)", each once but (13), which stands four times: 35.
    const rolling = plan.revisions?.find(({ act }) => act.number === '92' && act.date === '2020-07-21')
    const marks = (rolling?.notes ?? []).map(({ mark }) => Number(mark?.replace(/[()]/g, '')))
    expect(new Set(marks)).toEqual(new Set(Array.from({ length: 32 }, (_, index) => index + 1)))
    expect(marks).toHaveLength(35)
    expect(marks.filter((mark) => mark === 13)).toHaveLength(4)
    expect(indicators(plan)).toEqual([54, 83, 37])
  })

  it('ISR 2018-2020, with its quadrimestral grid', () => {
    const plan = demoPlan('isr-2018-2020')
    // "Linea strategica" 1.1, 1.2, 2.2, 3.1; "Programma" 1.1.1, 1.2.1, 1.2.4, 2.2.1, 3.1.2.
    expect(objectives(plan)).toEqual([4, 5, 0])
    expect(plan.objectives.map(({ code }) => code)).toEqual([
      ...['1.1', '1.2', '2.2', '3.1'],
      ...['1.1.1', '1.2.1', '1.2.4', '2.2.1', '3.1.2'],
    ])
    // The grid: "Dati I", "Dati II", "Dati III" for each row; two rows of strategic objectives (S).
    expect(indicators(plan)).toEqual([2, 16, 0])
    expect(plan.indicators.every(({ targets }) => targets.some(({ year }) => year === 2018))).toBe(true)
  })
})

describe.each(planNames)('%s', (name) => {
  const plan = demoPlan(name)
  const today = plan.source.demoDay ?? '2021-09-05'

  it('has no fault, and names no person', () => {
    expect(checkPlan(plan)).toEqual([])
    // Staff, and the members of the organs that the documents list by name.
    const names = /Ciabatti|Sodini|Tongiani|Bianchini|Chericoni|Arpagaus|Vignali|Galigani|Lombrano|Rutili|Dott\. /
    expect(JSON.stringify(plan)).not.toMatch(names)
  })

  it('marks what cannot be decided from the print, with the reading and why', () => {
    const open = plan.oddities.filter(({ decide }) => decide === true)
    expect(open.length).toBeGreaterThan(0)
    expect(open.filter(({ reading, why }) => !reading || !why)).toEqual([])
  })

  it('is a body at work on the day of its demo: a collection is open, units owe values, nothing that is entered is scored yet', () => {
    const period = openPeriod(plan, today)
    if (!period) throw new Error(`no period is open on ${today}`)
    const due = plan.units.flatMap(({ code }) => dueCells(plan, code, period))
    expect(due.length).toBeGreaterThan(10)
    const compiled = compilePlan(plan, currentYear(plan, today))
    const nodes = [...scoreNodes(scorePlan(compiled, [], { today })).values()]
    const scored = nodes.flatMap(({ kind, code, achievement }) =>
      kind === 'indicator' && achievement !== null ? [code] : [],
    )
    // What the system finds itself: the share of objectives that the act of July revised, and through it the body's
    // synthetic achievement in the sheets of general secretary and directors.
    const found = ['9-h', 'SG_2-a', 'DIR-AI_1-a', 'DIR-AII_2-a', 'DIR-AIII_1-a']
    expect(scored).toEqual(name === 'cciaa-mt-2020' ? found : [])
  })
})
