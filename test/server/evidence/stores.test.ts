import { openStore } from '../../../server/src/evidence/storage/open-store'
import { evidenceStoreContract } from '../../support/contract/evidence-store'
import { freshStorage, STORAGES } from '../../support/storages'

for (const kind of STORAGES)
  evidenceStoreContract(kind, async () => {
    const storage = await freshStorage(kind)
    return () => openStore(storage)
  })
