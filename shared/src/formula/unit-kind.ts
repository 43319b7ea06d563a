/** Kinds of units of measure. */
export type UnitKind =
  | 'percent'
  | 'money'
  | 'days'
  | 'working-days'
  | 'hours'
  | 'minutes'
  | 'weeks'
  | 'months'
  | 'years'
  | 'points'
  | 'count'
  | 'date'
  | 'switch'

/** Spellings of units, as they stand beside a number, each with its kind; the longer before the shorter that begins the same. */
export const UNIT_SPELLINGS: readonly (readonly [string, UnitKind])[] = [
  ['%|per ?cento|percentuale', 'percent'],
  ['€|euro', 'money'],
  ['(?:gg|giorni|giorno|g)\\.? ?(?:lavorativi|lavorativo|lav\\.?)', 'working-days'],
  ['gg\\.?|giorni|giorno', 'days'],
  ['ore|ora|h', 'hours'],
  ["minuti|minuto|min\\.?|'", 'minutes'],
  ['settimane|settimana', 'weeks'],
  ['mesi|mese', 'months'],
  ['anni', 'years'],
  ['punti|punteggio|p\\.', 'points'],
  ['n\\.?|n°|numero|nr\\.?|fte', 'count'],
]

/** Words that say no more than that a number of the unit follows: "valore %", "in euro", "n. giorni". */
const BEFORE = /^(?:(?:in|valore|valori|val\.?|dato|quota|tasso|importo|(?:n\.?|n°|nr\.?|numero)(?: di)?(?= *[gd])) *)+/
const AFTER = / *(?:medi[ao]?|assolut[aoi])$|\.$/

/** Spellings of an indicator's unit of measure that do not stand beside a number. */
const OWN_SPELLINGS: readonly (readonly [string, UnitKind])[] = [
  ...UNIT_SPELLINGS,
  ['percentuali|perc|pct|percentage|percent|punti (?:percentuali|%)|p\\.p', 'percent'],
  ['eur|importo', 'money'],
  ['gg lav|working days', 'working-days'],
  ['g|days?|gg\\. solari|giorni solari', 'days'],
  ['voto|voti', 'points'],
  ['num|number|quantità|valore assoluto|v\\.a', 'count'],
  ['data|date|gg/mm/aaaa', 'date'],
  ['on ?/ ?off|s[iì] ?/ ?no', 'switch'],
]

const OWN = OWN_SPELLINGS.map(([source, kind]) => [new RegExp(`^(?:${source})$`, 'iu'), kind] as const)

const kindOf = (text: string): UnitKind | null => OWN.find(([pattern]) => pattern.test(text))?.[1] ?? null

/** A word with the sign of its unit in brackets, or the other way round: "percentuale (%)", "(€) importo", "data (gg/mm/aaaa)". */
const BRACKETS = /^(.*?) *\(([^()]+)\) *(.*)$/

/**
 * Returns the kind of an indicator's unit of measure, however it is spelled; null for one that says nothing [FO27].
 * @example unitKindOf('Percentuale') // 'percent', as of '%', 'per cento', 'in %', 'valore %'
 */
export function unitKindOf(unit = ''): UnitKind | null {
  const text = unit.trim().toLowerCase()
  const [, before = '', inside, after = ''] = BRACKETS.exec(text) ?? []
  if (inside === undefined) return kindOf(text) ?? kindOf(text.replace(BEFORE, '').replace(AFTER, ''))
  const [around, within] = [unitKindOf(before + after), unitKindOf(inside)]
  return around === null || around === within ? within : within === null ? around : null
}

/** A percent has one of these in it: most units are none, and are asked at every number that is shown. */
const LIKE_PERCENT = /%|per|pct|p\.p/i

/** Is a unit of measure a percent, however it is spelled? */
export const isPercent = (unit = ''): boolean => LIKE_PERCENT.test(unit) && unitKindOf(unit) === 'percent'
