import { realClock } from '../clock'
import { installationKind } from '../db/installation'
import type { Em } from '../db/orm'
import { checkEvidenceFiles } from '../evidence/check-evidence'
import { openEvidenceFolder } from '../evidence/evidence-folder'

/** Lets the database say what is in the folder, by every byte, and tells what that changed [SY64]. */
export async function mendEvidence(em: Em, evidence: string): Promise<readonly string[]> {
  const folder = await openEvidenceFolder(evidence)
  const isSite = (await installationKind(em)) === 'site'
  const now = () => realClock.now()
  const { reopened, takenIn } = await checkEvidenceFiles({ em, folder, isSite, byHash: true, now })
  return [
    ...(takenIn > 0 ? [`Allegati della cartella che valgono di nuovo: ${takenIn}.`] : []),
    ...(reopened > 0
      ? [
          `Valori che aspettano di nuovo un allegato: ${reopened}. I dispositivi e le sedi che lo hanno lo inviano da soli.`,
        ]
      : []),
  ]
}
