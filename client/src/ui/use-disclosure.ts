import { onBeforeUnmount, onMounted, type Ref, ref, watch } from 'vue'
import { useRoute } from 'vue-router'

/** A part that opens below its button. */
interface Disclosure {
  readonly isOpen: Ref<boolean>
  /** Element with the button and what it opens. */
  readonly root: Ref<HTMLElement | undefined>
}

/** Opens and closes a part: Escape, a tap beside it, the focus that goes on and another page close it. */
export function useDisclosure(): Disclosure {
  const isOpen = ref(false)
  const root = ref<HTMLElement>()
  const route = useRoute()

  const isOutside = (target: EventTarget | null) => target instanceof Node && !root.value?.contains(target)
  const onPointer = ({ target }: PointerEvent) => {
    if (isOutside(target)) isOpen.value = false
  }
  const onFocus = ({ target }: FocusEvent) => {
    if (root.value?.contains(document.activeElement) === false && isOutside(target)) isOpen.value = false
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen.value) return
    isOpen.value = false
    if (root.value?.contains(document.activeElement)) root.value.querySelector<HTMLElement>('button')?.focus()
  }
  onMounted(() => {
    document.addEventListener('pointerdown', onPointer)
    document.addEventListener('focusin', onFocus)
    document.addEventListener('keydown', onKey)
  })
  onBeforeUnmount(() => {
    document.removeEventListener('pointerdown', onPointer)
    document.removeEventListener('focusin', onFocus)
    document.removeEventListener('keydown', onKey)
  })
  watch(
    () => route.path,
    () => (isOpen.value = false),
  )
  return { isOpen, root }
}
