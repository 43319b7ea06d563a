import { isAbsent, type Operand } from '@traguardo/shared/formula'
import type { MeasureKind } from '@traguardo/shared/model'
import fc from 'fast-check'
import { describe, it } from 'vitest'
import { sampleOf } from '../../support/chance'
import { inUnit, KINDS, number, type Values, valueIn } from '../../support/typed-formulas'

describe('formulas at random', () => {
  const value = fc.oneof(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), fc.integer({ min: 0, max: 100 }))
  const filled = fc.array(fc.option(value), { minLength: 15, maxLength: 15 }).map((drawn): Values => {
    const of = (code: string, kind: MeasureKind, at: number): [string, Operand] => {
      const one = drawn[at] ?? null
      if (one === null) return [code, { type: 'missing', measures: [code] }]
      return [code, kind === 'date' ? { type: 'date', date: '2021-06-30' } : number(one)]
    }
    return Object.fromEntries(Object.entries(KINDS).map(([code, kind], at) => of(code, kind, at)))
  })

  const anything: fc.Arbitrary<string> = fc.letrec<{ text: string }>((tie) => ({
    text: fc.oneof(
      { depthSize: 'small', maxDepth: 4 },
      fc.constantFrom(...Object.keys(KINDS), '100', '1', '2', '0.5'),
      fc
        .tuple(tie('text'), fc.constantFrom('+', '-', '*', '/', '<', '>=', '='), tie('text'))
        .map(([a, o, b]) => `((${a}) ${o} (${b}))`),
      fc
        .tuple(fc.constantFrom('min', 'max', 'mean'), fc.array(tie('text'), { minLength: 1, maxLength: 3 }))
        .map(([name, args]) => `${name}(${args.join('; ')})`),
      fc.tuple(tie('text'), tie('text'), tie('text')).map(([a, b, c]) => `if(${a}; ${b}; ${c})`),
      tie('text').map((one) => `-(${one})`),
    ),
  })).text

  it('[FO33.1] are at fault, or have a value or a reason for none', () =>
    fc.assert(
      fc.property(anything, fc.constantFrom('%', 'N.', 'gg', '€', 'pratiche'), filled, (text, unit, values) => {
        if (inUnit(text, unit).fault !== null) return true
        const found = valueIn(text, unit, values)
        if (found.type === 'undefined') return found.why !== 'wrong-type'
        return isAbsent(found) || found.type === 'date' || Number.isFinite(found.number)
      }),
      { numRuns: sampleOf(2000) },
    ))

  /** A ratio of two things of a kind, and what is made of ratios; with its parts where it is a quotient. */
  const part = fc.constantFrom('C', 'C2', '(C + C2)', 'max(C; C2)', '(C / C2 * C)')
  const quotient = fc.oneof(
    fc.tuple(part, part),
    fc.constantFrom<[string, string]>(['M', 'M2'], ['D', '(D + D2)'], ['(M - M2)', 'M'], ['N', 'N2']),
  )
  const ratio: fc.Arbitrary<string> = fc.letrec<{ text: string }>((tie) => ({
    text: fc.oneof(
      { depthSize: 'small', maxDepth: 4 },
      quotient.map(([a, b]) => `(${a} / ${b})`),
      fc.tuple(tie('text'), fc.constantFrom('+', '-', '*'), tie('text')).map(([a, o, b]) => `(${a} ${o} ${b})`),
      fc.tuple(fc.constantFrom('min', 'max', 'mean'), tie('text'), tie('text')).map(([n, a, b]) => `${n}(${a}; ${b})`),
      fc.tuple(tie('text'), tie('text')).map(([a, b]) => `if(C > C2; ${a}; ${b})`),
      tie('text').map((one) => `(1 - ${one})`),
      tie('text').map((one) => `(-${one})`),
    ),
  })).text

  const bits = (text: string, values: Values) => {
    const found = valueIn(text, '%', values)
    return found.type === 'number' ? found.number : found.type
  }
  const same = (texts: readonly string[], values: Values) => {
    const found = texts.map((text) => bits(text, values))
    return found.every((one) => Object.is(one, found[0])) && texts.every((text) => inUnit(text, '%').fault === null)
  }

  it('[FO33.2] a ratio has the same bits in percent, however its hundred is written', () =>
    fc.assert(
      fc.property(ratio, filled, (text, values) =>
        same([text, `${text} * 100`, `100 * ${text}`, `(${text}) * 100`], values),
      ),
      { numRuns: sampleOf(600) },
    ))

  it('[FO29.1] [FO33.2] so has a quotient of anything', () =>
    fc.assert(
      fc.property(fc.oneof(quotient, fc.tuple(ratio, ratio)), filled, ([above, below], values) =>
        same(
          ['A / B', 'A / B * 100', '100 * A / B', '(A / B) * 100'].map((one) =>
            one.replace('A', above).replace('B', below),
          ),
          values,
        ),
      ),
      { numRuns: sampleOf(400) },
    ))

  const percentage: fc.Arbitrary<string> = fc.letrec<{ text: string }>((tie) => ({
    text: fc.oneof(
      { depthSize: 'small', maxDepth: 4 },
      fc.constantFrom('P', 'P2'),
      fc.tuple(tie('text'), fc.constantFrom('+', '-'), tie('text')).map(([a, o, b]) => `(${a} ${o} ${b})`),
      fc.tuple(fc.constantFrom('min', 'max', 'mean'), tie('text'), tie('text')).map(([n, a, b]) => `${n}(${a}; ${b})`),
      tie('text').map((one) => `(100 - ${one})`),
      tie('text').map((one) => `(${one} / 2)`),
    ),
  })).text

  it('[FO29.2] what is made of percentages is never multiplied by a hundred', () =>
    fc.assert(
      fc.property(percentage, filled, (text, values) => {
        const { fault } = inUnit(text, '%')
        const alone = valueIn(text, 'pratiche', values)
        return fault === null && Object.is(bits(text, values), alone.type === 'number' ? alone.number : alone.type)
      }),
      { numRuns: sampleOf(1000) },
    ))
})
