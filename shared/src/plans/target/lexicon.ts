import { UNIT_SPELLINGS, type UnitKind } from '../../formula'
import type { NumberTarget } from '../../model'

export type TargetOperator = NumberTarget['type']

const TO = "(?: (?:a|ad|al|allo|alla|all'|ai|agli|alle|di|del|dello|della|dell'|dei|degli|delle|da))?"

/** Ways to write a comparison; the longer before the shorter that begins the same. */
const COMPARISONS: readonly (readonly [string, TargetOperator])[] = [
  ['>\\s*/?\\s*=|=\\s*>|≥|⩾', 'at-least'],
  ['<\\s*/?\\s*=|=\\s*<|≤|⩽', 'at-most'],
  ['>', 'more-than'],
  ['<', 'less-than'],
  ['=', 'equals'],
  [`(?:maggiore|superiore) ?(?:o|/) ?uguale${TO}|(?:uguale|pari) o (?:maggiore|superiore)${TO}`, 'at-least'],
  [`(?:minore|inferiore) ?(?:o|/) ?uguale${TO}|(?:uguale|pari) o (?:minore|inferiore)${TO}`, 'at-most'],
  [`(?:pari ad )?almeno|non (?:inferiore|minore|meno)${TO}|(?:al )?minimo|min\\.?`, 'at-least'],
  [
    `non (?:superiore|maggiore|più|piu|oltre)${TO}|(?:al |entro (?:un )?)?massimo(?: di)?|max\\.?|al più|fino${TO}`,
    'at-most',
  ],
  [`(?:maggiore|superiore|più|piu) (?:a|ad|al|allo|alla|all'|ai|agli|alle|di|del|della|dei|delle)|oltre`, 'more-than'],
  [`(?:minore|inferiore|meno) (?:a|ad|al|allo|alla|all'|ai|agli|alle|di|del|della|dei|delle)`, 'less-than'],
  [`(?:pari|uguale)${TO}|esattamente`, 'equals'],
]

/** Patterns for a whole text, made once. */
const wholes = <T>(sources: readonly (readonly [string, T])[]): readonly (readonly [RegExp, T])[] =>
  sources.map(([source, meaning]) => [new RegExp(`^(?:${source})$`, 'iu'), meaning])
const WHOLE_COMPARISONS = wholes(COMPARISONS)

/** All comparisons, in signs and in words, for a pattern. */
export const OPERATOR = COMPARISONS.map(([source]) => source).join('|')

/** Comparisons in signs alone. */
export const SIGN = '>\\s*=|=\\s*>|<\\s*=|=\\s*<|[≥⩾≤⩽<>=]'

/** Meaning of a comparison as written. */
export function operatorOf(written: string): TargetOperator {
  return WHOLE_COMPARISONS.find(([pattern]) => pattern.test(written.trim()))?.[1] ?? 'at-least'
}

const WHOLE_UNITS = wholes(UNIT_SPELLINGS)

/** Units, for a pattern. */
export const UNIT = UNIT_SPELLINGS.map(([source]) => source).join('|')

/** The kind of a unit that stands in a target; null for words that are none. */
export const unitKind = (written = ''): UnitKind | null =>
  WHOLE_UNITS.find(([pattern]) => pattern.test(written.trim()))?.[1] ?? null

const TIMES: ReadonlySet<UnitKind | null> = new Set<UnitKind | null>([
  'days',
  'working-days',
  'hours',
  'minutes',
  'weeks',
  'months',
  'years',
])

/** Is it a length of time? */
export const isTime = (kind: UnitKind | null): boolean => TIMES.has(kind)

export const MONTHS: readonly string[] = [
  'gennaio',
  'febbraio',
  'marzo',
  'aprile',
  'maggio',
  'giugno',
  'luglio',
  'agosto',
  'settembre',
  'ottobre',
  'novembre',
  'dicembre',
]

/** Numbers that people write out. */
export const NUMBER_WORDS: Readonly<Partial<Record<string, number>>> = {
  due: 2,
  tre: 3,
  quattro: 4,
  cinque: 5,
  sei: 6,
  sette: 7,
  otto: 8,
  nove: 9,
  dieci: 10,
  quindici: 15,
  venti: 20,
  trenta: 30,
  sessanta: 60,
  novanta: 90,
}

/** Words after a number that make it larger. */
export const SCALES: Readonly<Partial<Record<string, number>>> = {
  mila: 1e3,
  k: 1e3,
  m: 1e6,
  mln: 1e6,
  milioni: 1e6,
  milione: 1e6,
  mld: 1e9,
  miliardi: 1e9,
}

/** Words that turn what is counted into another target, so that they are no name of it. */
export const NO_NOUN =
  's[iì]|no|on|off|per|ogni|entro|nel|nello|nella|nei|nelle|in|a|ad|al|allo|alla|ai|agli|alle|su|sul|sulla|rispetto|oltre|escluso|esclusi|esclusa|escluse|salvo|se|meno|più|piu|circa|ca|o|oppure|od|e|ed|non|senza|con|da|dal|dallo|dalla|dai|dagli|dalle|di|del|dello|della|dei|degli|delle|tra|fra|anno|annuo|annui|annue|mese|mensil\\p{L}*|trimest\\p{L}*|semest\\p{L}*|quadrimest\\p{L}*|settiman\\p{L}*|giornalier\\p{L}*|medi\\p{L}*|massim\\p{L}*|minim\\p{L}*|max|min|almeno|inferior\\p{L}*|superior\\p{L}*'
