import { cellValues, cycleRecords, type CycleRegister } from '@traguardo/shared/collection'
import type { Plan } from '@traguardo/shared/model'
import { compilePlan } from '@traguardo/shared/scoring'
import type { Content, RegisterField } from '@traguardo/shared/sync'
import { describe, expect, it } from 'vitest'
import { aPlan } from '../../support/scoring'

const calendars = [
  {
    ...{ year: 2021, division: 'quadrimestri' as const, entryDays: 15, workingDays: false, reminderDays: [] },
    reports: [{ period: 2, sent: '2021-09-21' }],
  },
]
const plan = aPlan({ calendars } as Partial<Plan>)
const at = (day: string) => `${day}T08:00:00.000Z`
const register = (
  field: RegisterField,
  content: Content,
  day: string,
  changes: Partial<CycleRegister['key']> = {},
) => ({
  key: { body: 'B', measure: 'A', unit: 'U1', year: 2021, period: 2, field, ...changes },
  ...{ content, person: 'anna', at: at(day), head: `${field}-${day}`, excused: false },
})
const number = (value: number): Content => ({ type: 'number', number: value })
const records = (...registers: readonly CycleRegister[]) =>
  cycleRecords(compilePlan(plan, 2021), registers, '2021-10-01')

describe('how the collection of a year went', () => {
  it('values are those of the field, with who entered them and when', () => {
    const value = { ...register('value', number(3), '2021-09-05'), excused: true }
    expect(cellValues([value, register('note', 'x', '2021-09-05'), register('absence', 'x', '2021-09-05')])).toEqual([
      {
        ...{ body: 'B', measure: 'A', unit: 'U1', year: 2021, period: 2, value: { type: 'number', number: 3 } },
        ...{ by: 'anna', at: at('2021-09-05'), excused: true },
      },
    ])
  })

  it('[SC42.6] [CO9.1] counts a value or a reason by the day on which it was received', () => {
    const first = register('value', number(3), '2021-09-15')
    expect(records(first).collections).toEqual([{ unit: 'U1', period: 2, onTime: true }])
    const early = register('value', number(3), '2021-05-05', { period: 1 })
    const [, second] = records(early, register('absence', 'Perso', '2021-09-15')).collections
    expect(second).toEqual({ unit: 'U1', period: 2, onTime: true })
    expect(records(early, register('absence', null, '2021-09-15')).collections[1]?.onTime).toBe(false)
    expect(records(early, register('note', 'Perso', '2021-09-15')).collections[1]?.onTime).toBe(false)
  })

  it('[CO10.2] [SC43.1] holds the report of a period that was validated, with the day on which it went out', () => {
    const value = register('value', number(3), '2021-09-05')
    const review = register('review', { type: 'review', state: 'confirmed', of: value.head, reason: '' }, '2021-09-17')
    expect(records(value, review).reports).toEqual([{ period: 2, validated: '2021-09-17', sent: '2021-09-21' }])
    expect(records(value).reports).toEqual([])
    const other = { ...review, key: { ...review.key, year: 2020 } }
    expect(records(value, other).reports).toEqual([])
  })
})
