import type { TransactionOptions } from '@mikro-orm/core'
import type { EntityManager } from './orm'

/**
 * Works in one transaction. What the manager holds already may be older than it: all is read anew, and what was read and
 * written is the manager's once it is on the disk.
 */
export const inTransaction = <T>(
  em: EntityManager,
  work: (tx: EntityManager) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> => em.transactional((tx) => work(tx as EntityManager), { ...options, clear: true })
