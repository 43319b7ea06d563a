import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

/** A real SMTP server on this machine, and the letters that came in. */
export interface Mailbox {
  readonly url: string
  readonly letters: readonly Email[]
  /** Refuses what comes, as a server that is out of order does. */
  fail(on: boolean): void
  /** Waits until so many letters are there. */
  until(count: number): Promise<void>
  close(): Promise<void>
}

export async function openMailbox(): Promise<Mailbox> {
  const letters: Email[] = []
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
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
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
