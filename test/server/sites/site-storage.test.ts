import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBucket } from '../../../server/src/evidence/storage/s3/bucket'
import { type Api, type Caller, startApi } from '../../support/api'
import { aFolder } from '../../support/copies'
import { demoDatabase } from '../../support/databases'
import { type S3Server, startS3 } from '../../support/s3-server'
import { newSite, signInAt, startSite } from '../../support/sites'
import { inBucket, inFolder } from '../../support/storages'
import { fileOf, OTHER_BODY, pdf, type Wire, wire } from '../hostile/holes/evidence-wire'

let store: S3Server
let head: Api
let site: Api
let at: Caller
let atHead: Wire
let atSite: Wire
let storage: ReturnType<typeof inBucket>

const SYNC = 'mutation { siteSync { ... on SiteStatus { errorCode waiting files } } }'
const sync = async () => (await at.ask<{ siteSync: object }>(SYNC)).siteSync

beforeAll(async () => {
  store = await startS3()
  storage = inBucket(store.url)
  head = await startApi(await demoDatabase('sqlite'), { storage: inFolder(aFolder()) })
  const url = await head.app.listen({ port: 0, host: '127.0.0.1' })
  const credential = await newSite(await head.signIn('controllo-gestione'), { units: ['RI'], head: url })
  site = await startSite(credential, { storage })
  const siteUrl = await site.app.listen({ port: 0, host: '127.0.0.1' })
  at = await signInAt(site, 'po-registro-imprese')
  atSite = wire(siteUrl, at)
  atHead = wire(url, await head.signIn('po-registro-imprese'))
})
afterAll(async () => {
  await site?.close()
  await head?.close()
  await store?.close()
})

it('[SY88.3] a site keeps its evidence in storage of its own; while that is away values go, and files when it is back', async () => {
  const [first, second] = [pdf(), pdf()].map((bytes) => ({ bytes, file: fileOf(bytes) }))
  if (!first || !second) throw new Error('too few')
  expect(await atSite.name(OTHER_BODY, first.file)).toBe('applied')
  await atSite.begin(first.file)
  expect((await atSite.go(first.file, first.bytes)).status).toBe(204)
  const kept = `${first.file.sha256.slice(0, 2)}/${first.file.sha256}`
  expect(await openBucket(storage).sizeOf(kept)).toBe(first.bytes.length)

  await store.kill()
  expect(await atSite.name(OTHER_BODY, second.file)).toBe('applied')
  expect(await sync()).toEqual({ errorCode: 'SITE_STORAGE_DOWN', waiting: 0, files: 1 })
  expect(await atHead.isComplete(OTHER_BODY, first.file)).toBe(false)
  expect(await atHead.isComplete(OTHER_BODY, second.file)).toBe(false)

  await store.start()
  expect(await sync()).toEqual({ errorCode: null, waiting: 0, files: 0 })
  expect(await atHead.isComplete(OTHER_BODY, first.file)).toBe(true)
  expect((await atHead.read(first.file)).bytes.equals(first.bytes)).toBe(true)
})

it('[SY85.2] what the head office has is fetched into it when somebody reads it there', async () => {
  const bytes = pdf()
  const file = fileOf(bytes)
  expect(await atHead.name(OTHER_BODY, file)).toBe('applied')
  await atHead.begin(file)
  expect((await atHead.go(file, bytes)).status).toBe(204)
  await sync()
  const key = `${file.sha256.slice(0, 2)}/${file.sha256}`
  expect(await openBucket(storage).sizeOf(key)).toBe(null)
  expect((await atSite.read(file)).bytes.equals(bytes)).toBe(true)
  expect(await openBucket(storage).sizeOf(key)).toBe(bytes.length)
})
