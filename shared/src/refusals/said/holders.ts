import type { Entries } from '../sentence'

/** What is said of those who hold positions, and of their days. */
export const ofHolders = {
  ACCOUNT_HOLDS_ANOTHER: [
    '«{username}» in quei giorni ha già un incarico in questo ente: per una supplenza dia a quello il ruolo.',
    '«{username}» has another position in this body on those days: for a replacement give the role to that one.',
  ],
  DAYS_ENDED: [
    'Oggi non è titolare di questo incarico: ciò che ha scritto resta su questo dispositivo; lo esporti e lo dia a chi lo è.',
    'Today you do not hold this position: what you wrote stays on this device; export it and give it to whoever does.',
  ],
  HOLDERS_OVERLAP: [
    'In quei giorni l’incarico ha già un titolare: prima ne termini i giorni, o usi il passaggio di consegne.',
    'On those days the position has a holder already: end those days first, or hand it over.',
  ],
  HOLDER_ACTED: [
    'Dopo il {day:day} ha agito in questo incarico: scelga come ultimo giorno uno che viene dopo.',
    'The holder acted in this position after {day:day}: choose a last day that comes after.',
  ],
  HOLDER_DID_ACT: [
    'Ha già agito in questo incarico: non si toglie, se ne terminano i giorni.',
    'The holder acted in this position already: end the days, they cannot be taken away.',
  ],
  NOBODY_BEFORE: [
    'In quel giorno non c’è un titolare da cui ricevere le consegne: lo aggiunga soltanto.',
    'Nobody holds the position on that day, or only from that day on: just add the holder.',
  ],
  STILL_HOLDER: [
    'Il nome si cancella di chi non è più titolare: prima ne termini i giorni.',
    'A name is erased of whoever holds the position no more: end the days first.',
  ],
  UNKNOWN_HOLDER: [
    'Questo titolare non c’è più: ricarichi la pagina.',
    'This holder is not there any more: reload the page.',
  ],
} as const satisfies Entries
