import { ApolloCache, type Cache, type Reference } from '@apollo/client/core'

/**
 * A cache that keeps nothing. Answers are used once and kept in IndexedDB in a form of our own, so the normalising cache,
 * a sixth of the first visit's JavaScript, would only be carried along.
 */
export class NoCache extends ApolloCache<null> {
  override read<T>(): T | null {
    return null
  }
  override write(): Reference | undefined {
    return undefined
  }
  override diff<T>(): Cache.DiffResult<T> {
    return { result: null, complete: false } as Cache.DiffResult<T>
  }
  override watch(): () => void {
    return () => {}
  }
  override reset(): Promise<void> {
    return Promise.resolve()
  }
  override evict(): boolean {
    return false
  }
  override restore(): this {
    return this
  }
  override extract(): null {
    return null
  }
  override removeOptimistic(): void {}
  override performTransaction(transaction: (cache: ApolloCache<null>) => void): void {
    transaction(this)
  }
}
