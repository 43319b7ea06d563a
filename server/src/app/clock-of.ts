import { type Clock, DEMO_DAY, fixedDayClock, realClock } from '../kernel/runtime/clock'
import { readCredential } from '../sites/node/read-credential'
import { demoDays } from './demo/demo-plans'
import type { Settings } from './settings'

/** The clock by which an installation lives: the demo on days of its own, a site of a demo on that of its head office. */
export function clockOf({ demo, demoDay, site, dataDir }: Settings): Clock {
  if (demo) return demoDay ? fixedDayClock(demoDay) : fixedDayClock(DEMO_DAY, realClock, demoDays())
  const day = site === null ? null : readCredential(site, dataDir).day
  return day ? fixedDayClock(day) : realClock
}
