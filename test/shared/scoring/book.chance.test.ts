import type { CellValue, Plan } from '@traguardo/shared/model'
import { checkPlan } from '@traguardo/shared/plans'
import {
  compilePlan,
  explanationOf,
  type Explanation,
  neededValue,
  nodeIn,
  openScoreModel,
  scoresIn,
  whatIf,
} from '@traguardo/shared/scoring'
import fc from 'fast-check'
import { sampleOf } from '../../support/chance'
import { describe, expect, it } from 'vitest'
import {
  aMeasure,
  anIndicator,
  aPlan,
  atLeast,
  atMost,
  byDate,
  cell,
  individual,
  operational,
  strategic,
} from '../../support/scoring'
import { MID_YEAR } from '../../support/scores'

const today = MID_YEAR
const moment = { today }

/** A plan in which a value can go many ways: units, dates, milestones, earlier years, an achievement inside a sheet. */
const plan: Plan = aPlan({
  measures: [
    aMeasure('A'),
    aMeasure('B', { entry: { by: 'units', units: ['U1', 'U2'] } }),
    aMeasure('C', { kind: 'percentage', aggregation: 'mean', entry: { by: 'units', units: ['U1', 'U2'] } }),
    aMeasure('D', { kind: 'date', aggregation: 'last' }),
    aMeasure('E', { entry: { by: 'same-as', measure: 'B', unit: 'U2' } }),
    aMeasure('F', { kind: 'days', aggregation: 'max' }),
    aMeasure('M', { kind: 'percentage', entry: { by: 'computed', what: 'operational-mean' } }),
    aMeasure('N', { kind: 'percentage', entry: { by: 'computed', what: 'achievement' } }),
  ],
  objectives: [
    strategic('S1'),
    operational('O1'),
    operational('O2'),
    individual('P1', 'SG', 40),
    individual('P2', 'SG', 60),
  ],
  sheets: [{ code: 'SG', title: 'Scheda', person: 'sg', unit: 'U2', weightTotal: 100 }],
  indicators: [
    anIndicator('ratio', { objective: 'O1', unit: '%', formula: 'A / B', targets: [atLeast(80)] }),
    anIndicator('mean', { objective: 'O1', unit: '%', formula: 'C', targets: [atMost(20)] }),
    anIndicator('growth', { objective: 'S1', formula: 'A / previous_year(A)', targets: [atLeast(1)] }),
    anIndicator('last', { objective: 'S1', formula: 'latest(A) - previous_period(A)', targets: [atLeast(2)] }),
    anIndicator('day', { objective: 'O2', unit: 'date', formula: 'D', targets: [byDate('2021-06-30')] }),
    anIndicator('days', {
      objective: 'O2',
      unit: 'gg',
      formula: 'F',
      targets: [{ year: 2021, printed: '15', type: 'after-each-period', days: 15 }],
    }),
    anIndicator('before', {
      objective: 'O2',
      formula: 'E',
      targets: [{ year: 2021, printed: 'x > x-1', type: 'against-year', back: 1, comparison: '>' }],
    }),
    anIndicator('all', { objective: 'P1', unit: '%', formula: 'M', targets: [atLeast(90)] }),
    anIndicator('body', { objective: 'P2', unit: '%', formula: 'N', targets: [atLeast(80)] }),
    anIndicator('own', { objective: 'P2', formula: 'B@OWN', targets: [atLeast(5)] }),
  ],
})
const compiled = compilePlan(plan, 2021)

const anyCell: fc.Arbitrary<CellValue> = fc
  .record({
    measure: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', 'X'),
    unit: fc.constantFrom('U1', 'U2'),
    period: fc.constantFrom(1, 2, 3, 4),
    year: fc.constantFrom(2021, 2021, 2020),
    number: fc.integer({ min: 0, max: 30 }),
    kind: fc.constantFrom('number', 'number', 'number', 'null', 'na'),
    day: fc.constantFrom('2021-02-01', '2021-06-30', '2021-07-01', '2021-10-10'),
  })
  .map(({ measure, unit, period, year, number, kind, day }) => {
    const value =
      kind === 'null' ? null : kind === 'na' ? ({ type: 'not-applicable' } as const) : measure === 'D' ? day : number
    return cell(measure, value, { unit, period, year })
  })

describe('a book', () => {
  it('[SC48.2] after any changes holds to the last bit what computing everything gives', () => {
    fc.assert(
      fc.property(
        fc.array(anyCell, { maxLength: 40 }),
        fc.array(anyCell, { minLength: 1, maxLength: 30 }),
        (first, changes) => {
          const book = openScoreModel(compiled, first, moment)
          changes.forEach((change) => book.set(change))
          const latest = new Map(
            [...first, ...changes].map((one) => [`${one.measure} ${one.unit} ${one.year} ${one.period}`, one]),
          )
          const whole = openScoreModel(compiled, [...latest.values()], moment)
          expect(Buffer.from(book.state.achieved.buffer)).toEqual(Buffer.from(whole.state.achieved.buffer))
          expect(Buffer.from(book.state.coverage.buffer)).toEqual(Buffer.from(whole.state.coverage.buffer))
          expect(scoresIn(book)).toEqual(scoresIn(whole))
        },
      ),
      { numRuns: sampleOf(500) },
    )
  })

  it('[SC48.1] computes nothing for a value that the plan does not ask for', () => {
    const book = openScoreModel(compiled, [], moment)
    expect(
      [cell('X', 1), cell('A', 1, { period: 4 }), { ...cell('A', 1), body: 'Z' }].map((one) => book.set(one)),
    ).toEqual([false, false, false])
    expect(book.set(cell('A', 1))).toBe(true)
  })

  describe('with an indicator that goes round', () => {
    const round = aPlan({
      measures: [...plan.measures],
      objectives: [strategic('S1'), operational('O1'), operational('O2')],
      indicators: [
        anIndicator('fine', { objective: 'O1', formula: 'A', targets: [atLeast(10)] }),
        anIndicator('round', { objective: 'O2', unit: '%', formula: 'M', targets: [atLeast(90)] }),
        anIndicator('out', { objective: 'S1', unit: '%', formula: 'M', targets: [atLeast(90)] }),
      ],
    })
    const book = openScoreModel(compilePlan(round, 2021), [cell('A', 10)], moment)

    it('[SC9.3] computes the others without it', () => {
      expect(nodeIn(book, 'indicators/out')?.indicator?.value).toEqual({ type: 'number', number: 100 })
    })

    it('[SC9.2] names the way round, and a plan file says it', () => {
      expect(nodeIn(book, 'indicators/round')?.absence).toEqual({
        type: 'undefined',
        why: 'cycle',
        cycle: ['O2', 'round'],
      })
      expect(checkPlan(round)).toMatchObject([
        { code: 'CYCLE', path: ['indicators', 1, 'formula'], message: '«round» dipende da sé stesso: O2 → round.' },
      ])
    })
  })

  it('[SC9.1] finds a way round over several objectives, and no length of it overflows', () => {
    const length = 5000
    const codes = Array.from({ length }, (_, at) => `O${at}`)
    const chain = aPlan({
      measures: [aMeasure('A')],
      objectives: [strategic('S1'), ...codes.map((code) => operational(code))],
      indicators: codes.map((code, at) =>
        anIndicator(`I${at}`, {
          objective: code,
          unit: '%',
          formula: `achievement(O${(at + 1) % length})`,
          targets: [atLeast(90)],
        }),
      ),
    })
    const book = openScoreModel(compilePlan(chain, 2021), [], moment)
    expect(nodeIn(book, 'indicators/I7')?.absence).toMatchObject({ type: 'undefined', why: 'cycle' })
  })
})

describe('asking what if', () => {
  const values = [cell('A', 30, { period: 1 }), cell('B', 40, { period: 1 }), cell('B', 10, { unit: 'U2', period: 1 })]
  const book = openScoreModel(compiled, values, moment)

  it('[SC52.2] changes nothing', () => {
    const before = scoresIn(book)
    expect(whatIf(book, [cell('A', 10, { period: 2 })])).not.toEqual([])
    expect(scoresIn(book)).toEqual(before)
  })

  it('[SC52.1] says which scores would change, the body first', () => {
    const changes = whatIf(book, [cell('A', 10, { period: 2 })])
    expect(changes[0]).toMatchObject({ key: 'body/B' })
    expect(changes.map(({ key }) => key)).toContain('sheets/SG')
    // (30 + 10) / 50 = 80 %: met, where 30 / 50 was three quarters of it.
    expect(changes.find(({ key }) => key === 'indicators/ratio')).toEqual({
      key: 'indicators/ratio',
      before: 0.75,
      after: 1,
    })
    expect(changes.map(({ key }) => key)).not.toContain('indicators/own')
    expect(whatIf(book, [cell('A', 30, { period: 1 })])).toEqual([])
  })

  const ask = (code: string, measure: string, at: { unit?: string; period?: number } = {}) => {
    const { value: _, ...of } = cell(measure, null, at)
    return neededValue(book, code, of)
  }

  it('[SC53.1] says what is needed, through formula, units and periods', () => {
    // 80 % of 50 is 40: 30 are there.
    expect(ask('ratio', 'A')).toEqual({ ok: true, value: { type: 'number', number: 10 } })
    // 30 of at most 37,5: of B 40 + 10 are there already, and fewer cannot be entered in another period.
    expect(ask('ratio', 'B', { period: 1 })).toEqual({ ok: true, value: { type: 'number', number: 27 } })
    expect(ask('ratio', 'B', { period: 2 })).toMatchObject({ ok: false, error: { code: 'OUT_OF_REACH' } })
    expect(ask('day', 'D')).toEqual({ ok: true, value: { type: 'date', date: '2021-06-30' } })
    // The mean over two units: where the other has nothing, its own is the mean.
    expect(ask('mean', 'C')).toEqual({ ok: true, value: { type: 'number', number: 20 } })
  })

  it('[SC53.2] says plainly why not', () => {
    expect(ask('ratio', 'C')).toMatchObject({ ok: false, error: { code: 'NOT_USED' } })
    expect(ask('days', 'F')).toMatchObject({ ok: false, error: { code: 'NOT_A_NUMBER' } })
    expect(ask('growth', 'A')).toMatchObject({ ok: false, error: { code: 'NOT_INVERTIBLE' } })
    expect(ask('before', 'B', { unit: 'U2' })).toMatchObject({ ok: false, error: { code: 'NOT_A_NUMBER' } })
    expect(ask('none', 'A')).toMatchObject({ ok: false, error: { code: 'NO_TARGET' } })
  })

  it('[SC53.1] what it says, entered, meets the target', () => {
    const indicators = fc.constantFrom(['ratio', 'A'], ['ratio', 'B'], ['mean', 'C'], ['growth', 'A'], ['own', 'B'])
    fc.assert(
      fc.property(
        fc.array(anyCell, { maxLength: 30 }),
        indicators,
        fc.constantFrom(1, 2, 3),
        fc.constantFrom('U1', 'U2'),
        (entered, [code = '', measure = ''], period, unit) => {
          const tried = openScoreModel(compiled, entered, moment)
          const { value: _, ...at } = cell(measure, null, { unit, period })
          const found = neededValue(tried, code, at)
          if (!found.ok) return
          tried.set({ ...at, value: found.value })
          expect(nodeIn(tried, `indicators/${code}`)?.achievement ?? 0).toBeCloseTo(1, 6)
        },
      ),
      { numRuns: sampleOf(500) },
    )
  })
})

describe('the whole explanation', () => {
  describe('of a body', () => {
    const at = '2021-09-03T08:00:00.000Z'
    const book = openScoreModel(
      compiled,
      [{ ...cell('A', 37, { period: 2 }), by: 'anna', at }, cell('B', 40, { period: 2 })],
      moment,
    )
    const tree = explanationOf(nodeIn(book, 'body/B') ?? scoresIn(book).body, plan)
    const flat = (one: Explanation): readonly Explanation[] => [one, ...one.children.flatMap(flat)]
    const find = (key: string) => flat(tree).find((one) => one.key === key)

    it('[SC29.3] opens down to the entered values', () => {
      expect(find('indicators/ratio')?.sentence).toBe(
        '37 su 40 = 92,50 %; obiettivo >= 80: è almeno 80, vale 100,00 %; provvisorio: 2 valori su 6; pesa 100,00 %.',
      )
      expect(find('measures/A')?.sentence).toBe('37: 1 valore inserito.')
      expect(find('value/B/U1/2021/2')?.sentence).toBe('40.')
    })

    it('[SC29.4] says of an entered value who entered it, and when', () => {
      expect(find('value/A/U1/2021/2')).toEqual({
        key: 'value/A/U1/2021/2',
        title: 'II periodo 2021, Servizio Uno',
        sentence: '37, inserito da P.O. Servizio Uno il 03/09/2021.',
        rule: null,
        children: [],
      })
    })
  })
})
