import type { Letter } from './mailer'
import { closing, type Sender } from './letters'

/**
 * Change by somebody else to an account, of which its person has to hear at an address that notices may not reach any
 * more.
 */
export type AccountWord =
  | { readonly what: 'address'; readonly username: string; readonly email: string }
  | { readonly what: 'taken'; readonly username: string; readonly person: string }
  | { readonly what: 'factor'; readonly username: string; readonly reason: string }

const NOT_KNOWN = 'Se non ne sa nulla, avvisi subito il controllo di gestione.'

function wordsOf(word: AccountWord): readonly [subject: string, text: string] {
  const { username } = word
  switch (word.what) {
    case 'address':
      return [
        'Indirizzo di posta cambiato',
        `la posta di Traguardo per l’utente ${username} non arriva più qui: il controllo di gestione ha scritto l’indirizzo ${word.email}.`,
      ]
    case 'taken':
      return [
        'Accesso tolto',
        `il controllo di gestione ha tolto all’utente ${username} l’incarico «${word.person}»: quello che vi era aperto è stato chiuso.`,
      ]
    case 'factor':
      return [
        'Secondo fattore disattivato',
        `per l’utente ${username} il secondo fattore è stato disattivato da chi ne ha il compito: per entrare basta la password. Il motivo scritto nel registro: ${word.reason}\n\nLo attivi di nuovo appena può, dalle sue preferenze.`,
      ]
  }
}

/** The letter that says it. */
export function accountLetter(sender: Sender, word: AccountWord): Omit<Letter, 'to'> {
  const [subject, text] = wordsOf(word)
  return { subject: `${subject} (Traguardo)`, text: `Buongiorno,\n\n${text}\n\n${NOT_KNOWN}${closing(sender)}` }
}
