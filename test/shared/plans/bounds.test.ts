import { type KnownCodes, parseFormula } from '@traguardo/shared/formula'
import { unitsBelow } from '@traguardo/shared/model'
import { checkPlan } from '@traguardo/shared/plans'
import { compilePlan } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { aMeasure, anIndicator, aPlan, operational, strategic } from '../../support/scoring'

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at)

/** Counts how often something is read of the items of a list. */
function counted<T extends object>(items: readonly T[]): { readonly list: readonly T[]; reads(): number } {
  let reads = 0
  const list = items.map(
    (item) =>
      new Proxy(item, {
        get: (target, key) => {
          reads += 1
          return Reflect.get(target, key) as unknown
        },
      }),
  )
  return { list, reads: () => reads }
}

/** Units in a chain: each below the one before. */
const chain = (count: number) => [
  { code: 'ENTE', name: 'Ente', kind: 'body' as const },
  ...upTo(count).map((at) => ({
    code: `U${at}`,
    name: `U ${at}`,
    kind: 'office' as const,
    parent: at === 0 ? 'ENTE' : `U${at - 1}`,
  })),
]

describe('a large plan', () => {
  /** Reads of the units while a plan with a chain of them is checked, and those below the first are found. */
  function readsOfChain(count: number): number {
    const { list, reads } = counted(chain(count))
    const measures = [aMeasure('A'), aMeasure('M', { entry: { by: 'computed', what: 'achievement', of: 'U1' } })]
    const plan = aPlan({ units: list, indicators: [anIndicator('I1', { formula: 'M' })], measures })
    expect(checkPlan(plan).filter(({ code }) => code === 'CYCLE')).toEqual([])
    expect(unitsBelow(plan, 'U0').size).toBe(count)
    expect(compilePlan(plan, 2021).groups.length).toBeGreaterThan(3)
    return reads()
  }

  it('[PL8] is checked in steps in proportion to it: units in a chain', () => {
    const [few, many] = [readsOfChain(200), readsOfChain(4000)]
    expect(many / few).toBeLessThan(25)
  })

  it('[PL8] a way round among units is found at each that leads into it', () => {
    const units = chain(50).map((unit) => (unit.code === 'U10' ? { ...unit, parent: 'U20' } : unit))
    const faults = checkPlan(aPlan({ units })).filter(({ code }) => code === 'CYCLE')
    expect(faults).toHaveLength(40)
  })

  /** Reads of objectives and indicators of a plan where all hang on one. */
  function readsOfBrush(count: number): number {
    const { list, reads } = counted(
      upTo(count).map((at) => operational(`O${at}`, 'S1', { resources: [{ year: 2021, euro: 1 }] })),
    )
    const plan = aPlan({
      objectives: [strategic('S1'), ...list],
      indicators: upTo(count).map((at) => anIndicator(`I${at}`, { objective: `O${at}` })),
      sheets: upTo(count).map((at) => ({
        code: `F${at}`,
        title: 'Scheda',
        person: 'anna',
        unit: 'U1',
        weightTotal: 100,
      })),
    })
    expect(Array.isArray(checkPlan(plan))).toBe(true)
    return reads()
  }

  it('[PL8] is checked in steps in proportion to it: all objectives under one, as many sheets', () => {
    const [few, many] = [readsOfBrush(100), readsOfBrush(2000)]
    expect(many / few).toBeLessThan(25)
  })
})

describe('a long formula', () => {
  /** Codes that count how often they are asked. */
  function asked(codes: readonly string[]): { readonly known: KnownCodes; times(): number } {
    let times = 0
    class Counted extends Set<string> {
      override has(code: string): boolean {
        times += 1
        return super.has(code)
      }
    }
    return { known: { measures: new Counted(codes), units: new Set() }, times: () => times }
  }

  it('[FO25.2] of hyphens alone is read in as many looks as a code is long, at each place', () => {
    const looks = (length: number): number => {
      const { known, times } = asked(['A'])
      const parsed = parseFormula(Array.from({ length }, () => 'A').join('-'), known)
      expect(parsed.ok).toBe(true)
      return times()
    }
    const [few, many] = [looks(200), looks(1000)]
    expect(many / few).toBeLessThan(10)
  })

  it('[FO25.1] with a code of more than 200 characters has a fault at its place', () => {
    const long = 'L'.repeat(201)
    const parsed = parseFormula(`A + ${long}`, { measures: new Set(['A', long]), units: new Set() })
    expect(parsed).toMatchObject({ ok: false, error: { code: 'UNKNOWN_MEASURE', at: 4 } })
  })
})
