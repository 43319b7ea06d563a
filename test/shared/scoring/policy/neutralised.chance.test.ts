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

it('[SC48.2] what acts neutralise changes with each value as if everything were computed', () => {
  const plan = aPlan({
    measures: ['A', 'B'].map((code) => aMeasure(code)),
    indicators: ['A', 'B'].map((code) => anIndicator(code, { formula: code, targets: [atLeast(30)] })),
    calendars: [
      {
        ...usualCalendar(2021),
        neutralised: [neutralised('n1', 'indicators/A', 2), neutralised('n2', 'objectives/O1', 3)],
      },
    ],
  })
  const compiled = compilePlan(plan, 2021)
  const aChange = fc.record({
    code: fc.constantFrom('A', 'B'),
    number: fc.integer({ min: 0, max: 20 }),
    period: fc.integer({ min: 1, max: 3 }),
  })
  fc.assert(
    fc.property(fc.array(aChange), (changes) => {
      const cells = changes.map(({ code, number, period }) => cell(code, number, { period }))
      const model = openScoreModel(compiled, [], { today: CLOSED })
      cells.forEach((one) => model.set(one))
      expect(scoresIn(model)).toEqual(scorePlan(compiled, cells, { today: CLOSED }))
    }),
  )
})
