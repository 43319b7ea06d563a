import type { RefusalEntries } from '../sentence'

/** Refusals of a value typed into a cell, and of the value that would meet a target. */
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
} as const satisfies RefusalEntries

/** Files beside the values, and how they are brought. */
export const ofEvidence = {
  EVIDENCE_DAMAGED: [
    'La copia di «{name}» su questo dispositivo è danneggiata: lo tolga e lo alleghi di nuovo.',
    'The copy of «{name}» on this device is damaged: take it away and attach it again.',
  ],
  EVIDENCE_EMPTY: ['«{name}» è vuoto.', '«{name}» is empty.'],
  EVIDENCE_HASH: [
    '«{name}» non è arrivato intero: lo invii di nuovo.',
    '«{name}» did not arrive whole: send it again.',
  ],
  EVIDENCE_TOO_LARGE: {
    '': [
      'L’allegato supera {limit} MB: lo riduca o lo divida.',
      'The file is larger than {limit} MB: make it smaller or divide it.',
    ],
    named: [
      '«{name}» supera {limit} MB: lo riduca o lo divida.',
      '«{name}» is larger than {limit} MB: make it smaller or divide it.',
    ],
  },
  EVIDENCE_TOO_MANY: [
    'Questa misura ha già {limit|un allegato|# allegati}: ne tolga uno, o li unisca in un solo documento.',
    'This measure has {limit|one file|# files} already: take one away, or put them into one document.',
  ],
  EVIDENCE_TYPE: [
    '«{name}» non è di un tipo ammesso: alleghi un PDF, un’immagine o un documento (docx, xlsx, odt, ods…).',
    '«{name}» is of a type that is not taken: attach a PDF, a picture or a document (docx, xlsx, odt, ods…).',
  ],
  EVIDENCE_UNKNOWN: {
    '': ['Questo allegato non c’è, o non è ancora arrivato.', 'This file is not there, or has not arrived yet.'],
    unnamed: [
      'Nessun valore nomina questo allegato: sincronizzi prima i valori.',
      'No value names this file: exchange the values first.',
    ],
  },
  EVIDENCE_UPLOADS: [
    'Ha troppi allegati iniziati e non finiti di inviare: lasci che partano, o tolga quelli che non servono. Quelli fermi da sette giorni si tolgono da soli.',
    'You have too many files begun and not sent to the end: let them go, or take away those that are not needed. Those that stand still for seven days go by themselves.',
  ],
  UPLOAD_BUSY: [
    'L’allegato si sta già inviando da un’altra finestra: riprenderà da solo.',
    'The file is being sent from another window already: it goes on by itself.',
  ],
  UPLOAD_CHANGED: [
    'L’invio dell’allegato è ricominciato nel frattempo: proseguirà da solo.',
    'Sending the file has begun again meanwhile: it goes on by itself.',
  ],
  UPLOAD_MALFORMED: [
    'L’invio dell’allegato non ha la forma attesa: aggiorni la pagina e riprovi.',
    'Sending the file does not have the expected form: refresh the page and try again.',
  ],
} as const satisfies RefusalEntries

/** Faults of a file of values, and of the rows in it. */
export const ofValueFiles = {
  BAD_YEAR: ['«{year}» non è un anno: scriva per esempio 2021.', '«{year}» is no year: write for example 2021.'],
  DUPLICATE_ROW: [
    'La stessa misura, per la stessa unità e lo stesso periodo, è già alla riga {line}: ne lasci una.',
    'The same measure, of the same unit and period, stands on line {line} already: leave one of them.',
  ],
  ROW_COLUMNS: [
    'La riga ha {found|1 campo|# campi} e l’intestazione {expected|1|#}: controlli separatori e virgolette.',
    'The row has {found|1 field|# fields} and the heading {expected|1|#}: check separators and quotation marks.',
  ],
  ROW_LONG: [
    'La riga è troppo lunga, o mancano le virgolette di chiusura.',
    'The row is too long, or its closing quotation marks are missing.',
  ],
  ROW_QUOTES: [
    'Le virgolette non tornano: un campo che ne contiene va tutto fra virgolette, e dentro si raddoppiano.',
    'The quotation marks do not match: a field that holds some is quoted whole, and they are doubled inside.',
  ],
  UNIT_MISSING: [
    '«{measure}» la inseriscono più unità: scriva quale, fra {units}.',
    '«{measure}» is entered by several units: write which one, of {units}.',
  ],
  VALUES_EMPTY: ['Il file non ha righe da portare.', 'The file has no rows to bring in.'],
  VALUES_HEADING: {
    missing: [
      'La prima riga deve dare i nomi delle colonne: manca «{column}» (misura;unita;anno;periodo;valore;nota, in qualunque ordine).',
      'The first row has to name the columns: «{column}» is missing (misura;unita;anno;periodo;valore;nota, in any order).',
    ],
    unknown: [
      'La colonna «{column}» non è fra misura;unita;anno;periodo;valore;nota: la tolga.',
      'The column «{column}» is none of misura;unita;anno;periodo;valore;nota: take it out.',
    ],
    twice: ['La colonna «{column}» c’è due volte.', 'The column «{column}» is there twice.'],
  },
  VALUES_NOT_TEXT: [
    'Il file non è un testo: lo salvi come CSV, con codifica UTF-8 o Windows-1252.',
    'The file is no text: save it as CSV, in UTF-8 or Windows-1252.',
  ],
  VALUES_TOO_LARGE: {
    bytes: [
      'Il file è troppo grande: al massimo {limit} MB. Lo divida.',
      'The file is too large: {limit} MB at most. Divide it.',
    ],
    rows: [
      'Il file ha troppe righe: al massimo {limit}. Lo divida.',
      'The file has too many rows: {limit} at most. Divide it.',
    ],
  },
} as const satisfies RefusalEntries
