import type { Refusal } from '@traguardo/shared/model'

export const noPlan = (year: number): Refusal => ({
  code: 'NO_PLAN',
  message: `Per il ${year} non c'è un piano: il controllo di gestione lo può importare.`,
})
