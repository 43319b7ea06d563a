import {
  evaluateFormula,
  type FormulaNode,
  forUnit,
  formulaInUnit,
  type FormulaInput,
  inputKey,
  inputsOf,
  invertFormula,
  isAbsent,
  numericFormula,
  type Operand,
  parseFormula,
  printFormula,
} from '@traguardo/shared/formula'
import { sayRefusal } from '@traguardo/shared/refusals'
import type { MeasureKind } from '@traguardo/shared/model'
import { checkPlan } from '@traguardo/shared/plans'
import fc from 'fast-check'
import { sampleOf } from '../../support/chance'
import { describe, expect, it } from 'vitest'
import { anIndicator, aPlan } from '../../support/scoring'

const known = {
  measures: new Set(['A', 'B', 'C', 'min']),
  units: new Set(['RI', 'S-1']),
  benchmarks: new Set(['B01', 'B-2']),
  parts: new Set(['RI', 'AS1', '1.2']),
}
const read = (text: string) => parseFormula(text, known)
const parse = (text: string): FormulaNode => {
  const result = read(text)
  if (!result.ok) throw new Error(sayRefusal(result.error, 'it'))
  return result.value
}
const number = (value: number): Operand => ({ type: 'number', number: value })
const nameOf = ({ leaf, when: { back, period } }: FormulaInput) =>
  `${printFormula(leaf)}${back > 0 ? ` -${back}` : ''}${period === 'year' ? '' : ` ${period}`}`
const compute = (text: string, values: Record<string, number>) =>
  evaluateFormula(parse(text), (input) => {
    const value = values[nameOf(input)]
    return value === undefined ? { type: 'missing', measures: [nameOf(input)] } : number(value)
  })

describe('what a formula takes from outside', () => {
  const gives = (text: string, values: Record<string, number>, expected: number) =>
    expect(compute(text, values)).toEqual(number(expected))
  const isFault = (text: string, words: string) => {
    const result = read(text)
    expect(result.ok ? '' : sayRefusal(result.error, 'it')).toContain(words)
  }

  it.each([
    ['A / previous_year(A)', { A: 6, 'A -1': 4 }, 1.5],
    ['previous_year(A + B)', { 'A -1': 1, 'B -1': 2 }, 3],
    ['PREVIOUS_YEAR (A)', { 'A -1': 3 }, 3],
  ])('[FO19.1] %s', gives)

  it.each([
    ['A / previous_year(A; 2)', { A: 6, 'A -2': 3 }, 2],
    ['previous_year(A; 10)', { 'A -10': 3 }, 3],
    ['previous_year(previous_year(A))', { 'A -2': 7 }, 7],
  ])('[FO19.2] %s', gives)

  it.each([
    ['latest(A)', { 'A latest': 9, A: 1 }, 9],
    ['previous_year(latest(A))', { 'A -1 latest': 3 }, 3],
  ])('[FO19.3] %s', gives)

  it('[FO19.4] latest(A) - previous_period(A)', () =>
    gives('latest(A) - previous_period(A)', { 'A latest': 9, 'A previous': 4 }, 5))

  it.each(['previous_year(A; 0)', 'previous_year(A; 11)', 'previous_year(A; B)'])('[FO19.2] %s is a fault', (text) =>
    isFault(text, 'quanti anni prima'),
  )

  it('[FO19.4] previous_period(A; 2) is a fault', () => isFault('previous_period(A; 2)', 'vuole un valore'))

  it('[FO19.3] latest() is a fault', () => isFault('latest()', 'una misura'))

  it('[FO18] its own unit is that of the sheet', () => {
    const node = parse('A@OWN / (B@OWN + C@RI)')
    expect(printFormula(node)).toBe('A@OWN / (B@OWN + C@RI)')
    expect(printFormula(forUnit(node, 'S-1'))).toBe('A@S-1 / (B@S-1 + C@RI)')
  })

  it('[FO20] figures of a benchmark', () => {
    expect(compute('A - cluster(B01)', { A: 5, 'cluster(B01)': 2 })).toEqual(number(3))
    expect(printFormula(parse('own( B-2 ) + regional(B01) * national(B01)'))).toBe(
      'own(B-2) + regional(B01) * national(B01)',
    )
    expect(read('cluster(B02)')).toMatchObject({ ok: false, error: { code: 'UNKNOWN_MEASURE', at: 8 } })
    expect(read('cluster()')).toMatchObject({ ok: false, error: { at: 8 } })
    expect(read('cluster(B01')).toMatchObject({ ok: false, error: { code: 'FORMULA_SYNTAX', at: 11 } })
  })

  it('[FO21.1] figures of the system', () => {
    const text =
      'operational_mean() + achievement() + collection_punctuality() + report_punctuality() + revised_share()'
    expect(printFormula(parse(text))).toBe(text)
    expect(compute('achievement() / 2', { 'achievement()': 80 })).toEqual(number(40))
  })

  it('[FO21.2] figures of a part of the body', () => {
    const text = 'operational_mean(1.2) + achievement(AS1) + collection_punctuality(RI)'
    expect(printFormula(parse(text))).toBe(text)
    expect(compute('achievement(AS1)', { 'achievement(AS1)': 80, 'achievement()': 1 })).toEqual(number(80))
    expect(read('achievement(AS2)')).toMatchObject({ ok: false, error: { at: 12 } })
  })
})

const leaf = fc.constantFrom('A', 'B', 'C', 'previous_year(A)', 'latest(B)', 'cluster(B01)', 'achievement()')
const text: fc.Arbitrary<string> = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.integer({ min: 0, max: 100 }).map(String),
    fc
      .tuple(tie('text'), fc.constantFrom('+', '-', '*', '/', '<', '>=', '='), tie('text'))
      .map(([a, o, b]) => `((${a}) ${o} (${b}))`),
    fc
      .tuple(fc.constantFrom('min', 'max', 'mean'), fc.array(tie('text'), { minLength: 1, maxLength: 3 }))
      .map(([f, args]) => `${f === 'min' ? 'MAX' : f}(${args.join('; ')})`),
    fc.tuple(tie('text'), tie('text'), tie('text')).map(([a, b, c]) => `if(${a}; ${b}; ${c})`),
    tie('text').map((one) => `-(${one})`),
  ),
})).text

describe('compiling', () => {
  const extremes = fc.constantFrom(0, -0, 1e308, -1e308, 1e-308, 5e-324)
  const value = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -5, max: 5 }), extremes)

  /** Plays formulas and values, and looks at both results. */
  const compare = (look: (compiled: number, evaluated: Operand) => void) =>
    fc.assert(
      fc.property(text, fc.array(fc.option(value), { minLength: 7, maxLength: 7 }), (formula, values) => {
        const node = parse(formula)
        const inputs = inputsOf(node)
        const place = (input: FormulaInput) => inputs.findIndex((one) => inputKey(one) === inputKey(input))
        const at = (index: number) => values[index] ?? Number.NaN
        const compiled = numericFormula(node, place)(Float64Array.from(inputs, (_, index) => at(index)))
        const evaluated = evaluateFormula(node, (input) =>
          Number.isNaN(at(place(input))) ? { type: 'missing', measures: [] } : number(at(place(input))),
        )
        look(compiled, evaluated)
      }),
      { numRuns: sampleOf(5000) },
    )

  it('[FO22.1] gives the number that evaluating gives, to the last bit', () =>
    compare((compiled, evaluated) => {
      const wanted = evaluated.type === 'number' ? evaluated.number : compiled
      expect(Object.is(compiled, wanted)).toBe(true)
    }))

  it('[FO22.2] gives no number exactly where evaluating gives a reason', () =>
    compare((compiled, evaluated) => expect(Number.isNaN(compiled)).toBe(isAbsent(evaluated))))
})

describe('the unit of measure', () => {
  const kinds: Readonly<Record<string, MeasureKind>> = { A: 'count', B: 'days', C: 'money', min: 'date' }
  const fault = (formula: string, unit: string) => {
    const params = formulaInUnit(parse(formula), unit, { kindOf: (code) => kinds[code] }).fault
    return params ? sayRefusal({ code: 'UNIT_MISMATCH', params }, 'it') : undefined
  }

  it.each([
    ['A / A', '%'],
    ['A / A', 'N.'],
    ['B', 'gg'],
    ['B / A', 'gg'],
    ['C / A', '€'],
    ['C / previous_year(C)', '%'],
    ['min', 'date'],
    ['A * 2 + 1', 'N.'],
    ['achievement()', '%'],
    ['cluster(B01)', 'gg'],
    ['if(A > 1; B; B)', 'gg'],
    ['if(B > B; A; A)', 'N.'],
    ['A', 'pratiche'],
  ])('[FO23.3] %s can be shown in %s', (formula, unit) => expect(fault(formula, unit)).toBeUndefined())

  it.each([
    ['A / A', 'gg', 'un rapporto'],
    ['A', '%', 'un conteggio'],
    ['C', 'N.', 'un importo'],
    ['min', 'N.', 'una data'],
  ])('[FO23.3] %s cannot be shown in %s: %s', (formula, unit, words) => {
    expect(fault(formula, unit)).toContain(words)
  })

  it.each([
    ['B + C', 'gg', 'sommare giorni e un importo'],
    ['min / A', 'N.', 'una data'],
    ['max(B; C)', 'gg', 'mettere insieme'],
    ['B > C', 'N.', 'confrontare'],
  ])('[FO23.2] %s does not go together in %s: %s', (formula, unit, words) => {
    expect(fault(formula, unit)).toContain(words)
  })

  it('[FO23.4] is a fault of a plan, unless its indicator is marked', () => {
    const plan = aPlan({ indicators: [anIndicator('I1', { formula: 'A / B', unit: 'gg' })] })
    expect(checkPlan(plan).map(({ code }) => code)).toEqual(['UNIT_MISMATCH'])
    const mark = { about: 'indicators/I1', printed: 'gg', reading: 'un rapporto' }
    expect(checkPlan({ ...plan, oddities: [mark] }).map(({ code }) => code)).toEqual([])
    const twice = aPlan({ indicators: [anIndicator('I1', { formula: 'A / B * 10000', unit: '%' })], oddities: [mark] })
    expect(checkPlan(twice).map(({ code }) => code)).toEqual(['UNIT_MISMATCH'])
  })
})

describe('inverting', () => {
  const values: Readonly<Record<string, number>> = { A: 3, B: 4, C: 5 }
  const solve = (formula: string, wanted: number) =>
    invertFormula(
      parse(formula),
      { leaf: { type: 'measure', code: 'A', unit: null }, when: { back: 0, period: 'year' } },
      (input) => values[nameOf(input)] ?? null,
      wanted,
    )

  it.each([
    ['A', 7, 7],
    ['A / B', 2, 8],
    ['B / A', 2, 2],
    ['A * 100 / (A + B)', 80, 16],
    ['(A + B) / (A + C)', 0.5, -3],
    ['-A + B', 1, 3],
    ['A / B + A / C', 9, 20],
    ['B - A', 1, 3],
    ['A - B', 1, 5],
    ['-(A - B)', 1, 3],
    ['A * 2 - B', 4, 4],
    ['A / B - A / C', 1, 20],
    ['A / (A + B) + C', 5.5, 4],
    ['A / (A + B) - C', -4.5, 4],
    ['C + A / (A + B)', 5.5, 4],
    ['C - A / (A + B)', 4.5, 4],
    ['A / (A + B) - B / (A + B)', 0, 4],
    ['B / (A * 2)', 1, 2],
    ['(A / 4) / ((A + 1) / 4)', 0.5, 1],
    ['((A + 1) / B) * (C / A)', 2.5, 1],
    ['(C / B) * (A / (A + 1))', 0.625, 1],
    ['(A / (A + 1)) * (C / B)', 0.625, 1],
  ])('[FO24.1] %s is %d for A = %s', (formula, wanted, expected) => {
    expect(solve(formula, wanted)).toEqual(expect.closeTo(expected, 9))
  })

  it.each([
    ['A * A', 9],
    ['max(A; B)', 9],
    ['B / C', 1],
    ['A / previous_year(A)', 1],
    ['A / (A + B) + B / (A + C)', 1],
    ['(C / A) * (A + 1)', 10],
    ['A / A', 1],
    ['A / (A - B)', 1],
    ['A / 0', 1],
    ['A > 1', 1],
    ['min + A', 5],
  ])('[FO24.2] %s is %d for no A that can be told', (formula, wanted) => expect(solve(formula, wanted)).toBeNull())

  it('[FO24.1] what it gives, put in, gives what was wanted', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 200 }), (formula, wanted) => {
        const found = solve(formula, wanted)
        if (found === null) return
        const back = evaluateFormula(parse(formula), (input) =>
          number(nameOf(input) === 'A' ? found : (values[nameOf(input)] ?? 0)),
        )
        expect(back.type === 'number' ? back.number / wanted : back.type).toBeCloseTo(1, 6)
      }),
    )
  })
})
