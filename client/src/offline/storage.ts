/** Did the browser refuse to keep it for lack of room? */
export function isStorageFull(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === 'QuotaExceededError'
}

/** Asks the browser not to throw our data away when it runs short, and says whether it will keep them. */
export async function askToKeep(): Promise<boolean> {
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist())
  } catch {
    // Private windows may refuse even to answer, and pages without a certificate have nobody to ask.
    return false
  }
}
