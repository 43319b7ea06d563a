import * as engine from '@traguardo/shared/sync'
import { expect, it } from 'vitest'
import { PATIENCE, playAll, SCHEDULES } from '../../support/sim/play'
import { badDays, days, movedDays, restoredDays } from '../../support/sim/steps'

it(
  '[SY4] [SY5] [SY7.1] [SY8.1] [SY10.2] [SY11.1] [SY12.1] [SY16.2] [SY19.5] [SY22.3] [SY25.1] [SY30.5] on any day of bad lines, power cuts and changing rights: nothing vanishes, nothing twice, no silent overwrite, all converge',
  async () => {
    const { file, move } = await playAll(engine, days, SCHEDULES)
    expect(Math.min(file, move)).toBeGreaterThan(SCHEDULES / 10)
  },
  PATIENCE,
)

it(
  '[SY20.3] [SY21.2] [SY23.1] [SY71.5] the same when disks are put back to an earlier state, bytes are lost and a phone is copied',
  async () => {
    const { restore, file, move } = await playAll(engine, badDays, SCHEDULES)
    expect(Math.min(restore, file, move)).toBeGreaterThan(SCHEDULES / 10)
  },
  PATIENCE,
)

it(
  '[SY20.3] [SY70.3] [SY71.5] the same when the head office is put back again and again under people who meet',
  async () => {
    const { restore } = await playAll(engine, restoredDays, SCHEDULES)
    expect(restore).toBeGreaterThan(SCHEDULES / 10)
  },
  PATIENCE,
)

it(
  '[SY72.3] [SY73.2] the same when units and roles move between two sites while both are away',
  async () => {
    const { move } = await playAll(engine, movedDays, SCHEDULES)
    expect(move).toBeGreaterThan(SCHEDULES / 10)
  },
  PATIENCE,
)
