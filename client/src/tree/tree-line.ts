import type { Absence } from '@traguardo/shared/model'
import type { Course, ScoreNode } from '@traguardo/shared/scoring'
import { computed } from 'vue'
import { oneOf } from '../modules/given'
import { useReplica } from '../replica/replica'

/** Line of the tree for a scored node: of today, or as it was on a day. */
export interface TreeLine extends Pick<
  ScoreNode,
  'kind' | 'code' | 'title' | 'achievement' | 'band' | 'coverage' | 'isProvisional' | 'isClosed'
> {
  readonly manual: object | null
  readonly absence: { readonly type: Absence['type']; readonly note?: string } | null
  readonly courses: Readonly<Record<Course, number>>
  /** Of an indicator, how it goes by now. */
  readonly indicator: { readonly course: Course | null } | null
  readonly children: readonly TreeLine[]
  /** Of an indicator as it was on a day: its value and what was wanted. */
  readonly said?: string
}

function createMirrors() {
  const { plan } = useReplica()

  /** Sheets in sight whose objectives repeat one of the body's, by that one's code. */
  const mirrors = computed(() => {
    const found = new Map<string, Set<string>>()
    for (const { mirrors: code, sheet } of plan.value?.objectives ?? [])
      if (code && sheet) found.set(code, (found.get(code) ?? new Set()).add(sheet))
    return found
  })

  return { sheetsOf: (code: string): Iterable<string> => mirrors.value.get(code) ?? [] }
}

/** The way from the body's goal down to the own one. */
export const useMirrors = () => oneOf(createMirrors)
