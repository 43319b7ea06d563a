import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import PostalMime, { type Email as Letter } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { expect } from 'vitest'

export type { Letter }

/** A real SMTP server on this machine, and the letters that came in. */
export interface Mailbox {
  readonly url: string
  readonly letters: readonly Letter[]
  /** Those to an address about something: news of the day come in between, at a moment of their own. */
  to(address: string, subject?: RegExp): readonly Letter[]
  /** Waits until so many of those are there, and answers the last. */
  arrived(address: string, subject: RegExp, count?: number): Promise<Letter>
  /** Refuses what comes, as a server that is out of order does. */
  fail(on: boolean): void
  /** Waits until so many letters are there. */
  until(count: number): Promise<void>
  close(): Promise<void>
}

export async function openMailbox(): Promise<Mailbox> {
  const letters: Letter[] = []
  let failing = false
  const waiting = new Set<() => void>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        if (failing) return done(new Error('451 out of order'))
        void PostalMime.parse(Buffer.concat(parts)).then((letter) => {
          letters.push(letter)
          waiting.forEach((look) => look())
          done()
        })
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const to = (address: string, subject = /./): readonly Letter[] =>
    letters.filter(
      (one) => subject.test(one.subject ?? '') && one.to?.some((who) => 'address' in who && who.address === address),
    )
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    to,
    async arrived(address, subject, count = 1) {
      await expect.poll(() => to(address, subject).length, { timeout: 10_000 }).toBeGreaterThanOrEqual(count)
      return to(address, subject).at(-1) ?? expect.fail()
    },
    fail: (on) => (failing = on),
    until: (count) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`${letters.length} letters came, not ${count}`)), 10_000)
        const look = () => {
          if (letters.length < count) return
          clearTimeout(timer)
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
