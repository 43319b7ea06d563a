import { startSize } from '../support/start-size'
import { print } from './figure'

const BUDGET = 150 * 1000
/** Of the page that phones open every day. */
const ENTRY_BUDGET = 120 * 1000

/** What a first visit carries before the sign-in page, and the page of measures, can be used. */
export async function bench(): Promise<void> {
  const figures = [
    ['first-visit-gzip-bytes', 'SignInPage', BUDGET],
    ['measures-gzip-bytes', 'ValuesPage', ENTRY_BUDGET],
  ] as const
  for (const [what, route, theirs] of figures)
    print({ bench: 'client', what, ours: await startSize(route), peer: 'limit', theirs, better: 'less', goal: 1 })
}
