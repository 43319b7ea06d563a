import { type Refusal, refusal } from '../../refusals'

/** Megabytes of a piece of evidence at most, and the same in bytes. */
export const LARGEST_MEGABYTES = 25
export const LARGEST_EVIDENCE = LARGEST_MEGABYTES * 1024 * 1024
/** Pieces of evidence in one cell at most [SY44]. */
export const MOST_PIECES = 20

/** Refusal of one piece of evidence too many in a cell. */
export const tooManyPieces = refusal('EVIDENCE_TOO_MANY', { limit: MOST_PIECES })

/** Media types that a piece of evidence may have: PDF, images, office documents open and closed. */
export const EVIDENCE_TYPES: readonly string[] = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/heic',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
]

/** Is it a file that can prove something: of a known kind, not empty, not too large? [SY27] */
export function checkEvidence({
  name,
  size,
  mime,
}: Readonly<{ name: string; size: number; mime: string }>): Refusal | null {
  if (size > LARGEST_EVIDENCE) return refusal('EVIDENCE_TOO_LARGE', { kind: 'named', name, limit: LARGEST_MEGABYTES })
  if (size <= 0) return refusal('EVIDENCE_EMPTY', { name })
  if (!EVIDENCE_TYPES.includes(mime)) return refusal('EVIDENCE_TYPE', { name })
  return null
}

/** Refusals of bytes that sending them again will never change [SY43]. */
export const NEVER_TAKEN: readonly string[] = ['EVIDENCE_TYPE', 'EVIDENCE_TOO_LARGE', 'EVIDENCE_EMPTY']

/** Refusal of bytes that came whole and were not the file [SY43]. */
export const NOT_THE_FILE = 'EVIDENCE_HASH'
