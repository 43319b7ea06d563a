import { v5 } from 'uuid'
import type { RegisterKey } from './register'

/** Namespace of Traguardo's registers: a fixed random UUID. */
const NAMESPACE = '6f0c1f0e-5e0b-4a3c-9a37-2b9d6f7f7a11'

/** The id of a register: the same for everybody who speaks of the same cell and field [SY1]. */
export function registerId({ body, unit, measure, year, period, field }: RegisterKey): string {
  return v5(JSON.stringify([body, unit, measure, year, period, field]), NAMESPACE)
}
