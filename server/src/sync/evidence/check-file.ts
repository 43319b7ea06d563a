import { stat } from 'node:fs/promises'
import { err, ok, type Result } from '@traguardo/shared/result'
import { checkEvidence, type Evidence } from '@traguardo/shared/sync'
import { fileTypeFromFile } from 'file-type'
import { type Refusal, refuse } from '@traguardo/shared/refusals'
import { hashFile } from '../../kernel/files/files'

/**
 * Is the file what was announced? Gives the type that its content has [SY28]. What its name or its sender says of the
 * type counts for nothing.
 */
export async function checkFile(path: string, announced: Evidence): Promise<Result<string, Refusal>> {
  const { size } = await stat(path)
  if (size !== announced.size || (await hashFile(path)) !== announced.sha256)
    return refuse('EVIDENCE_HASH', { name: announced.name })
  const mime = (await fileTypeFromFile(path))?.mime ?? 'application/octet-stream'
  const refusal = checkEvidence({ name: announced.name, size, mime })
  return refusal ? err(refusal) : ok(mime)
}
