import type { CellValue, Plan } from '@traguardo/shared/model'
import { compilePlan, openScoreModel } from '@traguardo/shared/scoring'

/** Pseudo-random numbers that every engine draws alike: a linear congruence on 31 bits. */
function draws(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff
    return state / 0x8000_0000
  }
}

/** Values for most cells of a plan and the year before: numbers with many decimals, dates, holes. */
function someValues(plan: Plan, year: number, seed: number): readonly CellValue[] {
  const draw = draws(seed)
  return plan.measures.flatMap(({ code: measure, kind, entry, levels }) => {
    if (entry.by !== 'units') return []
    return [year, year - 1].flatMap((of) =>
      entry.units.flatMap((unit) =>
        [1, 2, 3].flatMap((period): CellValue[] => {
          const number = draw() * 100
          if (draw() < 0.2) return []
          const day = `${of}-${String(1 + Math.floor(draw() * 12)).padStart(2, '0')}-15`
          const value =
            kind === 'date'
              ? ({ type: 'date', date: day } as const)
              : ({ type: 'number', number: levels ? 1 + Math.floor(number % levels.length) : number / 3 } as const)
          return [{ body: plan.body.code, measure, unit, year: of, period, value }]
        }),
      ),
    )
  })
}

/** The bits of every achievement and value of a plan, as one text: sixteen digits each. */
export function bitsOf(plan: Plan, year: number, seed: number): string {
  const { state } = openScoreModel(compilePlan(plan, year), someValues(plan, year, seed), { today: `${year}-12-31` })
  const words = [state.achieved, state.values, state.coverage].flatMap((numbers) => [
    ...new Uint32Array(numbers.map((number) => (Number.isNaN(number) ? Number.NaN : number)).buffer),
  ])
  return words.map((word) => word.toString(16).padStart(8, '0')).join('')
}
