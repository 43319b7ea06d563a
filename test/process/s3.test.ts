import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { Database } from '../../server/src/db/database'
import { runCommand } from '../support/command-line'
import { aFolder } from '../support/copies'
import { freshDatabase, KINDS } from '../support/databases'
import { Person } from '../support/person'
import { pdf } from '../server/hostile/holes/evidence-wire'
import { BUCKET, S3_KEYS, type S3Server, startS3 } from '../support/s3-server'
import { type ServerProcess, startServer } from '../support/server-process'

const DEMO = '--dimostrazione'
const key = randomBytes(32).toString('base64')
const of = (database: Database): Record<string, string> =>
  database.type === 'postgresql' ? { DATABASE_URL: database.url } : {}

const running: { kill(): Promise<void> }[] = []
const stores: S3Server[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.kill()))
  await Promise.all(stores.splice(0).map((store) => store.close()))
})
async function anS3(): Promise<S3Server> {
  const store = await startS3()
  stores.push(store)
  return store
}
async function start(data: string, env: Record<string, string>): Promise<ServerProcess> {
  const server = await startServer(data, env)
  running.push(server)
  return server
}
const settings = ({ url }: S3Server): Record<string, string> => ({
  ...S3_KEYS,
  TRAGUARDO_CHIAVE: key,
  TRAGUARDO_PROVE: `s3://${BUCKET}/ente`,
  TRAGUARDO_S3_INDIRIZZO: url,
})
const arrivedAt = async (person: Person, sha256: string): Promise<number> => {
  const head = await person.post(`/prove/carico/${sha256}`, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' } })
  return Number(head.headers.get('upload-offset'))
}
const bytesOf = async (person: Person, sha256: string): Promise<Buffer> =>
  Buffer.from(await (await person.post(`/prove/${sha256}`, {})).arrayBuffer())

it('[SY86] on PostgreSQL, an upload whose server is killed goes on at the other one of the same storage', async () => {
  const env = { ...settings(await anS3()), ...of(await freshDatabase('postgresql')) }
  const one = await start(aFolder(), env)
  const other = await start(aFolder(), env)
  const [here, there] = [new Person(one.url), new Person(other.url)]
  await here.signIn()
  there.shareWith(here)
  const bytes = pdf(3_000_000)
  const file = here.attached(bytes)
  const { sha256 } = file.content
  await here.sync([file])
  expect((await here.begin(file)).status).toBe(201)
  const half = new ReadableStream({ start: (line) => line.enqueue(new Uint8Array(bytes.subarray(0, 1_500_000))) })
  void here.upload(sha256, half).catch(() => null)
  await pause(2000)
  await one.kill()
  // The lease of the dead one ends by itself.
  await expect.poll(() => arrivedAt(there, sha256), { timeout: 40_000, interval: 500 }).toBeGreaterThan(0)
  const from = await arrivedAt(there, sha256)
  expect(from).toBeLessThan(bytes.length)
  expect((await there.upload(sha256, bytes.subarray(from), from)).status).toBe(204)
  expect((await bytesOf(there, sha256)).equals(bytes)).toBe(true)
})

describe.each(KINDS)('storage that speaks S3, with a server on %s', (kind) => {
  it('[SY86] [SY88] a kill in the middle of an upload: what was answered is there when it starts again, and nothing is left aside', async () => {
    const store = await anS3()
    const data = aFolder()
    const env = { ...settings(store), ...of(await freshDatabase(kind)) }
    const server = await start(data, env)
    const person = new Person(server.url)
    await person.signIn()
    const [whole, cut] = [pdf(1_000_000), pdf(2_000_000)]
    const [first, second] = [person.attached(whole), person.attached(cut)]
    await person.sync([first, second])
    await person.begin(first)
    expect((await person.upload(first.content.sha256, whole)).status).toBe(204)
    await person.begin(second)
    expect((await person.upload(second.content.sha256, cut.subarray(0, 800_000))).status).toBe(204)
    const line = new ReadableStream({ start: (to) => to.enqueue(new Uint8Array(cut.subarray(800_000, 1_000_000))) })
    void person.upload(second.content.sha256, line, 800_000).catch(() => null)
    await pause(500)
    await server.kill()

    const again = await start(data, env)
    person.url = again.url
    await expect
      .poll(() => arrivedAt(person, second.content.sha256), { timeout: 40_000 })
      .toBeGreaterThanOrEqual(800_000)
    const from = await arrivedAt(person, second.content.sha256)
    expect((await person.upload(second.content.sha256, cut.subarray(from), from)).status).toBe(204)
    for (const [{ content }, bytes] of [
      [first, whole],
      [second, cut],
    ] as const)
      expect((await bytesOf(person, content.sha256)).equals(bytes)).toBe(true)
    expect(readdirSync(join(data, 'passaggio-dimostrazione'))).toEqual([])
    expect(existsSync(join(data, 'prove-dimostrazione'))).toBe(false)
  })

  it('[RE13] [RE14] the commands: a copy beside the server, compared, and put back where evidence is in a folder', async () => {
    const store = await anS3()
    const data = aFolder()
    const env = { ...settings(store), ...of(await freshDatabase(kind)) }
    const server = await start(data, env)
    const person = new Person(server.url)
    await person.signIn()
    const bytes = pdf(100_000)
    const file = person.attached(bytes)
    await person.sync([file])
    await person.begin(file)
    expect((await person.upload(file.content.sha256, bytes)).status).toBe(204)
    const copy = join(aFolder(), 'copia')
    expect(await runCommand(data, ['backup', copy, DEMO], env)).toMatchObject({ code: 0 })
    expect((await runCommand(data, ['verifica', DEMO], env)).said).toContain('Allegati interi: 1 su 1.')
    const full = await runCommand(aFolder(), ['ripristina', copy, DEMO], { ...env, ...of(await freshDatabase(kind)) })
    expect([full.code, full.said]).toEqual([1, expect.stringContaining(`s3://${BUCKET}/ente/ non è vuoto`)])

    const place = { data: join(aFolder(), 'dati'), env: { TRAGUARDO_CHIAVE: key, ...of(await freshDatabase(kind)) } }
    expect(await runCommand(place.data, ['ripristina', copy, DEMO], place.env)).toMatchObject({ code: 0 })
    const restored = await start(place.data, place.env)
    const reader = new Person(restored.url)
    await reader.signIn()
    expect((await bytesOf(reader, file.content.sha256)).equals(bytes)).toBe(true)

    await store.kill()
    const away = await runCommand(data, ['verifica', DEMO], env)
    expect([away.code, away.said]).toEqual([
      1,
      expect.stringMatching(/^Lo spazio S3 degli allegati [^\n]* non risponde[^\n]*\n$/),
    ])
  })
})

it('[RI55] a start that cannot be says why in one sentence, and never the keys', async () => {
  const store = await anS3()
  const saidWith = async (env: Record<string, string>): Promise<string> => {
    const failed = await start(aFolder(), { ...settings(store), ...env }).then(
      () => 'it started',
      (error: unknown) => (error instanceof Error ? error.message : ''),
    )
    expect(failed).toMatch(/^the server ended with 1:\n[^\n]+\n$/)
    return failed
  }
  expect(await saidWith({ TRAGUARDO_PROVE: 's3://altre-prove' })).toContain('«altre-prove» di TRAGUARDO_PROVE non c’è')
  expect(await saidWith({ TRAGUARDO_S3_INDIRIZZO: 'http://127.0.0.1:1' })).toContain('non risponde')
  const secret = await saidWith({ AWS_ACCESS_KEY_ID: 'CHIAVESEGRETA', AWS_SECRET_ACCESS_KEY: 'SEGRETISSIMA' })
  expect(secret).toContain('non accetta le chiavi')
  expect(secret).not.toMatch(/CHIAVESEGRETA|SEGRETISSIMA/)
})

it('[SY85] the library of S3 is in a part of the program that is loaded where the setting asks for it', () => {
  const built = (name: string) => readFileSync(join(import.meta.dirname, '../../server/dist', name), 'utf8')
  const parts = readdirSync(join(import.meta.dirname, '../../server/dist/assets')).filter((name) =>
    name.endsWith('.js'),
  )
  const using = parts.filter((name) => built(`assets/${name}`).includes('@aws-sdk/client-s3'))
  expect(using).toEqual([expect.stringMatching(/^s3-store/)])
  for (const entry of ['main.js', 'cli.js']) expect(built(entry)).not.toContain('@aws-sdk/client-s3')
})
