/** The lists of a plan whose items are spoken of by their address. */
export type AddressedList =
  'units' | 'people' | 'programs' | 'areas' | 'objectives' | 'indicators' | 'measures' | 'sheets'

/** The address of an item of the plan, in marks, results, judgements and the record: `objectives/O1.2`. */
export const itemAddress = (list: AddressedList, code: string): string => `${list}/${code}`

/** The list and the code that an address says; whether the plan has them is another question. */
export function readAddress(address: string): { readonly list: string; readonly code: string } {
  const at = address.indexOf('/')
  return { list: address.slice(0, Math.max(at, 0)), code: address.slice(at + 1) }
}
