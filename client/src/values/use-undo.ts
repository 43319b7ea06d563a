import { type Content, registerId, type RegisterKey } from '@traguardo/shared/sync'
import { computed, shallowRef } from 'vue'
import { oneOf } from '../modules/given'
import { useSync } from '../replica/sync'
import { useReplica } from '../replica/replica'

/** What stood in a register before it was changed here. */
export interface Change {
  readonly key: RegisterKey
  readonly before: Content
}

const MOST = 100

function createUndo() {
  const { editAll, onClosed } = useReplica()
  const { syncSoon, noteError } = useSync()
  const steps = shallowRef<readonly (readonly Change[])[]>([])
  const last = computed(() => new Set(steps.value.at(-1)?.map(({ key }) => registerId(key))))

  onClosed(() => (steps.value = []))

  /** Remembers what was changed in one go. */
  function noteChanges(changes: readonly Change[]): void {
    if (changes.length > 0) steps.value = [...steps.value, changes].slice(-MOST)
  }

  /** Puts back what the last step changed; it goes out like any other edit, so the history shows both. */
  async function undo(): Promise<void> {
    const step = steps.value.at(-1)
    if (!step) return
    steps.value = steps.value.slice(0, -1)
    try {
      await editAll(step.map(({ key, before }) => ({ key, content: before })))
      syncSoon()
    } catch (error) {
      noteError(error)
    }
  }

  /** Was it changed in the last step? Then it can be taken back where it stands. */
  const isLast = (key: RegisterKey): boolean => last.value.has(registerId(key))

  return { noteChanges, undo, isLast }
}

/** The way back from what was entered since the page was opened. */
export const useUndo = () => oneOf(createUndo)
