import { type AddressedList, itemAddress } from '../model'
import type { NodeKind } from './score'

/** The list of the plan in which what a node scores stands. */
const LIST_OF: Readonly<Record<NodeKind, AddressedList>> = {
  body: 'body',
  area: 'areas',
  strategic: 'objectives',
  operational: 'objectives',
  individual: 'objectives',
  sheet: 'sheets',
  indicator: 'indicators',
}

/** The address of what a node scores, by which it is found among all: `indicators/DFP 1.3`, `areas/AS1`, `sheets/SG`. */
export const nodeAddress = ({ kind, code }: { readonly kind: NodeKind; readonly code: string }): string =>
  itemAddress(LIST_OF[kind], code)
