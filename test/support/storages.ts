import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { S3Storage, Storage } from '../../server/src/evidence/storage/storage'
import { BUCKET, S3_KEYS, s3Server } from './s3-server'

/** Evidence in a folder. */
export const inFolder = (folder: string): Storage => ({ type: 'folder', folder })

export const STORAGES = ['folder', 's3'] as const

/** A folder that goes with the tests of a file. */
function passing(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), name))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A part of the bucket of a server, for who has the keys of the environment. */
export function inBucket(endpoint: string, prefix = `${randomUUID()}/`): S3Storage {
  Object.assign(process.env, S3_KEYS)
  return { type: 's3', bucket: BUCKET, prefix, endpoint, scratch: passing('passaggio-') }
}

/** An empty storage of that kind, for real: a folder, or a part of a bucket of a server that speaks S3. */
export const freshStorage = async (kind: (typeof STORAGES)[number]): Promise<Storage> =>
  kind === 'folder' ? inFolder(passing('prove-')) : inBucket((await s3Server()).url)
