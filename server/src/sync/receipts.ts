import { timingSafeEqual } from 'node:crypto'
import type { ReceivePorts } from '@traguardo/shared/sync'
import type { Keyring } from '../kernel/secrets/keyring'

const PURPOSE = 'receipt'

/** Proofs of what a reader was told: with the key of the installation, which no restore of the database puts back [SY39]. */
export const receiptsOf = (keyring: Keyring, reader: string): ReceivePorts['receipts'] => ({
  reader,
  prove: (text) => keyring.mac(PURPOSE, text),
  isProof(text, proof) {
    const [expected, given] = [keyring.mac(PURPOSE, text), proof].map((one) => Buffer.from(one))
    return expected !== undefined && given?.length === expected.length && timingSafeEqual(expected, given)
  },
})
