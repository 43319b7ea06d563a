import { type Refusal, refusal } from '@traguardo/shared/refusals'

export const badDay: Refusal = refusal('BAD_DAY')

export const noPlan = (year: number): Refusal => refusal('NO_PLAN', { year })
