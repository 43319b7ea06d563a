import {
  evaluate,
  type FormulaNode,
  forUnit,
  type Input,
  inputKey,
  inputsOf,
  invert,
  isAbsent,
  numericFormula,
  type Operand,
  parseFormula,
  printFormula,
  unitFault,
} from '@traguardo/shared/formula'
import { sayRefusal } from '@traguardo/shared/refusals'
import type { MeasureKind } from '@traguardo/shared/model'
import fc from 'fast-check'
import { sampleOf } from '../../support/chance'
import { describe, expect, it } from 'vitest'

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
const nameOf = ({ leaf, when: { back, period } }: Input) =>
  `${printFormula(leaf)}${back > 0 ? ` -${back}` : ''}${period === 'year' ? '' : ` ${period}`}`
const compute = (text: string, values: Record<string, number>) =>
  evaluate(parse(text), (input) => {
    const value = values[nameOf(input)]
    return value === undefined ? { type: 'missing', measures: [nameOf(input)] } : number(value)
  })

describe('what a formula takes from outside', () => {
  it.each([
    ['A / previous_year(A)', { A: 6, 'A -1': 4 }, 1.5],
    ['A / previous_year(A; 2)', { A: 6, 'A -2': 3 }, 2],
    ['previous_year(A + B)', { 'A -1': 1, 'B -1': 2 }, 3],
    ['previous_year(previous_year(A))', { 'A -2': 7 }, 7],
    ['latest(A) - previous_period(A)', { 'A latest': 9, 'A previous': 4 }, 5],
    ['previous_year(latest(A))', { 'A -1 latest': 3 }, 3],
    ['PREVIOUS_YEAR (A)', { 'A -1': 3 }, 3],
  ])('[FO19] %s', (text, values, expected) => expect(compute(text, values)).toEqual(number(expected)))

  it.each([
    ['previous_year(A; 0)', 'quanti anni prima'],
    ['previous_year(A; 11)', 'quanti anni prima'],
    ['previous_year(A; B)', 'quanti anni prima'],
    ['previous_period(A; 2)', 'vuole un valore'],
    ['latest()', 'una misura'],
  ])('[FO19] %s is a fault', (text, words) => {
    const result = read(text)
    expect(result.ok ? '' : sayRefusal(result.error, 'it')).toContain(words)
  })

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

  it('[FO21] figures of the system', () => {
    const text =
      'operational_mean() + achievement(AS1) + collection_punctuality(RI) + report_punctuality() + revised_share()'
    expect(printFormula(parse(text))).toBe(text)
    expect(compute('achievement() / 2', { 'achievement()': 80 })).toEqual(number(40))
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

  it('[FO22] gives the number that evaluating gives, to the last bit, and none where that gives a reason', () => {
    fc.assert(
      fc.property(text, fc.array(fc.option(value), { minLength: 7, maxLength: 7 }), (formula, values) => {
        const node = parse(formula)
        const inputs = inputsOf(node)
        const place = (input: Input) => inputs.findIndex((one) => inputKey(one) === inputKey(input))
        const at = (index: number) => values[index] ?? Number.NaN
        const compiled = numericFormula(node, place)(Float64Array.from(inputs, (_, index) => at(index)))
        const evaluated = evaluate(node, (input) =>
          Number.isNaN(at(place(input))) ? { type: 'missing', measures: [] } : number(at(place(input))),
        )
        expect(number(compiled)).toEqual(isAbsent(evaluated) ? number(Number.NaN) : evaluated)
      }),
      { numRuns: sampleOf(5000) },
    )
  })
})

describe('the unit of measure', () => {
  const kinds: Readonly<Record<string, MeasureKind>> = { A: 'count', B: 'days', C: 'money', min: 'date' }
  const fault = (formula: string, unit: string) => {
    const params = unitFault(parse(formula), unit, (code) => kinds[code])
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
    ['if(B > C; A; A)', 'N.'],
    ['A', 'pratiche'],
  ])('[FO23] %s can be shown in %s', (formula, unit) => expect(fault(formula, unit)).toBeUndefined())

  it.each([
    ['A / A', 'gg', 'un rapporto'],
    ['B + C', 'gg', 'sommare giorni e un importo'],
    ['A', '%', 'un conteggio'],
    ['C', 'N.', 'un importo'],
    ['min', 'N.', 'una data'],
    ['min / A', 'N.', 'una data'],
    ['max(B; C)', 'gg', 'mettere insieme'],
    ['B > C', 'N.', 'confrontare'],
  ])('[FO23] %s cannot be shown in %s: %s', (formula, unit, words) => {
    expect(fault(formula, unit)).toContain(words)
  })
})

describe('inverting', () => {
  const values: Readonly<Record<string, number>> = { A: 3, B: 4, C: 5 }
  const solve = (formula: string, wanted: number) =>
    invert(
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
    ['A * A', 9, null],
    ['max(A; B)', 9, null],
    ['B / C', 1, null],
    ['A / B + A / C', 9, 20],
    ['A / previous_year(A)', 1, null],
    ['B - A', 1, 3],
    ['A - B', 1, 5],
    ['-(A - B)', 1, 3],
    ['A * 2 - B', 4, 4],
    ['A / B - A / C', 1, 20],
    ['A / (A + B) + C', 5.5, 4],
    ['A / (A + B) - C', -4.5, 4],
    ['C + A / (A + B)', 5.5, 4],
    ['C - A / (A + B)', 4.5, 4],
    ['A / (A + B) + B / (A + C)', 1, null],
    ['A / (A + B) - B / (A + B)', 0, 4],
    ['B / (A * 2)', 1, 2],
    ['(A / 4) / ((A + 1) / 4)', 0.5, 1],
    ['((A + 1) / B) * (C / A)', 2.5, 1],
    ['(C / B) * (A / (A + 1))', 0.625, 1],
    ['(A / (A + 1)) * (C / B)', 0.625, 1],
    ['(C / A) * (A + 1)', 10, null],
    ['A / A', 1, null],
    ['A / (A - B)', 1, null],
    ['A / 0', 1, null],
    ['A > 1', 1, null],
    ['min + A', 5, null],
  ])('[FO24] %s is %d for A = %s', (formula, wanted, expected) => {
    expect(solve(formula, wanted)).toEqual(expected === null ? null : expect.closeTo(expected, 9))
  })

  it('[FO24] what it gives, put in, gives what was wanted', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 200 }), (formula, wanted) => {
        const found = solve(formula, wanted)
        if (found === null) return
        const back = evaluate(parse(formula), (input) =>
          number(nameOf(input) === 'A' ? found : (values[nameOf(input)] ?? 0)),
        )
        expect(back.type === 'number' ? back.number / wanted : back.type).toBeCloseTo(1, 6)
      }),
    )
  })
})
