import type { BenchmarkScope, Comparison } from '../../model'
import { PRINTED_NUMBER } from '../../values'
import { numberOf } from './read-number'
import { doubt } from './doubts'
import type { PartReading, TargetSurroundings } from './found'
import { OPERATOR, operatorOf } from './lexicon'
import { form, type Scanner } from './scanner'

const COMPARED = { 'at-least': '>=', 'more-than': '>', 'at-most': '<=', 'less-than': '<', equals: null } as const

const comparisonOf = (written = ''): Comparison | null => COMPARED[operatorOf(written)]

const NOW = "(?:x|anno n|anno x|valore dell'anno|valore anno)"
const BEFORE =
  "(?:(?:a |al |il |del |dell'|della |rispetto (?:al|all') ?)?(?:valore |dato |risultato |quello |consuntivo )?(?:del |dell')?(?:(anno precedente|anno scorso|anno prima)|(?:x|anno n|anno x|n|anno) ?- ?(\\d)|(?:anno )?((?:19|20)\\d\\d)(?![\\d/.,%])))"
const EARLIER = form(`(?:${NOW} ?)?(${OPERATOR}) ?${BEFORE}`)
const NAMED_YEAR = /valore|dato|risultato|quello|consuntivo|anno|del /i
const MOVES = form(
  `(?:in )?(?:(aumento|incremento|crescita)|(riduzione|diminuzione|calo)) (?:rispetto (?:a|al|all') ?|su |sul |sull')${BEFORE}`,
)

/** Years that a target may look back, and that a mean may be of. */
const MOST_YEARS = 10

function against(back: number, comparison: Comparison, mean: { readonly years?: number } = {}): PartReading | null {
  return back >= 1 && back <= MOST_YEARS
    ? { target: { type: 'against-year', back, ...mean, comparison }, doubts: [] }
    : null
}

const COUNTED: Readonly<Partial<Record<string, number>>> = { due: 2, tre: 3, quattro: 4, cinque: 5 }
const SPANS: Readonly<Partial<Record<string, number>>> = { biennio: 2, triennio: 3, quadriennio: 4, quinquennio: 5 }
const COUNT = `(\\d{1,2}|${Object.keys(COUNTED).join('|')})`
const SPAN = `(${Object.keys(SPANS).join('|')})`
const YEAR = '((?:19|20)\\d\\d)'
const MEANS = form(
  `(${OPERATOR}) ?(?:al |alla |a |la |il |della )*(?:valore |dato )?(?:medio|media) (?:(?:degli |nei |negli )?ultimi ${COUNT} (?:anni|esercizi)(?: precedenti)?|(?:dei |nei )?${COUNT} (?:anni|esercizi) precedenti|(?:dell'|nell')?ultimo ${SPAN}|(?:del |nel )?${SPAN} precedente|(?:degli anni |anni |(?:del |nel )?${SPAN} |del periodo |periodo )?${YEAR} ?[-/] ?${YEAR})`,
)

/** The mean of earlier years as what the value is compared with: of the last so many, or of those that are named [PL4.6]. */
export function readMeans(scan: Scanner, { year }: TargetSurroundings): PartReading | null {
  return scan.whole(() => {
    const found = scan.take(MEANS)
    const comparison = comparisonOf(found?.[1])
    if (!found || !comparison) return null
    const [, , last, before, lastSpan, spanBefore, span, from, to] = found
    const count = (last ?? before ?? '').toLowerCase()
    const named = (lastSpan ?? spanBefore ?? span ?? '').toLowerCase()
    const spanned = SPANS[named] ?? COUNTED[count] ?? Number(count)
    const years = to === undefined ? spanned : Number(to) - Number(from) + 1
    if (years < 2 || years > MOST_YEARS || (span && SPANS[named] !== years)) return null
    return against(to === undefined ? 1 : year - Number(to), comparison, { years })
  })
}

const backOf = ([last, minus, named]: readonly (string | undefined)[], year: number): number =>
  last ? 1 : minus ? Number(minus) : year - Number(named)

/** An earlier year as what the value is compared with [PL4.1]. */
export function readEarlier(scan: Scanner, { year, unit }: TargetSurroundings): PartReading | null {
  return scan.whole(() => {
    const found = scan.take(EARLIER)
    if (found) {
      const comparison = comparisonOf(found[1])
      if (found[4] && !unit && !NAMED_YEAR.test(found[0])) return null
      if (found[4] && !NAMED_YEAR.test(found[0])) return null
      return comparison ? against(backOf(found.slice(2), year), comparison) : null
    }
    const moves = scan.take(MOVES)
    return moves ? against(backOf(moves.slice(3), year), moves[1] ? '>' : '<') : null
  })
}

const SCOPES: Readonly<Partial<Record<string, BenchmarkScope>>> = {
  cluster: 'cluster',
  region: 'regional',
  nazion: 'national',
}
const MEAN =
  '(?:al |alla |a |di |della |dalla |da |la |il valore )*media (?:del |della |dei |)?(cluster|region|nazion)(?:ale|e)?'
const BENCHMARK = form(`(${OPERATOR}) ?${MEAN}`)
const DEVIATION = form(`scostamento (?:max|massimo)\\.?(?: di)? (${PRINTED_NUMBER})(?: ?%)? ${MEAN}`)

/** The mean of other bodies as what the value is compared with [PL4.2, PL4.3]. */
export function readBenchmark(scan: Scanner): PartReading | null {
  return scan.whole(() => {
    const found = scan.take(BENCHMARK)
    const comparison = comparisonOf(found?.[1])
    const scope = SCOPES[found?.[2]?.toLowerCase() ?? '']
    if (found)
      return scope && comparison ? { target: { type: 'against-benchmark', scope, comparison }, doubts: [] } : null
    const apart = scan.take(DEVIATION)
    const margin = apart ? numberOf(apart[1] ?? '') : null
    const of = SCOPES[apart?.[2]?.toLowerCase() ?? '']
    if (margin === null || margin < 0 || !of) return null
    return { target: { type: 'against-benchmark', scope: of, comparison: '>=', margin }, doubts: [doubt('ONE_SIDE')] }
  })
}

const CHANGE = form(
  `(?:[+-] ?(?:${PRINTED_NUMBER}) ?%|\\+ ?(?:${PRINTED_NUMBER})|(?:incremento|aumento|crescita|riduzione|diminuzione|calo|riduzione percentuale)(?: (?:di|del|dell'|almeno|minim[oa]|pari a[dl]?|superiore a[dl]?))* ?(?:${PRINTED_NUMBER}) ?%?|(?:${PRINTED_NUMBER}) ?% (?:in (?:più|meno)|rispetto a|sul (?:19|20)\\d\\d)).*`,
)

/** A change by so much over before is no form of target [PL4.4]. */
export const readChange = (scan: Scanner): PartReading | null =>
  scan.take(CHANGE) ? { target: null, doubts: [doubt('CHANGE')] } : null

const KEPT = form(
  "(?:mantenimento|mantenere|invariato)(?: (?:del|dello|dei|degli|il|i) (?:valore|valori|livello|livelli|standard|dato|risultato)| rispetto)?(?: (?:all'|dell'|al|del)? ?anno precedente)?",
)

/** A value to be kept is no worse than the year before [PL4.5]. */
export function readKept(scan: Scanner, { better }: TargetSurroundings): PartReading | null {
  if (!scan.take(KEPT)) return null
  const comparison = better === 'less' ? '<=' : '>='
  return { target: { type: 'against-year', back: 1, comparison }, doubts: [doubt('KEPT')] }
}

const LEVELS = 'basso|medio|alto|insufficiente|sufficiente|discreto|buono|ottimo|distinto|eccellente|adeguato|elevato'
const ANY_LEVEL = form('([><≥≤=⩾⩽ ]+) ?(?:a |al |di )?(?!media|anno|valore|dato)(\\p{L}+)$')
const KNOWN_LEVEL = form(`(${OPERATOR}) ?(${LEVELS})`)

/** A level by its name [PL5.1]. */
export function readLevel(scan: Scanner, { levels = [] }: TargetSurroundings): PartReading | null {
  return scan.whole(() => {
    const found = scan.take(KNOWN_LEVEL) ?? scan.take(ANY_LEVEL)
    const comparison = found ? comparisonOf(found[1]) : null
    const level = found?.[2]?.toLowerCase()
    if (!comparison || level === undefined) return null
    const isKnown = levels.some((one) => one.toLowerCase() === level)
    return { target: { type: 'level', comparison, level }, doubts: isKnown ? [] : [doubt('NO_SCALE')] }
  })
}

const EITHER = form('(?:on ?/ ?off|s[iì] ?/ ?no)')
const YES = form('(?:s[iì]|on)')
const FIRST_YEAR = form('(?:anno (?:di )?(?:prima )?rilevazione|prima rilevazione)')
const OBSERVED = form('(?:da rilevare|solo (?:rilevato|rilevazione|monitoraggio))')

/** Yes or no, a first year, something that is recorded only [PL5.2, PL6.1]. */
export function readWord(scan: Scanner): PartReading | null {
  if (scan.take(EITHER)) return { target: { type: 'equals', value: 1 }, doubts: [doubt('YES_MEANT')] }
  if (scan.take(YES)) return { target: { type: 'equals', value: 1 }, doubts: [] }
  if (scan.take(FIRST_YEAR)) return { target: { type: 'first-year' }, doubts: [] }
  return scan.take(OBSERVED) ? { target: { type: 'observed' }, doubts: [] } : null
}
