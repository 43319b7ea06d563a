import type { Absence } from '@traguardo/shared/model'
import {
  evaluateFormula,
  formulaInUnit,
  type FormulaInput,
  inputKey,
  inputsOf,
  invertFormula,
  measuresIn,
  numericFormula,
  type Operand,
  parseFormula,
  printFormula,
  scaledFormula,
} from '@traguardo/shared/formula'
import { sayRefusal } from '@traguardo/shared/refusals'
import { describe, expect, it } from 'vitest'

const known = {
  measures: new Set(['A', 'B', 'C', 'Dip-Form', 'Dip', 'Unit_Stab', 'min', '12a']),
  units: new Set(['RI', 'S-1']),
  benchmarks: new Set(['B01', 'B-2']),
  parts: new Set(['RI', 'AS1', '1.2']),
}
const read = (text: string) => parseFormula(text, known)
function parse(text: string) {
  const result = read(text)
  if (!result.ok) throw new Error(sayRefusal(result.error, 'it'))
  return result.value
}

describe('what is said of a faulty formula, and where', () => {
  const needed = (what: string, found: string) => `Qui serve ${what}, e c'è ${found}.`
  const OPERAND = 'una misura, un numero o «(»'
  const GO_ON = 'un operatore (+ - * /) o la fine'
  const unknown = (word: string, what: string, near?: string) =>
    `«${word}» non è ${what} di questo piano.${near ? ` Forse intendeva «${near}»?` : ''}`

  it.each<[string, number, string]>([
    ['', 0, needed(OPERAND, 'la fine')],
    ['A +', 3, needed(OPERAND, 'la fine')],
    ['A + * B', 4, needed(OPERAND, '«*»')],
    ['A + )', 4, needed(OPERAND, '«)»')],
    ['A B', 2, needed(GO_ON, 'una misura')],
    ['A 12', 2, needed(GO_ON, 'un numero')],
    ['A max(B)', 2, needed(GO_ON, 'una funzione')],
    ['A ; B', 2, needed(GO_ON, '«;»')],
    ['A (B)', 2, needed(GO_ON, '«(»')],
    ['(A + B', 6, needed('«)»', 'la fine')],
    ['(A ; B)', 3, needed('«)»', '«;»')],
    ['max(A 3)', 6, needed('«)»', 'un numero')],
    ['A < B = C', 6, needed('un solo confronto alla volta', '«=»')],
    ['A ? B', 2, 'Il segno «?» non può stare in una formula.'],
    ['A + 🙂', 4, 'Il segno «🙂» non può stare in una formula.'],
    ['if(A; B)', 7, '«if» vuole 3 valori divisi da «;», e ne ha 2.'],
    ['if(A; B; C; A)', 13, '«if» vuole 3 valori divisi da «;», e ne ha 4.'],
    [`max(${'A;'.repeat(50)}A)`, 105, '«max» vuole da 1 a 50 valori divisi da «;», e ne ha 51.'],
    ['previous_year(A; 0)', 18, '«previous_year» vuole un valore, e poi al più quanti anni prima (da 1 a 10).'],
    ['previous_year(A; 11)', 19, '«previous_year» vuole un valore, e poi al più quanti anni prima (da 1 a 10).'],
    ['previous_year(A; 1,5)', 20, '«previous_year» vuole un valore, e poi al più quanti anni prima (da 1 a 10).'],
    ['previous_year(A; 1; 1)', 21, '«previous_year» vuole un valore, e poi al più quanti anni prima (da 1 a 10).'],
    ['latest(A; 1)', 11, '«latest» vuole un valore.'],
    ['previous_period(A; B)', 20, '«previous_period» vuole un valore.'],
    ['cluster(B01', 11, 'Qui serve «)».'],
    ['cluster( B01 A)', 13, 'Qui serve «)».'],
    ['achievement( A)', 13, unknown('A', "un'unità, un'area o un obiettivo")],
    ['achievement(AS2)', 12, unknown('AS2', "un'unità, un'area o un obiettivo", 'AS1')],
    ['cluster()', 8, unknown('', 'il codice di un confronto')],
    ['cluster(B02)', 8, unknown('B02', 'il codice di un confronto', 'B01')],
    ['A + Unit_Stabb', 4, unknown('Unit_Stabb', 'il codice di una misura', 'Unit_Stab')],
    ['A + UNIT_STAB', 4, unknown('UNIT_STAB', 'il codice di una misura', 'Unit_Stab')],
    ['A + nothing_like', 4, unknown('nothing_like', 'il codice di una misura')],
    ['A@R1', 2, unknown('R1', "il codice di un'unità", 'RI')],
    ['A@', 2, unknown('', "il codice di un'unità")],
    ['12b', 0, unknown('12b', 'il codice di una misura', '12a')],
    ['('.repeat(62) + 'A', 61, "Più di 60 parentesi una dentro l'altra."],
    [`${'A+'.repeat(1000)}A`, 2000, 'La formula supera 2000 caratteri.'],
  ])('[FO6.2] «%s» at %d: %s', (text, at, said) => {
    const result = read(text)
    if (result.ok) throw new Error('it is read')
    expect([result.error.at, sayRefusal(result.error, 'it')]).toEqual([at, said])
  })

  it('[FO7.2] sixty brackets are not too many', () => {
    expect(read(`${'('.repeat(60)}A${')'.repeat(60)}`).ok).toBe(true)
    expect(read(`${'('.repeat(61)}A${')'.repeat(61)}`).ok).toBe(false)
    expect(read(`${'-'.repeat(60)}A`).ok).toBe(true)
  })

  it('[FO5.2] names nothing near where hints are not wanted', () => {
    const result = parseFormula('Unit_Stabb', { ...known, hints: false })
    expect(result.ok ? null : result.error.params).toEqual({
      kind: 'formula',
      word: 'Unit_Stabb',
      what: 'measure-code',
    })
  })

  it.each([
    ['Unit_Sxxx', 'Unit_Stab'],
    ['nit_Stab', 'Unit_Stab'],
    ['Unit_Stabxxx', 'Unit_Stab'],
    ['Unit_xxxx', null],
    ['Unit_Stabxxxx', null],
    ['X', null],
    ['xDip', 'Dip'],
    ['xyDip', 'Dip'],
  ])('[FO5.2] the word nearest to %s is %s', (word, near) => {
    const result = read(word)
    expect(result.ok ? null : (result.error.params?.['near'] ?? null)).toBe(near)
  })
})

describe('the print of a formula', () => {
  it.each([
    ['A+B*C', 'A + B * C'],
    ['(A+B)*C', '(A + B) * C'],
    ['A-(B-C)', 'A - (B - C)'],
    ['(A-B)-C', 'A - B - C'],
    ['A/(B*C)', 'A / (B * C)'],
    ['(A<B)=C', '(A < B) = C'],
    ['A<(B=C)', 'A < (B = C)'],
    ['-(A+B)', '-(A + B)'],
    ['- -A', '--A'],
    ['A@RI', 'A@RI'],
    ['0,50', '0.5'],
    ['0,0000001', '0.0000001'],
    ['1234567', '1234567'],
    ['MEAN(A;B)', 'mean(A; B)'],
    ['previous_year(A)', 'previous_year(A)'],
    ['previous_year(A;2)', 'previous_year(A; 2)'],
    ['previous_period(A)', 'previous_period(A)'],
    ['latest(A+B)', 'latest(A + B)'],
    ['own( B-2 )', 'own(B-2)'],
    ['achievement( )', 'achievement()'],
    ['achievement(1.2)', 'achievement(1.2)'],
    ['report_punctuality()', 'report_punctuality()'],
  ])('[FO11] «%s» is «%s»', (text, printed) => {
    expect(printFormula(parse(text))).toBe(printed)
    expect(parse(printed)).toEqual(parse(text))
  })

  it.each([
    ['A', 'A * 100'],
    ['A + B', '(A + B) * 100'],
    ['A / B', 'A * 100 / B'],
    ['-(A / B)', '-(A * 100 / B)'],
    ['previous_year(A / B)', 'previous_year(A * 100 / B)'],
    ['max(A / B; C)', 'max(A * 100 / B; C * 100)'],
    ['if(A / B; A; A / B)', 'if(A / B; A * 100; A * 100 / B)'],
    ['min + min', '(min + min) * 100'],
    ['achievement()', 'achievement() * 100'],
  ])('a hundred times «%s» is «%s»', (text, scaled) => expect(printFormula(scaledFormula(parse(text)))).toBe(scaled))
})

describe('what a formula names', () => {
  const names = (text: string) => inputsOf(parse(text)).map(inputKey)

  it('[FO19.2] each input once, by what it is and when', () => {
    expect(names('A + A@RI + previous_year(A; 2) + latest(A) + previous_year(previous_period(A)) + A')).toEqual([
      ...[
        'measure A@ 0 year',
        'measure A@RI 0 year',
        'measure A@ 2 year',
        'measure A@ 0 latest',
        'measure A@ 1 previous',
      ],
    ])
    expect(names('cluster(B01) + own(B01) + achievement() + achievement(AS1) + if(A; -B; 3)')).toEqual([
      ...['benchmark cluster(B01) 0 year', 'benchmark own(B01) 0 year', 'system achievement() 0 year'],
      ...['system achievement(AS1) 0 year', 'measure A@ 0 year', 'measure B@ 0 year'],
    ])
  })

  it('each measure once, whenever it is read, of each unit', () => {
    const measures = measuresIn(parse('A + previous_year(A) + latest(A@RI) + A@RI + cluster(B01) + B'))
    expect(measures.map(({ code, unit }) => [code, unit])).toEqual([
      ['A', null],
      ['A', 'RI'],
      ['B', null],
    ])
  })

  it('[FO23.1] a figure of the system is in percent points', () => {
    const unknown = { kindOf: () => undefined }
    expect(formulaInUnit(parse('achievement()'), '%', unknown)).toMatchObject({ fault: null, isTaken: false })
    expect(formulaInUnit(parse('A'), '%', unknown)).toMatchObject({ fault: null, isTaken: true })
    expect(formulaInUnit(parse('achievement()'), '€', unknown).fault).toEqual({
      kind: 'unit',
      found: 'percentage',
      unit: '€',
    })
  })

  it.each(['n.x', 'nn', 'xn.', '%x', 'x%', 'ggg', 'x€', '€€', 'dates', 'update'])(
    '[FO23.3] «%s» is no unit that is known, and takes anything',
    (unit) => expect(formulaInUnit(parse('A'), unit, { kindOf: () => 'date' }).fault).toBeNull(),
  )
})

describe('what comes of reasons', () => {
  const number = (value: number): Operand => ({ type: 'number', number: value })
  const absences: Readonly<Record<string, Absence>> = {
    A: { type: 'missing', measures: ['A'] },
    B: { type: 'not-due', measures: ['B'] },
    C: { type: 'no-reference', what: 'benchmark' },
    Dip: { type: 'not-due', measures: ['Dip'] },
    Unit_Stab: { type: 'not-applicable', why: 'entered' },
    'Dip-Form': { type: 'no-target' },
    min: { type: 'no-values' },
  }
  const value = (text: string, more: Readonly<Record<string, Operand>> = {}) =>
    evaluateFormula(parse(text), ({ leaf }) =>
      leaf.type === 'measure' ? (more[leaf.code] ?? absences[leaf.code] ?? number(1)) : number(1),
    )

  it.each<[string, object]>([
    ['A + B', absences['A'] as object],
    ['B + A', absences['A'] as object],
    ['B + Dip', { type: 'not-due', measures: ['B', 'Dip'] }],
    ['B + C', absences['B'] as object],
    ['C + B', absences['B'] as object],
    ['C + Dip-Form', absences['C'] as object],
    ['Dip-Form + C', absences['C'] as object],
    ['min + Dip-Form', absences['Dip-Form'] as object],
    ['Dip-Form + min', absences['Dip-Form'] as object],
    ['Unit_Stab + A', absences['Unit_Stab'] as object],
    ['1 / 0 + Unit_Stab', { type: 'undefined', why: 'division-by-zero' }],
    ['Unit_Stab + 1 / 0', { type: 'undefined', why: 'division-by-zero' }],
    ['max(B; C; A)', absences['A'] as object],
    ['max(1; B; Dip)', { type: 'not-due', measures: ['B', 'Dip'] }],
    ['if(A; 1; 2)', absences['A'] as object],
    ['if(1; A; 2)', absences['A'] as object],
    ['if(0; A; 2)', number(2)],
    ['if(1; 3; A)', number(3)],
    ['-A', absences['A'] as object],
    ['0 / 0', { type: 'not-applicable', why: 'zero-over-zero' }],
    ['0 * 0', number(0)],
    ['1 * 0', number(0)],
    ['0 = 0', number(1)],
    ['mean(1; 2; 6)', number(3)],
  ])('[FO8.2] «%s» gives %j', (text, expected) => expect(value(text)).toEqual(expected))

  const day: Operand = { type: 'date', date: '2021-09-05' }

  it('[FO10.1] [FO10.2] days and numbers do not go together', () => {
    const wrong = { type: 'undefined', why: 'wrong-type' }
    const found = ['A + 1', '1 + A', 'A - A', '-A', 'if(A; 1; 2)', 'max(A; 1)'].map((text) => value(text, { A: day }))
    expect(found).toEqual(found.map(() => wrong))
    expect(value('if(1; A; 2)', { A: day })).toEqual(day)
    expect(value('A', { A: day })).toEqual(day)
  })
})

describe('a formula over numbers', () => {
  const numeric = (text: string, values: Readonly<Record<string, number>>) => {
    const node = parse(text)
    const keys = inputsOf(node).map(inputKey)
    const place = (input: FormulaInput) => keys.indexOf(inputKey(input))
    const at = inputsOf(node).map(({ leaf }) => (leaf.type === 'measure' ? (values[leaf.code] ?? Number.NaN) : 1))
    return numericFormula(node, place)(Float64Array.from(at))
  }

  it.each([
    ['A * 100 / B', 37],
    ['A * C / B', 18.5],
    ['(A + 100) / B', 1.37],
    ['A / B', 0.37],
    ['100 * A / B', 37],
    ['A * 1 / B', 0.37],
    ['A / (B + C)', 37 / 150],
    ['(A * 2 * 100) / B', 74],
    ['A / 100', 0.37],
    ['100 / A', 100 / 37],
  ])('[FO22.1] «%s» is %d', (text, expected) => {
    expect(numeric(text, { A: 37, B: 100, C: 50 })).toBeCloseTo(expected, 12)
  })

  it('[FO22.2] is none where a figure is', () => {
    for (const text of ['A / B', 'A * 100 / B', 'A > B', 'A = B', 'if(A; 1; 1)', 'max(B; A)', 'mean(A; B)', '-A'])
      expect([text, numeric(text, { B: 3 })]).toEqual([text, Number.NaN])
    expect(numeric('B <> A', { B: 3 })).toBeNaN()
  })

  it('[FO24.2] has no inverse where another input is not known, or its own stands under a function', () => {
    const input: FormulaInput = { leaf: { type: 'measure', code: 'A', unit: null }, when: { back: 0, period: 'year' } }
    const solve = (text: string, wanted = 1) => invertFormula(parse(text), input, () => null, wanted)
    expect([solve('A + B'), solve('A + cluster(B01)'), solve('max(A; 1)'), solve('A = 1'), solve('3')]).toEqual([
      ...[null, null, null, null, null],
    ])
    expect([solve('A * 2'), solve('2 / A'), solve('-A'), solve('A - 0,5'), solve('0,5 - A')]).toEqual([
      0.5, 2, -1, 1.5, -0.5,
    ])
  })
})
