import { nodeAddress } from '@traguardo/shared/scoring'
import { computed, shallowRef, watch } from 'vue'
import { oneOf } from '../modules/given'
import { type Replica, useReplica } from '../replica/replica'
import { useSession } from '../replica/session'
import { useScores } from '../scores/scores'
import type { Move } from './use-dashboard'

type Seen = NonNullable<Awaited<ReturnType<Replica['seenOf']>>>

/**
 * Scores as they are kept once they were looked at on a day: what was seen last on an earlier day is what they are compared
 * with; on the same day, what was compared with before.
 */
export function lookedAt(kept: Seen | null, on: string, last: Seen['last']): Seen {
  if (kept === null) return { since: on, before: last, on, last }
  return kept.on < on ? { since: kept.on, before: kept.last, on, last } : { ...kept, last }
}

const sizeOf = ({ node, before }: Move): number => Math.abs((node.achievement ?? 0) - (before ?? 0))

function createSeen() {
  const { year, fetched, seenOf, noteSeen, onClosed } = useReplica()
  const { nodes, scores } = useScores()
  const { today } = useSession()
  const seen = shallowRef<{ readonly year: number; readonly kept: Seen } | null>(null)

  /** Scores of the tree; those of sheets are for nobody's glance. */
  const shown = computed(() =>
    [...nodes.value.values()].filter(({ kind }) => kind !== 'sheet' && kind !== 'individual'),
  )
  const now = computed(() => Object.fromEntries(shown.value.map((node) => [nodeAddress(node), node.achievement])))

  onClosed(() => (seen.value = null))

  /** Notes that the scores of now are in sight. */
  async function look(): Promise<void> {
    const [of, last] = [year.value, now.value]
    if (!fetched.value || scores.value === null) return
    const kept = seen.value?.year === of ? seen.value.kept : await seenOf(of)
    if (of !== year.value || last !== now.value) return
    seen.value = { year: of, kept: lookedAt(kept, today.value, last) }
    // A device whose storage takes nothing has no visit before.
    await noteSeen(of, seen.value.kept).catch(() => undefined)
  }
  /** Notes it for as long as the part that asks is there. */
  const followed = () => watch([now, year, fetched], look, { immediate: true })

  const known = computed(() => (seen.value?.year === year.value ? seen.value.kept : null))
  /** Day of the visit that is compared with; null until it is known. */
  const since = computed(() => known.value?.since ?? null)
  /** Scores by their addresses that are others than at the visit before, as they were. */
  const was = computed((): ReadonlyMap<string, Move> => {
    const { before } = known.value ?? {}
    if (!before) return new Map()
    const moved = shown.value.flatMap((node) => {
      const address = nodeAddress(node)
      const old = before[address]
      return old === undefined || old === node.achievement ? [] : [[address, { node, before: old }] as const]
    })
    return new Map(moved)
  })
  /** The same, objectives first, the largest change first. */
  const moved = computed((): readonly Move[] => {
    const rank = ({ node }: Move) => (node.kind === 'indicator' ? 1 : 0)
    return [...was.value.values()].sort((a, b) => rank(a) - rank(b) || sizeOf(b) - sizeOf(a))
  })
  /** Compares from now on with what is seen now. */
  async function takeNote(): Promise<void> {
    const on = today.value
    const kept = { since: on, before: now.value, on, last: now.value }
    seen.value = { year: year.value, kept }
    await noteSeen(year.value, kept).catch(() => undefined)
  }
  return { since, was, moved, takeNote, followed }
}

/** Returns the scores that moved since this person last looked at them on this device. */
export const useSeen = () => oneOf(createSeen)
