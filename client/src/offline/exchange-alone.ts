import { exchange, type ExchangeOutcome } from '@traguardo/shared/sync'
import type { Desk } from './desk'
import { send } from './transport'

/** Runs alone among the tabs and the service worker of this installation, where the browser can. */
export const alone = <T>(name: string, work: () => Promise<T>): Promise<T> =>
  'locks' in navigator ? navigator.locks.request(name, work) : work()

/** One exchange of a desk with the server; whoever else of this installation wants one waits meanwhile. */
export const exchangeAlone = ({ db, store, ports }: Desk): Promise<ExchangeOutcome> =>
  alone(`traguardo-sync-${db.name}`, () => exchange(store, (push) => send(push, ports.person), ports))
