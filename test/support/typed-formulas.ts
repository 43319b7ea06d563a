import {
  evaluateFormula,
  type FormulaInUnit,
  formulaInUnit,
  isDimensionFault,
  nameOf,
  type Operand,
  parseFormula,
  typeOf,
} from '@traguardo/shared/formula'
import type { MeasureKind } from '@traguardo/shared/model'
import { sayRefusal } from '@traguardo/shared/refusals'

/** Measures of each kind, by their codes. */
export const KINDS: Readonly<Record<string, MeasureKind>> = {
  ...{ N: 'number', N2: 'number', C: 'count', C2: 'count', D: 'days', D2: 'days', M: 'money', M2: 'money' },
  ...{ P: 'percentage', P2: 'percentage', T: 'date', T2: 'date', B: 'boolean', B2: 'boolean', L: 'level' },
}
const UNIT_OF: Readonly<Record<string, string>> = { 'B-P': 'valore %', 'B-M': 'Euro', 'B-D': 'gg', 'B-X': 'pratiche' }
const known = {
  measures: new Set(Object.keys(KINDS)),
  units: new Set<string>(),
  benchmarks: new Set(Object.keys(UNIT_OF)),
}
const kinds = { kindOf: (code: string) => KINDS[code], unitOf: (code: string) => UNIT_OF[code] }
function read(text: string) {
  const node = parseFormula(text, known)
  if (!node.ok) throw new Error(`${text}: ${sayRefusal(node.error, 'it')}`)
  return node.value
}
/** A formula as it is computed in a unit of measure. */
export const inUnit = (text: string, unit: string): FormulaInUnit => formulaInUnit(read(text), unit, kinds)
/** Why a formula does not fit, in words; null where it does. */
export const faultOf = (text: string, unit: string): string | null => {
  const params = inUnit(text, unit).fault
  return params && sayRefusal({ code: 'UNIT_MISMATCH', params }, 'it')
}
/** The name of what a formula gives, or why its parts do not go together. */
export const nameIn = (text: string): string => {
  const type = typeOf(read(text), kinds)
  return isDimensionFault(type) ? sayRefusal({ code: 'UNIT_MISMATCH', params: type }, 'it') : nameOf(type)
}

/** Values of measures, by their codes. */
export type Values = Readonly<Record<string, Operand>>
export const number = (value: number): Operand => ({ type: 'number', number: value })
export const numbers = (of: Readonly<Record<string, number>>): Values =>
  Object.fromEntries(Object.entries(of).map(([code, value]) => [code, number(value)]))
/** What a formula comes to in a unit of measure. */
export const valueIn = (text: string, unit: string, values: Values): Operand =>
  evaluateFormula(inUnit(text, unit).formula, ({ leaf }) =>
    leaf.type === 'measure'
      ? (values[leaf.code] ?? { type: 'missing', measures: [leaf.code] })
      : { type: 'no-reference', what: 'benchmark' },
  )
