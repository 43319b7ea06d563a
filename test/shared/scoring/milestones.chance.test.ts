import type { CellValue, Target } from '@traguardo/shared/model'
import fc from 'fast-check'
import { describe, it } from 'vitest'
import { sampleOf } from '../../support/chance'
import { aMeasure, cell } from '../../support/scoring'
import { aPolicy, CLOSED, scoreOf } from '../../support/scores'

const dates = (...days: readonly string[]): Target => ({ type: 'by-dates', dates: [...days], year: 2021, printed: 'x' })
const both = { by: 'units', units: ['U1', 'U2'] } as const
const aDate = (more = {}) => aMeasure('A', { kind: 'date', aggregation: 'last', ...more })
const day = (date: string, period: number, unit = 'U1') => cell('A', date, { period, unit })

describe('several days', () => {
  it('[SC73.1] [SC64.3] [SC64.4] one less, or a later one, is never worth more, nor does it cover more', () => {
    const aDay = fc
      .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
      .map((parts) => `2021-${parts.map((part) => String(part).padStart(2, '0')).join('-')}`)
    const property = fc.property(
      fc.uniqueArray(aDay, { minLength: 2, maxLength: 5 }),
      fc.array(fc.record({ date: aDay, period: fc.integer({ min: 1, max: 3 }), unit: fc.constantFrom('U1', 'U2') }), {
        maxLength: 6,
      }),
      fc.nat(),
      fc.constantFrom(1, 0.01),
      (asked, entered, which, lossPerDay) => {
        const cells = new Map(entered.map((one) => [`${one.period} ${one.unit}`, one]))
        const values = [...cells.values()].map(({ date, period, unit }) => day(date, period, unit))
        if (values.length === 0) return
        const policy = aPolicy({ dates: { graceDays: 0, lossPerDay } })
        const worth = (of: readonly CellValue[]) => {
          const node = scoreOf(dates(...asked), of, { measures: [aDate({ entry: both })], today: CLOSED, policy })
          return [node.achievement ?? 0, node.coverage ?? 0] as const
        }
        const [most, whole] = worth(values)
        const [less, part] = worth(values.filter((_, at) => at !== which % values.length))
        const moved = values.map((one, at): CellValue => {
          const isMoved = at === which % values.length
          return isMoved ? { ...one, value: { type: 'date', date: '2021-12-31' } } : one
        })
        const [later] = worth(moved)
        if (Math.max(less, later) > most + 1e-12 || part > whole + 1e-12)
          throw new Error(JSON.stringify({ most, less, later }))
      },
    )
    fc.assert(property, { numRuns: sampleOf(500) })
  })
})
