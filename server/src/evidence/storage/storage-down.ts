/** Evidence cannot be reached: nothing is known of it, and nothing of it is changed [SY88]. */
class StorageDown extends Error {
  readonly code = 'STORAGE_DOWN'
}

/** Of whatever storage elsewhere did not do. The reason stays for the log. */
export function storageDown(cause: unknown): Error {
  const { name = '' } = cause instanceof Error ? cause : {}
  return new StorageDown(`the storage of evidence: ${name}`, { cause })
}
