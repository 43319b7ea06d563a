import { realClock } from '../../kernel/runtime/clock'
import { installationKind } from '../../kernel/db/installation'
import type { Em } from '../../kernel/db/orm'
import { checkEvidenceFiles } from '../../evidence/check-evidence'
import type { EvidenceStore } from '../../sync/evidence/evidence-store'

/** Lets the database say what is in the store, by every byte, and tells what that changed [SY64]. */
export async function mendEvidence(em: Em, store: EvidenceStore): Promise<readonly string[]> {
  const isSite = (await installationKind(em)) === 'site'
  const now = () => realClock.now()
  const { reopened, takenIn } = await checkEvidenceFiles({ em, store, isSite, byHash: true, now })
  return [
    ...(takenIn > 0 ? [`Allegati ritrovati che valgono di nuovo: ${takenIn}.`] : []),
    ...(reopened > 0
      ? [
          `Valori che aspettano di nuovo un allegato: ${reopened}. I dispositivi e le sedi che lo hanno lo inviano da soli.`,
        ]
      : []),
  ]
}
