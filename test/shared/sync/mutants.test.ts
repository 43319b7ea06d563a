import * as engine from '@traguardo/shared/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FilesFault } from '../../support/sim/files'
import { type Mutant, mutated } from '../../support/sim/mutants'
import { firstFault } from '../../support/sim/play'
import { missedIn, type Race } from '../../support/sim/race'
import { badDays, movedDays, restoredDays } from '../../support/sim/steps'

const RUNS = 3000
/** Milliseconds that they may take where the machine has other work too. */
const PATIENCE = RUNS * 100

const races: fc.Arbitrary<Race> = fc.record({
  writers: fc.integer({ min: 2, max: 3 }),
  pushes: fc.integer({ min: 1, max: 3 }),
  order: fc.array(fc.nat(20), { minLength: 20, maxLength: 80 }),
})

/** What is taken out, and the days on which it is missed. */
const mutants: readonly (Mutant & { readonly days?: typeof badDays })[] = [
  {
    name: 'the base check',
    file: 'head/say.ts',
    text: 'if (isBase) return lead',
    instead: 'if (isBase || true) return lead',
  },
  {
    name: 'the dedupe',
    file: 'head/receive.ts',
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
    days: restoredDays,
    file: 'head/workspace.ts',
    text: 'if (told === null) return false',
    instead: 'if (told !== undefined) return false',
  },
  {
    name: 'the comparison of checksums',
    file: 'replica-state.ts',
    text: 'if (scopes.length === 0) return line',
    instead: 'if (scopes.length >= 0) return line',
  },
  {
    name: 'the filter of what may be seen',
    file: 'head/pull.ts',
    text: 'const abreast = behindScopes.size === 0 ? view.scopes :',
    instead: "const abreast = behindScopes.size === 0 ? ['2021/2/U1', '2021/2/U2', '2021/2/U3'] :",
  },
  {
    name: 'what stands on a settled refusal',
    days: restoredDays,
    file: 'device/apply-answer.ts',
    text: 'const kept = [...(await tx.decided()), ...(await tx.pending()).filter(isInTray)]',
    instead:
      'const kept = [...(await tx.decided()), ...(await tx.pending()).filter(isInTray)].filter((one) => one.settlement === null)',
  },
  {
    name: 'that what was let go of leads nowhere',
    days: restoredDays,
    file: 'head/say.ts',
    text: 'if (desk.ended.has(operation.id)) return',
    instead: 'if (desk.ended.has(operation.id) && false) return',
  },
  {
    name: 'the end of waiting',
    days: restoredDays,
    file: 'head/epoch.ts',
    text: 'isOpen && tx.isAwaited(own.body, epoch.id, since)',
    instead: 'isOpen',
  },
  {
    name: 'that who left a site is decided',
    days: movedDays,
    file: 'head/workspace.ts',
    text: 'mayBring(operation) || (left?.(operation) ?? null) !== null',
    instead: 'mayBring(operation)',
  },
  {
    name: 'the last word on what was settled meanwhile',
    days: movedDays,
    file: 'head/pull.ts',
    text: 'settlement === null || relayed || cursor.tray > 0',
    instead: 'settlement === null || cursor.tray > 0',
  },
]

/** Files that are carried wrongly, and the days on which it is missed. */
const wrongFiles: readonly { readonly fault: FilesFault; readonly days: typeof badDays }[] = [
  { fault: 'are brought once', days: restoredDays },
  { fault: 'are believed to be there', days: restoredDays },
  { fault: 'stop at one that is not taken', days: movedDays },
]

describe('the suite goes red', () => {
  it.each(mutants)(
    'when $name is taken out',
    async ({ days = badDays, ...mutant }) => {
      const found = await firstFault(await mutated(mutant), days, { most: RUNS })
      console.log(`mutant, ${mutant.name}: ${found}`)
      expect(found).not.toBeNull()
    },
    PATIENCE,
  )

  it.each(wrongFiles)(
    'when files $fault',
    async ({ fault, days }) => {
      const found = await firstFault(engine, days, { most: RUNS, fault })
      console.log(`mutant, files ${fault}: ${found}`)
      expect(found).not.toBeNull()
    },
    PATIENCE,
  )

  it('[SY10.2] when the lock of the counter is taken out, and only then', async () => {
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
