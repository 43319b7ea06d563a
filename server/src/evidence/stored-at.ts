import { join } from 'node:path'

/** Where the file of this hash stands in a folder of evidence: the layout of `openEvidenceFolder`. */
export const storedAt = (folder: string, sha256: string): string => join(folder, sha256.slice(0, 2), sha256)
