import { computed, nextTick, onBeforeUnmount, ref, watch } from 'vue'

/** Milliseconds of work after which a tap gets its turn. */
const SLICE = 10
/** Milliseconds after the last keystroke for which nothing is drawn that was not asked for by it. */
const REST = 1_000
/** Milliseconds after which it is looked again whether somebody still types. */
const LOOK = 100

/** Lets whatever waits, a tap above all, have its turn. */
export const yieldToMain = (milliseconds = 0): Promise<void> => new Promise((go) => setTimeout(go, milliseconds))

let typed = Number.NEGATIVE_INFINITY

/** Notes from now on when somebody types: what is drawn in slices then waits. */
export function listenForTyping(): void {
  const note = ({ target }: Event) => {
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) typed = performance.now()
  }
  for (const type of ['input', 'focusin'] as const)
    window.addEventListener(type, note, { capture: true, passive: true })
}

/** Takes so many steps that change what is shown, in slices of so many milliseconds, for as long as it is wanted. */
export async function inChunks(
  steps: number,
  step: (at: number) => void,
  { isWanted, slice = SLICE }: { readonly isWanted: () => boolean; readonly slice?: number },
): Promise<void> {
  let began = performance.now()
  for (let at = 0; at < steps && isWanted(); at += 1) {
    const before = performance.now()
    step(at)
    await nextTick()
    const now = performance.now()
    const another = now - before
    if (now - began + another < slice) continue
    await yieldToMain()
    while (performance.now() - typed < REST) await yieldToMain(LOOK)
    began = performance.now()
  }
}

/** A list that is not there to its end yet. */
interface Drawing {
  readonly whole: Promise<void>
  /** One line more; false where all are there. */
  more(): boolean
}
const unfinished = new Set<Drawing>()

/**
 * Draws a line more of each list that is still coming, before any other key or tap has its turn; false where none is. Whoever
 * waits for the next field types into it and not into the one before.
 */
export async function drawMore(): Promise<boolean> {
  typed = Number.NEGATIVE_INFINITY
  const grew = [...unfinished].filter((drawing) => drawing.more())
  await nextTick()
  return grew.length > 0
}

/** Resolves when the lists of the page are there to their ends. */
export const wholeDrawn = (): Promise<unknown> => Promise.all([...unfinished].map(({ whole }) => whole))

/**
 * Counts the lines of a page to be drawn: after its heading one after the other, with a turn for taps in between. Once
 * they are there, all of them stay.
 */
export function useChunkedRender(total: () => number) {
  const lines = ref(0)
  let isHere = true
  const isDrawing = computed(() => lines.value < total())

  async function draw() {
    await yieldToMain()
    await inChunks(total(), () => (lines.value += 1), { isWanted: () => isHere })
  }
  function begin() {
    const whole = draw().finally(() => {
      unfinished.delete(drawing)
      lines.value = Number.POSITIVE_INFINITY
    })
    const drawing: Drawing = {
      whole,
      more() {
        if (!isDrawing.value) return false
        lines.value += 1
        return true
      },
    }
    unfinished.add(drawing)
  }
  watch(isDrawing, (isLong) => isLong && lines.value === 0 && begin(), { immediate: true })
  onBeforeUnmount(() => (isHere = false))
  return { lines, isDrawing }
}
