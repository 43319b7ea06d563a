import { onBeforeUnmount, onMounted, readonly, type Ref, ref } from 'vue'
import { wholeDrawn } from '../chunked-render'

/** Prints the page, once its lists are there to their ends. */
export async function printPage(): Promise<void> {
  await wholeDrawn()
  window.print()
}

/** Tells whether the page is on its way to paper, by whichever button; `before` runs first. */
export function usePaper(before: () => void = () => undefined): Readonly<Ref<boolean>> {
  const isPrinting = ref(false)
  const begin = () => {
    before()
    isPrinting.value = true
  }
  const end = () => void (isPrinting.value = false)
  onMounted(() => {
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
  })
  onBeforeUnmount(() => {
    window.removeEventListener('beforeprint', begin)
    window.removeEventListener('afterprint', end)
  })
  return readonly(isPrinting)
}

/** Words in the margins of each sheet of paper. */
export interface PaperMargins {
  /** The body whose page it is, and the year. */
  readonly body: string
  readonly title: string
  readonly printed: string
  /** Words before the number of the page, and between it and that of all. */
  readonly page: string
  readonly of: string
}

/** Hands the words to the margins, where only a style can say something: `style/_print.scss`. */
export function writeMargins(words: PaperMargins): void {
  for (const [name, text] of Object.entries(words))
    document.documentElement.style.setProperty(`--paper-${name}`, JSON.stringify(text))
}
