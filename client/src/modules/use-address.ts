import { computed, ref, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/**
 * A choice that stands in the page's address under a name, so that it can be sent to a colleague and found again; what is
 * usual is left out of it.
 */
export function useAddress(name: string, usual: () => string = () => ''): WritableComputedRef<string> {
  const route = useRoute()
  const router = useRouter()
  /** Choice that is on its way to the address. */
  const coming = ref<string | null>(null)
  const there = () => (typeof route.query[name] === 'string' ? route.query[name] : usual())

  async function put(text: string) {
    coming.value = text
    const kept = text === usual() ? undefined : text
    await router.replace({ query: { ...route.query, [name]: kept }, hash: route.hash })
    if (coming.value === text) coming.value = null
  }
  return computed({ get: () => coming.value ?? there(), set: (text) => void put(text) })
}
