import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { makeFolder } from '../../../kernel/files/files'
import type { EvidenceStore } from '../../../sync/evidence/evidence-store'
import { scratchIn } from '../scratch'
import type { S3Storage } from '../storage'
import { storageDown } from '../storage-down'
import { isHash, isPart, partOf } from '../stored-at'
import { openBucket } from './bucket'
import { s3Uploads } from './s3-uploads'
import { orWhyNotOpen } from './why-not-open'

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
