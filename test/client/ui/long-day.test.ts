import { expect, it } from 'vitest'
import { dayAndTime, longDay } from '../../../client/src/ui/long-day'

it('[SY36.4] a moment that no calendar has, as it was kept before its form was looked at, is shown as none', () => {
  expect(dayAndTime('2021-09-05T08:32:00.000Z', 'it')).toContain('10:32')
  expect(longDay('2021-09-05', 'it')).toBe('5 settembre 2021')
  for (const instant of ['2021-99-99T99:99:99Z', '', 'mai']) expect(dayAndTime(instant, 'it')).toBe('n.d.')
  expect(longDay('2021-99-99', 'it')).toBe('n.d.')
})
