import { randomBytes, randomUUID } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { Upload } from '@tus/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Bucket, openBucket } from '../../../server/src/evidence/storage/s3/bucket'
import { s3Uploads } from '../../../server/src/evidence/storage/s3/s3-uploads'
import { type S3Server, startS3 } from '../../support/s3-server'
import { inBucket } from '../../support/storages'

const HALF = 512 * 1024

describe('an upload in a bucket', () => {
  let server: S3Server
  let bucket: Bucket
  beforeAll(async () => {
    server = await startS3()
    bucket = openBucket(inBucket(server.url))
  })
  afterAll(() => server.close())

  const begin = async (id: string, size: number) => {
    const uploads = s3Uploads(bucket)
    await uploads.tus.create(new Upload({ id, size, offset: 0 }))
    return uploads
  }
  const piecesOf = async (id: string) => {
    const found: (readonly [string, number])[] = []
    for await (const page of bucket.list(`in-arrivo/${id}/`))
      for (const { key, size } of page) if (!key.endsWith('.json')) found.push([key.split('/').at(-1) ?? '', size])
    return found
  }
  const chunks = (bytes: Buffer, of: number) =>
    Readable.from(
      Array.from({ length: Math.ceil(bytes.length / of) }, (_, at) => bytes.subarray(at * of, (at + 1) * of)),
    )
  async function copied(id: string): Promise<Buffer> {
    const path = join(tmpdir(), randomUUID())
    await s3Uploads(bucket).copyTo(id, path)
    return readFile(path).finally(() => rm(path))
  }

  it('[SY86.1] is kept in pieces of half a megabyte, each under the place of its first byte', async () => {
    const bytes = randomBytes(2 * HALF + 100)
    const { tus } = await begin('a/b', bytes.length)
    expect(await tus.write(chunks(bytes, HALF / 4), 'a/b', 0)).toBe(bytes.length)
    expect(await piecesOf('a/b')).toEqual([
      ['0000000000', HALF],
      [`0000${HALF}`, HALF],
      [`000${2 * HALF}`, 100],
    ])
    expect((await copied('a/b')).equals(bytes)).toBe(true)
  })

  it('[SY86.1] goes on in the last piece where that has room, and in one of its own where it is full', async () => {
    const bytes = randomBytes(HALF + 50)
    const { tus } = await begin('a/c', bytes.length)
    expect(await tus.write(chunks(bytes.subarray(0, 10), 10), 'a/c', 0)).toBe(10)
    expect(await tus.write(chunks(bytes.subarray(10, HALF), HALF), 'a/c', 10)).toBe(HALF)
    expect(await piecesOf('a/c')).toEqual([['0000000000', HALF]])
    expect(await tus.write(chunks(bytes.subarray(HALF), 50), 'a/c', HALF)).toBe(HALF + 50)
    expect(await piecesOf('a/c')).toEqual([
      ['0000000000', HALF],
      [`0000${HALF}`, 50],
    ])
    expect((await copied('a/c')).equals(bytes)).toBe(true)
  })

  it('[SY86.1] has come as far as its pieces follow one another, whatever lies behind a gap', async () => {
    const { tus } = await begin('a/d', 1000)
    await bucket.put('in-arrivo/a/d/0000000000', 'x'.repeat(10))
    await bucket.put('in-arrivo/a/d/0000000011', 'y'.repeat(10))
    expect((await tus.getUpload('a/d')).offset).toBe(10)
    expect((await copied('a/d')).toString()).toBe('x'.repeat(10))
    await bucket.put('in-arrivo/a/d/0000000000', 'x'.repeat(11))
    expect((await tus.getUpload('a/d')).offset).toBe(21)
  })

  it('[SY86.1] a request without a byte changes nothing, and one that is cut keeps what came', async () => {
    const { tus } = await begin('a/e', 1000)
    expect(await tus.write(Readable.from([]), 'a/e', 0)).toBe(0)
    expect(await piecesOf('a/e')).toEqual([])
    async function* cut() {
      yield Buffer.alloc(7, 'a')
      throw new Error('cut')
    }
    await expect(tus.write(Readable.from(cut()), 'a/e', 0)).rejects.toThrow('cut')
    expect(await piecesOf('a/e')).toEqual([['0000000000', 7]])
  })

  it('[SY88.2] that storage does not take is read to its end, and nothing behind the gap is kept', async () => {
    const { tus } = await begin('a/f', 2 * HALF)
    const read: string[] = []
    async function* sent() {
      await server.kill()
      yield Buffer.alloc(HALF, 'a')
      read.push('first')
      await server.start()
      yield Buffer.alloc(10, 'b')
      read.push('second')
    }
    // Not as a stream, which would read ahead.
    await expect(tus.write(sent() as unknown as Readable, 'a/f', 0)).rejects.toMatchObject({ code: 'STORAGE_DOWN' })
    expect(read).toEqual(['first', 'second'])
    expect(await piecesOf('a/f')).toEqual([])
    expect((await tus.getUpload('a/f')).offset).toBe(0)
  })
})
