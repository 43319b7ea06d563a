import { exchangeWork, type ExchangeOutcome } from '@traguardo/shared/sync'
import { runAlone } from './alone'
import type { OpenReplica } from './open-replica'
import { carryPush } from './transport'

/** One exchange of a desk with the server; whoever else of this installation wants one waits meanwhile. */
export const exchangeAlone = ({ db, store, ports }: OpenReplica): Promise<ExchangeOutcome> =>
  runAlone(`traguardo-sync-${db.name}`, () => exchangeWork(store, (push) => carryPush(push, ports.person), ports))
