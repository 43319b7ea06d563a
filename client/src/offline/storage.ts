/** Did the browser refuse to keep it for lack of room? */
export function isStorageFull(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === 'QuotaExceededError'
}

/** Asks the browser not to throw our data away when it runs short; a refusal changes nothing. */
export async function askToKeep(): Promise<void> {
  try {
    if (navigator.storage && !(await navigator.storage.persisted())) await navigator.storage.persist()
  } catch {
    // Private windows may refuse even to answer.
  }
}
