import { StartFailure } from '../../kernel/runtime/start-failure'

/** A part of a bucket in storage that speaks S3. Its keys are the environment's: the library takes them from there. */
export interface S3Storage {
  readonly type: 's3'
  readonly bucket: string
  /** Prefix of all names in it: '' or a path with a slash at its end. */
  readonly prefix: string
  /** Address of the server; null for the one of Amazon. */
  readonly endpoint: string | null
  /** Folder of this machine for files on their way in and out. */
  readonly scratch: string
}

/** Store of the files that prove values. */
export type Storage = { readonly type: 'folder'; readonly folder: string } | S3Storage

const ADDRESS = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([\w./-]*))?$/

function endpointOf(text: string | null): string | null {
  if (text === null) return null
  const endpoint = text.replace(/\/+$/, '')
  if (/^https?:\/\/[^\s/@]+$/.test(endpoint)) return endpoint
  throw new StartFailure(
    'TRAGUARDO_S3_INDIRIZZO non è un indirizzo: scriva quello del server S3, per esempio https://s3.ente.it, oppure la tolga per usare Amazon.',
  )
}

/** Settings of the store in the environment. */
export interface StorageSetting {
  /** `TRAGUARDO_PROVE`: a folder, or `s3://bucket/prefix`; null for the usual folder. */
  readonly place: string | null
  /** `TRAGUARDO_S3_INDIRIZZO`. */
  readonly endpoint: string | null
  /** The usual folder, and the one for files on their way where they go elsewhere. */
  readonly usual: string
  readonly scratch: string
}

/** Reads where evidence is kept. Throws `StartFailure` where it makes no sense [RI55]. */
export function storageOf({ place, endpoint: address, usual, scratch }: StorageSetting): Storage {
  const endpoint = endpointOf(address)
  if (place === null || !/^s3:/i.test(place)) {
    if (endpoint !== null)
      throw new StartFailure(
        'C’è TRAGUARDO_S3_INDIRIZZO, ma TRAGUARDO_PROVE non indica uno spazio S3: scriva TRAGUARDO_PROVE=s3://contenitore/prefisso, oppure la tolga.',
      )
    return { type: 'folder', folder: place ?? usual }
  }
  const [, bucket, path = ''] = ADDRESS.exec(place) ?? []
  const parts = path.split('/').filter(Boolean)
  if (bucket === undefined || parts.some((part) => /^\.+$/.test(part)))
    throw new StartFailure(
      `TRAGUARDO_PROVE vale «${place}»: scriva una cartella, oppure s3://contenitore/prefisso con lettere minuscole, cifre e trattini.`,
    )
  return { type: 's3', bucket, prefix: parts.map((part) => `${part}/`).join(''), endpoint, scratch }
}

/** Folders of this machine that it writes to. */
export const foldersOf = (storage: Storage | undefined): readonly string[] => {
  if (!storage) return []
  return [storage.type === 'folder' ? storage.folder : storage.scratch]
}
