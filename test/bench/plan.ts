import type { CellValue, Indicator, Measure, Objective, Plan } from '@traguardo/shared/model'
import { aMeasure, anIndicator, aPlan, atLeast, atMost, operational, strategic } from '../support/scoring'

const AREAS = 10
const STRATEGIC = 20
const OPERATIONAL = 10
const INDICATORS = 5

const times = (count: number, work: (at: number) => void): void => {
  for (let at = 0; at < count; at++) work(at)
}

/** A plan of 10,000 indicators, each a ratio of two counts: 10 areas, 200 strategic and 2000 operational objectives. */
export function largePlan(): Plan {
  const areas = Array.from({ length: AREAS }, (_, at) => ({ code: `AS${at}`, title: `Area ${at}` }))
  const objectives: Objective[] = []
  const indicators: Indicator[] = []
  const measures: Measure[] = []
  const addIndicator = (objective: string, at: number) => {
    const code = `I-${objective}-${at}`
    measures.push(aMeasure(`${code}.num`), aMeasure(`${code}.den`))
    const target = at % 3 === 0 ? atMost(60) : atLeast(80)
    indicators.push(
      anIndicator(code, { objective, unit: '%', formula: `${code}.num / ${code}.den`, targets: [target] }),
    )
  }
  const addOperational = (parent: string, at: number) => {
    const code = `${parent}.${at}`
    objectives.push(operational(code, parent))
    times(INDICATORS, (one) => addIndicator(code, one))
  }
  for (const { code } of areas)
    times(STRATEGIC, (at) => {
      const parent = `${code}.${at}`
      objectives.push(strategic(parent, code))
      times(OPERATIONAL, (one) => addOperational(parent, one))
    })
  return aPlan({ areas, objectives, indicators, measures })
}

/** A value in every cell that the plan asks for, in all three periods: whole numbers that differ with `round`. */
export function filled(plan: Plan, round: number): readonly CellValue[] {
  return plan.measures.flatMap(({ code: measure, kind, entry }, index) => {
    if (entry.by !== 'units') return []
    return entry.units.flatMap((unit) =>
      [1, 2, 3].map((period): CellValue => {
        const value =
          kind === 'date'
            ? ({ type: 'date', date: `2021-0${period}-1${round % 10}` } as const)
            : ({ type: 'number', number: 10 + ((index * 7 + period * 3 + round) % 90) } as const)
        return { body: plan.body.code, measure, unit, year: 2021, period, value }
      }),
    )
  })
}
