interface Held {
  readonly mode: string
}

/** Web Locks of one process, for Node, which has none: shared and exclusive, in the order in which they were asked for. */
export function installLocks(): void {
  const held = new Map<string, Set<Held>>()
  const turns = new Map<string, Promise<unknown>>()
  const isFree = (name: string, mode: string): boolean =>
    [...(held.get(name) ?? [])].every((one) => mode === 'shared' && one.mode === 'shared')

  async function hold<T>(name: string, mode: string, work: (lock: object) => Promise<T>): Promise<T> {
    const own = { mode }
    held.set(name, (held.get(name) ?? new Set()).add(own))
    try {
      return await work(own)
    } finally {
      held.get(name)?.delete(own)
    }
  }
  async function request<T>(
    name: string,
    options: { readonly mode?: string } | ((lock: object) => Promise<T>),
    given?: (lock: object) => Promise<T>,
  ): Promise<T> {
    const { mode = 'exclusive' } = typeof options === 'function' ? {} : options
    const work = typeof options === 'function' ? options : given
    if (!work) throw new TypeError('A lock is asked for some work')
    if (isFree(name, mode) && !turns.has(name)) return hold(name, mode, work)
    const turn = (async () => {
      await turns.get(name)
      while (!isFree(name, mode)) await new Promise((done) => setImmediate(done))
    })()
    turns.set(name, turn)
    await turn
    if (turns.get(name) === turn) turns.delete(name)
    return hold(name, mode, work)
  }
  Object.defineProperty(globalThis, 'navigator', { value: { locks: { request } }, configurable: true })
}
