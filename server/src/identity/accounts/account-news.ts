/** From where somebody signs in. */
export interface From {
  readonly address: string
  /** "Chrome su Android" */
  readonly device: string
}

/** News of an account that its person is told. */
export type AccountNews =
  | ({ readonly kind: 'device' } & From)
  | ({ readonly kind: 'delay' } & From)
  | { readonly kind: 'password' | 'totp-on' | 'totp-off' }
  | { readonly kind: 'oidc'; readonly provider: string }

interface NewsWords {
  readonly subject: string
  readonly text: string
}

const NOT_YOU =
  'Se non è stato Lei, cambi subito la password, chiuda gli accessi che non riconosce e avvisi il controllo di gestione.'

/** The sentences of a piece of news. */
export function newsWords(username: string, news: AccountNews): NewsWords {
  switch (news.kind) {
    case 'device':
      return {
        subject: 'Accesso da un nuovo dispositivo',
        text: `L’utente «${username}» è entrato da un dispositivo nuovo: ${news.device}, indirizzo ${news.address}. ${NOT_YOU}`,
      }
    case 'delay':
      return {
        subject: 'Tentativi di accesso non riusciti',
        text: `Qualcuno ha sbagliato più volte la password o il codice dell’utente «${username}», l’ultima volta da ${news.device}, indirizzo ${news.address}. I tentativi da dispositivi nuovi ora attendono; dai dispositivi che usa già Lei entra come sempre. Se non è stato Lei, scelga una password che non usa altrove e attivi il secondo fattore.`,
      }
    case 'password':
      return {
        subject: 'Password cambiata',
        text: `La password dell’utente «${username}» è stata cambiata. ${NOT_YOU}`,
      }
    case 'totp-on':
      return {
        subject: 'Secondo fattore attivato',
        text: `Per l’utente «${username}» ora serve anche un codice. ${NOT_YOU}`,
      }
    case 'totp-off':
      return {
        subject: 'Secondo fattore disattivato',
        text: `Per l’utente «${username}» non serve più il codice: basta la password. ${NOT_YOU}`,
      }
    case 'oidc':
      return {
        subject: `Accesso con ${news.provider}`,
        text: `L’utente «${username}» ora entra anche con ${news.provider}. ${NOT_YOU}`,
      }
  }
}
