import type { Answer, Push } from '../protocol'
import type { HeadTransaction } from '../store'

/** How a receiver proves to itself what it told whom: with a key that stands outside its data, and outlives a restore. */
export interface ReceiptPorts {
  /** Who reads: a person or a site of the body. */
  readonly reader: string
  /** The proof of a text. */
  prove(text: string): string
  /** Is this the proof of that text? */
  isProof(text: string, proof: string): boolean
}

/** What a reader was told of a body in an epoch: its count, and the verdict with the highest place. */
interface Told {
  readonly stamp: number
  readonly last: { readonly id: string; readonly stamp: number } | null
}

const LONGEST = 500

/** What the proof stands for: nobody else's, of no other body, and of no other life of the receiver. */
const statement = (epoch: string, body: string, { reader }: ReceiptPorts, { stamp, last }: Told): string =>
  JSON.stringify([epoch, body, reader, stamp, last?.id ?? null, last?.stamp ?? null])

/** What a push proves that its sender was told in the epoch that it names; null where it proves nothing [SY39]. */
export function provedBy({ receipt, epoch, body }: Push, ports: ReceiptPorts): Told | null {
  if (!receipt || receipt.length > LONGEST || epoch === null) return null
  const [stamp = '', id = '', place = '', proof = ''] = receipt.split('/')
  const told = { stamp: Number(stamp), last: id === '' ? null : { id, stamp: Number(place) } }
  return ports.isProof(statement(epoch, body, ports, told), proof) ? told : null
}

/** The receipt for an answer: what its reader was told before, and is told now. */
export function receiptFor(
  { epoch, verdicts }: Pick<Answer, 'epoch' | 'verdicts'>,
  { body, stamp, before }: { readonly body: string; readonly stamp: number; readonly before: Told | null },
  ports: ReceiptPorts,
): string {
  const last = verdicts.reduce(
    (highest, { operation, keptAs, stamp: place }) =>
      place > (highest?.stamp ?? 0) ? { id: keptAs ?? operation, stamp: place } : highest,
    before?.last ?? null,
  )
  const proof = ports.prove(statement(epoch, body, ports, { stamp, last }))
  return [stamp, last?.id ?? '', last?.stamp ?? '', proof].join('/')
}

/** Has the receiver lost something that it told somebody of, as its own receipt proves? [SY20, SY39] */
export async function hasLost(tx: HeadTransaction, told: Told | null, stamp: number): Promise<boolean> {
  if (told === null) return false
  if (told.stamp > stamp) return true
  return told.last !== null && (await tx.operations([told.last.id])).length === 0
}
