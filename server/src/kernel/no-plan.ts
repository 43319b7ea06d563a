import type { Refusal } from '@traguardo/shared/model'

export const badDay: Refusal = { code: 'BAD_DAY', message: 'Scriva il giorno come gg/mm/aaaa.' }

export const noPlan = (year: number): Refusal => ({
  code: 'NO_PLAN',
  message: `Per il ${year} non c'è un piano: il controllo di gestione lo può importare.`,
})
