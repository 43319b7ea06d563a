import { withMessage } from '@traguardo/shared/refusals'
import type { Answer, Verdict } from '@traguardo/shared/sync'

const tell = (verdict: Verdict): Verdict =>
  'refusal' in verdict ? { ...verdict, refusal: withMessage(verdict.refusal) } : verdict

/** An answer with its refusals in words: a site with earlier software takes none without [RF4]. */
export const tellRefusals = (answer: Answer): Answer => ({
  ...answer,
  verdicts: answer.verdicts.map(tell),
  tray: answer.tray.map((record) => ({ ...record, verdict: record.verdict && tell(record.verdict) })),
})
