import { drawMore } from '../../ui/chunked-render'

/** Moves by so many fields of the page; where there is none, nothing moves and the answer is false. */
export function focusBy(from: HTMLInputElement, by: number): boolean {
  const fields = [...document.querySelectorAll<HTMLInputElement>('input[data-measure]')]
  const next = fields[fields.indexOf(from) + by]
  next?.focus()
  return next !== undefined
}

/**
 * Moves to the next field, as Enter does in a sheet; where it is still to be drawn, it is drawn first. On the last one it only
 * leaves it.
 */
export async function focusNext(from: HTMLInputElement | undefined): Promise<void> {
  if (!from) return
  while (!focusBy(from, 1)) if (!(await drawMore())) return from.blur()
}
