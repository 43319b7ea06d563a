import { type Refusal, refusal } from '@traguardo/shared/refusals'
import type { StopReason } from '@traguardo/shared/sync'
import { DISK_FULL, isDiskFull } from '../../kernel/http/disk-full'
import { OfficeRefused } from './ask-office'

/** The head office answered, but not to what was asked, or in a way that nobody understands. */
export class OddAnswer extends Error {}

/** The exchange ended before all was said. */
export class Stopped extends Error {
  constructor(readonly why: StopReason) {
    super(why)
  }
}

const STOPS: Readonly<Record<StopReason, Refusal>> = {
  cloned: refusal('SITE_CLONED'),
  'new-epoch': refusal('SITE_EPOCH'),
  'stands-still': refusal('SITE_STANDS_STILL'),
}

const ODD: Refusal = refusal('OFFICE_ODD')

/** Nobody answered: the line is away, and comes back by itself. */
export const OFFICE_SILENT: Refusal = refusal('OFFICE_SILENT')

/** More waits than one file takes. */
export const FILE_MORE: Refusal = refusal('SITE_FILE_MORE')

/** Not the line, and not the head office. */
const SITE_FULL = refusal('SITE_DISK_FULL')
const OFFICE_FULL = refusal('OFFICE_DISK_FULL')
const FILES_REFUSED = refusal('SITE_FILES_REFUSED')
const FILES_WAIT = refusal('SITE_FILES_WAIT')

/** The storage of this site does not answer [SY88]. */
export const STORAGE_AWAY = refusal('SITE_STORAGE_DOWN')

/** Problems of files only: values go on as if there were none. */
export const OF_FILES: readonly string[] = [OFFICE_FULL, FILES_REFUSED, FILES_WAIT, STORAGE_AWAY].map(
  ({ code }) => code,
)

/** Returns the reason why not all files are at the head office [SY66]. */
export function filesProblem(last: Refusal | null, refused: number): Refusal | null {
  if (last?.code === DISK_FULL.code) return OFFICE_FULL
  if (refused > 0) return FILES_REFUSED
  return last && FILES_WAIT
}

/** Returns the refusal that tells the trouble of a try, and what a person can do about it. */
export function problemOf(reason: unknown): Refusal {
  if (reason instanceof OfficeRefused) return reason.refusal
  if (reason instanceof Stopped) return STOPS[reason.why]
  if (isDiskFull(reason)) return SITE_FULL
  return reason instanceof OddAnswer ? ODD : OFFICE_SILENT
}
