import type { IsoDate } from '@traguardo/shared/model'
import { formatDate } from '@traguardo/shared/values'
import type { Letter } from './mailer'

/** Sender of letters, as they name it. */
export interface Sender {
  readonly bodyName: string
  /** Address of the installation, without a bar at its end. */
  readonly address: string
}

export const closing = ({ bodyName, address }: Sender): string =>
  `\n\n--\n${bodyName}\nTraguardo, ciclo della performance: ${address}\n`

type Words = Omit<Letter, 'to'>

/** Somebody who got an account, and for which position; `from` where it begins on a day to come. */
export interface InvitedAs {
  readonly title: string
  readonly username: string
  readonly from: IsoDate | null
}

/** To somebody who got an account. */
export const inviteLetter = (
  sender: Sender,
  { title, username, from }: InvitedAs,
  token: string,
  within = 'quattordici giorni',
): Words => ({
  subject: `Il suo accesso a Traguardo (${sender.bodyName})`,
  text: `Buongiorno,

per l’incarico «${title}» è pronto il suo accesso a Traguardo.
Il suo nome utente è: ${username}${from === null ? '' : `\nL’incarico comincia il ${formatDate(from)}: fino ad allora può entrare, e vedere solo il suo account.`}

Scelga la password da questo collegamento, entro ${within}. Vale una volta sola:
${sender.address}/password/${token}${closing(sender)}`,
})

/** Writes the letter with the notifications of somebody, one or a day's. */
export function noticeLetter(
  notices: readonly { readonly subject: string; readonly text: string; readonly link: string }[],
  address: string,
): Words {
  const [first] = notices
  const subject = notices.length === 1 && first ? first.subject : `Traguardo: ${notices.length} avvisi`
  const lines = notices.map(({ subject: about, text, link }) => `* ${about}\n  ${text}\n  ${address}${link}`)
  return {
    subject,
    text: `Buongiorno,

${lines.join('\n\n')}

--
Traguardo, ciclo della performance: ${address}
Quanta posta ricevere si sceglie qui: ${address}/preferenze
`,
  }
}

/** To somebody who forgot the password. */
export const resetLetter = (sender: Sender, username: string, token: string): Words => ({
  subject: 'Nuova password per Traguardo',
  text: `Buongiorno,

qualcuno ha chiesto una nuova password per l’utente ${username}.
Se è stato Lei, la scelga da questo collegamento, entro un’ora. Vale una volta sola:
${sender.address}/password/${token}

Se non è stato Lei, non faccia nulla: la password resta quella di prima.${closing(sender)}`,
})
