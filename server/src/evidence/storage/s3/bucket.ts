import { stat } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { S3 } from '@aws-sdk/client-s3'
import { storageDown } from '../storage-down'
import type { S3Storage } from '../storage'

/** An object in a bucket, as a list tells of it. */
export interface Listed {
  readonly key: string
  readonly size: number
  /** Milliseconds since 1970. */
  readonly writtenAt: number
}

/** Objects of one bucket under one prefix; keys are told without it. */
export interface Bucket {
  /** Name in `s3://`. */
  readonly name: string
  /** Bytes of an object; null where it is not there. */
  sizeOf(key: string): Promise<number | null>
  /** Bytes as they come; null where it is not there. */
  get(key: string): Promise<Readable | null>
  /** All bytes of a small object at once; null where it is not there. */
  bytes(key: string): Promise<Uint8Array | null>
  put(key: string, body: string | Uint8Array): Promise<void>
  /** @param sha256 of the file, in hexadecimal: storage that knows it refuses other bytes */
  putFile(key: string, path: string, sha256: string): Promise<void>
  remove(key: string): Promise<void>
  /** All objects whose keys begin so, in the order of their keys, a page at a time. */
  list(begin: string, most?: number): AsyncIterable<readonly Listed[]>
}

/** Milliseconds until somebody is there, and without a byte. */
const CONNECT = 3000
const SILENCE = 15_000
const ATTEMPTS = 2

/** Region that Amazon's library wants though other stores do not look at it. */
const ANY_REGION = 'us-east-1'

const NOT_THERE = new Set(['NotFound', 'NoSuchKey'])
const isNotThere = (error: unknown): boolean => error instanceof Error && NOT_THERE.has(error.name)

/** Does it; what storage did not do is told as one thing, whose cause is in the log [SY88]. */
async function orDown<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw storageDown(error)
  }
}

const orNull = <T>(work: () => Promise<T>): Promise<T | null> =>
  orDown(() =>
    work().catch((error: unknown) => {
      if (isNotThere(error)) return null
      throw error
    }),
  )

/** The bucket of a setting. It asks nothing yet. */
export function openBucket({ bucket, prefix, endpoint }: S3Storage): Bucket {
  const client = new S3({
    ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
    region: process.env['AWS_REGION']?.trim() || ANY_REGION,
    maxAttempts: ATTEMPTS,
    requestHandler: { connectionTimeout: CONNECT, socketTimeout: SILENCE },
    // Others than Amazon do not know the checksums that newer versions of its library add.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  const at = (key: string) => ({ Bucket: bucket, Key: prefix + key })
  return {
    name: `s3://${bucket}/${prefix}`,
    sizeOf: (key) => orNull(async () => (await client.headObject(at(key))).ContentLength ?? 0),
    get: (key) => orNull(async () => (await client.getObject(at(key))).Body as Readable),
    bytes: (key) => orNull(async () => (await (await client.getObject(at(key))).Body?.transformToByteArray()) ?? null),
    put: (key, body) => orDown(async () => void (await client.putObject({ ...at(key), Body: body }))),
    putFile: (key, path, sha256) =>
      orDown(async () => {
        const { size } = await stat(path)
        const ChecksumSHA256 = Buffer.from(sha256, 'hex').toString('base64')
        await client.putObject({ ...at(key), Body: createReadStream(path), ContentLength: size, ChecksumSHA256 })
      }),
    remove: (key) => orDown(async () => void (await client.deleteObject(at(key)))),
    async *list(begin, most) {
      for (let token: string | undefined; ;) {
        const page = await orDown(() =>
          client.listObjectsV2({
            ...{ Bucket: bucket, Prefix: prefix + begin, MaxKeys: most },
            ...(token === undefined ? {} : { ContinuationToken: token }),
          }),
        )
        yield (page.Contents ?? []).map(({ Key = '', Size = 0, LastModified }) => ({
          key: Key.slice(prefix.length),
          size: Size,
          writtenAt: LastModified?.getTime() ?? 0,
        }))
        token = page.NextContinuationToken
        if (!page.IsTruncated || token === undefined) return
      }
    },
  }
}
