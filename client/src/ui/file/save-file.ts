/** Browsers need the address for a moment after the click. Milliseconds. */
const A_MINUTE = 60_000

/** Saves something where the person wants it. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), A_MINUTE)
}
