import type { Entries } from '../sentence'

/** What somebody types into a cell, and the value that would meet a target. */
export const ofValues = {
  NEGATIVE: ['Il valore non può essere negativo.', 'The value cannot be below zero.'],
  NOT_A_BOOLEAN: ['Scriva sì o no.', 'Write yes or no.'],
  NOT_A_COUNT: ['È un conteggio: scriva un numero intero.', 'This is a count: write a whole number.'],
  NOT_A_DATE: {
    '': [
      'Non è una data: scriva giorno, mese e anno, per esempio 5/9/2021.',
      'This is no day: write day, month and year, for example 5/9/2021.',
    ],
    target: ['Target di «{indicator}»: «{day}» non è un giorno.', 'Target of «{indicator}»: «{day}» is no day.'],
    none: ['La data non esiste nel calendario.', 'The calendar has no such day.'],
    number: ['Qui serve una data, per esempio 5/9/2021.', 'A day is needed here, for example 5/9/2021.'],
  },
  NOT_A_LEVEL: ['Scriva uno dei livelli: {levels}.', 'Write one of the levels: {levels}.'],
  NOT_A_NUMBER: {
    '': [
      'Non è un numero: scriva solo cifre, con la virgola per i decimali.',
      'This is no number: write digits only, with a comma for the decimals.',
    ],
    date: ['Qui serve un numero, non una data.', 'A number is needed here, not a day.'],
    large: ['Il numero è troppo grande: controlli le cifre.', 'The number is too large: check the digits.'],
    steps: ['Questa misura non è un piano di progetto.', 'This measure is no project plan.'],
    target: [
      "L'obiettivo non è un numero da raggiungere: non c'è un valore da calcolare.",
      'The target is no number to be reached: there is no value to be worked out.',
    ],
  },
  NOT_INVERTIBLE: [
    'La formula non si può risolvere per questa misura: manca un altro valore, o la misura vi entra in più modi.',
    'The formula cannot be solved for this measure: another value is missing, or the measure comes into it in several ways.',
  ],
  NOT_STEPS: ['Indichi quali passi sono stati fatti.', 'Say which steps were done.'],
  NOT_USED: [
    'Questa misura non entra nel calcolo di questo indicatore.',
    'This measure does not count for this indicator.',
  ],
  NO_TARGET: ["L'indicatore non ha un obiettivo per quest'anno.", 'The indicator has no target for this year.'],
  NUMBER_INEXACT: {
    file: [
      'Il numero ha più cifre di quante se ne tengano: lo scriva con meno cifre.',
      'The number has more digits than are kept: write it with fewer.',
    ],
    value: [
      'Il numero ha più cifre di quante se ne tengano: ne scriva al massimo {limit}.',
      'The number has more digits than are kept: write {limit} at most.',
    ],
    request: [
      'Un numero della richiesta ha più cifre di quante se ne tengano: lo scriva con meno cifre.',
      'A number of the request has more digits than are kept: write it with fewer.',
    ],
  },
  OUT_OF_RANGE: ['Un piano di progetto arriva al più al 100 %.', 'A project plan comes to 100 % at most.'],
  OUT_OF_REACH: [
    'Con gli altri valori già inseriti nessun valore di questa cella basta o serve: si veda il resto dell’anno.',
    'With the other values as they are no value of this cell is enough or is needed: see the rest of the year.',
  ],
  UNKNOWN_STEP: [
    'Il piano di progetto non ha questo passo: aggiorni la pagina e riprovi.',
    'The project plan has no such step: refresh the page and try again.',
  ],
} as const satisfies Entries
