import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { DataStore, ERRORS, Upload } from '@tus/server'
import type { UploadFiles } from '../../../sync/evidence/evidence-store'
import { UNDER_WAY } from '../stored-at'
import type { Bucket, Listed } from './bucket'

/** Bytes of a piece: what a server that is killed loses at most, and holds in memory for each request. */
const PIECE = 512 * 1024
const DIGITS = 10
const INFO = 'info.json'

/** Received part of an upload: its pieces in order, and where they end. */
interface Come {
  readonly pieces: readonly (Listed & { readonly from: number })[]
  readonly offset: number
}

const keyOf = (name: string, what: string): string => `${UNDER_WAY}/${name}/${what}`
const pieceAt = (name: string, from: number): string => keyOf(name, String(from).padStart(DIGITS, '0'))

async function objectsOf(bucket: Bucket, name: string): Promise<readonly Listed[]> {
  const found: Listed[] = []
  for await (const page of bucket.list(keyOf(name, ''))) found.push(...page)
  return found
}

/** Only what follows on without a gap has come. */
function comeOf(objects: readonly Listed[]): Come {
  const pieces: (Listed & { readonly from: number })[] = []
  let offset = 0
  for (const object of objects) {
    const from = Number(object.key.split('/').at(-1))
    if (from !== offset) continue
    pieces.push({ ...object, from })
    offset += object.size
  }
  return { pieces, offset }
}

/**
 * Uploads in a bucket, for the tus server: what it is, and beside it the bytes in pieces, each an object that is named by its
 * place. Whatever is written down is whole at every moment, also between two servers: the last piece is not taken away before
 * the longer one stands in its place.
 */
class PieceStore extends DataStore {
  override extensions = ['creation']

  constructor(private readonly bucket: Bucket) {
    super()
  }

  override async create(upload: Upload): Promise<Upload> {
    // The same file again begins at its first byte.
    await removeUpload(this.bucket, upload.id)
    upload.creation_date = new Date().toISOString()
    await this.bucket.put(keyOf(upload.id, INFO), JSON.stringify(upload))
    return upload
  }

  override async getUpload(id: string): Promise<Upload> {
    const info = await this.bucket.bytes(keyOf(id, INFO))
    if (!info) throw ERRORS.FILE_NOT_FOUND
    const { offset } = comeOf(await objectsOf(this.bucket, id))
    return new Upload({ ...(JSON.parse(Buffer.from(info).toString()) as Upload), id, offset })
  }

  /** The last piece, where it has room for more. */
  private async lastPiece(id: string, offset: number): Promise<Uint8Array> {
    const last = comeOf(await objectsOf(this.bucket, id)).pieces.at(-1)
    const isShort = last !== undefined && last.size < PIECE && last.from + last.size === offset
    return (isShort ? await this.bucket.bytes(last.key) : null) ?? new Uint8Array()
  }

  /** All of the request is read, also where storage does not answer: its sender has to hear it. */
  override async write(bytes: Readable, id: string, offset: number): Promise<number> {
    const piece = pieceFrom(this.bucket, id, await this.lastPiece(id, offset), offset)
    let failed: unknown = null
    try {
      for await (const chunk of bytes as AsyncIterable<Uint8Array>)
        if (failed === null) await piece.add(chunk).catch((error: unknown) => (failed = error))
    } finally {
      // Bytes that came before the connection was cut count too.
      if (failed === null) await piece.put()
    }
    if (failed !== null) throw failed
    return piece.end()
  }
}

/** Gathers bytes to pieces, and puts each where it belongs; the first one goes on with what stood last. */
function pieceFrom(bucket: Bucket, name: string, last: Uint8Array, offset: number) {
  let from = offset - last.length
  let held: readonly Uint8Array[] = [last]
  let length = last.length
  let isNew = false
  async function put(): Promise<void> {
    if (!isNew) return
    await bucket.put(pieceAt(name, from), Buffer.concat(held))
    from += length
    ;[held, length, isNew] = [[], 0, false]
  }
  return {
    put,
    end: () => from + length,
    async add(chunk: Uint8Array): Promise<void> {
      held = [...held, chunk]
      length += chunk.length
      isNew = true
      if (length >= PIECE) await put()
    },
  }
}

async function removeUpload(bucket: Bucket, name: string): Promise<void> {
  // The object that names the owner goes last: a power cut between leaves nothing that nobody finds.
  const keys = (await objectsOf(bucket, name)).map(({ key }) => key).filter((key) => !key.endsWith(INFO))
  for (const key of [...keys, keyOf(name, INFO)]) await bucket.remove(key)
}

/** Uploads in a bucket. */
export function s3Uploads(bucket: Bucket): UploadFiles {
  return {
    tus: new PieceStore(bucket),
    async names(sender) {
      const names = new Set<string>()
      for await (const page of bucket.list(sender === undefined ? `${UNDER_WAY}/` : keyOf(sender, '')))
        for (const { key } of page) names.add(key.split('/').slice(1, -1).join('/'))
      return [...names]
    },
    lastWritten: async (name) => Math.max(0, ...(await objectsOf(bucket, name)).map(({ writtenAt }) => writtenAt)),
    async copyTo(name, path) {
      const file = await open(path, 'wx')
      try {
        for (const { key } of comeOf(await objectsOf(bucket, name)).pieces)
          await file.appendFile((await bucket.bytes(key)) ?? '')
      } finally {
        await file.close()
      }
    },
    remove: (name) => removeUpload(bucket, name),
    // Each object belongs to an upload: nothing else is left.
    tidy: async () => undefined,
  }
}
