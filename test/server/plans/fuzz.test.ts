import { readPlanFile } from '../../../server/src/plans/file/plan-import'
import type { Plan } from '@traguardo/shared/model'
import { compilePlan, openScoreModel, scoresIn } from '@traguardo/shared/scoring'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { aMeasure, anIndicator, aPlan, individual, operational, strategic } from '../../support/scoring'
import { spoiled } from '../../support/spoiled'

const base: Plan = aPlan({
  measures: [
    aMeasure('A'),
    aMeasure('B', { kind: 'date', aggregation: 'last', entry: { by: 'same-as', measure: 'A', unit: 'U2' } }),
    aMeasure('C', { kind: 'level', aggregation: 'last', levels: ['basso', 'alto'] }),
    aMeasure('D', { kind: 'percentage', entry: { by: 'computed', what: 'achievement', of: 'O1' } }),
  ],
  objectives: [strategic('S1'), operational('O1'), individual('P1', 'SG', 100)],
  sheets: [{ code: 'SG', title: 'Scheda', person: 'sg', unit: 'ENTE', weightTotal: 100 }],
  indicators: [anIndicator('I1'), anIndicator('I2', { objective: 'P1', formula: 'D', unit: '%' })],
})

/** What a careless hand, or a malicious one, puts in the place of something else. */
const other = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    0,
    -1,
    1e308,
    '',
    'A',
    'O1',
    'S1',
    'I1',
    'U1',
    'SG',
    'ENTE',
    'A + B',
    'achievement()',
    'achievement(O1)',
    'previous_year(A; 3)',
    '((((',
    'if(A; B; C)',
    'A@OWN',
    '2021-02-30',
    [],
    {},
    ['A'],
    'nessuna',
  ),
  fc.string({ maxLength: 6 }),
  fc.double(),
)
const targetType = fc.constantFrom(
  'at-least',
  'more-than',
  'at-most',
  'less-than',
  'equals',
  'by-date',
  'by-dates',
  'after-each-period',
  'after-event',
  'against-year',
  'against-benchmark',
  'level',
  'first-year',
  'observed',
)
const number = fc.constantFrom(0, 10, -3)
const comparison = fc.constantFrom('>=', '>', '<=', '<')
const fields = {
  'by-date': { date: fc.constantFrom('2021-06-30', '2021-12-31') },
  'by-dates': { dates: fc.constantFrom(['2021-06-30', '2021-12-31'], ['2021-06-30', '2021-07-01']) },
  'after-each-period': { days: fc.constantFrom(0, 15) },
  'after-event': {
    event: fc.constantFrom('A', 'B', 'Z'),
    amount: fc.constantFrom(0, 30),
    unit: fc.constantFrom('days', 'working-days', 'months'),
  },
  'against-year': { back: fc.constantFrom(1, 4), comparison },
  'against-benchmark': { scope: fc.constantFrom('regional', 'national', 'cluster'), comparison },
  level: { comparison, level: fc.constantFrom('basso', 'medio') },
  'first-year': {},
  observed: {},
} as const
const target = targetType.chain((type) =>
  fc.record({
    year: fc.constantFrom(2021, 2022),
    printed: fc.constant('x'),
    type: fc.constant(type),
    ...(type in fields ? fields[type as keyof typeof fields] : { value: number }),
  }),
)

const sound = fc
  .tuple(
    fc.array(target, { maxLength: 2 }),
    fc.constantFrom('A', 'B', 'C', 'D', 'A / B', 'previous_year(A)', 'achievement(S1)', 'A@OWN', 'Z'),
    fc.constantFrom('N.', '%', 'gg', 'date'),
  )
  .map(([targets, formula, unit]) => ({
    ...base,
    indicators: [{ ...anIndicator('I1'), targets, formula, unit }, ...base.indicators.slice(1)],
  }))

/** Files that are tried; a longer run says how many. */
const RUNS = Number(process.env['TRAGUARDO_FUZZ'] ?? 4000)

it('[FO17] plan files with anything in the place of anything give faults with places, and no exception', () => {
  let passed = 0
  fc.assert(
    fc.property(fc.oneof(spoiled(base, other), sound), (document) => {
      const read = readPlanFile(JSON.stringify(document, null, 1))
      const plans = read.ok ? [read.value] : []
      passed += plans.length
      // What has no fault is scored.
      const kinds = plans.map(
        (plan) => scoresIn(openScoreModel(compilePlan(plan, 2021), [], { today: '2022-02-01' })).body.kind,
      )
      expect(kinds).toEqual(plans.map(() => 'body'))
      for (const { line, column, code, message } of read.ok ? [] : read.error) {
        expect(line).toBeGreaterThan(0)
        expect(column).toBeGreaterThan(0)
        expect(code).toMatch(/^[A-Z_]+$/)
        expect(message.length).toBeGreaterThan(10)
      }
    }),
    { numRuns: RUNS },
  )
  // Some of them must be sound, or only the schema was tried.
  expect(passed).toBeGreaterThan(RUNS / 100)
}, 300_000)
