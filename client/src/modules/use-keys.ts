import { computed, onBeforeUnmount, onMounted, shallowReactive } from 'vue'
import { oneOf } from './given'

/** A key of a page or of the frame, as it is listed. */
export interface PageKey {
  /** As it is written on the keys: "?", "J", "Ctrl+K", "Ctrl+Shift+Z". */
  readonly keys: string
  /** Sentence of what it does. */
  readonly says: () => string
  /** Also while somebody is in a field: only for what nobody types, and no field knows. */
  readonly inFields?: boolean
  /** Does it do anything just now? */
  readonly when?: () => boolean
  readonly take: (event: KeyboardEvent) => unknown
}

const FIELDS = 'input:not([type="checkbox"]), textarea, select, [contenteditable]'

const createKeys = () => shallowReactive(new Set<readonly PageKey[]>())

/** Is it the one that was pressed? A sign, such as "?", is its own, however it is made on this keyboard. */
function isPressed({ keys }: PageKey, { key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  const parts = keys.split('+')
  const isLetter = /^\p{L}$/u.test(key)
  return (
    key.toLowerCase() === parts.at(-1)?.toLowerCase() &&
    (ctrlKey || metaKey) === parts.includes('Ctrl') &&
    !altKey &&
    (!isLetter || shiftKey === parts.includes('Shift'))
  )
}

const works = ({ when }: PageKey): boolean => when?.() ?? true

/**
 * Listens to these keys while the component is there, and lists them. None is taken while a dialog asks something, nor in a
 * field, which has its own [RI122].
 */
export function useKeys(keys: readonly PageKey[]): void {
  const all = oneOf(createKeys)
  const onKey = (event: KeyboardEvent) => {
    if (document.querySelector('dialog[open]')) return
    const isTyping = event.target instanceof HTMLElement && event.target.matches(FIELDS)
    const pressed = keys.find((one) => isPressed(one, event) && (one.inFields || !isTyping) && works(one))
    if (!pressed) return
    event.preventDefault()
    pressed.take(event)
  }
  onMounted(() => {
    all.add(keys)
    window.addEventListener('keydown', onKey)
  })
  onBeforeUnmount(() => {
    all.delete(keys)
    window.removeEventListener('keydown', onKey)
  })
}

/** Keys that do something just now, those of the page before those of the frame. */
export function useKeyList() {
  const all = oneOf(createKeys)
  return computed(() => [...all].reverse().flat().filter(works))
}
