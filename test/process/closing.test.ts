import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Database } from '../../server/src/kernel/db/database'
import { openOrm } from '../../server/src/app/open-orm'
import { aFolder } from '../support/copies'
import { freshDatabase, KINDS } from '../support/databases'
import { Person } from '../support/person'
import { type ServerProcess, startServer } from '../support/server-process'

const OPEN = 18
const MEASURES = ['Percent_LibriRI.num', 'Percent_LibriRI.den', 'Percent_VerbaliRI.num', 'Percent_VerbaliRI.den']
const of = (database: Database): Record<string, string> =>
  database.type === 'postgresql' ? { DATABASE_URL: database.url } : {}
const fileOf = (database: Database, data: string): Database =>
  database.type === 'sqlite' ? { type: 'sqlite', file: `${data}/dimostrazione.sqlite` } : database

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
const gone = async ({ pid }: ServerProcess): Promise<void> => {
  while (isRunning(pid)) await pause(50)
}

/** Holds what every push of a body writes until it is let go: pushes that come meanwhile are open. */
async function hold(database: Database): Promise<() => Promise<void>> {
  const orm = await openOrm(database)
  let free = (): void => undefined
  const isFree = new Promise<void>((done) => (free = done))
  const held = new Promise<Promise<void>>((begun) => {
    const holding = orm.em.fork().transactional(async (tx) => {
      await tx.execute(
        `insert into "counter" ("name", "value") values ('stamp/CCIAA-MS', 0) on conflict ("name") do update set "value" = "counter"."value"`,
      )
      begun(holding)
      await isFree
    })
  })
  const holding = held.then((one) => one)
  await Promise.race([holding, pause(3000)])
  return async () => {
    free()
    await holding
    await orm.close(true)
  }
}

/** How many connections to a port of this machine are established, as the kernel counts them. */
function connectionsTo(port: number): number {
  const own = `:${port.toString(16).toUpperCase().padStart(4, '0')} `
  const lines = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => readFileSync(file, 'utf8').split('\n'))
  return lines.filter((line) => / 01 /.test(line) && (line.split(/\s+/)[2] ?? '').concat(' ').endsWith(own)).length
}

const pdf = (bytes: number): Buffer =>
  Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes), Buffer.from('\n%%EOF\n')])

/** A connection that is kept alive and idle, as browsers and proxies keep them. */
async function keptAlive({ port }: ServerProcess): Promise<{ readonly closed: Promise<unknown> }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const asked = request({ port, host: '127.0.0.1', path: '/salute', agent })
  asked.end()
  const [answer] = (await once(asked, 'response')) as [NodeJS.ReadableStream]
  const socket = asked.socket
  answer.resume()
  await once(answer, 'end')
  return { closed: socket ? once(socket, 'close') : Promise.reject(new Error('no socket')) }
}

describe.each(KINDS)('a server that is told to end, on %s', (kind) => {
  it(`[RI43.4] answers ${OPEN} open requests and an upload under way, takes nothing new, and a second signal kills nothing`, async () => {
    const data = aFolder()
    const database = await freshDatabase(kind)
    const server = await startServer(data, of(database))
    const people = Array.from({ length: OPEN }, () => new Person(server.url))
    const [first] = people
    if (!first) throw new Error('nobody')
    await first.signIn()
    for (const one of people) one.shareWith(first)
    const bytes = pdf(300_000)
    const file = first.attached(bytes)
    await first.sync([file])
    expect((await first.begin(file)).status).toBe(201)

    const letGo = await hold(fileOf(database, data))
    // Half of the bytes have come, and the rest comes while it closes.
    let rest = (): void => undefined
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new Uint8Array(bytes.subarray(0, 150_000)))
        rest = () => {
          controller.enqueue(new Uint8Array(bytes.subarray(150_000)))
          controller.close()
        }
      },
    })
    const upload = first.upload(file.content.sha256, body)
    const pushes = people.map((one, at) => one.sync([one.value(at, MEASURES[at % 4])]))
    const idle = await keptAlive(server)
    // All of them are at the server's door, and it has had time to read them, however slow this machine is just now.
    await expect.poll(() => connectionsTo(server.port), { timeout: 60_000 }).toBeGreaterThanOrEqual(OPEN + 2)
    await pause(1000)
    process.kill(server.pid, 'SIGTERM')
    await idle.closed
    await expect(fetch(`${server.url}/salute`)).rejects.toThrow()
    await pause(600)
    process.kill(server.pid, 'SIGINT')
    await pause(600)
    expect(isRunning(server.pid)).toBe(true)
    await letGo()
    rest()
    const told = await Promise.allSettled(pushes)
    expect(told.map((one) => (one.status === 'fulfilled' ? one.value.verdicts.length : one.reason))).toEqual(
      told.map(() => 1),
    )
    expect((await upload).status).toBe(204)
    await gone(server)
    await expect.poll(() => server.output()).toMatch(/Chiudo: finisco le richieste aperte \(\d+\).*Sto già chiudendo/s)
    // The database was closed after everything else: nothing failed on its way.
    expect(server.output()).not.toMatch(/Error|errore imprevisto/i)

    const again = await startServer(data, { ...of(database), PORT: String(server.port) })
    const read = await first.post(`/prove/${file.content.sha256}`, {})
    expect(
      createHash('sha256')
        .update(Buffer.from(await read.arrayBuffer()))
        .digest('hex'),
    ).toBe(file.content.sha256)
    await again.stop()
  })

  it('[RI43.3] cuts after the limit what does not end; what had come of an upload is there, and goes on', async () => {
    const data = aFolder()
    const database = await freshDatabase(kind)
    const server = await startServer(data, { ...of(database), TRAGUARDO_CHIUSURA: '1' })
    const person = new Person(server.url)
    await person.signIn()
    const bytes = pdf(300_000)
    const file = person.attached(bytes)
    await person.sync([file])
    await person.begin(file)
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new Uint8Array(bytes.subarray(0, 150_000))),
    })
    const upload = person.upload(file.content.sha256, body).catch(() => null)
    await pause(1000)
    process.kill(server.pid, 'SIGTERM')
    await gone(server)
    expect((await upload)?.status).not.toBe(204)
    const again = await startServer(data, { ...of(database), PORT: String(server.port) })
    const head = await person.post(`/prove/carico/${file.content.sha256}`, {
      method: 'HEAD',
      headers: { 'tus-resumable': '1.0.0' },
    })
    const offset = Number(head.headers.get('upload-offset'))
    expect(offset).toBe(150_000)
    expect((await person.upload(file.content.sha256, bytes.subarray(offset), offset)).status).toBe(204)
    await again.stop()
  })

  it('[RI43.5] the third signal ends at once', async () => {
    const data = aFolder()
    const database = await freshDatabase(kind)
    const server = await startServer(data, of(database))
    const person = new Person(server.url)
    await person.signIn()
    const file = person.attached(pdf(300_000))
    await person.sync([file])
    await person.begin(file)
    const body = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(10)) })
    void person.upload(file.content.sha256, body).catch(() => null)
    await pause(500)
    for (let told = 0; told < 3; told++) {
      expect(isRunning(server.pid)).toBe(true)
      process.kill(server.pid, 'SIGINT')
      await pause(700)
    }
    await gone(server)
  })
})
