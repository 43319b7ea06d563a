import { describe, expect, it } from 'vitest'
import {
  createSyncDriver,
  EDIT_DELAY,
  REST_INTERVAL,
  type SyncState,
  type TryOutcome,
} from '../../../client/src/offline/sync-driver'

/** A driver among toys: outcomes are given in order, timers are run by hand. */
function aDriver(outcomes: (TryOutcome | Error)[]) {
  const states: SyncState[] = []
  const errors: unknown[] = []
  const timers: { work: () => void; wait: number }[] = []
  const world = { online: true, tries: 0 }
  const driver = createSyncDriver({
    attempt: async () => {
      const outcome = outcomes[world.tries++] ?? 'done'
      if (outcome instanceof Error) throw outcome
      return outcome
    },
    schedule: (work, wait) => {
      const timer = { work, wait }
      timers.push(timer)
      return () => void timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0)
    },
    isOnline: () => world.online,
    onState: (state) => states.push(state),
    onError: (reason) => errors.push(reason),
    random: () => 0.5,
  })
  const elapse = async () => {
    timers.shift()?.work()
    await new Promise((done) => setTimeout(done))
  }
  return { driver, states, errors, timers, world, elapse }
}

describe('the sync driver', () => {
  it('sends, rests, and comes back after a while for what others entered', async () => {
    const { driver, states, timers } = aDriver([])
    await driver.syncNow()
    expect(states).toEqual(['sending', 'idle'])
    expect(timers.map(({ wait }) => wait)).toEqual([REST_INTERVAL])
  })

  it('waits twice as long after each try that nobody answered, and five minutes at most', async () => {
    const { driver, timers, elapse } = aDriver(Array.from({ length: 12 }, () => 'no-answer' as const))
    await driver.syncNow()
    const waits: number[] = []
    for (let round = 0; round < 10; round++) {
      waits.push(timers[0]?.wait ?? 0)
      await elapse()
    }
    expect(waits.slice(0, 4)).toEqual([3_000, 6_000, 12_000, 24_000])
    expect(waits.at(-1)).toBe(300_000)
  })

  it('[SY50.5] waits longer and longer where nothing moves, and says so', async () => {
    const { driver, states, timers, elapse } = aDriver(['stuck', 'stuck', 'done'])
    await driver.syncNow()
    const first = timers[0]?.wait ?? 0
    await elapse()
    expect(timers[0]?.wait).toBe(first * 2)
    expect(states).toEqual(['sending', 'stuck', 'sending', 'stuck'])
  })

  it('begins with short waits again once somebody answered', async () => {
    const { driver, timers, elapse } = aDriver(['no-answer', 'no-answer', 'done', 'no-answer'])
    await driver.syncNow()
    await elapse()
    await elapse()
    await driver.syncNow()
    expect(timers.map(({ wait }) => wait)).toEqual([3_000])
  })

  it('does not try while the browser says that there is no line', async () => {
    const { driver, states, world } = aDriver([])
    world.online = false
    await driver.syncNow()
    expect(world.tries).toBe(0)
    expect(states).toEqual(['offline'])
  })

  it('pauses where nobody is signed in, keeps still, and goes on after a sign-in', async () => {
    const { driver, states, timers, world } = aDriver(['not-signed-in', 'done'])
    await driver.syncNow()
    driver.syncSoon()
    await driver.syncNow()
    expect([states.at(-1), timers.length, world.tries]).toEqual(['paused', 0, 1])
    await driver.resume()
    expect([states.at(-1), world.tries]).toEqual(['idle', 2])
  })

  it('gathers the edits of a moment into one try', async () => {
    const { driver, timers, world, elapse } = aDriver([])
    driver.syncSoon()
    driver.syncSoon()
    expect(timers.map(({ wait }) => wait)).toEqual([EDIT_DELAY])
    await elapse()
    expect(world.tries).toBe(1)
  })

  it('tries once more for an edit that came while it was sending', async () => {
    const { driver, world } = aDriver([])
    const running = driver.syncNow()
    driver.syncSoon()
    await running
    expect(world.tries).toBe(2)
  })

  it('reports a full storage and keeps trying', async () => {
    const full = new Error('full')
    const { driver, errors, timers } = aDriver([full])
    await driver.syncNow()
    expect(errors).toEqual([full])
    expect(timers).toHaveLength(1)
  })

  it('does nothing more once stopped, until somebody is here again', async () => {
    const { driver, timers, world } = aDriver([])
    await driver.syncNow()
    driver.stop()
    await driver.syncNow()
    driver.syncSoon()
    expect([timers.length, world.tries]).toEqual([0, 1])
    await driver.resume()
    expect([timers.length, world.tries]).toEqual([1, 2])
  })
})
