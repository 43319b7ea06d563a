import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { StartFailure } from '../../../kernel/runtime/start-failure'
import type { S3Storage } from '../storage'
import { type Bucket, openBucket } from './bucket'
import { makeFolder } from '../../../kernel/files/files'
import type { EvidenceStore } from '../../../sync/evidence/evidence-store'
import { scratchIn } from '../scratch'
import { storageDown } from '../storage-down'
import { isHash, isPart, partOf } from '../stored-at'
import { s3Uploads } from './s3-uploads'

/** Name of what is written and taken away to see whether it can be. */
const TRIED = 'prova'

const KEYS =
  'Lo spazio S3 degli allegati non accetta le chiavi: controlli AWS_ACCESS_KEY_ID e AWS_SECRET_ACCESS_KEY (e AWS_REGION, se è di Amazon).'
const noBucket = (bucket: string): string =>
  `Il contenitore «${bucket}» di TRAGUARDO_PROVE non c’è: lo crei, oppure ne corregga il nome.`
const notAllowed = (bucket: string): string =>
  `Le chiavi non permettono di leggere, scrivere e togliere nel contenitore «${bucket}»: dia loro questi permessi.`
const silent = (endpoint: string | null): string =>
  `Lo spazio S3 degli allegati${endpoint === null ? '' : ` (${endpoint})`} non risponde: controlli che sia acceso e raggiungibile, e TRAGUARDO_S3_INDIRIZZO; poi riprovi.`

const BAD_KEYS =
  /^(CredentialsProviderError|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidClientTokenId|AuthorizationHeaderMalformed|ExpiredToken)$/

function whyOf(cause: unknown, { bucket, endpoint }: S3Storage): string {
  const { name = '' } = cause instanceof Error ? cause : {}
  if (BAD_KEYS.test(name)) return KEYS
  if (name === 'NoSuchBucket' || name === 'NotFound') return noBucket(bucket)
  return /^(AccessDenied|Forbidden|AllAccessDisabled)$/.test(name) ? notAllowed(bucket) : silent(endpoint)
}

/** Lists, writes and takes away, as the program will; what a person can put right is a `StartFailure` with its sentence [RI55]. */
export async function orWhyNotOpen(storage: S3Storage, bucket: Bucket): Promise<void> {
  try {
    for await (const _page of bucket.list('', 1)) break
    await bucket.put(TRIED, TRIED)
    await bucket.remove(TRIED)
  } catch (error) {
    const { cause } = error as Error
    throw new StartFailure(whyOf(cause, storage), { cause })
  }
}

const keyOf = (sha256: string): string => `${partOf(sha256)}/${sha256}`

/**
 * Evidence in storage that speaks S3, laid out as in a folder. What it has answered to is durable there [SY88]. Throws
 * `StartFailure` where it cannot be used [RI55].
 */
export async function openS3Store(storage: S3Storage): Promise<EvidenceStore> {
  const bucket = openBucket(storage)
  const scratch = scratchIn(storage.scratch)
  await makeFolder(storage.scratch)
  await orWhyNotOpen(storage, bucket)
  const get = async (sha256: string) => {
    const body = await bucket.get(keyOf(sha256))
    if (!body) throw storageDown(new Error('Gone'))
    return body
  }
  const isEmpty = async (): Promise<boolean> => {
    for await (const page of bucket.list('', 1)) return page.length === 0
    return true
  }
  return {
    name: bucket.name,
    scratch,
    uploads: s3Uploads(bucket),
    sizeOf: (sha256) => bucket.sizeOf(keyOf(sha256)),
    read: get,
    withFile: (sha256, work) =>
      scratch.with(async (path) => {
        const body = await bucket.get(keyOf(sha256))
        if (!body) return null
        await pipeline(body, createWriteStream(path, { flags: 'wx' })).catch((error: unknown) => {
          throw (error as NodeJS.ErrnoException).syscall === 'write' ? error : storageDown(error)
        })
        return work(path)
      }),
    async *hashes() {
      for await (const page of bucket.list('')) {
        const files = page
          .map(({ key }) => key.split('/'))
          .filter(([part = '', name = '']) => isPart(part) && isHash(name))
        if (files.length > 0) yield files.map(([, name = '']) => name)
      }
    },
    isEmpty,
    async take(path, sha256) {
      await bucket.putFile(keyOf(sha256), path, sha256)
      await rm(path, { force: true })
    },
    isReachable: () =>
      isEmpty().then(
        () => true,
        () => false,
      ),
  }
}
