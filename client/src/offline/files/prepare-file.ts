import { plainText } from '@traguardo/shared/model'
import type { Refusal } from '@traguardo/shared/refusals'
import { err, ok, type Result } from '@traguardo/shared/result'
import { checkEvidence, type Evidence } from '@traguardo/shared/sync'
import { hashOf } from './hash-of'

/** Types by the end of a name: some browsers do not say them. */
const BY_NAME: Readonly<Record<string, string>> = {
  heic: 'image/heic',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
  pdf: 'application/pdf',
}

const mimeOf = ({ type, name }: File): string => type || (BY_NAME[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? '')

const LONGEST_NAME = 200

/** Returns the content of an operation about a file; a refusal where it can prove nothing. */
export async function describeFile(file: File): Promise<Result<Evidence, Refusal>> {
  // Some systems let a name hold what no text may.
  const name = plainText(file.name).slice(-LONGEST_NAME)
  const mime = mimeOf(file)
  const refusal = checkEvidence({ name, size: file.size, mime })
  if (refusal) return err(refusal)
  return ok({ type: 'evidence', sha256: await hashOf(file), size: file.size, mime, name })
}

/** From so many bytes on a photo is worth making smaller. */
const LARGE_PHOTO = 700_000
/** Longest side of a photo made smaller, in pixels: a page of text stays readable. */
const LONGEST_SIDE = 1800
const QUALITY = 0.8

export const isLargePhoto = ({ type, size }: File): boolean =>
  /^image\/(jpeg|png|webp)$/.test(type) && size > LARGE_PHOTO

/** The photo with fewer pixels, as JPEG; as it was where the browser cannot do it or nothing is won. */
export async function smallerPhoto(photo: File): Promise<File> {
  const image = await createImageBitmap(photo)
  const scale = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(image.width * scale)
  canvas.height = Math.round(image.height * scale)
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  image.close()
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY))
  if (!blob || blob.size >= photo.size) return photo
  return new File([blob], `${photo.name.replace(/\.[^.]*$/, '')}.jpg`, { type: 'image/jpeg' })
}
