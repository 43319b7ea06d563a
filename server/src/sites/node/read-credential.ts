import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeOwnerOnly, OWNER_ONLY } from '../../kernel/files/owner-only'
import { StartFailure } from '../../kernel/runtime/start-failure'
import type { Credential } from '../messages'

const NAME = 'sede.json'

function parse(text: string, path: string): Credential {
  try {
    const credential = JSON.parse(text) as Credential
    if (credential.format === 'traguardo-sede') return credential
  } catch {
    // Said below.
  }
  throw new StartFailure(`${path} non è il file di una sede: lo chieda di nuovo all’ufficio centrale.`)
}

/**
 * The credential of a site: from a file that was just received, which is then kept beside the data, or as kept.
 * @param path a file, or '' for the one that is kept
 */
export function readCredential(path: string, dataDir: string): Credential {
  const kept = join(dataDir, NAME)
  const from = path || kept
  if (!existsSync(from))
    throw new StartFailure(
      path
        ? `Non trovo ${path}: controlli il nome del file della sede.`
        : 'Questa sede non ha ancora il suo file: scriva «npm start -- --site sede.json» con il file ricevuto dall’ufficio centrale.',
    )
  const text = readFileSync(from, 'utf8')
  const credential = parse(text, from)
  if (path) writeFileSync(kept, text, { mode: OWNER_ONLY })
  makeOwnerOnly(kept)
  return credential
}
