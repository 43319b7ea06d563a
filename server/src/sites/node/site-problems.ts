import type { Refusal } from '@traguardo/shared/model'
import { refusal } from '@traguardo/shared/result'
import type { Stop } from '@traguardo/shared/sync'
import { DISK_FULL, isDiskFull } from '../../kernel/http/disk-full'
import { OfficeRefused } from './ask-office'

/** The head office answered, but not to what was asked, or in a way that nobody understands. */
export class OddAnswer extends Error {}

/** The exchange ended before all was said. */
export class Stopped extends Error {
  constructor(readonly why: Stop) {
    super(why)
  }
}

const STOPS: Readonly<Record<Stop, Refusal>> = {
  cloned: {
    code: 'SITE_CLONED',
    message:
      'Per l’ufficio centrale c’è un’altra installazione con il file di questa sede: gli scambi sono fermi, i valori restano qui. Chieda al controllo di gestione un file nuovo per questa sede.',
  },
  'new-epoch': {
    code: 'SITE_EPOCH',
    message:
      'L’ufficio centrale dice di continuo di aver perso dei dati: gli scambi si fermano e riprendono da soli, i valori restano qui. Se dura, lo dica a chi gestisce il server centrale.',
  },
  'stands-still': {
    code: 'SITE_STANDS_STILL',
    message:
      'L’ufficio centrale risponde, ma lo scambio non va avanti: si riprova più tardi, i valori restano qui. Se dura, lo dica a chi gestisce il server centrale.',
  },
}

const ODD: Refusal = {
  code: 'OFFICE_ODD',
  message:
    'Quello che è arrivato non è la risposta dell’ufficio centrale a questa sede: non se ne è preso nulla. Si riprova da sé; se dura, lo dica a chi gestisce i server.',
}

/** Nobody answered: the line is away, and comes back by itself. */
export const OFFICE_SILENT: Refusal = {
  code: 'OFFICE_SILENT',
  message: 'L’ufficio centrale non risponde: i valori restano qui e partono quando torna la linea.',
}

/** More waits than one file takes. */
export const FILE_MORE: Refusal = {
  code: 'SITE_FILE_MORE',
  message: 'La risposta è stata presa, ma c’è ancora altro da scambiare: salvi un altro file e lo porti.',
}

/** Not the line, and not the head office. */
const SITE_FULL = refusal(
  'SITE_DISK_FULL',
  'Il disco del server di questa sede è pieno: liberi spazio, o lo dica a chi lo gestisce. Gli scambi riprendono da soli.',
)
const OFFICE_FULL = refusal(
  'OFFICE_DISK_FULL',
  'Il disco dell’ufficio centrale è pieno: gli allegati restano qui e partono quando c’è posto. Lo dica a chi gestisce il server centrale.',
)
const FILES_REFUSED = refusal(
  'SITE_FILES_REFUSED',
  'Ci sono allegati che l’ufficio centrale non prenderà mai, per il loro tipo o la loro dimensione: li tolga chi li ha allegati. Tutto il resto parte lo stesso.',
)
const FILES_WAIT = refusal(
  'SITE_FILES_WAIT',
  'Alcuni allegati non sono stati presi dall’ufficio centrale: restano qui e si riprova da sé. Tutto il resto parte lo stesso.',
)

/** The storage of this site does not answer [SY88]. */
export const STORAGE_AWAY = refusal(
  'SITE_STORAGE_DOWN',
  'Lo spazio degli allegati di questa sede non risponde: gli allegati partono quando torna, i valori partono lo stesso. Lo dica a chi gestisce il server.',
)

/** Problems of files only: values go on as if there were none. */
export const OF_FILES: readonly string[] = [OFFICE_FULL, FILES_REFUSED, FILES_WAIT, STORAGE_AWAY].map(
  ({ code }) => code,
)

/** Why not all files are at the head office [SY66]. */
export function filesProblem(last: Refusal | null, refused: number): Refusal | null {
  if (last?.code === DISK_FULL.code) return OFFICE_FULL
  if (refused > 0) return FILES_REFUSED
  return last && FILES_WAIT
}

/** What was wrong with a try, and what a person can do about it. */
export function problemOf(reason: unknown): Refusal {
  if (reason instanceof OfficeRefused) return reason.refusal
  if (reason instanceof Stopped) return STOPS[reason.why]
  if (isDiskFull(reason)) return SITE_FULL
  return reason instanceof OddAnswer ? ODD : OFFICE_SILENT
}
