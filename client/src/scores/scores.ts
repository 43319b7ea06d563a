import { cellValues, cycleRecords } from '@traguardo/shared/collection'
import type { IsoDate } from '@traguardo/shared/model'
import { compilePlan, openBook, type ScoreNode, scoreNodes, scoresIn } from '@traguardo/shared/scoring'
import { computed, type InjectionKey, type Ref } from 'vue'
import { given } from '../modules/given'
import type { Replica } from '../replica/replica'
import { breathe } from '../ui/slices'

/** The scores of the year that is looked at: computed again on every change of what lies on this device, by the shared code. */
export function createScores({ plan, year, registers }: Replica, today: Readonly<Ref<IsoDate>>) {
  const cells = computed(() => cellValues(registers.value))
  const compiled = computed(() => (plan.value ? compilePlan(plan.value, year.value) : null))
  /** When, and with what beside the values, the year is scored. */
  const moment = computed(() => ({
    today: today.value,
    records: compiled.value ? cycleRecords(compiled.value, registers.value, today.value) : undefined,
  }))
  const book = computed(() => (compiled.value ? openBook(compiled.value, cells.value, moment.value) : null))
  const scores = computed(() => (book.value ? scoresIn(book.value) : null))
  const nodes = computed((): ReadonlyMap<string, ScoreNode> =>
    scores.value ? scoreNodes(scores.value) : new Map<string, never>(),
  )

  /** Works the year out one part after the other, before a page asks for all of it at once. */
  async function warm(): Promise<void> {
    for (const part of [compiled, moment, book, scores, nodes]) {
      await breathe()
      void part.value
    }
  }
  return { cells, compiled, moment, book, scores, nodes, warm }
}

type Scores = ReturnType<typeof createScores>

export const SCORES: InjectionKey<Scores> = Symbol('the scores')

/** The scores of the year that is looked at. */
export const useScores = (): Scores => given(SCORES)
