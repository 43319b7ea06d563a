/** Where the repository is. */
export const ROOT: string
/** Ends the program with one plain sentence that says what to do. */
export function stop(sentence: string): never
/** Ends the program where Node is too old. */
export function checkNode(): void
/** Installs what runs and builds the product; with `tests` also what tests it. Nothing, where it was done. */
export function install(what: { readonly tests: boolean }): void
/** Builds each of the two parts whose sources changed since the last time. */
export function buildAll(): void
