import type { Language } from '../../refusals'

type Params = Readonly<Record<string, string>>
type Sentence = (params: Params) => string

/**
 * Every doubt that a reading can have, with its sentence: what is not certain, and what to do. Doubts about a target that
 * was read come first, then those for which there is none. A code never changes once published.
 */
const DOUBTS = {
  SIDE_GUESSED: {
    it: ({ side }) =>
      side === 'less'
        ? 'Il numero è senza segno: si intende «al più», perché sembra che di meno sia meglio. Scriva «<=» oppure «>=».'
        : 'Il numero è senza segno: si intende «almeno», perché di solito di più è meglio. Scriva «>=» oppure «<=».',
    en: ({ side }) =>
      side === 'less'
        ? 'The number has no sign: “at most” is meant, as less seems better. Write “<=” or “>=”.'
        : 'The number has no sign: “at least” is meant, as more is usually better. Write “>=” or “<=”.',
  },
  LEFT_OVER: {
    it: ({ left }) => `Non è stato usato «${left}»: controlli che non cambi il target, o lo tolga.`,
    en: ({ left }) => `“${left}” was not used: check that it does not change the target, or take it out.`,
  },
  ANOTHER_YEAR: {
    it: ({ year }) => `È scritto un altro anno (${year}): controlli la data o l’anno del target.`,
    en: ({ year }) => `Another year is written (${year}): check the day or the year of the target.`,
  },
  SIGN_ASKS_LATER: {
    it: () => 'Il segno chiede «dopo», si intende «entro»: scriva «entro» se è così.',
    en: () => 'The sign asks for later, “by” is meant: write “entro” if so.',
  },
  IN_ALGORITHM: {
    it: () =>
      'La cella è un numero, il termine sta nell’algoritmo: scriva qui per intero «entro … gg chiusura periodo».',
    en: () => 'The cell is a number and the term stands in the formula: write the whole term here.',
  },
  NO_SCALE: {
    it: () => 'La scala dei livelli non è scritta: controlli che la misura abbia questo livello.',
    en: () => 'The scale of levels is not written: check that the measure has this level.',
  },
  ONE_SIDE: {
    it: () => 'Lo scostamento conta da una parte sola, al più così tanto sotto la media: confermi che è così.',
    en: () => 'The deviation counts on one side, at most so much below the mean: confirm that it is so.',
  },
  YES_MEANT: {
    it: () => 'È scritto sì o no, si intende sì: scriva «SI» se è così.',
    en: () => 'Yes or no is written, yes is meant: write “SI” if so.',
  },
  EXACTLY: {
    it: ({ value }) => `Si legge «esattamente ${value}»: di più costerebbe punti. Scriva «>=» se si intende almeno.`,
    en: ({ value }) => `“Exactly ${value}” is read: more would cost points. Write “>=” if at least is meant.`,
  },
  UNIT_DIFFERS: {
    it: ({ written, unit }) =>
      `È scritto in «${written}», l’indicatore si misura in «${unit}»: scriva il target in questa.`,
    en: ({ written, unit }) =>
      `It is written in “${written}”, the indicator is measured in “${unit}”: write it in that.`,
  },
  FROM_EVENT: {
    it: ({ event }) =>
      `Si legge come numero di giorni o mesi al più, contati ${event}: confermi che la misura li conta così.`,
    en: ({ event }) =>
      `Read as a number of days or months at most, counted “${event}”: confirm that the measure counts so.`,
  },
  OUT_OF: {
    it: ({ value, of }) => `Si legge ${value} (su ${of}): se si intende una quota, la scriva in per cento.`,
    en: ({ value, of }) => `Read as ${value} (out of ${of}): if a share is meant, write it as a percentage.`,
  },
  DAY_COMPUTED: {
    it: ({ day }) => `Il giorno è calcolato, ${day}: lo scriva se è quello.`,
    en: ({ day }) => `The day is computed, ${day}: write it if it is that one.`,
  },
  KEPT: {
    it: () => 'Mantenere si legge «non peggio dell’anno prima»: scriva il valore da mantenere, se è un altro.',
    en: () => 'Keeping is read as “not worse than the year before”: write the value to keep if it is another.',
  },
  RANGE_MEANT: {
    it: () =>
      'Si legge un intervallo, che si manca da tutte e due le parti: scriva «tra … e …» se è così, altrimenti «>=».',
    en: () => 'A range is read, missed on either side: write “tra … e …” if so, otherwise “>=”.',
  },
  SCALED: {
    it: ({ value }) => `Si legge ${value}: controlli che la misura sia in unità e non già in migliaia o milioni.`,
    en: ({ value }) => `Read as ${value}: check that the measure is in units, not in thousands or millions already.`,
  },
  NO_TARGET: {
    it: () =>
      'Qui non si legge un target: lo scelga dalla sua forma, o scriva per esempio «>= 80 %» o «entro il 31/12».',
    en: () => 'No target is read here: choose its form, or write for example “>= 80 %” or “entro il 31/12”.',
  },
  SEVERAL_TARGETS: {
    it: () => 'Sono scritte più condizioni: tenga quella che conta, o faccia un indicatore per ciascuna.',
    en: () => 'Several conditions are written: keep the one that counts, or make an indicator of each.',
  },
  EITHER: {
    it: () => 'Sono scritte due possibilità: tenga quella che conta.',
    en: () => 'Two possibilities are written: keep the one that counts.',
  },
  DAY_OR_SHARE: {
    it: ({ value, of }) =>
      `Può essere un giorno o «${value} su ${of}»: scriva la data con l’anno, oppure «${value} su ${of}».`,
    en: ({ value, of }) =>
      `It can be a day or “${value} out of ${of}”: write the day with its year, or “${value} su ${of}”.`,
  },
  SPAN: {
    it: () => 'È un periodo e non un termine: scriva il giorno entro cui va fatto.',
    en: () => 'It is a span of time and no deadline: write the day by which it is to be done.',
  },
  EVENT_NEEDED: {
    it: () => 'Il termine decorre da un fatto: scelga la misura che ne tiene il giorno.',
    en: () => 'The time runs from an event: choose the measure that holds its day.',
  },
  CHANGE: {
    it: () => 'È una variazione rispetto a prima: scriva il valore da raggiungere, o «> anno precedente».',
    en: () => 'It is a change from before: write the value to reach, or “> anno precedente”.',
  },
  NO_SUCH_DAY: {
    it: () => 'Questo giorno non esiste: corregga la data.',
    en: () => 'There is no such day: correct it.',
  },
  YEAR_OR_NUMBER: {
    it: ({ year }) => `${year} può essere un anno o un numero: scriva «> valore ${year}» oppure l’unità di misura.`,
    en: ({ year }) => `${year} can be a year or a number: write “> valore ${year}” or the unit of measure.`,
  },
} as const satisfies Record<string, Record<Language, Sentence>>

/** Stable code of what is not certain in a reading. */
export type DoubtCode = keyof typeof DOUBTS

/** Something that a person has to confirm of a reading, or the reason why there is none. */
export interface TargetDoubt {
  readonly code: DoubtCode
  readonly params: Params
}

/** All codes of doubts. */
export const DOUBT_CODES = Object.keys(DOUBTS) as readonly DoubtCode[]

/** Makes a doubt. */
export const doubt = (code: DoubtCode, params: Params = {}): TargetDoubt => ({ code, params })

/** Says what is in doubt, and what to do about it. */
export const sayDoubt = ({ code, params }: TargetDoubt, language: Language = 'it'): string =>
  (DOUBTS[code][language] as Sentence)(params)
