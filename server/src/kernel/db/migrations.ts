import { FirstSchema } from '../../../migrations/001-first-schema'
import { PlanDocument } from '../../../migrations/002-plan-document'
import { SyncScopes } from '../../../migrations/003-sync-scopes'
import { EvidenceFiles } from '../../../migrations/004-evidence'
import { Sites } from '../../../migrations/005-sites'
import { Cycle } from '../../../migrations/006-cycle'
import { Nodes } from '../../../migrations/007-nodes'
import { EvidenceOwners } from '../../../migrations/008-evidence-owners'
import { SignIn } from '../../../migrations/009-sign-in'
import { Accounts } from '../../../migrations/010-accounts'
import { SitesAndPush } from '../../../migrations/011-sites-and-push'
import { SiteSignIn } from '../../../migrations/012-site-sign-in'
import { Recovery } from '../../../migrations/013-recovery'
import { EvidenceBytes } from '../../../migrations/014-evidence-bytes'
import { UploadLeases } from '../../../migrations/015-upload-leases'
import { Holders } from '../../../migrations/016-holders'
import { SheetsOfHolders } from '../../../migrations/017-sheets-of-holders'
import { PlanItems } from '../../../migrations/018-plan-items'
import { BroughtValues } from '../../../migrations/019-brought-values'

/** Every migration in order. Names are stored in the database: never rename one. */
export const migrations = [
  { name: '001-first-schema', class: FirstSchema },
  { name: '002-plan-document', class: PlanDocument },
  { name: '003-sync-scopes', class: SyncScopes },
  { name: '004-evidence', class: EvidenceFiles },
  { name: '005-sites', class: Sites },
  { name: '006-cycle', class: Cycle },
  { name: '007-nodes', class: Nodes },
  { name: '008-evidence-owners', class: EvidenceOwners },
  { name: '009-sign-in', class: SignIn },
  { name: '010-accounts', class: Accounts },
  { name: '011-sites-and-push', class: SitesAndPush },
  { name: '012-site-sign-in', class: SiteSignIn },
  { name: '013-recovery', class: Recovery },
  { name: '014-evidence-bytes', class: EvidenceBytes },
  { name: '015-upload-leases', class: UploadLeases },
  { name: '016-holders', class: Holders },
  { name: '017-sheets-of-holders', class: SheetsOfHolders },
  { name: '018-plan-items', class: PlanItems },
  { name: '019-brought-values', class: BroughtValues },
]
