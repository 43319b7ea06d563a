import { nextTick } from 'vue'

/**
 * Remembers where the focus was when something opened, and brings it back there when that closes: to `otherwise` where what
 * had it is gone by then, so that whoever goes by keys never begins anew at the top of the page.
 */
export function useFocusBack(otherwise: () => HTMLElement | null | undefined) {
  let opener: Element | null = null
  return {
    leave: () => void (opener = document.activeElement),
    async back(): Promise<void> {
      await nextTick()
      const isThere = opener instanceof HTMLElement && opener.isConnected && !opener.matches(':disabled, body')
      ;(isThere ? (opener as HTMLElement) : otherwise())?.focus()
    },
  }
}
