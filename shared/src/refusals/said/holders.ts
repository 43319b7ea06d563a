import type { RefusalEntries } from '../sentence'

/** Refusals about those who hold positions, and about their days. */
export const ofHolders = {
  ACCOUNT_HOLDS_ANOTHER: [
    '«{username}» in quei giorni ha già un incarico in questo ente: per una supplenza dia a quello il ruolo.',
    '«{username}» has another position in this body on those days: for a replacement give the role to that one.',
  ],
  DAYS_ENDED: {
    '': [
      'Oggi non è titolare di questo incarico: ciò che ha scritto resta su questo dispositivo; lo esporti e lo dia a chi lo è.',
      'Today you do not hold this position: what you wrote stays on this device; export it and give it to whoever does.',
    ],
    invite: [
      'I suoi giorni in questo incarico sono finiti: si invita chi lo tiene oggi o lo terrà.',
      'The days in this position are over: whoever holds it today, or will hold it, is invited.',
    ],
  },
  HOLDERS_OVERLAP: [
    'In quei giorni l’incarico ha già un titolare: prima ne termini i giorni, o usi il passaggio di consegne.',
    'On those days the position has a holder already: end those days first, or hand it over.',
  ],
  HOLDER_ACTED: {
    after: [
      'Dopo il {day:day} ha agito in questo incarico: scelga come ultimo giorno uno che viene dopo.',
      'The holder acted in this position after {day:day}: choose a last day that comes after.',
    ],
    before: [
      'Prima del {day:day} ha già agito in questo incarico: scelga come primo giorno uno che viene prima.',
      'The holder acted in this position before {day:day}: choose a first day that comes before.',
    ],
  },
  HOLDER_DID_ACT: [
    'Dal primo giorno ha già agito in questo incarico, e il registro lo dice: non si revoca più, ne termini i giorni.',
    'The holder acted in this position since the first day, and the record says so: this cannot be undone any more, end the days.',
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
} as const satisfies RefusalEntries
