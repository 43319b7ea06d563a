import type { Plan } from '@traguardo/shared/model'
import { sha256 } from '../kernel/db/rows'

/** SHA-256 of a plan document as it stands, in hexadecimal. */
export const planHash = (plan: Plan): string => sha256(JSON.stringify(plan))
