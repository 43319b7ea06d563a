import type { RefusalEntries } from '../sentence'

/** Faults in the form of a plan file. */
export const ofPlanFiles = {
  DUPLICATE_KEY: ['«{key}» è scritto due volte.', '«{key}» is written twice.'],
  JSON_SYNTAX: {
    empty: ['Il file è vuoto.', 'The file is empty.'],
    detail: ['Il file non è JSON valido ({detail}).', 'The file is no valid JSON ({detail}).'],
    other: ['Il file non è JSON valido: errore di scrittura.', 'The file is no valid JSON: an error in its writing.'],
    symbol: [
      'Il file non è JSON valido: qui non ci va questa parola.',
      'The file is no valid JSON: this word does not belong here.',
    ],
    number: [
      'Il file non è JSON valido: il numero è scritto male (i decimali vogliono il punto).',
      'The file is no valid JSON: the number is written wrong (decimals take a point).',
    ],
    property: [
      'Il file non è JSON valido: manca il nome di una proprietà tra virgolette.',
      'The file is no valid JSON: the name of a property in quotation marks is missing.',
    ],
    value: ['Il file non è JSON valido: manca un valore.', 'The file is no valid JSON: a value is missing.'],
    colon: ['Il file non è JSON valido: mancano i due punti.', 'The file is no valid JSON: the colon is missing.'],
    comma: ['Il file non è JSON valido: manca una virgola.', 'The file is no valid JSON: a comma is missing.'],
    brace: [
      'Il file non è JSON valido: manca la graffa di chiusura.',
      'The file is no valid JSON: the closing brace is missing.',
    ],
    bracket: [
      'Il file non è JSON valido: manca la quadra di chiusura.',
      'The file is no valid JSON: the closing square bracket is missing.',
    ],
    end: [
      'Il file non è JSON valido: il file doveva finire qui.',
      'The file is no valid JSON: the file should have ended here.',
    ],
    comment: [
      'Il file non è JSON valido: i commenti non sono ammessi.',
      'The file is no valid JSON: comments are not allowed.',
    ],
    quote: [
      'Il file non è JSON valido: mancano le virgolette di chiusura.',
      'The file is no valid JSON: the closing quotation marks are missing.',
    ],
    unfinished: [
      'Il file non è JSON valido: il numero non è finito.',
      'The file is no valid JSON: the number is not finished.',
    ],
    unicode: [
      'Il file non è JSON valido: il codice Unicode è scritto male.',
      'The file is no valid JSON: the Unicode code is written wrong.',
    ],
    escape: [
      'Il file non è JSON valido: la barra rovesciata è seguita da un carattere che non può seguirla.',
      'The file is no valid JSON: the backslash is followed by a character that cannot follow it.',
    ],
    character: [
      'Il file non è JSON valido: c’è un carattere che non può stare qui.',
      'The file is no valid JSON: there is a character that cannot stand here.',
    ],
  },
  JSON_TOO_DEEP: [
    'Il file ha troppi livelli uno dentro l’altro: non è un piano.',
    'The file has too many levels inside each other: it is no plan.',
  ],
  NUL_CHARACTER: [
    'Il testo contiene il carattere nullo: lo tolga.',
    'The text contains the null character: take it out.',
  ],
  SCHEMA_ADDITIONAL_PROPERTIES: [
    '«{key}» non fa parte del formato: controlli come è scritto.',
    '«{key}» is no part of the format: check how it is written.',
  ],
  SCHEMA_ANY_OF: [
    'Qui serve un numero, o un giorno scritto anno-mese-giorno.',
    'A number is needed here, or a day written year-month-day.',
  ],
  SCHEMA_CONST: ['Qui può stare solo {values}.', 'Only {values} can stand here.'],
  SCHEMA_ENUM: ['Valore non ammesso: scriva uno tra {values}.', 'This value cannot stand here: write one of {values}.'],
  SCHEMA_EXCLUSIVE_MINIMUM: [
    'Il numero è fuori dai limiti (> {limit}).',
    'The number is out of its limits (> {limit}).',
  ],
  SCHEMA_FALSE_SCHEMA: [
    'Questa proprietà qui non va: tolga quella che non riguarda il livello dell’obiettivo.',
    'This property does not belong here: take out the one that is not for the level of the objective.',
  ],
  SCHEMA_FORMAT: [
    'Non è un giorno del calendario: scriva anno-mese-giorno, per esempio 2021-12-31.',
    'This is no day of the calendar: write year-month-day, for example 2021-12-31.',
  ],
  SCHEMA_MAXIMUM: ['Il numero è fuori dai limiti (<= {limit}).', 'The number is out of its limits (<= {limit}).'],
  SCHEMA_MAX_ITEMS: [
    "L'elenco può avere al massimo {limit|un elemento|# elementi}.",
    'The list can have {limit|one item|# items} at most.',
  ],
  SCHEMA_MAX_LENGTH: [
    'Il testo può avere al massimo {limit|un carattere|# caratteri}.',
    'The text can have {limit|one character|# characters} at most.',
  ],
  SCHEMA_MINIMUM: ['Il numero è fuori dai limiti (>= {limit}).', 'The number is out of its limits (>= {limit}).'],
  SCHEMA_MIN_ITEMS: [
    "L'elenco deve avere almeno {limit|un elemento|# elementi}.",
    'The list has to have {limit|one item|# items} at least.',
  ],
  SCHEMA_ONE_OF: {
    object: [
      'Non è nessuna delle forme previste: qui serve un oggetto tra graffe.',
      'This is none of the forms that there are: an object in braces is needed here.',
    ],
    values: [
      'Non è nessuna delle forme previste («{key}»: {values}).',
      'This is none of the forms that there are («{key}»: {values}).',
    ],
  },
  SCHEMA_PATTERN: [
    'Il testo non ha la forma ammessa: controlli spazi iniziali e finali, e nei codici i caratteri.',
    'The text does not have the form that is allowed: check blanks at its ends, and in codes the characters.',
  ],
  SCHEMA_REQUIRED: ['Manca «{key}».', '«{key}» is missing.'],
  SCHEMA_TYPE: ['Qui serve {needed:word}.', 'Here {needed:word} is needed.'],
  SCHEMA_UNIQUE_ITEMS: ["L'elenco ripete lo stesso elemento.", 'The list has the same item twice.'],
} as const satisfies RefusalEntries
