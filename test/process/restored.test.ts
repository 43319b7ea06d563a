import { randomBytes } from 'node:crypto'
import {
  closeSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { once } from 'node:events'
import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { evidencePath } from '../../server/src/app/backup/manifest'
import type { Database } from '../../server/src/kernel/db/database'
import { beginCommand, runCommand } from '../support/command-line'
import { aFolder } from '../support/copies'
import { freshDatabase, KINDS } from '../support/databases'
import { Person } from '../support/person'
import { startServer } from '../support/server-process'

const pdf = (): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(90_000), Buffer.from('\n%%EOF\n')])
const of = (database: Database): Record<string, string> =>
  database.type === 'postgresql' ? { DATABASE_URL: database.url } : {}
const DEMO = '--dimostrazione'
const KEY = 'chiave-dimostrazione'

/** An empty place: a folder, and on PostgreSQL a database. */
async function emptyPlace(kind: (typeof KINDS)[number]) {
  return { data: join(aFolder(), 'dati'), env: of(await freshDatabase(kind)) }
}

/** The end of a pipe that is written to; null as long as nobody reads it. */
function tryToWrite(path: string): number | null {
  try {
    return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK)
  } catch {
    return null
  }
}

/** A server with a value and a file, as its person left them. */
async function worked(kind: (typeof KINDS)[number]) {
  const data = aFolder()
  const env = of(await freshDatabase(kind))
  const server = await startServer(data, env)
  const person = new Person(server.url)
  await person.signIn()
  const [first, bytes] = [person.value(41), pdf()]
  const file = person.attached(bytes)
  await person.sync([first, file])
  expect((await person.begin(file)).status).toBe(201)
  expect((await person.upload(file.content.sha256, bytes)).status).toBe(204)
  return { data, env, server, person, first, file, bytes, sha256: file.content.sha256, copy: join(aFolder(), 'copia') }
}

/** Each step of the drill goes on from the one before. */
describe.each(KINDS)('the drill of the README on %s', (kind) => {
  let at: Awaited<ReturnType<typeof worked>>
  let place: Awaited<ReturnType<typeof emptyPlace>>
  let second: ReturnType<Person['value']>
  let told: Awaited<ReturnType<Person['sync']>>
  beforeAll(async () => {
    at = await worked(kind)
    place = await emptyPlace(kind)
  })

  it('[RE8.2] a copy is made of a server that runs and goes on', async () => {
    const { data, env, server, person, copy } = at
    const made = await runCommand(data, ['backup', copy, DEMO], env)
    expect(made).toMatchObject({ code: 0 })
    expect(made.said).toContain('1 allegati')
    second = person.value(42, 'Percent_LibriRI.den')
    told = await person.sync([second])
    expect(told.verdicts[0]?.type).toBe('applied')
    await server.kill()
  })

  it('[RE11.3] a restore without the key says so, and no server makes another one', async () => {
    const { copy } = at
    const without = await runCommand(place.data, ['ripristina', copy, DEMO], place.env)
    expect(without.code).toBe(1)
    expect(without.said).toMatch(/Ripristinata .*Manca la chiave segreta/s)
    // With a new key nobody could read what the old one sealed: no server starts, and none is left lying about.
    await expect(startServer(place.data, place.env)).rejects.toThrow(/un’altra chiave segreta/)
    expect(existsSync(join(place.data, KEY))).toBe(false)
  })

  it('[RE9.6] after the restore everything is there, and what came after the copy comes again', async () => {
    const { data, copy, server, person, first, file, bytes, sha256 } = at
    // The key was kept apart, and is put beside the data.
    cpSync(join(data, KEY), join(place.data, KEY))
    const again = await runCommand(place.data, ['ripristina', copy, DEMO], place.env)
    expect(again).toMatchObject({ code: 1 })
    expect(again.said).toMatch(/^[^\n]*non è vuoto[^\n]*\n$/)
    const verified = await runCommand(place.data, ['verifica', DEMO], place.env)
    expect(verified.said).toContain('Allegati interi: 1 su 1.')
    expect(verified).toMatchObject({ code: 0 })

    const restored = await startServer(place.data, { ...place.env, PORT: String(server.port) })
    // Sessions came along: the device goes on by itself, is told that something was lost, and sends it again.
    const answer = await person.sync([], told)
    expect(answer.notice).toBe('new-epoch')
    const after = await person.sync([first, file, second])
    expect(after.verdicts.map(({ type }) => type)).toEqual(['applied', 'applied', 'applied'])
    const read = await person.post(`/prove/${sha256}`, {})
    expect(Buffer.from(await read.arrayBuffer())).toEqual(bytes)
    await restored.stop()
  })

  it('[RE10.3] a comparison that finds a fault ends with 1', async () => {
    const { sha256 } = at
    rmSync(join(place.data, 'prove-dimostrazione', sha256.slice(0, 2), sha256))
    const damaged = await runCommand(place.data, ['verifica', DEMO], place.env)
    expect(damaged.code).toBe(1)
    expect(damaged.said).toContain(`Allegato ${sha256}: non c’è.`)
  })

  it('[RE16] as long as it is away, whoever looks or copies hears of it', async () => {
    const away = `Allegato ${at.sha256}: c’era, e non c’è più`
    const later = await runCommand(place.data, ['verifica', DEMO], place.env)
    expect([later.code, later.said.includes(away)]).toEqual([1, true])
    const copied = await runCommand(place.data, ['backup', join(aFolder(), 'copia'), DEMO], place.env)
    expect([copied.code, copied.said.includes(away)]).toEqual([1, true])
  })

  it('[RE15] a command that was pointed at a place without data says so in one sentence, and makes none there', async () => {
    const { data, env } = await emptyPlace(kind)
    mkdirSync(data, { mode: 0o700 })
    for (const command of [
      ['backup', join(aFolder(), 'copia')],
      ...[['verifica'], ['registro'], ['export', 'CCIAA-MS', '2021']],
      ...[
        ['account', 'CCIAA-MS', 'oiv', 'oiv2'],
        ['collega', 'CCIAA-MS', 'oiv', 'oiv'],
        ['fattore', 'oiv', 'perso'],
      ],
    ]) {
      const { code, said } = await runCommand(data, [...command, DEMO], env)
      expect([command[0], code]).toEqual([command[0], 1])
      expect(said, command[0]).toMatch(/^Qui non ci sono dati: [^\n]*\n$/)
    }
    expect(readdirSync(data)).toEqual([])
  })

  it('[RE17.1] whoever has lost the key for ever goes on with another, by a command that gives the reason; not with the key at hand', async () => {
    const data = aFolder()
    const env = of(await freshDatabase(kind))
    const server = await startServer(data, env)
    const person = new Person(server.url)
    await person.signIn()
    const value = person.value(41)
    await person.sync([value])
    await server.stop()
    const lose = () => runCommand(data, ['chiave-persa', 'disco', 'rotto', DEMO], env)
    expect(await lose()).toMatchObject({ code: 1, said: expect.stringContaining('non manca') as string })
    rmSync(join(data, KEY))
    await expect(startServer(data, env)).rejects.toThrow(/chiave-persa/)
    expect(await lose()).toMatchObject({ code: 0 })
    expect(await lose()).toMatchObject({ code: 1 })
    const again = await startServer(data, { ...env, PORT: String(server.port) })
    const told = await person.sync([value])
    expect(told.verdicts.map(({ type }) => type)).toEqual(['applied'])
    await again.stop()
    expect(await runCommand(data, ['verifica', DEMO], env)).toMatchObject({ code: 0 })
  })

  it('[RE8.6] a full disk leaves no copy, no half of one, and one sentence', async () => {
    const data = aFolder()
    const env = of(await freshDatabase(kind))
    const server = await startServer(data, env)
    await server.stop()
    const disk = join(aFolder(), 'disco')
    mkdirSync(disk)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=40k', 'tmpfs', disk])
    afterAll(() => execFileSync('umount', [disk]))
    const made = await runCommand(data, ['backup', join(disk, 'copia'), DEMO], env)
    expect(made.code).toBe(1)
    expect(made.said).toMatch(/^Il disco di [^\n]* è pieno: [^\n]*\n$/)
    expect(readdirSync(disk)).toEqual([])
  })

  it('[RE9.4] a restore that is killed does not start, and begun again comes to its end', async () => {
    const data = aFolder()
    const env = of(await freshDatabase(kind))
    const server = await startServer(data, env)
    await server.stop()
    const copy = join(aFolder(), 'copia')
    expect(await runCommand(data, ['backup', copy, DEMO], env)).toMatchObject({ code: 0 })
    // So slow that it can be killed: its files come through a pipe that nobody fills.
    const sha256 = 'ab'.repeat(32)
    const manifest = JSON.parse(execFileSync('cat', [join(copy, 'manifest.json')]).toString()) as { evidence: object[] }
    manifest.evidence.push({ sha256, size: 1 })
    writeFileSync(join(copy, 'manifest.json'), JSON.stringify(manifest))
    mkdirSync(join(copy, 'prove', 'ab'), { recursive: true })
    execFileSync('mkfifo', [evidencePath(copy, sha256)])
    const place = await emptyPlace(kind)
    const child = beginCommand(place.data, ['ripristina', copy, DEMO], place.env)
    const evidence = join(place.data, 'prove-dimostrazione')
    // A pipe opens for writing once somebody reads it.
    let pipe = tryToWrite(evidencePath(copy, sha256))
    for (; pipe === null; pipe = tryToWrite(evidencePath(copy, sha256))) await pause(50)
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
    closeSync(pipe)
    await expect(startServer(place.data, place.env)).rejects.toThrow('Un ripristino di questi dati è stato interrotto')
    rmSync(join(copy, 'prove', 'ab'), { recursive: true })
    manifest.evidence.pop()
    writeFileSync(join(copy, 'manifest.json'), JSON.stringify(manifest))
    const empty = kind === 'sqlite' ? place.env : (await emptyPlace(kind)).env
    if (kind === 'postgresql') rmSync(evidence, { recursive: true })
    cpSync(join(data, KEY), join(place.data, KEY))
    expect(await runCommand(place.data, ['ripristina', copy, DEMO], empty)).toMatchObject({ code: 0 })
    await (await startServer(place.data, empty)).stop()
  })
})
