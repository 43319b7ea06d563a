import {
  ACCOUNT_DELAYS,
  ADDRESS_DELAYS,
  afterFailure,
  beginsToWait,
  type DelayPolicy,
  FORGOTTEN_AFTER,
  minutesOf,
  NO_TRIES,
  type FailedTries,
  typedName,
  waitOf,
} from '@traguardo/shared/people'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const SECOND = 1000
const MINUTE = 60 * SECOND
const NOW = Date.parse('2026-11-26T10:00:00.000Z')

/** Fails again and again, each time as soon as it may. */
function failing(policy: DelayPolicy, times: number): readonly FailedTries[] {
  const all: FailedTries[] = []
  let [tries, now] = [NO_TRIES, NOW]
  for (let count = 0; count < times; count++) {
    now += waitOf(tries, now)
    tries = afterFailure(tries, policy, now)
    all.push(tries)
  }
  return all
}

describe('waiting after failures', () => {
  it('[RI16.1] begins with the fifth failure of an account, doubles, and never grows above a quarter of an hour', () => {
    const waits = failing(ACCOUNT_DELAYS, 12).map((tries) => waitOf(tries, tries.last) / SECOND)
    expect(waits).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900])
    expect(failing(ACCOUNT_DELAYS, 7).map((tries) => beginsToWait(tries, ACCOUNT_DELAYS))).toEqual([
      ...[false, false, false, false, true, false, false],
    ])
  })

  it('[RI18.1] begins later for an address, and is shorter', () => {
    const waits = failing(ADDRESS_DELAYS, 60).map((tries) => waitOf(tries, tries.last) / SECOND)
    expect(waits.slice(48, 52)).toEqual([0, 5, 10, 20])
    expect(Math.max(...waits)).toBe(300)
  })

  it('[RI16.1] lets nobody guess faster than its longest delay for long, however the tries are spread', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 8 * 60 }), { maxLength: 400 })
    fc.assert(
      fc.property(gaps, (minutes) => {
        let [tries, now, let_] = [NO_TRIES, NOW, 0]
        for (const gap of minutes) {
          now += gap * MINUTE
          if (waitOf(tries, now) > 0) continue
          let_ += 1
          tries = afterFailure(tries, ACCOUNT_DELAYS, now)
        }
        const hours = (now - NOW) / (60 * MINUTE)
        expect(let_).toBeLessThanOrEqual(10 + 4 * hours)
      }),
    )
  })

  it('[RI16.7] ends by itself, is forgotten after six hours, and survives a clock that is set back', () => {
    const waiting = failing(ACCOUNT_DELAYS, 12).at(-1) ?? NO_TRIES
    const at = waiting.last
    expect(waitOf(waiting, at + 16 * MINUTE)).toBe(0)
    expect(afterFailure(waiting, ACCOUNT_DELAYS, at + FORGOTTEN_AFTER).failures).toBe(1)
    // Midnight of the demo, whose day never turns.
    expect(waitOf(waiting, at - 24 * 60 * MINUTE)).toBe(0)
    expect(afterFailure(waiting, ACCOUNT_DELAYS, at - 24 * 60 * MINUTE).failures).toBe(1)
    // Another server's clock is a little behind.
    expect(waitOf(waiting, at - MINUTE)).toBe(16 * MINUTE)
    expect(waitOf(waiting, at - 5 * MINUTE)).toBe(20 * MINUTE)
    expect(waitOf(waiting, at - 5 * MINUTE - 1)).toBe(0)
  })

  it('[RI19.2] is said in whole minutes, one at least', () => {
    expect([1, 59 * SECOND, 61 * SECOND, 15 * MINUTE].map(minutesOf)).toEqual([1, 1, 2, 15])
  })

  it('[RI16.6] knows a name however it is written', () => {
    for (const typed of [' PO-Studi ', 'po-studi\t', 'ｐｏ-studi', 'po -studi', 'PO-STUDI'])
      expect(typedName(typed)).toBe('po-studi')
    expect(typedName('po-studi2')).not.toBe('po-studi')
  })
})
