import type { Sentence } from './sentence'

/** Words that stand in sentences in place of a param `{x:word}`. */
export const REFUSAL_WORDS = {
  // Divisions of a year.
  quadrimestri: ['quadrimestri', 'four-month periods'],
  semestri: ['semestri', 'half-years'],
  trimestri: ['trimestri', 'quarters'],
  // Tokens that a formula needs at a place, or that stand there.
  'operator-or-end': ['un operatore (+ - * /) o la fine', 'an operator (+ - * /) or the end'],
  'one-comparison': ['un solo confronto alla volta', 'one comparison at a time'],
  operand: ['una misura, un numero o «(»', 'a measure, a number or «(»'],
  end: ['la fine', 'the end'],
  measure: ['una misura', 'a measure'],
  function: ['una funzione', 'a function'],
  // Dimensions of a number, and operations on two.
  number: ['un numero', 'a number'],
  count: ['un conteggio', 'a count'],
  ratio: ['un rapporto', 'a ratio'],
  money: ['un importo', 'an amount of money'],
  days: ['giorni', 'days'],
  percentage: ['una percentuale', 'a percentage'],
  date: ['una data', 'a day'],
  level: ['un livello', 'a level'],
  'yes-no': ['un sì o no', 'a yes or no'],
  'per-unit': ['un rapporto tra cose diverse', 'a ratio of different things'],
  'project-plan': ['un piano di progetto', 'a project plan'],
  add: ['sommare', 'added'],
  subtract: ['sottrarre', 'subtracted'],
  calculate: ['calcolare con', 'calculated with'],
  compare: ['confrontare', 'compared'],
  combine: ['mettere insieme', 'put together'],
  // Items that a code would have to name.
  'measure-code': ['il codice di una misura', 'the code of a measure'],
  'unit-code': ["il codice di un'unità", 'the code of a unit'],
  'benchmark-code': ['il codice di un confronto', 'the code of a benchmark'],
  part: ["un'unità, un'area o un obiettivo", 'a unit, an area or an objective'],
  unit: ["un'unità", 'a unit'],
  area: ["un'area strategica", 'a strategic area'],
  strategic: ['un obiettivo strategico', 'a strategic objective'],
  sheet: ['una scheda individuale', 'an individual sheet'],
  program: ['un programma', 'a program'],
  objective: ['un obiettivo', 'an objective'],
  entered: ['una misura che qualcuno inserisce', 'a measure that somebody enters'],
  person: ['una persona', 'a person'],
  benchmark: ['un confronto', 'a benchmark'],
  indicator: ['un indicatore', 'an indicator'],
  revision: ['un aggiornamento del piano', 'a revision of the plan'],
  // Types that a place of a plan file needs.
  text: ['un testo tra virgolette', 'a text in quotation marks'],
  integer: ['un numero intero', 'a whole number'],
  list: ['un elenco tra parentesi quadre', 'a list in square brackets'],
  boolean: ['true o false', 'true or false'],
  object: ['un oggetto tra graffe', 'an object in braces'],
} as const satisfies Readonly<Record<string, Sentence>>

/** One of them, or what is quoted in its place. */
export type Word = keyof typeof REFUSAL_WORDS | `«${string}»`
