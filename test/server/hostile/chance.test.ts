import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KINDS } from '../../support/databases'
import { pushes } from './doors/chance'
import { changesBetween } from './stage/digest'
import { leaksIn, malformedIn } from './stage/faults'
import type { Liar } from './stage/liars'
import { setStage, type Stage } from './stage/stage'
import { graphql } from './wire/http'
import { SYNC } from './wire/sync'

/** Pushes of a run; more by the environment, for a night. */
const RUNS = Number(process.env['HOSTILE_RUNS'] ?? '60')
/** The same pushes each time, but where another seed is given. */
const SEED = Number(process.env['HOSTILE_SEED'] ?? '20200905')
/** Milliseconds for each push, where the machine has other work too. */
const PATIENCE = 5000

describe.each(KINDS)('chance pushes of hostile clients on %s', (kind) => {
  let stage: Stage
  beforeAll(async () => {
    stage = await setStage(kind)
  })
  afterAll(() => stage.close())

  it(
    '[RI32.1] [RI33] [RI34] give nothing away, change nothing that is not theirs, and are answered in words',
    async () => {
      const before = await stage.contents()
      const people = stage.liars.filter(({ site }) => site === null)
      const tried = fc.constantFrom(...people).chain((liar) => fc.tuple(fc.constant<Liar>(liar), pushes(stage, liar)))
      await fc.assert(
        fc.asyncProperty(tried, async ([liar, push]) => {
          const asked = graphql(liar.headers, SYNC, { push })
          const reply = await stage.wire.send(asked)
          const leaks = leaksIn(stage.canaries.all, liar, asked, reply)
          expect([...leaks, ...malformedIn(reply), ...stage.logged], `${liar.name}: ${reply.text}`).toEqual([])
        }),
        { numRuns: RUNS, seed: SEED, endOnFailure: true },
      )
      expect(changesBetween(before, await stage.contents())).toEqual([])
    },
    RUNS * PATIENCE,
  )
})
