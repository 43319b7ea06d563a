import { computed } from 'vue'
import { oneOf } from '../modules/given'
import { useReplica } from '../replica/replica'

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
