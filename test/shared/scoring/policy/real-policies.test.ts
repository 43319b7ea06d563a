import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { MeasureValue, Plan, Policy, TargetRule } from '@traguardo/shared/model'
import { checkPolicy, policySentences } from '@traguardo/shared/scoring'
import { safeParse } from 'valibot'
import { describe, expect, it } from 'vitest'
import { PolicySchema } from '../../../../shared/src/model/plan/policy'
import { anIndicator, aPlan, cell, individual, onceMeasure } from '../../../support/scoring'
import { CLOSED, get, nodesOf } from '../../../support/scores'

/** A policy of a real body, as data: what its document prints, what of it does not fit, five results and a sheet. */
interface RealPolicy {
  readonly body: string
  readonly document: string
  readonly where: string
  readonly printed: readonly string[]
  readonly unfit: readonly string[]
  readonly policy: Policy
  readonly results: readonly {
    readonly target: TargetRule
    readonly kind: 'count' | 'date'
    readonly value: number | string | MeasureValue
    readonly worth: number | null
    readonly band: string | null
    readonly indicator?: string
  }[]
  readonly sheet?: {
    readonly weights: readonly number[]
    readonly total: number
    readonly values: readonly number[]
    readonly target?: number
    readonly thresholds?: readonly [number, number]
    readonly achievement: number
    readonly points: number | null
  }
}

const FOLDER = resolve(import.meta.dirname, '../policies')
const read = (name: string): unknown => JSON.parse(readFileSync(resolve(FOLDER, name), 'utf8'))
const ALL = readdirSync(FOLDER)
  .filter((name) => name !== 'unfit.json')
  .map((name) => [name.replace('.json', ''), read(name) as RealPolicy] as const)

/** The score of one result at the close. */
function scoreOf({ policy }: RealPolicy, { target, kind, value, indicator = 'I1' }: RealPolicy['results'][number]) {
  const targets = [{ year: 2021, printed: 'come stampato', ...target }]
  const plan = aPlan({ measures: [onceMeasure('A', { kind })], indicators: [anIndicator(indicator, { targets })] })
  return get(nodesOf(plan, [cell('A', value)], { policy, today: CLOSED }), `indicators/${indicator}`)
}

/** A sheet of two objectives with an indicator each, at the close. */
function sheetOf({ policy }: RealPolicy, sheet: NonNullable<RealPolicy['sheet']>) {
  const { weights, total, values, target = 10, thresholds } = sheet
  const [least, excellent] = thresholds ?? []
  const own = thresholds ? { least, excellent } : {}
  const codes = ['A', 'B'] as const
  const plan = aPlan({
    measures: codes.map((code) => onceMeasure(code)),
    objectives: weights.map((weight, at) => individual(`P${at}`, 'S', weight)),
    sheets: [{ code: 'S', title: 'Scheda', person: 'sg', unit: 'U1', weightTotal: total }],
    indicators: codes.map((formula, at) => {
      const targets = [{ year: 2021, printed: 'come stampato', type: 'at-least', value: target, ...own }]
      return anIndicator(`I${at}`, { formula, objective: `P${at}`, targets } as never)
    }),
  } satisfies Partial<Plan>)
  const cells = codes.map((code, at) => cell(code, values[at] ?? 0))
  return get(nodesOf(plan, cells, { policy, today: CLOSED }), 'sheets/S')
}

describe.each(ALL)('the policy of %s', (_, real) => {
  it('[SC99.2] is data of the published form, sound, and says what it was read from', () => {
    expect(safeParse(PolicySchema, real.policy).issues).toBeUndefined()
    expect(checkPolicy(real.policy)).toEqual([])
    expect([real.body, real.document, real.where].every((text) => text.length > 5)).toBe(true)
    expect(real.printed.length).toBeGreaterThan(0)
    expect(policySentences(real.policy, 'it').flatMap(({ sentences }) => sentences).length).toBeGreaterThan(20)
  })

  it('[SC99.2] scores five results, one of them missed and one not applicable', () => {
    const scored = real.results.map((one) => {
      const { achievement, band } = scoreOf(real, one)
      return [achievement === null ? null : Math.round(achievement * 1e9) / 1e9, band?.name ?? null]
    })
    expect(scored).toEqual(real.results.map(({ worth, band }) => [worth, band]))
    expect(scored).toHaveLength(5)
    expect(scored.at(-1)).toEqual([null, null])
    expect(scored.some(([, band]) => band === real.policy.bands.at(-1)?.name)).toBe(true)
  })
})

describe('sheets of real bodies', () => {
  const withSheet = ALL.flatMap(([name, real]) => (real.sheet ? [[name, real, real.sheet] as const] : []))

  it.each(withSheet)('[SC99.2] a sheet under %s', (_, real, sheet) => {
    const scored = sheetOf(real, sheet)
    expect(scored.achievement).toBeCloseTo(sheet.achievement, 9)
    expect(scored.points?.least ?? null).toBe(sheet.points)
  })

  it('[SC99.1] points rise in proportion inside a step, and nobody picks', () => {
    const [, entrate] = ALL.find(([name]) => name === 'agenzia-entrate-2001') ?? expect.fail('none')
    const pointsAt = (value: number) =>
      sheetOf(entrate, { ...(entrate.sheet ?? expect.fail('no sheet')), values: [value, value] }).points
    const points = [89, 90, 95, 110, 120.5, 131, 139].map((value) => pointsAt(value)?.least ?? null)
    expect(points.map((one) => one && Math.round(one * 1e6) / 1e6)).toEqual([0, 60, 65, 80, 87.5, 100, 100])
    expect(pointsAt(95)?.most).toBe(pointsAt(95)?.least)
  })

  it('[SC99.2] what does not fit is named, with why', () => {
    for (const one of read('unfit.json') as readonly { readonly body: string; readonly why: string }[])
      expect([one.body, one.why].every((text) => text.length > 5)).toBe(true)
  })
})
