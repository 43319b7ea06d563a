import type { RefusalEntries } from '../sentence'

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
      '[«{indicator}»: ]Non si può {operation:word} {left:word} e {right:word}. Cambi la formula, o il tipo di una misura.',
      '[«{indicator}»: ]{left:word} and {right:word} cannot be {operation:word}. Change the formula, or the kind of a measure.',
    ],
    unit: [
      "[«{indicator}»: ]La formula dà {found:word}, ma l'unità di misura stampata è «{unit}». Cambi l'unità, la formula o il tipo di una misura.",
      '[«{indicator}»: ]The formula gives {found:word}, but the unit of measure that is printed is «{unit}». Change the unit, the formula or the kind of a measure.',
    ],
    hundred: [
      '[«{indicator}»: ]Moltiplicato per una percentuale {found:word} risulta cento volte tanto. Divida per 100.',
      '[«{indicator}»: ]Multiplied by a percentage {found:word} comes out a hundred times as large. Divide by 100.',
    ],
    'percent-twice': [
      '[«{indicator}»: ]La formula moltiplica per cento più di una volta. Scriva il rapporto e basta («A / B»): in percentuale lo porta il programma.',
      '[«{indicator}»: ]The formula multiplies by a hundred more than once. Write the ratio alone («A / B»): the program puts it in percent.',
    ],
    'percent-lost': [
      '[«{indicator}»: ]La formula divide per cento un rapporto. Scriva il rapporto e basta («A / B»): in percentuale lo porta il programma.',
      '[«{indicator}»: ]The formula divides a ratio by a hundred. Write the ratio alone («A / B»): the program puts it in percent.',
    ],
  },
  UNKNOWN_MEASURE: {
    '': [
      'La misura «{measure}» non è nel piano: ricarichi la pagina.',
      'The measure «{measure}» is not in the plan: reload the page.',
    ],
    row: [
      'La misura «{measure}» non è fra quelle che si possono vedere di questo piano: controlli il codice.',
      'The measure «{measure}» is none of those that may be seen of this plan: check the code.',
    ],
    formula: [
      '[Formula di «{indicator}», carattere {at}: ]«{word}» non è {what:word} di questo piano.[ Forse intendeva «{near}»?]',
      '[Formula of «{indicator}», character {at}: ]«{word}» is not {what:word} of this plan.[ Did you mean «{near}»?]',
    ],
  },
} as const satisfies RefusalEntries

/** Faults in the sense of a plan, and matters to be looked at before it is adopted. */
export const ofPlanFaults = {
  BUDGET: [
    '{item}: ha {own} euro, ciò che contiene ne somma {children}.',
    '{item}: it has {own} euro, what it contains adds up to {children}.',
  ],
  CYCLE: {
    formula: ['«{indicator}» dipende da sé stesso: {way}.', '«{indicator}» depends on itself: {way}.'],
    unit: ["L'unità «{unit}» sta sotto sé stessa.", 'The unit «{unit}» stands below itself.'],
  },
  DAYS: ["L'unità «{unit}» finisce prima di cominciare.", 'The unit «{unit}» ends before it begins.'],
  DAYS_ADD_UP: [
    '«{title}»: i giorni di «{measure}» si sommano di periodo in periodo. Se dicono quanto tempo ci vuole, scelga la media; se sono giorni da contare, lasci così.',
    '«{title}»: the days of «{measure}» add up from period to period. If they say how long it takes, choose the mean; if they are days to be counted, leave it so.',
  ],
  DUPLICATE_CODE: ["Il codice «{code}» c'è già in questo elenco.", 'The code «{code}» is in this list already.'],
  DUPLICATE_TARGET: ['«{indicator}» ha già un target per il {year}.', '«{indicator}» has a target for {year} already.'],
  INDICATOR_WITHOUT_OWNER: [
    '«{title}»: nessuna unità inserisce la misura «{measure}».',
    '«{title}»: no unit enters the measure «{measure}».',
  ],
  INDICATOR_WITHOUT_TARGET: ['«{title}» non ha un target per il {year}.', '«{title}» has no target for {year}.'],
  MISSING_REFERENCE: {
    parent: [
      "L'obiettivo «{objective}» non dice sotto che cosa sta.",
      'The objective «{objective}» does not say what it stands under.',
    ],
    sheet: [
      "L'obiettivo individuale «{objective}» non ha una scheda.",
      'The individual objective «{objective}» has no sheet.',
    ],
  },
  NO_SUM: {
    periods: [
      'La misura «{measure}» è {what:word}, e nell’anno i suoi periodi si sommano: scelga la media o l’ultimo valore.',
      'The measure «{measure}» is {what:word}, and its periods add up over the year: choose the mean or the last value.',
    ],
    percent: [
      '«{indicator}»: «{measure}» è un numero che si legge come percentuale, e si somma. Scelga la media o l’ultimo valore, oppure scriva il rapporto.',
      '«{indicator}»: «{measure}» is a number that is read as a percentage, and it adds up. Choose the mean or the last value, or write the ratio.',
    ],
    units: [
      'La misura «{measure}» è {what:word}: più unità non la sommano. Scelga la media, o il valore più alto o più basso.',
      'The measure «{measure}» is {what:word}: several units do not add it up. Choose the mean, or the highest or lowest value.',
    ],
  },
  NUMBER_AS_PERCENT: [
    '«{title}»: la formula è un solo numero, e in «{unit}» si legge come punti percentuali: 45 vale 45 %. Se è una percentuale, lo dica il tipo della misura; se è un rapporto, si scriva la divisione.',
    '«{title}»: the formula is one number alone, and in «{unit}» it is read as percent points: 45 is 45 %. If it is a percentage, let the kind of the measure say so; if it is a ratio, write the division.',
  ],
  OBJECTIVE_WITHOUT_INDICATOR: [
    '«{title}» non ha un indicatore: nessuno lo misura.',
    '«{title}» has no indicator: nobody measures it.',
  ],
  SHEET_WITHOUT: [
    'La scheda «{sheet}» deve avere obiettivi su «{title}» che pesino almeno il {weight} %, e ora il loro peso è {found} % ({source}).',
    'The sheet «{sheet}» must have objectives on «{title}» that weigh at least {weight} %, and now their weight is {found} % ({source}).',
  ],
  TARGET: {
    type: [
      'Target di «{indicator}»: «{printed}» chiede {asked:word}, e la formula dà {found:word}. Cambi il target, la formula o il tipo della misura.',
      'Target of «{indicator}»: «{printed}» asks for {asked:word}, and the formula gives {found:word}. Change the target, the formula or the kind of the measure.',
    ],
    day: ['Target di «{indicator}»: «{day}» non è un giorno.', 'Target of «{indicator}»: «{day}» is no day.'],
    event: [
      "Target di «{indicator}»: l'evento «{event}» deve essere una misura di tipo data.",
      'Target of «{indicator}»: the event «{event}» has to be a measure of type day.',
    ],
    lone: [
      'Target di «{indicator}»: le scadenze di ogni periodo vogliono una formula fatta della sola misura.',
      'Target of «{indicator}»: deadlines of each period need a formula that is the measure alone.',
    ],
    thresholds: [
      'Target di «{indicator}»: il minimo sta dal lato più facile del target, l’eccellente da quello più difficile.',
      'Target of «{indicator}»: the least lies on the easier side of the target, what is excellent on the harder.',
    ],
    range: [
      'Target di «{indicator}»: il primo numero deve essere minore del secondo.',
      'Target of «{indicator}»: the first number has to be less than the second.',
    ],
    'by-day': [
      'Target di «{indicator}»: un numero entro un giorno prima dell’ultimo periodo vuole una formula fatta della sola misura, di una sola unità.',
      'Target of «{indicator}»: a number by a day before the last period needs a formula that is the measure alone, of one unit.',
    ],
    benchmark: [
      'Target di «{indicator}»: manca il confronto («benchmark») con cui misurarsi.',
      'Target of «{indicator}»: the benchmark to measure against is missing.',
    ],
    level: [
      'Target di «{indicator}»: «{level}» non è tra i livelli della misura.',
      'Target of «{indicator}»: «{level}» is not among the levels of the measure.',
    ],
  },
  TARGET_IN_THE_PAST: [
    '«{title}»: il target del {year} («{target}») cade prima dell’anno.',
    '«{title}»: the target of {year} («{target}») falls before the year.',
  ],
  UNITS_TOGETHER: {
    percentage: [
      '«{title}»: {units|un’unità dà|# unità danno} la percentuale «{measure}», e l’ente ne ha la media: una pratica di un’unità conta come cinquecento di un’altra. Faccia inserire numeratore e denominatore, oppure scelga la media delle unità.',
      '«{title}»: {units|one unit gives|# units give} the percentage «{measure}», and the body has their mean: one file of a unit counts like five hundred of another. Have numerator and denominator entered, or choose the mean of the units.',
    ],
    mean: [
      '«{title}»: {units|un’unità dà|# unità danno} la misura «{measure}», e l’ente ne ha la media, in cui ogni unità conta allo stesso modo. Se è ciò che si vuole, lo scelga; altrimenti scelga la somma o un’altra regola.',
      '«{title}»: {units|one unit gives|# units give} the measure «{measure}», and the body has their mean, in which each unit counts alike. If that is meant, choose it; otherwise choose the sum or another rule.',
    ],
  },
  UNKNOWN_REFERENCE: {
    '': ['«{code}» non è {what:word} di questo piano.', '«{code}» is not {what:word} of this plan.'],
    about: ['«{code}» non è tra i «{list}» di questo piano.', '«{code}» is not among the «{list}» of this plan.'],
  },
  WEIGHT_OF_BROTHERS: [
    '«{title}» non ha un peso: pesa {weight}, la media di quelli accanto che ne hanno uno.',
    '«{title}» has no weight: it weighs {weight}, the mean of those beside it that have one.',
  ],
  WEIGHTS_UNUSED: [
    'I pesi stampati sotto «{item}» non contano: per le regole dell’anno tutti pesano allo stesso modo.',
    'The printed weights under «{item}» do not count: by the rules of the year all weigh alike.',
  ],
  WEIGHTS: {
    areas: [
      'I pesi delle aree strategiche sommano a {sum}, non a 100.',
      'The weights of the strategic areas add up to {sum}, not to 100.',
    ],
    objectives: [
      'I pesi degli obiettivi di «{item}» sommano a {sum}, non a 100.',
      'The weights of the objectives of «{item}» add up to {sum}, not to 100.',
    ],
    sheet: [
      'I pesi della scheda «{sheet}» sommano a {sum} e non a {total}.',
      'The weights of the sheet «{sheet}» add up to {sum} and not to {total}.',
    ],
    objective: [
      'I pesi degli indicatori di «{objective}» sommano a {sum}, non a 100.',
      'The weights of the indicators of «{objective}» add up to {sum}, not to 100.',
    ],
  },
  YEARS: ["L'ultimo anno del piano viene prima del primo.", 'The last year of the plan comes before the first.'],
  YEAR_OUT_OF_PLAN: [
    'Il target di «{indicator}» è per il {year}, fuori dal piano {from}-{to}.',
    'The target of «{indicator}» is for {year}, outside the plan {from}-{to}.',
  ],
} as const satisfies RefusalEntries
