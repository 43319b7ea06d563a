import { onBeforeUnmount, type Ref, ref } from 'vue'

/** Width of a desk, as `$desk` in `style/_breakpoints.scss`. */
const DESK = '(width >= 992px)'

/** Tells whether the page has the width of a desk. */
export function useWide(): Ref<boolean> {
  const query = window.matchMedia(DESK)
  const isWide = ref(query.matches)
  const look = () => void (isWide.value = query.matches)
  query.addEventListener('change', look)
  onBeforeUnmount(() => query.removeEventListener('change', look))
  return isWide
}
