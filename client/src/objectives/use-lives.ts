import { type InjectionKey, provide, type Ref } from 'vue'
import { useAnswer } from '../answers/use-answer'
import { useChange, useOutcome } from '../answers/use-change'
import { injected } from '../modules/given'
import { useReplica } from '../replica/replica'
import { useSession } from '../replica/session'
import {
  JudgementAskDocument,
  JudgementDecideDocument,
  type SheetHolderFragment,
  SheetLivesDocument,
  type SheetLivesFragment,
  type SheetLivesQueryVariables,
  SheetStepDocument,
} from './sheet-lives.generated'

/** The holders of a sheet in its year, the one of now first, then back in time; one null where nobody holds the position. */
export function holdersOf(lives: SheetLivesFragment | null, sheet: string): readonly (SheetHolderFragment | null)[] {
  const holders = lives?.holders.filter((one) => one.sheet === sheet) ?? []
  const latest = holders.sort((a, b) => (b.from ?? '').localeCompare(a.from ?? ''))
  const others = latest.filter(({ isNow }) => !isNow)
  return holders.length === 0 ? [null] : [...latest.filter(({ isNow }) => isNow), ...others]
}

/** Lives of the sheets of the year, as the page asked for them: for its parts. */
const LIVES: InjectionKey<Readonly<Ref<SheetLivesFragment | null>>> = Symbol('the lives of sheets')

/** Asks for the lives of the sheets of a year that this person may see, and hands them to the parts of the page. */
export function provideLives(of: () => SheetLivesQueryVariables): void {
  provide(LIVES, useAnswer(SheetLivesDocument, of).known)
}

/** Returns the steps of the sheets that this person may see, and scores by hand; null until they are known: they need the line. */
export const useLives = (): Readonly<Ref<SheetLivesFragment | null>> => injected(LIVES)

/** Returns what may be done about sheets of the year, each of which answers with all their lives, and the outcome. */
export function useLifeChanges() {
  const { session } = useSession()
  const { year } = useReplica()
  const outcome = useOutcome()
  const variables = () => ({ body: session.value?.body ?? '', year: year.value })
  const options = { outcome, answers: { document: SheetLivesDocument, variables } }
  const { change: step } = useChange(SheetStepDocument, options)
  const { change: askFor } = useChange(JudgementAskDocument, options)
  const { change: decide } = useChange(JudgementDecideDocument, options)
  return { ...outcome, step, askFor, decide }
}
