import type { RefusalEntries } from '../sentence'

/** Refusals of operations that a device pushes, and of the values in them. */
export const ofSync = {
  ALREADY_DECIDED: {
    late: [
      'Questo valore in ritardo non attende più una decisione.',
      'This late value waits for no decision any more.',
    ],
    score: [
      'Su questa richiesta si è già deciso: ricarichi la pagina.',
      'This request was decided on already: reload the page.',
    ],
  },
  BASE_MISSING: [
    'Il server è stato ripristinato da una copia e aspetta un valore precedente: il suo resta qui e verrà inviato di nuovo.',
    'The server was restored from a copy and waits for an earlier value: yours stays here and is sent again.',
  ],
  BROUGHT_ELSEWHERE: [
    'I valori si portano all’ufficio centrale: da una sede non si può.',
    'Values are brought in at the head office: at a site it cannot be done.',
  ],
  DEVICE_REVOKED: [
    'A questo dispositivo è stato tolto l’accesso: ciò che non è partito resta qui, lo esporti e lo importi da un altro.',
    'This device was shut out: what has not gone out stays here; export it and import it on another one.',
  ],
  MALFORMED_CONTENT: {
    value: [
      'Il valore ricevuto non ha la forma attesa: aggiorni la pagina e lo inserisca di nuovo.',
      'The value that came does not have the expected form: refresh the page and enter it again.',
    ],
    review: [
      'La validazione non ha la forma attesa: aggiorni la pagina.',
      'The confirmation does not have the expected form: refresh the page.',
    ],
  },
  MALFORMED_OPERATION: {
    form: [
      'Il dato inviato non ha la forma attesa: aggiorni la pagina e lo inserisca di nuovo.',
      'What was sent does not have the expected form: refresh the page and enter it again.',
    ],
    author: [
      "L'operazione non è di questa persona o di questo dispositivo.",
      'The operation is not of this person or of this device.',
    ],
    dismissed: [
      'Si lascia andare un valore che non è questo: ricarichi la pagina.',
      'The value that is let go of is not this one: reload the page.',
    ],
    period: ['Si invia il periodo intero.', 'The period is sent as a whole.'],
  },
  MALFORMED_PUSH: [
    'Ciò che questo dispositivo invia non ha la forma attesa: aggiorni la pagina e riprovi.',
    'What this device sends does not have the expected form: refresh the page and try again.',
  ],
  NODE_NOT_YOURS: {
    device: [
      'Il nome con cui si presenta questo dispositivo è di un altro: ne prende uno nuovo da sé.',
      'The name that this device goes by is another one’s: it takes a new one by itself.',
    ],
    value: [
      'Questo valore porta il nome di un altro dispositivo: lo inserisca di nuovo dal suo.',
      'This value bears the name of another device: enter it again from yours.',
    ],
  },
  NOTE_TOO_LONG: {
    note: [
      'La nota supera {limit|un carattere|# caratteri}: la accorci.',
      'The note is longer than {limit|one character|# characters}: shorten it.',
    ],
    reason: [
      'Il motivo supera {limit|un carattere|# caratteri}: lo accorci.',
      'The reason is longer than {limit|one character|# characters}: shorten it.',
    ],
  },
  NOT_A_WORK_FILE: {
    other: [
      'Questo file non è un lavoro esportato da Traguardo: ne scelga un altro.',
      'This file is no work exported from Traguardo: choose another one.',
    ],
    changed: ['Il file è stato modificato: lo esporti di nuovo.', 'The file was changed: export it again.'],
  },
  NOT_COMPLETE: [
    '{missing|Manca una misura|Mancano # misure}, per prima «{first}»: inserisca il valore o scriva perché resta n.d.',
    '{missing|One measure is missing|# measures are missing}, the first one is «{first}»: enter the value, or write why it stays n.d.',
  ],
  NOT_CONFIRMED: [
    'Si riapre un valore validato: questo non lo è.',
    'Only a confirmed value is opened again: this one is not.',
  ],
  NOT_ENTERED_HERE: ['«{measure}» non si inserisce per questa unità.', '«{measure}» is not entered for this unit.'],
  NOT_YOURS_TO_SEE: [
    'La storia di questo valore la vede chi vede il valore.',
    'Whoever sees the value sees its history.',
  ],
  NOT_YOUR_DECISION: {
    late: [
      'Sui valori in ritardo di questa unità decide il suo dirigente.',
      'The manager of this unit decides on its late values.',
    ],
    score: [
      'Sui punteggi a mano decide il controllo di gestione o l’OIV.',
      'The management controller or the OIV decides on scores by hand.',
    ],
    top: [
      'Sulla scheda di chi è al vertice decide l’organo di indirizzo, su proposta dell’OIV.',
      'On the sheet of whoever stands at the top the governing body decides, on a proposal of the OIV.',
    ],
  },
  NOT_YOUR_REVIEW: [
    'I valori di questa unità li valida il suo dirigente.',
    'The manager of this unit confirms its values.',
  ],
  NOT_YOUR_TRAY: [
    'Questo valore attende una decisione di chi lo ha inserito.',
    'This value waits for a decision of whoever entered it.',
  ],
  NOT_YOUR_UNIT: [
    'I valori di questa unità li inserisce il suo responsabile: si rivolga a lui o a lei.',
    'The values of this unit are entered by its head: ask him or her.',
  ],
  OTHER_CONTENT: [
    'Si accetta il valore che è arrivato, non un altro.',
    'The value that arrived is accepted, not another one.',
  ],
  OTHER_PERSON: {
    device: [
      'Su questo dispositivo è entrata un’altra persona: entri di nuovo.',
      'Somebody else signed in on this device: sign in again.',
    ],
    work: [
      'Questo lavoro è di un’altra persona: può importarlo solo chi lo ha esportato.',
      'This work is of somebody else: only whoever exported it can import it.',
    ],
  },
  PERIOD_CLOSED: {
    early: [
      'Il {period} si apre il {day:day}: riprovi da quel giorno.',
      '{period} opens on {day:day}: try again from that day on.',
    ],
    late: [
      'Il {period} si è chiuso il {day:day}: chieda al controllo di gestione di riaprirlo.',
      '{period} closed on {day:day}: ask the management controller to open it again.',
    ],
  },
  PERIOD_NOT_ENDED: ['Il {period} si valida dal {day:day}.', '{period} can be confirmed from {day:day} on.'],
  PERIOD_OPEN: [
    'Il {period} è aperto fino al {day:day}: fino ad allora i valori li inserisce l’unità.',
    '{period} is open until {day:day}: until then the unit enters its values.',
  ],
  REASON_MISSING: {
    decision: [
      'Scriva il motivo della decisione: resta nella storia del valore.',
      'Write the reason of the decision: it stays in the history of the value.',
    ],
    review: [
      'Scriva il motivo: chi ha inserito il valore lo legge.',
      'Write the reason: whoever entered the value reads it.',
    ],
    'not-applicable': [
      'Scriva nella nota perché «{measure}» non si applica: lo legge chi valida.',
      'Write in the note why «{measure}» does not apply: whoever validates reads it.',
    ],
    neutralise: [
      'Scriva il motivo: resta accanto a ciò che è neutralizzato.',
      'Write the reason: it stays beside what is neutralised.',
    ],
    score: ['Scriva il motivo: resta accanto al punteggio.', 'Write the reason: it stays beside the score.'],
    sheet: [
      'Scriva perché non accetta la scheda: chi l’ha assegnata lo legge.',
      'Write why you do not accept the sheet: whoever gave it reads that.',
    ],
    record: [
      'Scriva il motivo, al massimo {limit|un carattere|# caratteri}: resta nel registro.',
      'Write the reason, {limit|one character|# characters} at most: it stays on record.',
    ],
    deadline: [
      'Scriva perché «{unit}» ha un’altra scadenza: resta agli atti.',
      'Write why «{unit}» has another deadline: it stays on record.',
    ],
  },
  TOO_MANY_DEVICES: [
    'Ci sono troppi dispositivi a suo nome: ne usi uno di quelli che ha già, o aspetti qualche giorno.',
    'There are too many devices in your name: use one of those that you have, or wait some days.',
  ],
  TOO_MUCH_REFUSED: [
    'Ci sono già troppi valori rifiutati da sistemare: li sistemi o li lasci andare, poi scriva di nuovo questo.',
    'There are too many refused values to be sorted out already: deal with them or let go of them, then write this one again.',
  ],
  UNKNOWN_PROTOCOL: [
    'Il server va aggiornato: il valore resta su questo dispositivo.',
    'The server has to be updated: the value stays on this device.',
  ],
  VALUE_CHANGED: [
    '«{measure}» è cambiato dopo che Lei lo ha visto: lo guardi di nuovo.',
    '«{measure}» changed after you saw it: look at it again.',
  ],
  VALUE_LOCKED: {
    '': [
      'Il valore è stato validato: per cambiarlo chieda al dirigente di riaprirlo.',
      'The value is confirmed: to change it, ask the manager to open it again.',
    ],
    again: [
      'Il valore è già validato: per cambiarlo lo riapra.',
      'The value is confirmed already: to change it, open it again.',
    ],
  },
} as const satisfies RefusalEntries
