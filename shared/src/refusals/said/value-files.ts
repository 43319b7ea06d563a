import type { RefusalEntries } from '../sentence'

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
