import * as engine from '@traguardo/shared/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faultsAtRest } from '../../support/sim/check'
import { type Mutant, mutated } from '../../support/sim/mutants'
import { missedIn, type Race } from '../../support/sim/race'
import { badDays, restoredDays } from '../../support/sim/steps'
import { type Engine, type Step, World } from '../../support/sim/world'

const RUNS = 3000

/** How many schedules it took to find a fault, and which; null where none was found. */
async function firstFault(made: Engine, days: fc.Arbitrary<Step[]>): Promise<string | null> {
  const details = await fc.check(
    fc.asyncProperty(days, async (steps) => {
      const world = new World(made)
      for (const step of steps) await world.take(step)
      await world.heal()
      const [fault] = await faultsAtRest(world)
      if (fault !== undefined) throw new Error(fault)
    }),
    { numRuns: RUNS, endOnFailure: true },
  )
  return details.failed ? `${details.numRuns}: ${String((details.errorInstance as Error).message)}` : null
}

const races: fc.Arbitrary<Race> = fc.record({
  writers: fc.integer({ min: 2, max: 3 }),
  pushes: fc.integer({ min: 1, max: 3 }),
  order: fc.array(fc.nat(20), { minLength: 20, maxLength: 80 }),
})

const mutants: readonly Mutant[] = [
  {
    name: 'the base check',
    file: 'head/decide.ts',
    text: 'if (isBase) return lead',
    instead: 'if (isBase || true) return lead',
  },
  {
    name: 'the dedupe',
    file: 'head/decide.ts',
    text: 'if (!before?.verdict) return decideNew',
    instead: 'if (!before?.verdict || true) return decideNew',
  },
  {
    name: 'the freeze of what was sent',
    file: 'device/record-edit.ts',
    text: 'if (open && !open.sent)',
    instead: 'if (open)',
  },
  {
    name: 'the epoch',
    file: 'head/receipt.ts',
    text: 'if (told === null) return false',
    instead: 'if (told !== undefined) return false',
  },
  {
    name: 'the comparison of checksums',
    file: 'line.ts',
    text: 'if (scopes.length === 0) return line',
    instead: 'if (scopes.length >= 0) return line',
  },
  {
    name: 'the filter of what may be seen',
    file: 'head/pull.ts',
    text: 'const abreast = behindScopes.size === 0 ? view.scopes :',
    instead: "const abreast = behindScopes.size === 0 ? ['2021/2/U1', '2021/2/U2', '2021/2/U3'] :",
  },
]

describe('the suite goes red', () => {
  it.each(mutants)('when $name is taken out', async (mutant) => {
    const days = mutant.name === 'the epoch' ? restoredDays : badDays
    expect(await firstFault(await mutated(mutant), days)).not.toBeNull()
  })

  it('[SY10] when the lock of the counter is taken out, and only then', async () => {
    const raced = (locks: boolean) =>
      fc.check(
        fc.asyncProperty(races, async (race) => {
          expect(await missedIn(engine, race, locks)).toEqual([])
        }),
        { numRuns: 200, endOnFailure: true },
      )
    expect((await raced(false)).failed).toBe(true)
    const locked = await raced(true)
    expect(locked.failed, String((locked.errorInstance as Error | null)?.message)).toBe(false)
  })
})
