import type { Refusal } from '../../model'

/** Bytes of a piece of evidence at most. */
export const LARGEST_EVIDENCE = 25 * 1024 * 1024
/** Pieces of evidence in one cell at most [SY44]. */
export const MOST_PIECES = 20

/** Why a cell takes no more of them. */
export const tooManyPieces: Refusal = {
  code: 'EVIDENCE_TOO_MANY',
  message: `Questa misura ha già ${MOST_PIECES} allegati: ne tolga uno, o li unisca in un solo documento.`,
}

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
  if (size > LARGEST_EVIDENCE)
    return { code: 'EVIDENCE_TOO_LARGE', message: `«${name}» supera 25 MB: lo riduca o lo divida.` }
  if (size <= 0) return { code: 'EVIDENCE_EMPTY', message: `«${name}» è vuoto.` }
  if (!EVIDENCE_TYPES.includes(mime))
    return {
      code: 'EVIDENCE_TYPE',
      message: `«${name}» non è di un tipo ammesso: alleghi un PDF, un’immagine o un documento (docx, xlsx, odt, ods…).`,
    }
  return null
}

/** Refusals of bytes that sending them again will never change [SY43]. */
export const NEVER_TAKEN: readonly string[] = ['EVIDENCE_TYPE', 'EVIDENCE_TOO_LARGE', 'EVIDENCE_EMPTY']

/** Refusal of bytes that came whole and were not the file [SY43]. */
export const NOT_THE_FILE = 'EVIDENCE_HASH'
