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
