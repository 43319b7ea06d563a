/** Browsers need the address for a moment after the click. Milliseconds. */
const A_MINUTE = 60_000

/** Has the browser save what is at an address. */
export function saveFrom(address: string, name = ''): void {
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
}

/** Saves something where the person wants it. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content)
  saveFrom(url, name)
  setTimeout(() => URL.revokeObjectURL(url), A_MINUTE)
}
