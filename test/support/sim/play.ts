import fc from 'fast-check'
import { faultsAtRest } from './check'
import type { FilesFault } from './files'
import { type Engine, type Step, World } from './world'

/** How many schedules held what. */
export interface Played {
  schedules: number
  restore: number
  file: number
  move: number
}

/** How many schedules, and the seed of all of them: the environment asks for more, or for the same again. */
export const SCHEDULES = Number(process.env['TRAGUARDO_SCHEDULES'] ?? 300)
/** Milliseconds that they may take where the machine has other work too. */
export const PATIENCE = 60_000 + SCHEDULES * 150
const SEED = Number(process.env['TRAGUARDO_SEED'] ?? Date.now() % 1e9)

async function live(world: World, steps: readonly Step[]): Promise<void> {
  for (const step of steps) await world.take(step)
  await world.heal()
  const faults = await faultsAtRest(world)
  if (faults.length > 0) throw new Error(faults.join('\n'))
}

/** Plays schedules until one ends in a fault, which is shrunk and thrown. Says how many held a restore, a file, a move. */
export async function playAll(engine: Engine, days: fc.Arbitrary<Step[]>, schedules: number): Promise<Played> {
  const played: Played = { schedules: 0, restore: 0, file: 0, move: 0 }
  const property = fc.asyncProperty(days, async (steps) => {
    const world = new World(engine)
    await live(world, steps)
    played.schedules += 1
    for (const what of ['restore', 'file', 'move'] as const) played[what] += world.happened[what] > 0 ? 1 : 0
  })
  await fc.assert(property, { numRuns: schedules, seed: SEED })
  const { restore, file, move } = played
  console.log(
    `${played.schedules} schedules of seed ${SEED}: ${restore} with a restore, ${file} with a file, ${move} with a move`,
  )
  return played
}

/** How many schedules it took to find a fault, and which; null where none was found. */
export async function firstFault(
  engine: Engine,
  days: fc.Arbitrary<Step[]>,
  { most, fault = null }: { readonly most: number; readonly fault?: FilesFault | null },
): Promise<string | null> {
  const property = fc.asyncProperty(days, (steps) => live(new World(engine, fault), steps))
  const details = await fc.check(property, { numRuns: most, seed: SEED, endOnFailure: true })
  if (!details.failed) return null
  const [first = ''] = String((details.errorInstance as Error).message).split('\n')
  return `${details.numRuns} schedules of seed ${SEED}: ${first}`
}
