import {
  ACCOUNT_DELAYS,
  ADDRESS_DELAYS,
  afterFailure,
  beginsToWait,
  type DelayPolicy,
  EVERY_DAY,
  holderOfYear,
  isConfirmed,
  isOver,
  LETTER_DELAYS,
  minutesOf,
  nameOfAgent,
  NO_TRIES,
  typedName,
  waitOf,
} from '@traguardo/shared/people'
import { describe, expect, it } from 'vitest'

const MINUTE = 60_000

describe('the name of a browser', () => {
  const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) '
  const ANDROID = 'Mozilla/5.0 (Linux; Android 14; SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) '
  const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) '
  const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) '

  it.each([
    [`${WINDOWS}Chrome/120.0 Safari/537.36`, 'Chrome su Windows'],
    [`${WINDOWS}Chrome/120.0 Safari/537.36 Edg/120.0`, 'Edge su Windows'],
    [`${ANDROID}Chrome/120.0 Mobile Safari/537.36 EdgA/120.0`, 'Edge su Android'],
    [`${IPHONE}EdgiOS/120.0 Safari/604.1`, 'Edge su iPhone'],
    [`${IPHONE}EdgIOS/120.0`, 'Browser su iPhone'],
    [`${IPHONE}Version/17.0 Mobile/15E148 Safari/604.1`, 'Safari su iPhone'],
    [`${IPHONE}CriOS/120.0 Mobile/15E148 Safari/604.1`, 'Chrome su iPhone'],
    [`${IPHONE}FxiOS/120.0 Mobile/15E148 Safari/605.1`, 'Firefox su iPhone'],
    [`${ANDROID}SamsungBrowser/23.0 Chrome/115.0 Mobile Safari/537.36`, 'Samsung Internet su Android'],
    [`${MAC}AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/605.1.15`, 'Safari su Mac'],
    ['Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) Version/17.0 Safari/604.1', 'Safari su iPad'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0', 'Firefox su Linux'],
    ['curl/8.5.0', 'Browser'],
    ['', 'Browser'],
  ])('of «%s» is %s', (agent, name) => expect(nameOfAgent(agent)).toBe(name))
})

describe('showing the password again', () => {
  const at = (time: string) => `2021-09-05T${time}.000Z`

  it('[RI26.1] counts for ten minutes, and not without having been', () => {
    const confirmed = (now: string) => isConfirmed(at('08:00:00'), at(now))
    expect([confirmed('08:00:00'), confirmed('08:09:59'), confirmed('08:10:00')]).toEqual([true, true, false])
    expect(isConfirmed(null, at('08:00:00'))).toBe(false)
  })
})

describe('waiting after failures', () => {
  const waits = (policy: DelayPolicy, times: number) => {
    let tries = NO_TRIES
    const all: number[] = []
    for (let at = 0; at < times; at++) {
      tries = afterFailure(tries, policy, 1000)
      all.push(waitOf(tries, 1000))
    }
    return all
  }

  it('[RI16.1] of an account half a minute after the fifth, then twice as long, to a quarter of an hour', () => {
    expect(waits(ACCOUNT_DELAYS, 12)).toEqual([
      ...[0, 0, 0, 0, MINUTE / 2, MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE],
      ...[15 * MINUTE, 15 * MINUTE, 15 * MINUTE],
    ])
  })

  it('[RI18.1] of an address five seconds after the fiftieth, to five minutes', () => {
    expect(waits(ADDRESS_DELAYS, 60).slice(48)).toEqual([
      ...[0, 5000, 10_000, 20_000, 40_000, 80_000, 160_000, 5 * MINUTE, 5 * MINUTE, 5 * MINUTE, 5 * MINUTE, 5 * MINUTE],
    ])
  })

  it('of a letter ten minutes after the third, to an hour', () => {
    expect(waits(LETTER_DELAYS, 7)).toEqual([0, 0, ...[10, 20, 40, 60, 60].map((minutes) => minutes * MINUTE)])
  })

  it('ends with the wait, and is told in minutes', () => {
    const tries = { failures: 5, until: 31_000, last: 1000 }
    expect([waitOf(tries, 30_999), waitOf(tries, 31_000), waitOf(tries, 40_000)]).toEqual([1, 0, 0])
    expect([0, 1, MINUTE, MINUTE + 1].map(minutesOf)).toEqual([1, 1, 1, 2])
    expect([4, 5, 6].map((failures) => beginsToWait({ ...tries, failures }, ACCOUNT_DELAYS))).toEqual([
      false,
      true,
      false,
    ])
  })

  it('is forgotten six hours after the last, and where the clock went back by more than servers differ', () => {
    const HOURS = 6 * 60 * MINUTE
    const tries = { failures: 5, until: 100 * HOURS, last: HOURS }
    const left = (now: number) => waitOf(tries, now) > 0
    expect([left(2 * HOURS - 1), left(2 * HOURS)]).toEqual([true, false])
    expect([left(HOURS - 5 * MINUTE), left(HOURS - 5 * MINUTE - 1)]).toEqual([true, false])
    expect(afterFailure(tries, ACCOUNT_DELAYS, 2 * HOURS)).toEqual({ failures: 1, until: 0, last: 2 * HOURS })
  })
})

describe('names and days', () => {
  it('two names that mean the same are one', () => {
    expect([' Anna  Rossi ', 'ANNAROSSI', 'ａｎｎａrossi', 'an\tna\nrossi'].map(typedName)).toEqual(
      Array.from({ length: 4 }, () => 'annarossi'),
    )
  })

  it('[RI61.1] days are over after the last of them', () => {
    const to = '2021-09-05'
    expect([isOver({ to }, '2021-09-05'), isOver({ to }, '2021-09-06'), isOver({ to: null }, '2099-01-01')]).toEqual([
      ...[false, true, false],
    ])
    expect(EVERY_DAY).toEqual({ from: null, to: null })
  })

  it('a year is of the holder of today, before it of that of its first day, after it of that of its last', () => {
    const holders = [
      { id: 'first', from: null, to: '2021-01-01' },
      { id: 'second', from: '2021-01-02', to: '2021-12-30' },
      { id: 'third', from: '2021-12-31', to: null },
    ]
    const of = (today: string) => holderOfYear(holders, 2021, today)?.id
    expect(['2020-06-01', '2021-01-01', '2021-01-02', '2021-12-30', '2021-12-31', '2022-06-01'].map(of)).toEqual([
      ...['first', 'first', 'second', 'second', 'third', 'third'],
    ])
    expect(holderOfYear([], 2021, '2021-06-01')).toBeNull()
  })
})
