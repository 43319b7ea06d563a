import type { Plan } from '@traguardo/shared/model'
import { aMeasure, anIndicator, aPlan, atLeast, operational, strategic } from '../support/scoring'

const AREAS = 5
const STRATEGIC = 8
const OPERATIONAL = 10
const INDICATORS = 4
/** Ratios that the first unit enters: two measures each. */
const OWN = 250

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at)

/** A plan whose tree has 2,045 nodes and whose first unit enters 500 measures. */
export function widePlan(): Plan {
  const areas = upTo(AREAS).map((at) => ({ code: `AS${at}`, title: `Area strategica ${at}` }))
  const high = areas.flatMap(({ code }) => upTo(STRATEGIC).map((at) => strategic(`${code}.${at}`, code)))
  const low = high.flatMap(({ code }) => upTo(OPERATIONAL).map((at) => operational(`${code}.${at}`, code)))
  const indicators = low.flatMap(({ code: objective }) =>
    upTo(INDICATORS).map((at) => {
      const code = `I-${objective}-${at}`
      const formula = `${code}.num / ${code}.den`
      return anIndicator(code, { objective, unit: '%', formula, printedFormula: formula, targets: [atLeast(80)] })
    }),
  )
  const measures = indicators.flatMap(({ code }, at) =>
    ['num', 'den'].map((part) =>
      aMeasure(`${code}.${part}`, { entry: { by: 'units', units: [at < OWN ? 'U1' : 'U2'] } }),
    ),
  )
  return aPlan({ areas, objectives: [...high, ...low], indicators, measures })
}
