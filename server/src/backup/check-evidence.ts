import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { hashFile, namesIn } from '../files'
import type { NamedFile } from './manifest'
import { storedAt } from '../evidence/stored-at'

/** How a folder of evidence differs from what the database names, by hash. */
export interface EvidenceDifference {
  readonly missing: readonly string[]
  readonly damaged: readonly string[]
  /** Files in the folder that the database does not name. */
  readonly unnamed: readonly string[]
}

const HASH = /^[0-9a-f]{64}$/
const PART = /^[0-9a-f]{2}$/

async function hashesIn(folder: string): Promise<readonly string[]> {
  const parts = (await namesIn(folder)).filter((name) => PART.test(name))
  const names = await Promise.all(parts.map((part) => namesIn(join(folder, part))))
  return names.flat().filter((name) => HASH.test(name))
}

/** Compares a folder with what the database names, in both directions; every file is read [RE10]. */
export async function checkEvidence(files: readonly NamedFile[], folder: string): Promise<EvidenceDifference> {
  const missing: string[] = []
  const damaged: string[] = []
  for (const { sha256, size } of files) {
    const path = storedAt(folder, sha256)
    const found = await stat(path).catch(() => null)
    if (!found) missing.push(sha256)
    else if (found.size !== size || (await hashFile(path)) !== sha256) damaged.push(sha256)
  }
  const named = new Set(files.map(({ sha256 }) => sha256))
  return { missing, damaged, unnamed: (await hashesIn(folder)).filter((sha256) => !named.has(sha256)) }
}
