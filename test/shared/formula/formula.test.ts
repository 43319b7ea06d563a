import type { Absence } from '@traguardo/shared/model'
import { evaluateFormula, type FormulaNode, type Operand, parseFormula, printFormula } from '@traguardo/shared/formula'
import { sayRefusal, withMessage } from '@traguardo/shared/refusals'
import fc from 'fast-check'
import { sampleOf } from '../../support/chance'
import { describe, expect, it } from 'vitest'

const CODES = [
  'A',
  'B',
  'Dip-Form',
  'Unit_Stab',
  'N_Dir',
  'Med_Conc',
  'FTE_Integrato_C2.7.2',
  'GG_pubbl_bandi20%',
  'SG3:2022_IND',
  'Dip',
]
const known = {
  measures: new Set(CODES),
  units: new Set(['RI', 'S-1']),
  benchmarks: new Set(['B01', 'B-2']),
  parts: new Set(['RI', 'AS1', '1.2']),
}

const parse = (text: string): FormulaNode => {
  const result = parseFormula(text, known)
  if (!result.ok) throw new Error(sayRefusal(result.error, 'it'))
  return result.value
}
const fault = (text: string) => {
  const result = parseFormula(text, known)
  return result.ok ? null : withMessage(result.error)
}
const number = (value: number): Operand => ({ type: 'number', number: value })
const compute = (text: string, values: Record<string, Operand>) =>
  evaluateFormula(parse(text), ({ leaf, when }) => {
    const name = leaf.type === 'measure' ? (leaf.unit ? `${leaf.code}@${leaf.unit}` : leaf.code) : printFormula(leaf)
    const past = when.back > 0 ? `${name} -${when.back}` : name
    const key = when.period === 'year' ? past : `${past} ${when.period}`
    return values[key] ?? { type: 'missing', measures: [key] }
  })

describe('parsing', () => {
  it.each([
    ['A - B - 1', -3],
    ['B / A / 3', 1],
    ['B / 3 * 2', 2],
  ])('[FO1.2] %s is %d for A = 1, B = 3', (text, value) => {
    expect(compute(text, { A: number(1), B: number(3) })).toEqual(number(value))
  })

  it.each([
    ['A + B * 2', 7],
    ['(A + B) * 2', 8],
    ['-A + B', 2],
    ['A - -B', 4],
    ['2 * -(A + B)', -8],
  ])('[FO1.1] %s is %d for A = 1, B = 3', (text, value) => {
    expect(compute(text, { A: number(1), B: number(3) })).toEqual(number(value))
  })

  it('[FO2] numbers with comma or point', () => {
    expect([compute('0,5', {}), compute('0.5', {}), compute('12', {})]).toEqual([number(0.5), number(0.5), number(12)])
  })

  it('[FO3.1] the longest known code is the one that is meant', () => {
    expect(parse('Dip-Form')).toMatchObject({ type: 'measure', code: 'Dip-Form' })
    expect(parse('Dip - A')).toMatchObject({ operator: '-', left: { code: 'Dip' } })
  })

  it('[FO3.3] a hyphen inside a known code is no minus; between known codes it is', () => {
    expect(parse('Dip-Form / (Unit_Stab + N_Dir)')).toMatchObject({ operator: '/', left: { code: 'Dip-Form' } })
    expect(parse('A-B')).toMatchObject({ operator: '-', left: { code: 'A' }, right: { code: 'B' } })
  })

  it('[FO3.2] a code may hold points, colons and percent signs', () => {
    expect(parse('Med_Conc/FTE_Integrato_C2.7.2')).toMatchObject({ right: { code: 'FTE_Integrato_C2.7.2' } })
    expect(parse('GG_pubbl_bandi20% + SG3:2022_IND')).toMatchObject({ left: { code: 'GG_pubbl_bandi20%' } })
  })

  const ofUnits = { 'A@RI': number(2), 'A@S-1': number(5), A: number(9) }

  it('[FO4.1] a unit of its own', () => expect(compute('A@RI + A@S-1', ofUnits)).toEqual(number(7)))

  it('[FO4.2] the body, where no unit is named', () => expect(compute('A + 1', ofUnits)).toEqual(number(10)))

  it('[FO5.1] an unknown code gives its place', () => {
    expect(fault('A + Qualcosa')).toMatchObject({ code: 'UNKNOWN_MEASURE', at: 4 })
    expect(fault('A@XX')).toMatchObject({ code: 'UNKNOWN_MEASURE', at: 2 })
  })

  it('[FO5.2] an unknown code gives the nearest one', () => {
    expect(fault('A + Unit_Stabb')).toEqual({
      code: 'UNKNOWN_MEASURE',
      at: 4,
      params: { kind: 'formula', word: 'Unit_Stabb', what: 'measure-code', near: 'Unit_Stab' },
      message: '«Unit_Stabb» non è il codice di una misura di questo piano. Forse intendeva «Unit_Stab»?',
    })
    expect(fault('Qualcosa')?.message).not.toContain('Forse')
  })

  it.each([
    ['', 0, 'una misura'],
    ['A +', 3, 'una misura'],
    ['(A + B', 6, '«)»'],
    ['A B', 2, 'un operatore'],
    ['A ) ', 2, 'un operatore'],
    ['A ? B', 2, 'non può stare'],
  ])('[FO6.2] %j has a fault at %d: %s', (text, at, words) => {
    expect(fault(text)).toMatchObject({ code: 'FORMULA_SYNTAX', at })
    expect(fault(text)?.message).toContain(words)
  })

  it('[FO6.1] a fault counts its place from 0', () => {
    expect([fault(')')?.at, fault('A B')?.at, fault('(A + B')?.at]).toEqual([0, 2, 6])
  })

  it('[FO7.1] too long is a fault', () => {
    expect(fault('A + '.repeat(600))).toMatchObject({ code: 'FORMULA_TOO_LONG' })
    expect(fault('A'.padEnd(2000))).toBeNull()
    expect(fault('A'.padEnd(2001))).toMatchObject({ code: 'FORMULA_TOO_LONG' })
  })

  it('[FO7.2] too deep is a fault', () => {
    expect(fault('('.repeat(100) + 'A' + ')'.repeat(100))).toMatchObject({ code: 'FORMULA_TOO_DEEP' })
    expect(fault('-'.repeat(100) + 'A')).toMatchObject({ code: 'FORMULA_TOO_DEEP' })
  })

  const is = (text: string, value: number) =>
    expect(compute(text, { A: number(1), B: number(3) })).toEqual(number(value))
  const isFault = (text: string, at: number, words: string) => {
    expect(fault(text)?.message).toContain(words)
    expect(fault(text)?.at).toBe(at)
  }

  it.each([
    ['A < B', 1],
    ['A <= A', 1],
    ['A >= B', 0],
    ['A > B', 0],
    ['A = B', 0],
    ['A <> B', 1],
  ])('[FO13.1] %s is %d for A = 1, B = 3', is)

  it.each([
    ['A + 2 = B', 1],
    ['A <> B - 2', 0],
    ['(A < B) * 10', 10],
  ])('[FO13.2] %s is %d for A = 1, B = 3', is)

  it.each([
    ['if(A < B; 10; 20)', 10],
    ['if(A >= B; 10; 20)', 20],
    ['if(2; 10; 20)', 10],
  ])('[FO15.1] %s is %d for A = 1, B = 3', is)

  it.each([
    ['IF (A = 0; 1; if(B = 3; 7; 8))', 7],
    ['MAX(A; B)', 3],
  ])('[FO16.2] %s is %d for A = 1, B = 3', is)

  it.each([
    ['min(A; B; 2)', 1],
    ['max(A; B; 2)', 3],
    ['mean(A; B)', 2],
    ['min(A)', 1],
  ])('[FO14.1] %s is %d for A = 1, B = 3', is)

  it('[FO14.2] arguments are parted by semicolons: a comma is decimal', () => {
    expect(compute('max(2; 2,5)', {})).toEqual(number(2.5))
  })

  it('[FO13.3] a second comparison is a fault at its place', () => isFault('A < B < A', 6, 'un solo confronto'))

  it('[FO15.3] an if of two values is a fault', () => isFault('if(A; B)', 7, '«if» vuole 3 valori'))

  it.each([
    ['min()', 4, 'una misura'],
    [`max(${'A;'.repeat(50)}A)`, 106 - 1, 'da 1 a 50'],
  ])('[FO14.1] %s has a fault at %d: %s', isFault)

  it.each([
    ['min(A; B', 8, '«)»'],
    ['A; B', 1, 'un operatore'],
  ])('[FO14.2] %s has a fault at %d: %s', isFault)

  it('[FO16.1] a measure with the name of a function is that measure', () => {
    const result = parseFormula('min', { measures: new Set(['min']), units: new Set() })
    expect(result).toMatchObject({ ok: true, value: { type: 'measure', code: 'min' } })
    expect(fault('min')).toMatchObject({ code: 'UNKNOWN_MEASURE' })
  })

  it('[FO17] any text gives a tree or a fault inside it, and no exception', () => {
    const piece = fc.constantFrom(
      ...CODES,
      'min(',
      'if (',
      ';',
      '<',
      '>=',
      '=',
      '+',
      '-',
      '*',
      '/',
      '(',
      ')',
      '@',
      'RI',
      ' ',
      '1',
      ',',
      '%',
      'é',
      '🙂',
      '.',
    )
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
    )
    fc.assert(
      fc.property(text, (candidate) => {
        const found = fault(candidate)
        return found === null || (found.at >= 0 && found.at <= candidate.length && found.message.length > 0)
      }),
      { numRuns: sampleOf(100_000) },
    )
  })
})

const tree: fc.Arbitrary<FormulaNode> = fc.letrec<{ node: FormulaNode }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    fc.integer({ min: 0, max: 1_000_000 }).map((value): FormulaNode => ({ type: 'number', number: value / 100 })),
    fc.record({
      type: fc.constant('measure' as const),
      code: fc.constantFrom(...CODES),
      unit: fc.constantFrom(null, 'RI', 'S-1'),
    }),
    fc.record({ type: fc.constant('negate' as const), operand: tie('node') }),
    fc.record({
      type: fc.constant('binary' as const),
      operator: fc.constantFrom('+', '-', '*', '/', '=', '<>', '<', '<=', '>', '>=' as const),
      left: tie('node'),
      right: tie('node'),
    }),
    fc.record({
      type: fc.constant('call' as const),
      name: fc.constantFrom('min' as const, 'max' as const, 'mean' as const),
      args: fc.array(tie('node'), { minLength: 1, maxLength: 4 }),
    }),
    fc.record({
      type: fc.constant('call' as const),
      name: fc.constant('if' as const),
      args: fc.tuple(tie('node'), tie('node'), tie('node')),
    }),
  ),
})).node

it('[FO11] parsing the print of a tree gives the tree', () => {
  fc.assert(
    fc.property(tree, (node) => {
      expect(parse(printFormula(node))).toEqual(node)
    }),
  )
})

describe('evaluating', () => {
  const missing = (code: string): Absence => ({ type: 'missing', measures: [code] })

  it('[FO8.1] what is missing makes the result missing', () => {
    expect(compute('A + B', { A: number(1) })).toEqual(missing('B'))
    expect(compute('A + B', { A: { type: 'not-due', measures: ['A'] } })).toEqual(missing('B'))
  })

  it('[FO8.2] all that is missing is named, each once', () => {
    expect(compute('A / B', {})).toEqual({ type: 'missing', measures: ['A', 'B'] })
    expect(compute('A + A', {})).toEqual(missing('A'))
  })

  const notApplicable: Absence = { type: 'not-applicable', why: 'entered' }

  it('[FO8.3] not applicable wins over missing', () => {
    expect([compute('A + B', { A: notApplicable }), compute('B + A', { A: notApplicable })]).toEqual([
      ...[notApplicable, notApplicable],
    ])
  })

  it('[FO8.4] undefined wins over missing and not applicable', () => {
    expect(compute('A + 1 / 0', {})).toMatchObject({ type: 'undefined' })
    expect(compute('A + 1 / 0', { A: notApplicable })).toMatchObject({ type: 'undefined' })
  })

  const one = { A: number(1) }
  const aDay: Operand = { type: 'date', date: '2021-09-05' }

  it('[FO14.3] a function of what is missing is missing', () => {
    expect(compute('min(A; B)', one)).toEqual(missing('B'))
    expect(compute('mean(B; Dip)', one)).toEqual({ type: 'missing', measures: ['B', 'Dip'] })
  })

  it('[FO10.2] a function of a date is undefined', () => {
    expect(compute('max(A; B)', { ...one, B: aDay })).toEqual({ type: 'undefined', why: 'wrong-type' })
    expect(compute('if(B; A; A)', { ...one, B: aDay })).toEqual({ type: 'undefined', why: 'wrong-type' })
  })

  it('[FO15.2] an if needs its condition and one branch', () => {
    const values = one
    expect(compute('if(A > 0; A; B)', values)).toEqual(number(1))
    expect(compute('if(A > 1; A; B)', values)).toEqual(missing('B'))
    expect(compute('if(B > 1; A; A)', values)).toEqual(missing('B'))
    expect(compute('if(A; B; A)', { ...values, B: aDay })).toEqual(aDay)
  })

  it('never throws, whatever the tree and the values', () => {
    const operand: fc.Arbitrary<Operand> = fc.oneof(
      fc.double().map(number),
      fc.constant<Operand>({ type: 'date', date: '2021-09-05' }),
      fc.constant<Operand>({ type: 'missing', measures: ['A'] }),
      fc.constant<Operand>({ type: 'not-applicable', why: 'entered' }),
    )
    fc.assert(
      fc.property(tree, operand, operand, (node, one, other) => {
        const value = evaluateFormula(node, ({ leaf }) => (leaf.type === 'measure' && leaf.code === 'A' ? one : other))
        expect(value.type).toBeTypeOf('string')
      }),
    )
  })

  it('[FO9.1] something divided by zero', () => {
    expect(compute('A / B', { A: number(1), B: number(0) })).toEqual({ type: 'undefined', why: 'division-by-zero' })
  })

  it('[FO9.2] zero divided by zero', () => {
    expect(compute('A / B', { A: number(0), B: number(0) })).toEqual({ type: 'not-applicable', why: 'zero-over-zero' })
    expect(compute('A / B', { A: number(0), B: number(4) })).toEqual(number(0))
  })

  it('[FO9.3] what is too large', () => {
    const large = { A: number(1e308), B: number(1e-308) }
    expect(compute('A * 10', large)).toEqual({ type: 'undefined', why: 'out-of-range' })
    expect(compute('A / B', large)).toEqual({ type: 'undefined', why: 'out-of-range' })
    expect(compute('mean(A; A)', large)).toEqual({ type: 'undefined', why: 'out-of-range' })
  })

  it('[FO10.1] a date stands alone', () => expect(compute('A', { A: aDay })).toEqual(aDay))

  it.each(['A + 1', '-A', 'A - A'])('[FO10.2] %s is undefined for a date', (text) =>
    expect(compute(text, { A: aDay })).toEqual({ type: 'undefined', why: 'wrong-type' }),
  )
})
