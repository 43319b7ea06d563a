import { usualCalendar } from '@traguardo/shared/calendar'
import type { Neutralisation } from '@traguardo/shared/model'
import { compilePlan, openScoreModel, scoresIn, scorePlan } from '@traguardo/shared/scoring'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { aMeasure, anIndicator, aPlan, atLeast, cell } from '../../../support/scoring'
import { CLOSED } from '../../../support/scores'

const neutralised = (id: string, about: string, period: number): Neutralisation => ({
  ...{ id, about, periods: [period], from: '2021-07-10', reason: 'sede allagata', by: 'oiv' },
  ...{ act: { organ: 'OIV', number: '4', date: '2021-07-10' }, at: '2021-07-11T08:00:00.000Z' },
})

const plan = aPlan({
  measures: ['A', 'B'].map((code) => aMeasure(code)),
  indicators: ['A', 'B', 'WHOLE'].map((code) =>
    anIndicator(code, { formula: code === 'WHOLE' ? 'A' : code, targets: [atLeast(30)] }),
  ),
  calendars: [
    {
      ...usualCalendar(2021),
      neutralised: [neutralised('n1', 'indicators/A', 2), neutralised('n2', 'indicators/B', 3)],
    },
  ],
})
const compiled = compilePlan(plan, 2021)
const aChange = fc.record({
  code: fc.constantFrom('A', 'B'),
  number: fc.integer({ min: 0, max: 20 }),
  period: fc.integer({ min: 1, max: 3 }),
})

it('[SC32] what acts neutralise is the same in whatever order all of it comes', () => {
  const aYear = fc.uniqueArray(aChange, { selector: ({ code, period }) => `${code} ${period}` })
  fc.assert(
    fc.property(aYear, (year) => {
      const cells = year.map(({ code, number, period }) => cell(code, number, { period }))
      const inOrder = [...cells].sort((a, b) => a.measure.localeCompare(b.measure) || a.period - b.period)
      const scored = (of: typeof cells) => scorePlan(compiled, of, { today: CLOSED })
      expect(scored(cells)).toEqual(scored(inOrder))
    }),
  )
})

it('[SC48.2] what acts neutralise changes with each value as if everything were computed', () => {
  fc.assert(
    fc.property(fc.array(aChange), (changes) => {
      const cells = changes.map(({ code, number, period }) => cell(code, number, { period }))
      const model = openScoreModel(compiled, [], { today: CLOSED })
      cells.forEach((one) => model.set(one))
      expect(scoresIn(model)).toEqual(scorePlan(compiled, cells, { today: CLOSED }))
    }),
  )
})
