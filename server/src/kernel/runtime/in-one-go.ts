/**
 * Does for all who wait at the same time what each of them asks: whoever comes while it is done takes part in the next one,
 * so that everybody gets what was found after they asked.
 */
export function inOneGo<T>(ask: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> = Promise.resolve()
  let next: Promise<T> | null = null
  async function begin(before: Promise<unknown>): Promise<T> {
    await before.catch(() => undefined)
    // Requests that lie ready are read first: they take part.
    await new Promise((done) => setImmediate(done))
    next = null
    const asked = ask()
    running = asked
    return asked
  }
  return () => (next ??= begin(running))
}
