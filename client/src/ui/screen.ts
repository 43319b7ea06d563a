import { onBeforeUnmount, onMounted, type Ref, ref } from 'vue'

/** No bar of a browser is as high, every keyboard on a screen is higher. */
const KEYBOARD = 150
const FIELDS = 'input, textarea, select, [contenteditable]'

/**
 * Marks the document while the keyboard of a phone lies over the page, so that what stands at the lower edge makes room:
 * somebody is in a field, and what is in sight is lower than it was at this width.
 */
export function markKeyboardUp(): void {
  let [width, tallest] = [0, 0]
  const look = () => {
    const { width: now, height } = window.visualViewport ?? { width: innerWidth, height: innerHeight }
    if (now !== width) [width, tallest] = [now, 0]
    tallest = Math.max(tallest, height)
    const isUp = tallest - height > KEYBOARD && document.activeElement?.matches(FIELDS) === true
    document.documentElement.toggleAttribute('data-keyboard-up', isUp)
  }
  const seen = window.visualViewport ?? window
  onMounted(() => {
    look()
    seen.addEventListener('resize', look)
  })
  onBeforeUnmount(() => seen.removeEventListener('resize', look))
}

/** Widths of a page as `style/_breakpoints.scss` has them: more than a phone, a desk, a desk with room. */
const WIDTHS = { tablet: 576, desk: 992, wide: 1440 } as const

/** Tells whether the page is as wide as that. */
export function useWide(width: keyof typeof WIDTHS = 'desk'): Ref<boolean> {
  const query = window.matchMedia(`(width >= ${WIDTHS[width]}px)`)
  const isWide = ref(query.matches)
  const look = () => void (isWide.value = query.matches)
  query.addEventListener('change', look)
  onBeforeUnmount(() => query.removeEventListener('change', look))
  return isWide
}
