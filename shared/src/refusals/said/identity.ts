import type { RefusalEntries } from '../sentence'

/** Accounts, sessions, roles. */
export const ofIdentity = {
  ACCOUNT_OF_OTHER_BODY: [
    'L’utente «{username}» agisce anche in un altro ente: indirizzo, password e secondo fattore li cambia la persona dalle sue preferenze, o chi gestisce il server. Da qui può togliergli l’incarico in questo ente.',
    'The user «{username}» acts in another body too: the person changes address, password and second factor in the preferences, or whoever runs the server. From here you can take away the position in this body.',
  ],
  ALREADY_SET_UP: [
    "Il primo ente c'è già: entri con il suo utente, o chieda un utente al controllo di gestione.",
    'The first body is there already: sign in with your user, or ask the management controller for one.',
  ],
  AT_SITE: [
    'Questo si fa all’ufficio centrale: le sedi ricevono da lì piano e persone.',
    'This is done at the head office: sites receive plan and people from there.',
  ],
  BAD_CHOICE: [
    'Scelga tra ogni avviso, un riepilogo al giorno, nessuna posta.',
    'Choose between every notice, one summary a day, no mail.',
  ],
  BAD_EMAIL: [
    'L’indirizzo di posta non va bene: lo scriva per intero, come nome@ente.it.',
    'The mail address is not right: write it in full, like name@body.it.',
  ],
  BAD_NAME: {
    person: [
      'Il codice della persona non va bene: usi lettere non accentate, cifre, punto, trattino e trattino basso, al massimo 64.',
      'The code of the person is not right: use letters without accents, digits, dot, hyphen and underscore, 64 at most.',
    ],
    body: [
      "Il codice dell'ente non va bene: usi lettere non accentate, cifre, punto, trattino e trattino basso, al massimo 64.",
      'The code of the body is not right: use letters without accents, digits, dot, hyphen and underscore, 64 at most.',
    ],
    username: [
      'Il nome utente non va bene: usi lettere non accentate, cifre, punto, trattino e trattino basso, al massimo 64.',
      'The user name is not right: use letters without accents, digits, dot, hyphen and underscore, 64 at most.',
    ],
  },
  CODE_NEEDED: ['Scriva il codice a sei cifre della sua app.', 'Write the six-digit code of your app.'],
  CONFIRM_NEEDED: [
    'Per questo serve di nuovo la password: la scriva, e la richiesta va avanti da sola.',
    'This needs the password once more: write it, and the request goes on by itself.',
  ],
  DAYS_REVERSED: ['L’ultimo giorno viene prima del primo.', 'The last day comes before the first.'],
  DEMO: [
    'Questa è la dimostrazione: per l’uso vero avvii con TRAGUARDO_DEMO=0.',
    'This is the demonstration: to work for real, start with TRAGUARDO_DEMO=0.',
  ],
  EMAIL_TAKEN: [
    'L’indirizzo «{email}» è già di un altro utente.',
    'The address «{email}» belongs to another user already.',
  ],
  GRANT_OVERLAPS: [
    'In quei giorni ha già questo ruolo in questa unità.',
    'This role in this unit is held on those days already.',
  ],
  KEY_AT_HAND: [
    'La chiave segreta non manca: non c’è nulla da lasciare.',
    'The secret key is not missing: there is nothing to let go of.',
  ],
  LAST_CONTROLLER: [
    'È l’ultimo controllo di gestione: prima dia il ruolo a un’altra persona.',
    'This is the last management controller: give the role to somebody else first.',
  ],
  LINK_EXPIRED: [
    'Il collegamento è già stato usato o è scaduto: ne chieda un altro dalla pagina di accesso.',
    'The link was used already or has expired: ask for another one from the sign-in page.',
  ],
  NOT_CONTROLLER: [
    'Questo lo fa il controllo di gestione: si rivolga a quell’ufficio.',
    'This is done by the management controller: ask that office.',
  ],
  NOT_SIGNED_IN: {
    '': [
      'Non è entrato, o la sessione è scaduta: entri di nuovo.',
      'You are not signed in, or the session has ended: sign in again.',
    ],
    expired: ['La sessione è scaduta: entri di nuovo.', 'The session has ended: sign in again.'],
    ready: ['L’ente è pronto: entri con il nuovo utente.', 'The body is ready: sign in with the new user.'],
    record: ['Il registro lo legge chi ne ha il ruolo.', 'The record is read by those who have the role for it.'],
  },
  NOT_YOUR_BODY: {
    data: [
      "Lei lavora per l'ente «{own}»: i dati di un altro ente non li può vedere.",
      'You work for the body «{own}»: the data of another body are not for you to see.',
    ],
    draft: [
      'La bozza è dell’ente «{body}», Lei lavora per «{own}».',
      'The draft is of the body «{body}», you work for «{own}».',
    ],
    file: [
      "Il file è il piano dell'ente «{body}», Lei lavora per «{own}»: scelga il file giusto.",
      'The file is the plan of the body «{body}», you work for «{own}»: choose the right file.',
    ],
  },
  NOT_YOUR_ROLE: {
    '': [
      'Questo non rientra nel suo ruolo: si rivolga al controllo di gestione.',
      'This is not part of your role: ask the management controller.',
    ],
    record: ['Il registro lo legge chi ne ha il ruolo.', 'The record is read by those who have the role for it.'],
  },
  NO_MAIL: [
    'Qui non è configurata la posta: chieda una nuova password al controllo di gestione.',
    'No mail is set up here: ask the management controller for a new password.',
  ],
  NO_POSITION_THERE: ['Lei non ha un incarico nell’ente «{body}».', 'You have no position in the body «{body}».'],
  NO_ROLE: [
    'Oggi non ha incarichi in questo ente: ciò che ha scritto parte lo stesso, il resto chiede un incarico.',
    'You hold no role in this body today: what you wrote goes out all the same, the rest needs a role.',
  ],
  OWN_ACCOUNT: {
    user: [
      'Il proprio utente non si disattiva: lo chieda a un’altra persona.',
      'You cannot switch off your own user: ask somebody else.',
    ],
    access: [
      'Il proprio accesso non si toglie da soli: lo chieda a un’altra persona.',
      'You cannot take away your own access: ask somebody else.',
    ],
    days: [
      'I propri giorni non si terminano da soli: lo chieda a un’altra persona.',
      'You cannot end your own days: ask somebody else.',
    ],
    holder: [
      'Il proprio incarico non si toglie da soli: lo chieda a un’altra persona.',
      'You cannot take away your own position: ask somebody else.',
    ],
    factor: [
      'Il proprio secondo fattore si disattiva dalle preferenze, con la password.',
      'Your own second factor is switched off in the preferences, with the password.',
    ],
  },
  PERSON_HAS_ACCOUNT: ['«{person}» ha già un utente: «{username}».', '«{person}» has a user already: «{username}».'],
  SIGN_IN_EXPIRED: ['L’accesso è durato troppo: lo ricominci.', 'The sign-in took too long: begin again.'],
  TOO_BUSY: {
    '': [
      'In questo momento entrano molte persone: aspetti qualche secondo e riprovi.',
      'Many people are signing in right now: wait some seconds and try again.',
    ],
    plans: [
      'Il server sta già controllando altri piani: aspetti qualche secondo e riprovi.',
      'The server is checking other plans already: wait some seconds and try again.',
    ],
  },
  TOO_MANY_ATTEMPTS: {
    '': ['Troppe richieste: aspetti un minuto e riprovi.', 'Too many requests: wait a minute and try again.'],
    known: [
      'Troppi tentativi non riusciti: riprovi fra {minutes|un minuto|# minuti}.',
      'Too many failed attempts: try again in {minutes|a minute|# minutes}.',
    ],
    stranger: [
      'Troppi tentativi non riusciti: riprovi fra {minutes|un minuto|# minuti}, oppure da un dispositivo da cui è già entrato.',
      'Too many failed attempts: try again in {minutes|a minute|# minutes}, or from a device from which you signed in before.',
    ],
  },
  TOTP_NOT_BEGUN: ['Prima inquadri il codice con la sua app.', 'Read the code with your app first.'],
  TOTP_NOT_ON: {
    own: ['Il secondo fattore non è attivo: prima lo attivi.', 'The second factor is not on: switch it on first.'],
    user: [
      'L’utente «{username}» non ha un secondo fattore attivo.',
      'The user «{username}» has no second factor switched on.',
    ],
  },
  TOTP_ON: [
    'Il secondo fattore è già attivo: per cambiarlo lo disattivi.',
    'The second factor is on already: switch it off to change it.',
  ],
  UNKNOWN_ACCOUNT: {
    invite: [
      '«{username}» non è un utente di questo ente: lo inviti dopo averlo aggiunto.',
      '«{username}» is no user of this body: invite them once they are added.',
    ],
    here: ['«{username}» non è un utente di questo ente.', '«{username}» is no user of this body.'],
    none: ['L’utente «{username}» non c’è.', 'The user «{username}» is not there.'],
    link: [
      'L’utente «{username}» non c’è: lo crei con «account».',
      'The user «{username}» is not there: make it with «account».',
    ],
    position: ['Questo incarico non ha un utente: ricarichi la pagina.', 'This position has no user: reload the page.'],
  },
  UNKNOWN_DEVICE: [
    'Quel dispositivo non c’è, o gli è già stato tolto l’accesso.',
    'That device is not there, or was shut out already.',
  ],
  UNKNOWN_GRANT: [
    'Questo ruolo non c’è più: ricarichi la pagina.',
    'This role is not there any more: reload the page.',
  ],
  UNKNOWN_PERSON: {
    position: ['«{person}» non è tra gli incarichi dell’ente.', '«{person}» is not among the positions of the body.'],
    '': ['«{person}» non è tra le persone dell’ente.', '«{person}» is not among the people of the body.'],
    plan: [
      "«{person}» non è tra le persone dell'ente «{body}»: importi il piano che la nomina.",
      '«{person}» is not among the people of the body «{body}»: import the plan that names them.',
    ],
  },
  UNKNOWN_ROLE: ['«{role}» non è un ruolo.', '«{role}» is no role.'],
  UNKNOWN_SESSION: [
    'Quell’accesso non c’è più: ricarichi la pagina.',
    'That session is not there any more: reload the page.',
  ],
  USERNAME_TAKEN: [
    "Il nome utente «{username}» è già di un'altra persona.",
    'The user name «{username}» belongs to somebody else already.',
  ],
  WRONG_CODE: {
    used: [
      'Il codice non è giusto, o è già stato usato: aspetti il prossimo.',
      'The code is not right, or was used already: wait for the next one.',
    ],
    clock: [
      'Il codice non è giusto: controlli che l’ora del telefono sia esatta e riprovi.',
      'The code is not right: check that the clock of the telephone is exact, and try again.',
    ],
  },
  WRONG_CREDENTIALS: {
    '': [
      'Nome utente o password non corretti: controlli e riprovi.',
      'User name or password are not right: check them and try again.',
    ],
    password: [
      'La password non è corretta: controlli e riprovi.',
      'The password is not right: check it and try again.',
    ],
    current: [
      'La password attuale non è corretta: controlli e riprovi.',
      'The present password is not right: check it and try again.',
    ],
  },
} as const satisfies RefusalEntries
