import { createHash } from 'node:crypto'
import type { Plan } from '@traguardo/shared/model'

/** SHA-256 of a plan document as it stands, in hexadecimal. */
export const planHash = (plan: Plan): string => createHash('sha256').update(JSON.stringify(plan)).digest('hex')
