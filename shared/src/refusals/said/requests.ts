import type { RefusalEntries } from '../sentence'

/** Refusals of any request by the server: its form, its size, and troubles of the server itself. */
export const ofRequests = {
  BAD_ADDRESS: [
    'Questo indirizzo non è scritto in modo corretto: lo controlli.',
    'This address is not written correctly: check it.',
  ],
  BAD_CURSOR: [
    'Questo punto dell’elenco non è di questa richiesta: riparta dall’inizio dell’elenco, con gli stessi filtri e lo stesso ordine per ogni pagina.',
    'This place is not of this question: begin at the start of the list, with the same filters and the same order for each page.',
  ],
  BAD_PAGE: {
    size: [
      'Una pagina ha da 1 a {limit|un elemento|# elementi}: chieda un numero in questi limiti.',
      'A page has from 1 to {limit|one item|# items}: ask for a number within these bounds.',
    ],
    ways: [
      'Una pagina si chiede in avanti (first, after) o all’indietro (last, before): scelga uno dei due modi.',
      'A page is asked for forward (first, after) or backward (last, before): choose one of the two.',
    ],
    order: [
      'Questo elenco non ha un ordine con questo nome: lo scelga tra quelli che lo schema dice.',
      'This list has no order of this name: choose one of those that the schema says.',
    ],
    filter: [
      'Un filtro ha al massimo {limit|un valore|# valori} e testi di 200 caratteri: ne chieda meno per volta.',
      'A filter has {limit|one value|# values} and texts of 200 characters at most: ask for fewer at a time.',
    ],
  },
  BAD_REQUEST: {
    '': ['La richiesta non ha la forma attesa.', 'The request does not have the expected form.'],
    incomplete: ['La richiesta non è completa.', 'The request is not complete.'],
  },
  BAD_USER_INPUT: [
    'I dati inviati non hanno la forma attesa: aggiorni la pagina.',
    'What was sent does not have the expected form: refresh the page.',
  ],
  BAD_TEXT: {
    '': [
      'Il testo contiene caratteri che non si possono scrivere: lo riscriva.',
      'The text contains characters that cannot be written: write it again.',
    ],
    holder: [
      'Scriva nome e cognome, al massimo {limit|un carattere|# caratteri}.',
      'Write first and last name, {limit|one character|# characters} at most.',
    ],
    position: [
      'Scriva l’incarico, al massimo {limit|un carattere|# caratteri}.',
      'Write the position, {limit|one character|# characters} at most.',
    ],
    body: [
      "Scriva il nome dell'ente e la posizione, al massimo {limit|un carattere|# caratteri}.",
      'Write the name of the body and the position, {limit|one character|# characters} at most.',
    ],
  },
  BUSY: [
    'In questo momento altri stanno scrivendo gli stessi dati: aspetti qualche secondo e riprovi.',
    'Others are writing the same data just now: wait some seconds and try again.',
  ],
  DATABASE_DOWN: [
    'La base dati del server in questo momento non risponde: nulla è stato cambiato, riprovi tra poco.',
    'The data base of the server does not answer just now: nothing was changed, try again soon.',
  ],
  DISK_FULL: [
    'Il disco del server è pieno: nulla va perso, si riprova da sé. Lo dica a chi gestisce il server.',
    'The disk of the server is full: nothing is lost, it is tried again by itself. Tell whoever runs the server.',
  ],
  DOCUMENT_UNKNOWN: [
    'Il server non conosce questa richiesta: ricarichi la pagina, che è di un’altra versione. Se la fa un altro programma, lo dica a chi gestisce il server.',
    'The server does not know this request: reload the page, which is of another version. If another program makes it, tell whoever runs the server.',
  ],
  GRAPHQL_PARSE_FAILED: [
    'La richiesta non è scritta in GraphQL corretto.',
    'The request is not written in correct GraphQL.',
  ],
  GRAPHQL_VALIDATION_FAILED: [
    'La richiesta non corrisponde allo schema: aggiorni la pagina.',
    'The request does not go with the schema: refresh the page.',
  ],
  HEADERS_TOO_LARGE: [
    'L’intestazione della richiesta è troppo grande: cancelli i cookie di questo sito e riprovi.',
    'The header of the request is too large: clear the cookies of this site and try again.',
  ],
  INTERNAL_ERROR: {
    '': [
      'Errore imprevisto del server: riprovi, e se si ripete avvisi chi lo gestisce.',
      'Unexpected error of the server: try again, and tell whoever runs it if it happens again.',
    ],
    request: [
      'Errore imprevisto del server: riprovi, e se si ripete avvisi chi lo gestisce (codice richiesta {request}).',
      'Unexpected error of the server: try again, and tell whoever runs it if it happens again (request code {request}).',
    ],
  },
  METRICS_TOKEN: [
    'Per leggere le metriche serve il loro segreto: lo mandi in «Authorization: Bearer».',
    'Reading the metrics takes their secret: send it in «Authorization: Bearer».',
  ],
  NEWS_FULL: [
    'Troppe pagine aspettano le novità da questo server: le novità arrivano lo stesso, ogni pochi secondi.',
    'Too many pages wait for news from this server: news come all the same, every few seconds.',
  ],
  NOT_FOUND: {
    '': ['Questo indirizzo non esiste.', 'There is nothing at this address.'],
    unbuilt: [
      'La parte che si vede non è stata costruita: avvii con «npm start».',
      'The part that is seen was not built: start with «npm start».',
    ],
  },
  OPERATION_RESOLUTION_FAILURE: [
    'La richiesta non dice che cosa eseguire.',
    'The request does not say what is to be done.',
  ],
  PERSISTED_QUERY_NOT_SUPPORTED: [
    'Le richieste memorizzate non sono previste: invii il testo intero.',
    'Requests are not remembered here: send the whole text.',
  ],
  QUERY_TOO_BIG: [
    'La richiesta è troppo grande: chieda meno campi alla volta.',
    'The request is too large: ask for fewer fields at a time.',
  ],
  REQUEST_TIMEOUT: ['La richiesta non è arrivata per intero: riprovi.', 'The request did not arrive whole: try again.'],
  REQUEST_TOO_LARGE: ['La richiesta è troppo grande: la divida.', 'The request is too large: divide it.'],
  SERVER_CLOSING: [
    'Il server si sta riavviando: riprovi tra qualche secondo, ciò che ha scritto resta sul dispositivo.',
    'The server is starting again: try again in some seconds, what you wrote stays on this device.',
  ],
  SERVER_OUTDATED: [
    'Questo server ha un programma più vecchio dei dati: nulla è stato cambiato, riprovi tra poco. Lo dica a chi gestisce il server.',
    'This server has a program older than its data: nothing was changed, try again soon. Tell whoever runs the server.',
  ],
  STORAGE_DOWN: [
    'Lo spazio degli allegati in questo momento non risponde: nulla va perso, si riprova da sé. Se dura, lo dica a chi gestisce il server.',
    'The storage of files does not answer just now: nothing is lost, it is tried again by itself. If it lasts, tell whoever runs the server.',
  ],
  TEXT_TOO_LONG: ['Un testo è troppo lungo: lo accorci e riprovi.', 'A text is too long: shorten it and try again.'],
  UNSUPPORTED_TYPE: [
    'Il tipo di contenuto non è previsto: serve JSON.',
    'This type of content is not taken: JSON is needed.',
  ],
} as const satisfies RefusalEntries

/** Notices of the browser, and the calendar that other programs read. */
export const ofNotices = {
  BAD_SUBSCRIPTION: [
    'Il browser non ha dato un indirizzo valido per gli avvisi.',
    'The browser gave no valid address for notices.',
  ],
  NOTHING_MISSING: [
    'A questa unità non manca nulla per il periodo: non c’è di che sollecitarla.',
    'This unit lacks nothing for the period: there is nothing to remind it of.',
  ],
  REMINDED_TODAY: [
    'Questa unità è già stata sollecitata oggi: riprovi domani.',
    'This unit was reminded today already: try again tomorrow.',
  ],
  FEED_UNKNOWN: ['Questo calendario non c’è più.', 'This calendar is not there any more.'],
  PUSH_ADDRESS: [
    'Gli avvisi del browser partono solo verso servizi pubblici su internet: questo indirizzo è di una rete interna. Provi con un altro browser.',
    'Notices of the browser go to public services on the internet only: this address is of an inner network. Try another browser.',
  ],
} as const satisfies RefusalEntries
