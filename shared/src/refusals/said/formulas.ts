import type { Entries } from '../sentence'

/** Formulas: by themselves, and inside a plan with the indicator and the character. */
export const ofFormulas = {
  FORMULA_SYNTAX: {
    expected: [
      "[Formula di «{indicator}», carattere {at}: ]Qui serve {what:word}, e c'è {found:word}.",
      '[Formula of «{indicator}», character {at}: ]Here {what:word} is needed, and there is {found:word}.',
    ],
    bracket: [
      '[Formula di «{indicator}», carattere {at}: ]Qui serve «)».',
      '[Formula of «{indicator}», character {at}: ]Here «)» is needed.',
    ],
    sign: [
      '[Formula di «{indicator}», carattere {at}: ]Il segno «{sign}» non può stare in una formula.',
      '[Formula of «{indicator}», character {at}: ]The sign «{sign}» cannot stand in a formula.',
    ],
    values: [
      '[Formula di «{indicator}», carattere {at}: ]«{name}» vuole {wanted|un valore|# valori divisi da «;»}, e ne ha {given}.',
      '[Formula of «{indicator}», character {at}: ]«{name}» takes {wanted|one value|# values parted by «;»}, and has {given}.',
    ],
    span: [
      '[Formula di «{indicator}», carattere {at}: ]«{name}» vuole da {least} a {most} valori divisi da «;», e ne ha {given}.',
      '[Formula of «{indicator}», character {at}: ]«{name}» takes from {least} to {most} values parted by «;», and has {given}.',
    ],
    years: [
      '[Formula di «{indicator}», carattere {at}: ]«{name}» vuole un valore, e poi al più quanti anni prima (da 1 a {most}).',
      '[Formula of «{indicator}», character {at}: ]«{name}» takes a value, and then at most how many years before (from 1 to {most}).',
    ],
    value: [
      '[Formula di «{indicator}», carattere {at}: ]«{name}» vuole un valore.',
      '[Formula of «{indicator}», character {at}: ]«{name}» takes a value.',
    ],
  },
  FORMULA_TOO_DEEP: [
    "[Formula di «{indicator}», carattere {at}: ]Più di {limit} parentesi una dentro l'altra.",
    '[Formula of «{indicator}», character {at}: ]More than {limit} brackets inside each other.',
  ],
  FORMULA_TOO_LONG: [
    '[Formula di «{indicator}», carattere {at}: ]La formula supera {limit} caratteri.',
    '[Formula of «{indicator}», character {at}: ]The formula is longer than {limit} characters.',
  ],
  NO_OWN_UNIT: [
    '«{indicator}» chiede i valori della propria unità, ma non sta in una scheda individuale.',
    '«{indicator}» asks for the values of its own unit, but does not stand on an individual sheet.',
  ],
  UNIT_MISMATCH: {
    mixed: [
      '[«{indicator}»: ]Non si può {operation:word} {left:word} e {right:word}.',
      '[«{indicator}»: ]{left:word} and {right:word} cannot be {operation:word}.',
    ],
    unit: [
      "[«{indicator}»: ]La formula dà {found:word}, ma l'unità di misura stampata è «{unit}».",
      '[«{indicator}»: ]The formula gives {found:word}, but the unit of measure that is printed is «{unit}».',
    ],
  },
  UNKNOWN_MEASURE: {
    '': [
      'La misura «{measure}» non è nel piano: ricarichi la pagina.',
      'The measure «{measure}» is not in the plan: reload the page.',
    ],
    formula: [
      '[Formula di «{indicator}», carattere {at}: ]«{word}» non è {what:word} di questo piano.[ Forse intendeva «{near}»?]',
      '[Formula of «{indicator}», character {at}: ]«{word}» is not {what:word} of this plan.[ Did you mean «{near}»?]',
    ],
  },
} as const satisfies Entries
