import type { BandRule, Policy } from '@traguardo/shared/model'
import { checkPlan, checkReady } from '@traguardo/shared/plans'
import { sayRefusal } from '@traguardo/shared/refusals'
import { checkPolicy, DEFAULT_POLICY, policyInPlan } from '@traguardo/shared/scoring'
import { describe, expect, it } from 'vitest'
import { aPlan } from '../../../support/scoring'
import { aPolicy } from '../../../support/scores'

const kindsOf = (changes: Partial<Policy>) =>
  checkPolicy(aPolicy(changes)).map(({ key, said }) => `${key} ${said.kind}`)

const bands = (...from: readonly number[]): readonly BandRule[] =>
  from.map((one, at) => ({ code: `b${at}`, name: `Fascia ${at}`, from: one, edge: 'in', tone: 'fair' }))

const METS = { grows: 'met-or-not', shrinks: 'met-or-not', equals: 'met-or-not', milestones: 'all-or-nothing' } as const

describe('a policy is checked whole', () => {
  it.each<[string, Partial<Policy>, string]>([
    ['90 for 90 %', { bands: bands(90, 50, 0) }, 'bands bands-percent'],
    ['of a unit', { unitBands: [{ unit: 'U1', bands: bands(90, 0) }] }, 'unitBands bands-percent'],
    [
      'of a step',
      {
        steps: [
          { from: 90, worth: 1 },
          { from: 0, worth: 0 },
        ],
      },
      'steps steps-percent',
    ],
    [
      'of the points',
      {
        points: [
          { from: 90, least: 1, most: 2 },
          { from: 0, least: 0, most: 0 },
        ],
      },
      'points steps-percent',
    ],
  ])('[SC90.1] a percent where a share is meant: %s', (_, changes, fault) => expect(kindsOf(changes)).toContain(fault))

  it.each<[string, Partial<Policy>, readonly string[]]>([
    ['above the cap', { bands: bands(1.1, 0) }, ['bands bands-unreached']],
    ['at a cap that is high enough', { bands: bands(1.1, 0), cap: 1.1 }, []],
    [
      'above what the highest step is worth',
      {
        bands: bands(0.9, 0),
        steps: [
          { from: 0.5, worth: 0.8 },
          { from: 0, worth: 0 },
        ],
      },
      ['bands bands-unreached'],
    ],
    [
      'above the steps, where an evaluator gives scores by hand',
      {
        bands: bands(0.9, 0),
        steps: [
          { from: 0.5, worth: 0.8 },
          { from: 0, worth: 0 },
        ],
        judgement: 'override',
      },
      [],
    ],
    [
      'above the cap, but for those who have another',
      { bands: bands(1.1, 0), overrides: [{ of: { level: 'individual' }, cap: 1.2 }] },
      [],
    ],
    [
      'on the cap and with its edge out',
      { bands: [{ code: 'a', name: 'A', from: 1, edge: 'out', tone: 'good' }, ...bands(0)] },
      ['bands bands-unreached'],
    ],
    [
      'of a step',
      {
        steps: [
          { from: 1.5, worth: 1 },
          { from: 0, worth: 0 },
        ],
      },
      ['steps steps-unreached'],
    ],
  ])('[SC90.2] a threshold that nobody reaches: %s', (_, changes, faults) => expect(kindsOf(changes)).toEqual(faults))

  it.each<[string, Partial<Policy>, string]>([
    [
      '5 for 5 %',
      {
        steps: [
          { from: 0.5, worth: 5 },
          { from: 0, worth: 0 },
        ],
      },
      'steps steps-most',
    ],
    [
      'a little more than the cap',
      {
        steps: [
          { from: 0.5, worth: 1.1 },
          { from: 0, worth: 0 },
        ],
      },
      'steps steps-most',
    ],
    [
      'its end',
      {
        steps: [
          { from: 0.5, worth: 1, to: 1.1 },
          { from: 0, worth: 0 },
        ],
      },
      'steps steps-most',
    ],
    [
      'the same as the step below',
      {
        steps: [
          { from: 0.9, worth: 1 },
          { from: 0.5, worth: 1 },
          { from: 0, worth: 0 },
        ],
      },
      'steps steps-same',
    ],
    ['two bands of one name', { bands: bands(0.5, 0).map((one) => ({ ...one, name: 'Uguale' })) }, 'bands bands-name'],
  ])('[SC90.3] what is worth too much, or falls together: %s', (_, changes, fault) =>
    expect(kindsOf(changes)).toEqual([fault]),
  )

  it('[SC90.4] points of a step that overlap those below are refused, and those that touch are not', () => {
    const points = (least: number) => ({
      points: [
        { from: 0.9, least, most: 30 },
        { from: 0, least: 0, most: 20 },
      ],
    })
    expect([kindsOf(points(19)), kindsOf(points(20)), kindsOf(points(21))]).toEqual([['points points-overlap'], [], []])
  })

  describe('in its plan', () => {
    const inPlan = (changes: Partial<Policy>, year = {}) => {
      const policy = aPolicy(changes)
      return policyInPlan(policy, aPlan({ policy: 'prova', policies: [policy], ...year })).map(({ said }) => said)
    }

    it('[SC90.5] bands of a unit that is not there, or twice, are refused', () => {
      const of = (unit: string) => ({ unit, bands: DEFAULT_POLICY.bands })
      expect(inPlan({ unitBands: [of('U1'), of('U9')] })).toEqual([{ kind: 'unit-unknown', unit: 'U9' }])
      expect(kindsOf({ unitBands: [of('U1'), of('U1')] })).toEqual(['unitBands unit-twice'])
    })

    it('[SC90.6] shares of another length than the periods of a year that follows it are refused', () => {
      const halves = { progress: { shares: [0.5, 1], lateFrom: 0.75 } }
      expect(inPlan(halves)).toEqual([{ kind: 'progress-length', given: 2, periods: 3, year: 2021 }])
      expect(inPlan({})).toEqual([])
      // Of a year that follows another nothing is asked.
      const years = [2021, 2022, 2023].map((year) => ({ year, policy: 'default' }))
      expect(inPlan(halves, { policyYears: years })).toEqual([])
    })

    it('[SC90.8] is a fault of the plan at import and before adoption, with a sentence that says how to mend it', () => {
      const plan = aPlan({ policy: 'prova', policies: [aPolicy({ bands: bands(90, 0) })] })
      const [fault] = checkPlan(plan)
      expect(fault).toMatchObject({ code: 'POLICY', path: ['policies', 0, 'bands'] })
      expect(fault?.message).toBe(
        'La fascia «Fascia 0» comincia da 90, cioè da 9000 %: le soglie sono quote di uno, e 90 % si scrive 0,9.',
      )
      expect(fault && sayRefusal(fault, 'en')).toContain('90 % is written 0.9')
      expect(checkReady(plan, 2021).filter(({ blocking }) => blocking)).toMatchObject([{ code: 'POLICY' }])
    })
  })

  it.each<[string, Partial<Policy>, readonly string[]]>([
    [
      'a cap where nothing goes beyond the target',
      { cap: 1.2, grows: 'met-or-not', shrinks: 'met-or-not' },
      ['cap cap-idle'],
    ],
    [
      'a cap that steps flatten',
      {
        cap: 1.2,
        steps: [
          { from: 1, worth: 1 },
          { from: 0, worth: 0 },
        ],
      },
      ['cap cap-idle'],
    ],
    [
      'a cap that thresholds need',
      {
        cap: 1.2,
        grows: 'met-or-not',
        shrinks: 'met-or-not',
        thresholds: { least: 0, excellent: 1.2, inside: 'flat' },
      },
      [],
    ],
    [
      'a cap that a step needs',
      {
        cap: 1.2,
        steps: [
          { from: 1.1, worth: 1 },
          { from: 0, worth: 0 },
        ],
      },
      [],
    ],
    [
      'steps between met and not met',
      {
        ...METS,
        steps: [
          { from: 0.5, worth: 1 },
          { from: 0, worth: 0 },
        ],
      },
      ['steps steps-idle'],
    ],
    [
      'money with the worst',
      { weights: 'money', sheets: { combine: 'worst', weights: 'printed' } },
      ['sheets money-combine'],
    ],
    [
      'a scale that nobody reads',
      { weights: 'points', sheets: { combine: 'mean', weights: 'equal' } },
      ['weights weights-idle'],
    ],
    [
      'the share of one band',
      { bands: bands(0), areas: { combine: 'share-met', weights: 'equal' } },
      ['areas share-met'],
    ],
    ['a delay that costs nothing', { dates: { graceDays: 5, lossPerDay: 0 } }, ['dates dates-free']],
    ['days of grace without end', { dates: { graceDays: 365, lossPerDay: 0.1 } }, ['dates dates-grace']],
    ['days of grace and a loss', { dates: { graceDays: 30, lossPerDay: 0.1 } }, []],
  ])('[SC90.7] settings that do nothing together are named: %s', (_, changes, faults) =>
    expect(kindsOf(changes)).toEqual(faults),
  )

  it('[SC90.9] says each fault in both languages with all that it names', () => {
    const wrong = aPolicy({
      bands: bands(90, 2, 0.5),
      steps: [
        { from: 1.5, worth: 5 },
        { from: 0.5, worth: 0.5 },
        { from: 0.2, worth: 0.5 },
      ],
      dates: { graceDays: 400, lossPerDay: 0.5 },
      strategic: { own: 0, operational: 0 },
    })
    const said = checkPolicy(wrong).map(({ said: params }) => params)
    expect(said.length).toBeGreaterThan(6)
    for (const params of said)
      for (const language of ['it', 'en'] as const)
        expect(sayRefusal({ code: 'POLICY', params }, language)).toMatch(/^[A-ZÈ][^{}\[\]]{20,}\.$/)
  })
})
