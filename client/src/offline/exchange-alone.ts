import { exchange, type ExchangeOutcome } from '@traguardo/shared/sync'
import { alone } from './alone'
import type { Desk } from './desk'
import { carryPush } from './transport'

/** One exchange of a desk with the server; whoever else of this installation wants one waits meanwhile. */
export const exchangeAlone = ({ db, store, ports }: Desk): Promise<ExchangeOutcome> =>
  alone(`traguardo-sync-${db.name}`, () => exchange(store, (push) => carryPush(push, ports.person), ports))
