import type { Entries } from '../sentence'

/** Notices of the browser, and the calendar that other programs read. */
export const ofNotices = {
  BAD_SUBSCRIPTION: [
    'Il browser non ha dato un indirizzo valido per gli avvisi.',
    'The browser gave no valid address for notices.',
  ],
  FEED_UNKNOWN: ['Questo calendario non c’è più.', 'This calendar is not there any more.'],
  PUSH_ADDRESS: [
    'Gli avvisi del browser partono solo verso servizi pubblici su internet: questo indirizzo è di una rete interna. Provi con un altro browser.',
    'Notices of the browser go to public services on the internet only: this address is of an inner network. Try another browser.',
  ],
} as const satisfies Entries
