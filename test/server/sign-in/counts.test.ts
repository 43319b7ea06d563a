import type { FastifyRequest } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import { floodGate } from '../../../server/src/identity/accounts/guesses/floods'
import {
  admitTry,
  clear,
  countWithin,
  sweepTries,
  takeBack,
  waitFor,
} from '../../../server/src/identity/accounts/guesses/tries'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { keyringOf } from '../../../server/src/kernel/secrets/keyring'
import { demoDatabase } from '../../support/databases'
import { DEMO_KEY } from '../../support/demo-data'

const BEGUN = Date.parse('2021-09-05T08:00:00.000Z')
const MINUTE = 60_000
const HOURS_6 = 360 * MINUTE
const policy = { free: 2, first: 30_000, longest: 900_000 }

describe('tries that are counted', () => {
  let orm: Orm
  beforeAll(async () => (orm = await openOrm(await demoDatabase('sqlite'))))
  afterAll(() => orm.close(true))
  beforeEach(async () => void (await orm.em.fork().execute('delete from "attempt"')))
  const em = () => orm.em.fork()
  const fail = async (key = 'k', now = BEGUN) => {
    const admitted = await admitTry(em(), { key, policy }, now)
    return 'after' in admitted ? admitted : expect.fail(`has to wait ${admitted.wait}`)
  }
  const failures = async (key = 'k') =>
    (await em().execute<{ failures: number }[]>('select "failures" from "attempt" where "key" = ?', [key]))[0]?.failures

  it('[RI16.8] one that was no failure is taken out as if it had never been', async () => {
    await fail()
    const { before, after } = await fail('k', BEGUN + 1)
    await takeBack(em(), 'k', before, after)
    expect(await em().execute('select "failures", "until", "last" from "attempt"')).toEqual([{ ...before }])
  })

  it('[RI16.3] those that came meanwhile stay', async () => {
    const { before, after } = await fail()
    await fail('k', BEGUN + 1)
    await takeBack(em(), 'k', before, after)
    expect(await failures()).toBe(1)
    await clear(em(), 'k')
    await takeBack(em(), 'k', before, after)
    expect(await failures()).toBeUndefined()
  })

  it('[RI16.1] wait by themselves, and who succeeds waits no more', async () => {
    for (let at = 0; at < policy.free; at++) await fail()
    const wait = await waitFor(em(), 'k', BEGUN)
    expect(wait).toBeGreaterThan(0)
    expect(await admitTry(em(), { key: 'k', policy }, BEGUN)).toEqual({ wait })
    expect(await waitFor(em(), 'other', BEGUN)).toBe(0)
    await fail('other')
    await clear(em(), 'k')
    expect([await waitFor(em(), 'k', BEGUN), await failures('other')]).toEqual([0, 1])
  })

  it('[RI16.7] are forgotten after six hours, or where a clock was set back', async () => {
    await fail('old', BEGUN - HOURS_6 - 1)
    await fail('just', BEGUN - HOURS_6)
    await fail('ahead', BEGUN + HOURS_6)
    await fail('beyond', BEGUN + HOURS_6 + 1)
    await sweepTries(em(), BEGUN)
    const left = await em().execute<{ key: string }[]>('select "key" from "attempt" order by "key"')
    expect(left.map(({ key }) => key)).toEqual(['ahead', 'just'])
  })

  it('[RI53] count within a span that begins with the first', async () => {
    const count = (now: number) => countWithin(em(), 'k', MINUTE, now)
    expect([await count(BEGUN), await count(BEGUN + MINUTE - 1), await count(BEGUN + MINUTE)]).toEqual([1, 2, 1])
  })

  it('[RI15.1] of each address by itself, of a door however its name is written, a minute long', async () => {
    let now = BEGUN
    const clock = { now: () => new Date(now).toISOString() }
    const mayTry = floodGate(orm.em, { perDoor: 2, perAddress: 3 }, { keyring: keyringOf(DEMO_KEY), clock })
    const ask = (ip: string, door: string) => mayTry({ ip } as FastifyRequest, door)
    expect([await ask('10.0.0.1', 'Link a'), await ask('10.0.0.1', 'link A'), await ask('10.0.0.1', 'link a')]).toEqual(
      [...[true, true, false]],
    )
    // Three in all: another door is closed too, for this address alone.
    expect(await ask('10.0.0.1', 'setup')).toBe(false)
    expect(await ask('10.0.0.2', 'setup')).toBe(true)
    expect(await ask('2001:db8::1', 'setup')).toBe(true)
    expect(await ask('2001:db8::2', 'setup')).toBe(true)
    expect(await ask('2001:db8::3', 'setup')).toBe(false)
    now += MINUTE
    expect(await ask('10.0.0.1', 'setup')).toBe(true)
  })
})
