import { memoryStore } from '@traguardo/shared/sync'
import { syncStoreContract } from '../../support/contract/sync-store'

syncStoreContract('in memory', async () => memoryStore())
