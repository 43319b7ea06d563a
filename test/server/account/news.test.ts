import { describe, expect, it } from 'vitest'
import { type AccountNews, newsWords } from '../../../server/src/identity/accounts/account-news'

const FROM = { address: '10.0.0.1', device: 'Chrome su Android' }
const NOT_YOU =
  'Se non è stato Lei, cambi subito la password, chiuda gli accessi che non riconosce e avvisi il controllo di gestione.'

describe('news of an account', () => {
  it.each<readonly [string, AccountNews, string, string]>([
    [
      '[RI21.1]',
      { kind: 'device', ...FROM },
      'Accesso da un nuovo dispositivo',
      'L’utente «anna» è entrato da un dispositivo nuovo: Chrome su Android, indirizzo 10.0.0.1.',
    ],
    ['[RI21.3]', { kind: 'password' }, 'Password cambiata', 'La password dell’utente «anna» è stata cambiata.'],
    ['[RI21.4]', { kind: 'totp-on' }, 'Secondo fattore attivato', 'Per l’utente «anna» ora serve anche un codice.'],
    [
      '[RI21.4]',
      { kind: 'totp-off' },
      'Secondo fattore disattivato',
      'Per l’utente «anna» non serve più il codice: basta la password.',
    ],
    [
      '[RI21.5]',
      { kind: 'oidc', provider: 'SPID o CIE' },
      'Accesso con SPID o CIE',
      'L’utente «anna» ora entra anche con SPID o CIE.',
    ],
  ])('%s say what happened to which account, and what to do: %j', (_rule, news, subject, text) => {
    expect(newsWords('anna', news)).toEqual({ subject, text: `${text} ${NOT_YOU}` })
  })

  it('[RI21.2] that tries wait say from where they came, and that devices in use do not', () => {
    const { subject, text } = newsWords('anna', { kind: 'delay', ...FROM })
    expect(subject).toBe('Tentativi di accesso non riusciti')
    expect(text).toMatch(
      /^Qualcuno ha sbagliato più volte .*«anna», l’ultima volta da Chrome su Android, indirizzo 10\.0\.0\.1\./,
    )
    expect(text).toContain('dai dispositivi che usa già Lei entra come sempre')
  })
})
