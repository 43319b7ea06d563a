import { createTransport } from 'nodemailer'

/** Settings of outgoing mail. */
export interface MailSettings {
  /** `smtp://user:password@host:587` */
  readonly url: string
  /** `Traguardo <traguardo@ente.it>` */
  readonly from: string
}

/** A letter to one person. */
export interface Letter {
  readonly to: string
  readonly subject: string
  readonly text: string
  /** Address at which its reader says that no more are wanted (RFC 8058). */
  readonly unsubscribe?: string
}

/** Sends letters; rejects where the server did not take one. */
export interface Mailer {
  send(letter: Letter): Promise<void>
  close(): void
}

const TIMEOUT = 20_000

export function openMailer({ url, from }: MailSettings): Mailer {
  const transport = createTransport({ url, pool: true, connectionTimeout: TIMEOUT, socketTimeout: TIMEOUT } as object, {
    from,
  })
  return {
    async send({ to, subject, text, unsubscribe }) {
      const list = unsubscribe ? { list: { unsubscribe: { url: unsubscribe, comment: 'Preferenze' } } } : {}
      await transport.sendMail({ to, subject, text, ...list })
    },
    close: () => transport.close(),
  }
}
