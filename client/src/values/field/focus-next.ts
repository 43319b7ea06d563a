/** Moves to the next field of the page, as Enter does in a sheet; on the last one it only leaves it. */
export function focusNext(from: HTMLInputElement | undefined): void {
  const fields = [...document.querySelectorAll<HTMLInputElement>('input[data-measure]')]
  const next = from && fields[fields.indexOf(from) + 1]
  if (next) next.focus()
  else from?.blur()
}
