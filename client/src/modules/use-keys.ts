import { onBeforeUnmount, onMounted } from 'vue'

/**
 * Listens to keys anywhere but in a field, which has its own, while the component is there.
 * @param take what to do with a key; true where it was for us
 * @param fields what counts as a field
 */
export function useKeys(take: (event: KeyboardEvent) => boolean, fields = 'input, textarea'): void {
  const onKey = (event: KeyboardEvent) => {
    const isTyping = event.target instanceof HTMLElement && event.target.matches(fields)
    if (!isTyping && take(event)) event.preventDefault()
  }
  onMounted(() => window.addEventListener('keydown', onKey))
  onBeforeUnmount(() => window.removeEventListener('keydown', onKey))
}
