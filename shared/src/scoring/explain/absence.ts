import type { Absence, ActOfYear } from '../../model'
import type { Language } from '../../refusals'
import { formatDate, formatNumber } from '../../values'

type Why<Type extends Absence['type']> = Extract<Absence, { type: Type }>

/** Words for why there is no number, in one language. */
interface AbsenceWords {
  /** The reason alone, where no more is known of it. */
  readonly kinds: Readonly<Record<Absence['type'], string>>
  readonly undefined: Readonly<Record<Why<'undefined'>['why'], string>>
  readonly notApplicable: Readonly<Record<Why<'not-applicable'>['why'], string>>
  readonly noReference: Readonly<Record<Why<'no-reference'>['what'], string>>
  missing(labels: string): string
  /** Rest of a list, of which nothing is named. */
  more(count: number): string
  /** Since an act took it out of the plan, with what the print says of it. */
  eliminated(from: string, note: string): string
  /** Since an act left it out, with the act and its reason. */
  neutralised(from: string, act: string, reason: string): string
}

const ITALIAN: AbsenceWords = {
  kinds: {
    missing: 'manca un valore',
    'not-due': 'non ancora dovuto',
    'not-applicable': 'non applicabile',
    undefined: 'non calcolabile',
    'no-target': "nessun obiettivo per quest'anno: rilevato, non valutato",
    eliminated: 'eliminato',
    neutralised: 'neutralizzato',
    'no-reference': 'manca il valore con cui si confronta',
    empty: 'niente da valutare',
    weightless: 'ciò che è valutato pesa zero',
    'no-values': 'ancora nessun valore',
  },
  undefined: {
    'division-by-zero': 'il divisore è zero',
    'wrong-type': 'date e numeri non si possono combinare',
    cycle: 'dipenderebbe da sé stesso',
    formula: 'la formula ha un errore',
    'out-of-range': 'il numero è troppo grande',
  },
  notApplicable: {
    entered: 'non applicabile, come inserito',
    'zero-over-zero': 'non applicabile: zero su zero',
    'no-event': "non applicabile: l'evento da cui decorre il termine non è avvenuto",
  },
  noReference: {
    'earlier-year': "manca il valore dell'anno con cui si confronta",
    'earlier-period': 'manca il valore del periodo precedente',
    'left-out': 'ciò da cui si calcola è stato eliminato o neutralizzato',
    benchmark: 'manca il valore degli altri enti con cui si confronta',
  },
  missing: (labels) => `manca: ${labels}`,
  more: (count) => (count === 1 ? " e un'altra" : ` e altre ${formatNumber(count)}`),
  eliminated: (from, note) => `eliminato dal ${from}: «${note}»`,
  neutralised: (from, act, reason) => `neutralizzato dal ${from} con ${act}: «${reason}»`,
}

const ENGLISH: AbsenceWords = {
  kinds: {
    missing: 'a value is missing',
    'not-due': 'not due yet',
    'not-applicable': 'not applicable',
    undefined: 'cannot be computed',
    'no-target': 'no target for this year: recorded, not scored',
    eliminated: 'eliminated',
    neutralised: 'neutralised',
    'no-reference': 'what it is compared with is missing',
    empty: 'nothing to score',
    weightless: 'what is scored weighs nothing',
    'no-values': 'no value yet',
  },
  undefined: {
    'division-by-zero': 'the divisor is zero',
    'wrong-type': 'days and numbers cannot be combined',
    cycle: 'it would depend on itself',
    formula: 'there is a mistake in the formula',
    'out-of-range': 'the number is too large',
  },
  notApplicable: {
    entered: 'not applicable, as entered',
    'zero-over-zero': 'not applicable: zero over zero',
    'no-event': 'not applicable: the event that the term runs from did not happen',
  },
  noReference: {
    'earlier-year': 'the value of the year it is compared with is missing',
    'earlier-period': 'the value of the period before is missing',
    'left-out': 'what it is computed from was eliminated or neutralised',
    benchmark: 'the value of the other bodies it is compared with is missing',
  },
  missing: (labels) => `missing: ${labels}`,
  more: (count) => ` and ${formatNumber(count)} more`,
  eliminated: (from, note) => `eliminated from ${from} on: «${note}»`,
  neutralised: (from, act, reason) => `neutralised from ${from} on by ${act}: «${reason}»`,
}

/** An act as it is printed: "OIV n. 4 del 12/09/2021". */
export const sayAct = ({ organ, number, date }: ActOfYear): string => `${organ} n. ${number} del ${formatDate(date)}`

const wordsIn = (language: Language): AbsenceWords => (language === 'it' ? ITALIAN : ENGLISH)

/** Says the kind of reason why there is no number, of which nothing else is known. */
export const sayAbsenceKind = (type: Absence['type'], language: Language = 'it'): string =>
  wordsIn(language).kinds[type]

/**
 * Says why there is no number, the same wherever it is said [SC121].
 * @param most labels that are named of what is missing; of the others it is said how many
 */
export function sayAbsence(
  absence: Absence,
  labelOf: (code: string) => string,
  language: Language = 'it',
  most = Number.POSITIVE_INFINITY,
): string {
  const words = wordsIn(language)
  switch (absence.type) {
    case 'missing': {
      const named = absence.measures.slice(0, most)
      const left = absence.measures.length - named.length
      if (named.length === 0) return words.kinds.missing
      return `${words.missing(named.map(labelOf).join('; '))}${left > 0 ? words.more(left) : ''}`
    }
    case 'not-applicable':
      return words.notApplicable[absence.why]
    case 'undefined':
      return absence.cycle ? `${words.undefined.cycle}: ${absence.cycle.join(' → ')}` : words.undefined[absence.why]
    case 'no-reference':
      return words.noReference[absence.what]
    case 'neutralised':
      return words.neutralised(formatDate(absence.from), sayAct(absence.act), absence.reason)
    case 'eliminated':
      return words.eliminated(formatDate(absence.from), absence.note)
    default:
      return words.kinds[absence.type]
  }
}
