/** Moves by so many fields of the page; where there is none, nothing moves and the answer is false. */
export function focusBy(from: HTMLInputElement, by: number): boolean {
  const fields = [...document.querySelectorAll<HTMLInputElement>('input[data-measure]')]
  const next = fields[fields.indexOf(from) + by]
  next?.focus()
  return next !== undefined
}

/** Moves to the next field, as Enter does in a sheet; on the last one it only leaves it. */
export function focusNext(from: HTMLInputElement | undefined): void {
  if (from && !focusBy(from, 1)) from.blur()
}
