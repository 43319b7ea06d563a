import { refusal } from '@traguardo/shared/result'

/** What whoever has to show once more who it is gets to hear [RI26]. */
export const confirmNeeded = refusal(
  'CONFIRM_NEEDED',
  'Per questo serve di nuovo la password: la scriva, e la richiesta va avanti da sola.',
)
