import {
  type DimensionFault,
  formulaInUnit,
  isDimensionFault,
  nameOf,
  parseFormula,
  typeOf,
} from '@traguardo/shared/formula'
import { sayRefusal } from '@traguardo/shared/refusals'
import type { MeasureKind } from '@traguardo/shared/model'
import { describe, expect, it } from 'vitest'

const KINDS: Readonly<Record<string, MeasureKind>> = {
  ...{ N: 'number', C: 'count', D: 'days', M: 'money', P: 'percentage', T: 'date' },
  ...{ B: 'boolean', L: 'level', PP: 'project-plan' },
}
const known = {
  measures: new Set(Object.keys(KINDS)),
  units: new Set<string>(),
  benchmarks: new Set(['B01']),
  parts: new Set<string>(),
}
function read(text: string) {
  const node = parseFormula(text, known)
  if (!node.ok) throw new Error(sayRefusal(node.error, 'it'))
  return node.value
}
const kinds = { kindOf: (code: string) => KINDS[code] }
const unitFault = (formula: string, unit: string) => formulaInUnit(read(formula), unit, kinds).fault
const sentence = (params: DimensionFault | null) => params && sayRefusal({ code: 'UNIT_MISMATCH', params }, 'it')
const found = (text: string) => {
  const type = typeOf(read(text), kinds)
  return isDimensionFault(type) ? sentence(type) : nameOf(type)
}

describe('what a formula gives', () => {
  it.each([
    ['N', 'plain'],
    ['C', 'count'],
    ['D', 'days'],
    ['M', 'money'],
    ['P', 'percentage'],
    ['T', 'date'],
    ['B', 'yes-no'],
    ['L', 'level'],
    ['PP', 'percentage'],
    ['12', 'plain'],
    ['cluster(B01)', 'plain'],
    ['-D', 'days'],
    ['previous_year(M)', 'money'],
  ])('[FO23.1] %s is %s', (formula, dimension) => expect(found(formula)).toBe(dimension))

  it.each([
    ['N * D', 'days'],
    ['D * N', 'days'],
    ['(C / C) * M', 'money'],
    ['M * (C / C)', 'money'],
    ['C * M', 'money'],
    ['M * C', 'money'],
    ['P * M', 'money'],
    ['M * P', 'money'],
    ['C * C', 'count'],
    ['D * M', 'per-unit'],
    ['M * D', 'per-unit'],
  ])('[FO23.1] %s, a product, is %s', (formula, dimension) => expect(found(formula)).toBe(dimension))

  it.each([
    ['D / D', 'ratio'],
    ['N / N', 'plain'],
    ['D / N', 'days'],
    ['D / (C / C)', 'days'],
    ['D / C', 'days'],
    ['C / D', 'per-unit'],
    ['M / D', 'per-unit'],
    ['N / C', 'plain'],
  ])('[FO23.1] %s, a quotient, is %s', (formula, dimension) => expect(found(formula)).toBe(dimension))

  it.each([
    ['D + N', 'days'],
    ['N + D', 'days'],
    ['D - D', 'days'],
    ['D > D', 'ratio'],
    ['max(D; 1; D)', 'days'],
    ['if(C > 1; D; 0)', 'days'],
  ])('[FO23.1] %s, side by side, is %s', (formula, dimension) => expect(found(formula)).toBe(dimension))

  it.each([
    ['D + M', 'Non si può sommare giorni e un importo.'],
    ['C - P', 'Non si può sottrarre un conteggio e una percentuale.'],
    ['C > D', 'Non si può confrontare un conteggio e giorni.'],
    ['max(C; D)', 'Non si può mettere insieme un conteggio e giorni.'],
    ['T * 2', 'Non si può calcolare con una data e un numero.'],
    ['2 / T', 'Non si può calcolare con un numero e una data.'],
    ['(C / C) + D', 'Non si può sommare un rapporto e giorni.'],
    // The first fault is the one that is said.
    ['(C + D) * (M + D)', 'Non si può sommare un conteggio e giorni.'],
    ['N * (M + D)', 'Non si può sommare un importo e giorni.'],
    ['max(C + D; M + D)', 'Non si può sommare un conteggio e giorni.'],
    ['max(C; M + D; D)', 'Non si può sommare un importo e giorni.'],
  ])('[FO23.2] %s, side by side: %s', (formula, words) =>
    expect(found(formula)).toBe(`${words} Cambi la formula, o il tipo di una misura.`),
  )

  it.each([
    ['%', ['N', 'C / C', 'P']],
    ['gg', ['N', 'D']],
    ['giorni', ['N', 'D']],
    ['G.', ['N', 'D']],
    ['€', ['N', 'M']],
    ['Euro', ['N', 'M']],
    ['N.', ['N', 'C', 'C / C']],
    ['n', ['N', 'C', 'C / C']],
    ['date', ['T']],
    ['pratiche', ['N', 'C', 'C / C', 'D', 'M', 'P', 'T']],
    ['% annua', ['N', 'C', 'C / C', 'D', 'M', 'P', 'T']],
  ])('[FO23.3] what is printed as «%s» takes %j', (unit, fitting) => {
    const all = ['N', 'C', 'C / C', 'D', 'M', 'P', 'T']
    expect(all.filter((formula) => unitFault(formula, unit) === null)).toEqual(fitting)
  })

  it('[FO23.3] says what it gives, and the unit that is printed', () => {
    expect(sentence(unitFault('C / C', 'gg'))).toBe(
      "La formula dà un rapporto, ma l'unità di misura stampata è «gg». Cambi l'unità, la formula o il tipo di una misura.",
    )
    expect(sentence(unitFault('C + D', 'gg'))).toBe(
      'Non si può sommare un conteggio e giorni. Cambi la formula, o il tipo di una misura.',
    )
  })
})
