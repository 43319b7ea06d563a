import type { Refusal } from '@traguardo/shared/model'
import type { Stop } from '@traguardo/shared/sync'
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

/** What was wrong with a try, and what a person can do about it. */
export function problemOf(reason: unknown): Refusal {
  if (reason instanceof OfficeRefused) return reason.refusal
  if (reason instanceof Stopped) return STOPS[reason.why]
  return reason instanceof OddAnswer ? ODD : OFFICE_SILENT
}
