import { describe, expect, it } from 'vitest'
import { nowOf, todayOf } from '../../../client/src/offline/clock'
import type { KnownStatus } from '../../../client/src/offline/working-set'

const asked = Date.parse('2026-11-20T21:00:00.000Z')
const status = (changes: Partial<KnownStatus>): KnownStatus => ({
  version: '0',
  demo: false,
  site: null,
  now: '2026-11-20T21:00:00.000Z',
  needsSetup: false,
  accounts: [],
  demoPassword: null,
  askedAt: asked,
  ...changes,
})
const HOUR = 3_600_000

describe('the clock of the pages', () => {
  it('is the device’s own before the server was ever seen', () => {
    expect(nowOf(null, asked)).toBe('2026-11-20T21:00:00.000Z')
  })

  it('corrects a device that is ten years wrong', () => {
    const wrong = Date.parse('2016-01-01T00:00:00.000Z')
    expect(todayOf(status({ askedAt: wrong }), wrong + HOUR)).toBe('2026-11-20')
  })

  it('stays on the day of the demo, also past midnight and on another day', () => {
    const demo = status({ demo: true, now: '2021-09-05T20:00:00.000Z' })
    expect(todayOf(demo, asked + 5 * HOUR)).toBe('2021-09-05')
    expect(nowOf(demo, asked + 3 * HOUR)).toBe('2021-09-04T23:00:00.000Z')
    expect(nowOf(demo, asked + 49 * HOUR)).toBe('2021-09-05T21:00:00.000Z')
    const winter = status({ demo: true, now: '2021-01-19T23:30:00.000Z' })
    expect(todayOf(winter, asked)).toBe('2021-01-20')
    expect(nowOf(winter, asked + HOUR)).toBe('2021-01-20T00:30:00.000Z')
    expect(nowOf(winter, asked - HOUR)).toBe('2021-01-20T22:30:00.000Z')
  })
})
