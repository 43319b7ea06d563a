import type { RefusalEntries } from '../sentence'

/** Reasons why a password is weak: one for each warning of the judge, by its name there. */
export const ofPasswords = {
  PASSWORD_TOO_LONG: [
    'La password può avere al massimo {limit|un carattere|# caratteri}.',
    'The password can have {limit|one character|# characters} at most.',
  ],
  PASSWORD_TOO_SHORT: [
    'La password deve avere almeno {limit|un carattere|# caratteri}.',
    'The password has to have {limit|one character|# characters} at least.',
  ],
  PASSWORD_TOO_WEAK: {
    '': [
      'Password debole. Si indovina facilmente. Quattro o cinque parole che non stanno insieme vanno bene.',
      'Weak password. It is easily guessed. Four or five words that do not belong together are fine.',
    ],
    straightRow: [
      'Password debole. Le sequenze lineari dei tasti sulla tastiera sono facili da indovinare. Quattro o cinque parole che non stanno insieme vanno bene.',
      'Weak password. Straight rows of keys on the keyboard are easy to guess. Four or five words that do not belong together are fine.',
    ],
    keyPattern: [
      'Password debole. Le brevi combinazioni di tasti sono facili da indovinare. Quattro o cinque parole che non stanno insieme vanno bene.',
      'Weak password. Short patterns of keys are easy to guess. Four or five words that do not belong together are fine.',
    ],
    simpleRepeat: [
      'Password debole. I caratteri ripetuti come "aaa" sono facili da indovinare. Quattro o cinque parole che non stanno insieme vanno bene.',
      'Weak password. Repeated characters like "aaa" are easy to guess. Four or five words that do not belong together are fine.',
    ],
    extendedRepeat: [
      'Password debole. Le combinazioni di caratteri ripetuti come "abcabcabc" sono facili da indovinare. Quattro o cinque parole che non stanno insieme vanno bene.',
      'Weak password. Repeated groups of characters like "abcabcabc" are easy to guess. Four or five words that do not belong together are fine.',
    ],
    sequences: [
      'Password debole. Le sequenze di caratteri comuni come "abc" sono facili da indovinare. Quattro o cinque parole che non stanno insieme vanno bene.',
      'Weak password. Common sequences of characters like "abc" are easy to guess. Four or five words that do not belong together are fine.',
    ],
    recentYears: [
      'Password debole. Gli anni recenti sono facili da indovinare. Quattro o cinque parole che non stanno insieme vanno bene.',
      'Weak password. Recent years are easy to guess. Four or five words that do not belong together are fine.',
    ],
    dates: [
      'Password debole. Le date sono facili da indovinare. Quattro o cinque parole che non stanno insieme vanno bene.',
      'Weak password. Dates are easy to guess. Four or five words that do not belong together are fine.',
    ],
    topTen: [
      'Password debole. Questa è una password molto usata. Quattro o cinque parole che non stanno insieme vanno bene.',
      'Weak password. This one is used very much. Four or five words that do not belong together are fine.',
    ],
    topHundred: [
      'Password debole. Questa è una password usata spesso. Quattro o cinque parole che non stanno insieme vanno bene.',
      'Weak password. This one is used often. Four or five words that do not belong together are fine.',
    ],
    common: [
      'Password debole. Questa è una password di uso comune. Quattro o cinque parole che non stanno insieme vanno bene.',
      'Weak password. This one is in common use. Four or five words that do not belong together are fine.',
    ],
    similarToCommon: [
      'Password debole. Questa assomiglia a una password di uso comune. Quattro o cinque parole che non stanno insieme vanno bene.',
      'Weak password. This one is like one in common use. Four or five words that do not belong together are fine.',
    ],
    wordByItself: [
      'Password debole. Le singole parole sono facili da indovinare. Quattro o cinque parole che non stanno insieme vanno bene.',
      'Weak password. Single words are easy to guess. Four or five words that do not belong together are fine.',
    ],
    namesByThemselves: [
      'Password debole. I singoli nomi o cognomi sono facili da indovinare. Quattro o cinque parole che non stanno insieme vanno bene.',
      'Weak password. Single names or surnames are easy to guess. Four or five words that do not belong together are fine.',
    ],
    commonNames: [
      'Password debole. I nomi e cognomi comuni sono facili da indovinare. Quattro o cinque parole che non stanno insieme vanno bene.',
      'Weak password. Common names and surnames are easy to guess. Four or five words that do not belong together are fine.',
    ],
    userInputs: [
      'Password debole. Non devono essere presenti dati personali o relativi alla pagina. Quattro o cinque parole che non stanno insieme vanno bene.',
      'Weak password. There should be nothing in it about the person or the page. Four or five words that do not belong together are fine.',
    ],
    pwned: [
      'Password debole. La tua password è stata esposta da una violazione dei dati su Internet. Quattro o cinque parole che non stanno insieme vanno bene.',
      'Weak password. It was exposed by a breach of data on the internet. Four or five words that do not belong together are fine.',
    ],
  },
} as const satisfies RefusalEntries

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
