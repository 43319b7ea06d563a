import { onBeforeUnmount, onMounted, type Ref, ref } from 'vue'

/** Pixels that a finger moves without meaning it. */
const SLACK = 8
/** Height that is always in sight at the top of the page. */
const TOP = 48

/** Tells whether what stands at the top makes room: on the way down it does, on the way up it comes back. */
export function useFold(): Ref<boolean> {
  const isFolded = ref(false)
  let last = 0
  const look = () => {
    const at = window.scrollY
    if (Math.abs(at - last) < SLACK) return
    isFolded.value = at > last && at > TOP
    last = at
  }
  onMounted(() => window.addEventListener('scroll', look, { passive: true }))
  onBeforeUnmount(() => window.removeEventListener('scroll', look))
  return isFolded
}
