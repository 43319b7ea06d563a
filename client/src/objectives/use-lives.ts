import type { SheetStep } from '@traguardo/shared/sheets'
import { shallowRef } from 'vue'
import { type Asked, request } from '../api/request'
import { oneOf } from '../modules/given'
import { useRequest } from '../modules/use-request'
import { useReplica } from '../replica/replica'
import {
  JudgementAskDocument,
  JudgementDecideDocument,
  type SheetHolderFragment,
  SheetLivesDocument,
  type SheetLivesFragment,
  SheetStepDocument,
} from './sheet-lives.generated'

/** The holders of a sheet in its year, the one of now first, then back in time; one null where nobody holds the position. */
export function holdersOf(lives: SheetLivesFragment | null, sheet: string): readonly (SheetHolderFragment | null)[] {
  const holders = lives?.holders.filter((one) => one.sheet === sheet) ?? []
  const latest = holders.sort((a, b) => (b.from ?? '').localeCompare(a.from ?? ''))
  const others = latest.filter(({ isNow }) => !isNow)
  return holders.length === 0 ? [null] : [...latest.filter(({ isNow }) => isNow), ...others]
}

/** Request about the life of a sheet of a holder; null for the one whose the year is. */
interface OfHolder {
  readonly year: number
  readonly holder: string | null
}
interface StepAsked extends OfHolder {
  readonly sheet: string
  readonly step: SheetStep
  readonly remarks: string
}
interface JudgementAsked extends OfHolder {
  readonly about: string
  readonly score: number
  readonly reason: string
}

function createLives() {
  const lives = shallowRef<SheetLivesFragment | null>(null)
  useReplica().onClosed(() => (lives.value = null))
  return lives
}

/** Steps of the sheets that this person may see, and scores by hand; they need the line. */
export function useLives() {
  const asking = useRequest()
  const lives = oneOf(createLives)
  async function take(asked: Asked<SheetLivesFragment>, well: string | null = null) {
    const now = await asking.run(asked, well)
    if (now) lives.value = now
    return now !== null
  }
  return {
    ...asking,
    lives,
    load: (body: string, year: number) => take(request(SheetLivesDocument, { body, year })),
    step: (asked: StepAsked, well: string) => take(request(SheetStepDocument, { ...asked }), well),
    askFor: (asked: JudgementAsked, well: string) => take(request(JudgementAskDocument, { ...asked }), well),
    decide: (id: string, approve: boolean, answer: string, well: string) =>
      take(request(JudgementDecideDocument, { id, approve, answer }), well),
  }
}
