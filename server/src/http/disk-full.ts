import { refusal } from '@traguardo/shared/result'
import { troubleOf } from '../db/trouble'

/** What is said where nothing more fits on the disk of this server. */
export const DISK_FULL = refusal(
  'DISK_FULL',
  'Il disco del server è pieno: nulla va perso, si riprova da sé. Lo dica a chi gestisce il server.',
)

/** HTTP: insufficient storage. */
export const NO_ROOM = 507

/** Is it for want of room on a disk that this failed? */
export const isDiskFull = (error: unknown): boolean => troubleOf(error) === 'DISK_FULL'
