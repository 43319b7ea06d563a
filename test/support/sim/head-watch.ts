import type { PushAnswer, HeadStore, OperationRecord, Push } from '@traguardo/shared/sync'

const ALL = 1e6

/** Everything that a head office ever decided, in its order. */
export const historyOf = (disk: HeadStore): Promise<readonly OperationRecord[]> =>
  disk.reading(async (tx) => [...(await tx.decided()), ...(await tx.pending())].sort((a, b) => a.stamp - b.stamp))

/** Heads by register. */
export const headsOf = (disk: HeadStore): Promise<ReadonlyMap<string, string>> =>
  disk.reading(async (tx) => new Map((await tx.registersSince('B', -1, null, ALL)).map(({ id, head }) => [id, head])))

/** Does a chain of bases lead from this head to what stood there? Several links may have come in one push. */
function hasSeen(head: string, stood: string | null, known: ReadonlyMap<string, OperationRecord>): boolean {
  let record = known.get(head)
  for (let link = 0; record && link < 100; link++) {
    const { base } = record.operation
    const verdict = base === null ? null : known.get(base)?.verdict
    const seen = verdict?.type === 'merged' ? (verdict.current?.head ?? null) : base
    if (seen === stood) return true
    record = seen === null ? undefined : known.get(seen)
  }
  return false
}

/** What must hold at the head office after every push. */
export class HeadWatch {
  /** First final verdict of each operation in the epoch. */
  private readonly verdicts = new Map<string, string>()
  private epoch = ''

  /** The head office was put back: what it says from now on is said anew. */
  forget(): void {
    this.verdicts.clear()
  }

  private flipped({ epoch, verdicts }: PushAnswer): readonly string[] {
    if (epoch !== this.epoch) this.verdicts.clear()
    this.epoch = epoch
    return verdicts.flatMap(({ operation: id, keptAs, type, stamp }) => {
      const operation = keptAs ?? id
      if (stamp === 0) return []
      const first = this.verdicts.get(operation)
      this.verdicts.set(operation, type)
      return first !== undefined && first !== type ? [`${operation} was ${first}, then ${type}`] : []
    })
  }

  /** Gives the faults of one answer. */
  async faultsOf(
    push: Push,
    answer: PushAnswer,
    { disk, before, closedAt }: { disk: HeadStore; before: ReadonlyMap<string, string>; closedAt: string | null },
  ): Promise<readonly string[]> {
    const faults = [...this.flipped(answer)]
    const known = new Map((await historyOf(disk)).map((record) => [record.operation.id, record]))
    const after = await headsOf(disk)
    for (const [id, head] of after) {
      if (before.get(id) === head) continue
      const record = known.get(head)
      if (closedAt !== null && record?.operation.kind === 'edit' && record.receivedAt === closedAt)
        faults.push(`${head} was applied after the close`)
      if (!hasSeen(head, before.get(id) ?? null, known)) faults.push(`${head} replaced what its author had not seen`)
    }
    if (push.operations.length === 0 && answer.notice === 'none')
      for (const [id, head] of before) if (after.get(id) !== head) faults.push('a pull changed a register')
    return faults
  }
}
