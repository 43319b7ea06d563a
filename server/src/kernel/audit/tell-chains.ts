import type { Verified } from './read-record'

const BROKEN = { missing: 'manca', changed: 'è stata cambiata', cut: 'manca la fine' } as const

const nameOf = (body: string): string => (body === '' ? '(installazione)' : body)

/** Chains as whoever runs the server reads them: those that hold, and those that break [RE4]. */
export function tellChains(found: readonly Verified[]): { readonly good: readonly string[]; bad: readonly string[] } {
  return {
    good: found
      .filter(({ fault }) => fault === null)
      .map(({ body, entries }) => `${nameOf(body)}: ${entries} voci, la catena è integra.`),
    bad: found.flatMap(({ body, fault }) =>
      fault ? [`${nameOf(body)}: la catena si rompe alla voce ${fault.seq} (${BROKEN[fault.what]}).`] : [],
    ),
  }
}
