import type { Absence } from '@traguardo/shared/model'
import {
  evaluate,
  type FormulaNode,
  isPercentage,
  type Operand,
  parseFormula,
  printFormula,
} from '@traguardo/shared/formula'
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
  evaluate(parse(text), ({ leaf, when }) => {
    const name = leaf.type === 'measure' ? (leaf.unit ? `${leaf.code}@${leaf.unit}` : leaf.code) : printFormula(leaf)
    const past = when.back > 0 ? `${name} -${when.back}` : name
    const key = when.period === 'year' ? past : `${past} ${when.period}`
    return values[key] ?? { type: 'missing', measures: [key] }
  })

describe('parsing', () => {
  it.each([
    ['A + B * 2', 7],
    ['(A + B) * 2', 8],
    ['A - B - 1', -3],
    ['B / A / 3', 1],
    ['-A + B', 2],
    ['A - -B', 4],
    ['2 * -(A + B)', -8],
  ])('[FO1] %s is %d for A = 1, B = 3', (text, value) => {
    expect(compute(text, { A: number(1), B: number(3) })).toEqual(number(value))
  })

  it('[FO2] numbers with comma or point', () => {
    expect([compute('0,5', {}), compute('0.5', {}), compute('12', {})]).toEqual([number(0.5), number(0.5), number(12)])
  })

  it('[FO3] a hyphen inside a known code is no minus; between known codes it is', () => {
    expect(parse('Dip-Form / (Unit_Stab + N_Dir)')).toMatchObject({ operator: '/', left: { code: 'Dip-Form' } })
    expect(parse('A-B')).toMatchObject({ operator: '-', left: { code: 'A' }, right: { code: 'B' } })
    expect(parse('Med_Conc/FTE_Integrato_C2.7.2')).toMatchObject({ right: { code: 'FTE_Integrato_C2.7.2' } })
    expect(parse('GG_pubbl_bandi20% + SG3:2022_IND')).toMatchObject({ left: { code: 'GG_pubbl_bandi20%' } })
  })

  it('[FO4] a unit of its own', () => {
    const values = { 'A@RI': number(2), 'A@S-1': number(5), A: number(9) }
    expect(compute('A@RI + A@S-1', values)).toEqual(number(7))
  })

  it('[FO5] an unknown code gives its place and the nearest one', () => {
    expect(fault('A + Unit_Stabb')).toEqual({
      code: 'UNKNOWN_MEASURE',
      at: 4,
      params: { kind: 'formula', word: 'Unit_Stabb', what: 'measure-code', near: 'Unit_Stab' },
      message: '«Unit_Stabb» non è il codice di una misura di questo piano. Forse intendeva «Unit_Stab»?',
    })
    expect(fault('A@XX')).toMatchObject({ code: 'UNKNOWN_MEASURE', at: 2 })
    expect(fault('Qualcosa')?.message).not.toContain('Forse')
  })

  it.each([
    ['', 0, 'una misura'],
    ['A +', 3, 'una misura'],
    ['(A + B', 6, '«)»'],
    ['A B', 2, 'un operatore'],
    ['A ) ', 2, 'un operatore'],
    ['A ? B', 2, 'non può stare'],
  ])('[FO6] %j has a fault at %d: %s', (text, at, words) => {
    expect(fault(text)).toMatchObject({ code: 'FORMULA_SYNTAX', at })
    expect(fault(text)?.message).toContain(words)
  })

  it('[FO7] too long or too deep is a fault', () => {
    expect(fault('A + '.repeat(600))).toMatchObject({ code: 'FORMULA_TOO_LONG' })
    expect(fault('('.repeat(100) + 'A' + ')'.repeat(100))).toMatchObject({ code: 'FORMULA_TOO_DEEP' })
    expect(fault('-'.repeat(100) + 'A')).toMatchObject({ code: 'FORMULA_TOO_DEEP' })
  })

  it.each([
    ['A < B', 1],
    ['A >= B', 0],
    ['A + 2 = B', 1],
    ['A <> B - 2', 0],
    ['(A < B) * 10', 10],
    ['if(A < B; 10; 20)', 10],
    ['if(A >= B; 10; 20)', 20],
    ['IF (A = 0; 1; if(B = 3; 7; 8))', 7],
    ['min(A; B; 2)', 1],
    ['max(A; B; 2,5)', 3],
    ['mean(A; B)', 2],
    ['min(A)', 1],
  ])('[FO13] [FO14] [FO15] [FO16] %s is %d for A = 1, B = 3', (text, value) => {
    expect(compute(text, { A: number(1), B: number(3) })).toEqual(number(value))
  })

  it.each([
    ['A < B < A', 6, 'un solo confronto'],
    ['if(A; B)', 7, '«if» vuole 3 valori'],
    ['min()', 4, 'una misura'],
    ['min(A; B', 8, '«)»'],
    ['A; B', 1, 'un operatore'],
    [`max(${'A;'.repeat(50)}A)`, 106 - 1, 'da 1 a 50'],
  ])('[FO13] [FO14] %s has a fault at %d: %s', (text, at, words) => {
    expect(fault(text)?.message).toContain(words)
    expect(fault(text)?.at).toBe(at)
  })

  it('[FO16] a measure with the name of a function is that measure', () => {
    const result = parseFormula('min', { measures: new Set(['min']), units: new Set() })
    expect(result).toMatchObject({ ok: true, value: { type: 'measure', code: 'min' } })
    expect(fault('min')).toMatchObject({ code: 'UNKNOWN_MEASURE' })
  })

  it('[FO6] [FO17] any text gives a tree or a fault inside it, and no exception', () => {
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

  it('[FO8] what is missing makes the result missing, all of it named', () => {
    expect(compute('A / B', {})).toEqual({ type: 'missing', measures: ['A', 'B'] })
    expect(compute('A + A', {})).toEqual(missing('A'))
    expect(compute('A + B', { A: number(1) })).toEqual(missing('B'))
  })

  it('[FO8] not applicable wins over missing, undefined over both', () => {
    const notApplicable: Absence = { type: 'not-applicable', why: 'entered' }
    expect(compute('A + B', { A: notApplicable })).toEqual(notApplicable)
    expect(compute('A + 1 / 0', {})).toMatchObject({ type: 'undefined' })
    expect(compute('A + B', { A: { type: 'not-due', measures: ['A'] } })).toEqual(missing('B'))
  })

  it('[FO14] [FO15] functions over what is missing', () => {
    const values = { A: number(1) }
    expect(compute('min(A; B)', values)).toEqual(missing('B'))
    expect(compute('mean(B; Dip)', values)).toEqual({ type: 'missing', measures: ['B', 'Dip'] })
    expect(compute('if(A > 0; A; B)', values)).toEqual(number(1))
    expect(compute('if(A > 1; A; B)', values)).toEqual(missing('B'))
    expect(compute('if(B > 1; A; A)', values)).toEqual(missing('B'))
    const day: Operand = { type: 'date', date: '2021-09-05' }
    expect(compute('max(A; B)', { ...values, B: day })).toEqual({ type: 'undefined', why: 'wrong-type' })
    expect(compute('if(B; A; A)', { ...values, B: day })).toEqual({ type: 'undefined', why: 'wrong-type' })
    expect(compute('if(A; B; A)', { ...values, B: day })).toEqual(day)
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
        const value = evaluate(node, ({ leaf }) => (leaf.type === 'measure' && leaf.code === 'A' ? one : other))
        expect(value.type).toBeTypeOf('string')
      }),
    )
  })

  it('[FO9] division by zero', () => {
    expect(compute('A / B', { A: number(1), B: number(0) })).toEqual({ type: 'undefined', why: 'division-by-zero' })
    expect(compute('A / B', { A: number(0), B: number(0) })).toEqual({ type: 'not-applicable', why: 'zero-over-zero' })
    expect(compute('A / B', { A: number(0), B: number(4) })).toEqual(number(0))
    const large = { A: number(1e308), B: number(1e-308) }
    expect(compute('A * 10', large)).toEqual({ type: 'undefined', why: 'out-of-range' })
    expect(compute('A / B', large)).toEqual({ type: 'undefined', why: 'out-of-range' })
    expect(compute('mean(A; A)', large)).toEqual({ type: 'undefined', why: 'out-of-range' })
  })

  it('[FO10] a date stands alone', () => {
    const day: Operand = { type: 'date', date: '2021-09-05' }
    expect(compute('A', { A: day })).toEqual(day)
    expect(compute('A + 1', { A: day })).toEqual({ type: 'undefined', why: 'wrong-type' })
    expect(compute('-A', { A: day })).toEqual({ type: 'undefined', why: 'wrong-type' })
  })

  it('[FO12] percent points', () => {
    const percentage = (code: string) => code === 'A'
    const is = (text: string) => isPercentage(parse(text), percentage)
    expect([is('A'), is('-A'), is('A + 1'), is('A / 2'), is('B'), is('B / A')]).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ])
    expect([is('min(A; B)'), is('if(A > 1; B; B)'), is('if(B; A; B)'), is('A = 1')]).toEqual([true, false, true, false])
  })
})
