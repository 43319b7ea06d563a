import * as engine from '@traguardo/shared/sync'
import fc from 'fast-check'
import { it } from 'vitest'
import { faultsAtRest } from '../../support/sim/check'
import { badDays, days } from '../../support/sim/steps'
import { type Step, World } from '../../support/sim/world'

async function live(steps: readonly Step[]): Promise<void> {
  const world = new World(engine)
  for (const step of steps) await world.take(step)
  await world.heal()
  const faults = await faultsAtRest(world)
  if (faults.length > 0) throw new Error(faults.join('\n'))
}

it('[SY4] [SY5] [SY7] [SY8] [SY10] [SY11] [SY12] [SY16] [SY19] [SY22] [SY25] [SY30] on any day of bad lines, power cuts and changing rights: nothing vanishes, nothing twice, no silent overwrite, all converge', async () => {
  await fc.assert(fc.asyncProperty(days, live), { numRuns: Number(process.env['TRAGUARDO_SCHEDULES'] ?? 600) })
})

it('[SY20] [SY21] [SY23] the same when disks are put back to an earlier state and a phone is copied', async () => {
  await fc.assert(fc.asyncProperty(badDays, live), { numRuns: Number(process.env['TRAGUARDO_SCHEDULES'] ?? 600) })
})
