import { breathe, isComing } from '../../ui/slices'

/** Moves by so many fields of the page; where there is none, nothing moves and the answer is false. */
export function focusBy(from: HTMLInputElement, by: number): boolean {
  const fields = [...document.querySelectorAll<HTMLInputElement>('input[data-measure]')]
  const next = fields[fields.indexOf(from) + by]
  next?.focus()
  return next !== undefined
}

/** Milliseconds after which it is looked again whether the next field is there. */
const SOON = 50

/** Moves to the next field, as Enter does in a sheet, once it is drawn; on the last one it only leaves it. */
export async function focusNext(from: HTMLInputElement | undefined): Promise<void> {
  if (!from) return
  while (!focusBy(from, 1)) {
    if (!isComing()) return from.blur()
    await breathe(SOON)
    if (document.activeElement !== from) return
  }
}
