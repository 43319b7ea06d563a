import type { Entries } from '../sentence'

/** Files beside the values, and how they are brought. */
export const ofEvidence = {
  EVIDENCE_DAMAGED: [
    'La copia di «{name}» su questo dispositivo è danneggiata: lo tolga e lo alleghi di nuovo.',
    'The copy of «{name}» on this device is damaged: take it away and attach it again.',
  ],
  EVIDENCE_EMPTY: ['«{name}» è vuoto.', '«{name}» is empty.'],
  EVIDENCE_HASH: [
    '«{name}» non è arrivato intero: lo invii di nuovo.',
    '«{name}» did not arrive whole: send it again.',
  ],
  EVIDENCE_TOO_LARGE: {
    '': [
      'L’allegato supera {limit} MB: lo riduca o lo divida.',
      'The file is larger than {limit} MB: make it smaller or divide it.',
    ],
    named: [
      '«{name}» supera {limit} MB: lo riduca o lo divida.',
      '«{name}» is larger than {limit} MB: make it smaller or divide it.',
    ],
  },
  EVIDENCE_TOO_MANY: [
    'Questa misura ha già {limit|un allegato|# allegati}: ne tolga uno, o li unisca in un solo documento.',
    'This measure has {limit|one file|# files} already: take one away, or put them into one document.',
  ],
  EVIDENCE_TYPE: [
    '«{name}» non è di un tipo ammesso: alleghi un PDF, un’immagine o un documento (docx, xlsx, odt, ods…).',
    '«{name}» is of a type that is not taken: attach a PDF, a picture or a document (docx, xlsx, odt, ods…).',
  ],
  EVIDENCE_UNKNOWN: {
    '': ['Questo allegato non c’è, o non è ancora arrivato.', 'This file is not there, or has not arrived yet.'],
    unnamed: [
      'Nessun valore nomina questo allegato: sincronizzi prima i valori.',
      'No value names this file: exchange the values first.',
    ],
  },
  EVIDENCE_UPLOADS: [
    'Ha troppi allegati iniziati e non finiti di inviare: lasci che partano, o tolga quelli che non servono. Quelli fermi da sette giorni si tolgono da soli.',
    'You have too many files begun and not sent to the end: let them go, or take away those that are not needed. Those that stand still for seven days go by themselves.',
  ],
  UPLOAD_BUSY: [
    'L’allegato si sta già inviando da un’altra finestra: riprenderà da solo.',
    'The file is being sent from another window already: it goes on by itself.',
  ],
  UPLOAD_CHANGED: [
    'L’invio dell’allegato è ricominciato nel frattempo: proseguirà da solo.',
    'Sending the file has begun again meanwhile: it goes on by itself.',
  ],
  UPLOAD_MALFORMED: [
    'L’invio dell’allegato non ha la forma attesa: aggiorni la pagina e riprovi.',
    'Sending the file does not have the expected form: refresh the page and try again.',
  ],
} as const satisfies Entries
