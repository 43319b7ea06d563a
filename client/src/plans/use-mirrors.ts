import { computed } from 'vue'
import { useValues } from '../values/use-values'

const { plan } = useValues()

/** Sheets in sight whose objectives repeat one of the body's, by that one's code. */
const sheetsOf = computed(() => {
  const found = new Map<string, string[]>()
  for (const { mirrors, sheet } of plan.value?.objectives ?? [])
    if (mirrors && sheet) found.set(mirrors, [...(found.get(mirrors) ?? []), sheet])
  return found
})

/** The way from the body's goal down to the own one. */
export const useMirrors = () => ({
  sheetsOf: (code: string): readonly string[] => [...new Set(sheetsOf.value.get(code) ?? [])],
})
