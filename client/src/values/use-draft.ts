import type { CellValue } from '@traguardo/shared/model'
import { nodeIn, type ScoreNode } from '@traguardo/shared/scoring'
import { shallowReactive } from 'vue'
import { oneOf } from '../modules/given'
import { useScores } from '../scores/scores'

/** What is being typed and can be read. */
interface Typed {
  readonly value: CellValue
  /** Keys of the scores that show beside it. */
  readonly scores: readonly string[]
}

function createDraft() {
  const { book, nodes } = useScores()

  const typed = new Map<string, Typed>()
  /** Those scores as they will be: who shows another one is not disturbed. */
  const tried = shallowReactive(new Map<string, ScoreNode>())

  /** Says what a field holds while it is typed; null for nothing that counts. Nothing of it is kept. */
  function preview(field: string, what: Typed | null): void {
    if (what) typed.set(field, what)
    else if (!typed.delete(field)) return
    const keys = new Set([...typed.values()].flatMap(({ scores }) => scores))
    for (const key of tried.keys()) if (!keys.has(key)) tried.delete(key)
    const fork = book.value?.fork()
    if (!fork || keys.size === 0) return
    for (const { value } of typed.values()) fork.set(value)
    for (const key of keys) {
      const node = nodeIn(fork, key)
      if (node) tried.set(key, node)
    }
  }
  /** A score as it will be once what is being typed is kept. */
  const scoreOf = (key: string): ScoreNode | null => tried.get(key) ?? nodes.value.get(key) ?? null

  return { preview, scoreOf }
}

/** Scores under the fingers: every keystroke counts in them, and leaves the values as they are. */
export const useDraft = () => oneOf(createDraft)
