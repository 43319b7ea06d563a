import { memoryStore } from '@traguardo/shared/sync'
import { headStoreContract } from '../../support/contract/head-store'
import { syncStoreContract } from '../../support/contract/sync-store'

syncStoreContract('in memory', async () => memoryStore())
headStoreContract('in memory', async () => memoryStore())
