import { v5 } from 'uuid'
import type { Operation, RegisterKey } from './operation'

/** Namespace of Traguardo's registers: a fixed random UUID. */
const NAMESPACE = '6f0c1f0e-5e0b-4a3c-9a37-2b9d6f7f7a11'

/** Namespace of operations whose id was taken: a fixed random UUID. */
const TAKEN = '5b1f6b0a-1c53-4c0d-8f0c-8a5f0d1f6f3e'

/** Another id for an operation whose own already means something else: the same for the same content [SY8]. */
export const otherId = ({ id, person, content, kind, about }: Operation): string =>
  v5(JSON.stringify([id, person, kind, about, content]), TAKEN)

/** The id of a register: the same for everybody who speaks of the same cell and field [SY1]. */
export function registerId({ body, unit, measure, year, period, field }: RegisterKey): string {
  return v5(JSON.stringify([body, unit, measure, year, period, field]), NAMESPACE)
}
