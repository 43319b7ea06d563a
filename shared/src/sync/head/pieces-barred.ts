import { evidenceIn, MOST_PIECES, tooManyPieces } from '../protocol'
import type { Operation, RegisterKey } from '../protocol'
import type { BatchWorkspace } from './workspace'
import type { Refusal } from '../../refusals'

const isOfCell = (a: RegisterKey, b: RegisterKey): boolean =>
  a.measure === b.measure && a.unit === b.unit && a.year === b.year && a.period === b.period

/**
 * A cell holds so many pieces of evidence and no more [SY44].
 * @param before ids of the registers of evidence that stood in the cell before the batch
 */
export function piecesBarred(
  operation: Operation,
  desk: BatchWorkspace,
  before: readonly string[] = [],
): Refusal | null {
  if (operation.kind === 'dismiss' || evidenceIn(operation.content) === null) return null
  const standing = new Set(before)
  for (const { id, key, content } of desk.changed.values())
    if (key.field.startsWith('evidence/') && isOfCell(key, operation.key)) {
      if (content === null) standing.delete(id)
      else standing.add(id)
    }
  return standing.has(operation.register) || standing.size < MOST_PIECES ? null : tooManyPieces
}
