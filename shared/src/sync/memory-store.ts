import type { OperationRecord, RegisterState } from './operation'
import type { SyncStore, SyncTransaction } from './store'
import { isPending } from './verdict'

interface Tables {
  readonly operations: Map<string, OperationRecord>
  readonly registers: Map<string, RegisterState>
  readonly counters: Map<string, number>
  readonly settings: Map<string, string>
}

const copyOf = (tables: Tables): Tables => ({
  operations: new Map(tables.operations),
  registers: new Map(tables.registers),
  counters: new Map(tables.counters),
  settings: new Map(tables.settings),
})

const present = <T>(map: ReadonlyMap<string, T>, ids: readonly string[]): T[] => ids.flatMap((id) => map.get(id) ?? [])

function transactionOn(tables: Tables): SyncTransaction {
  return {
    operations: async (ids) => present(tables.operations, ids),
    pending: async () =>
      [...tables.operations.values()].filter(isPending).sort((a, b) => a.operation.seq - b.operation.seq),
    putOperations: async (records) => records.forEach((record) => tables.operations.set(record.operation.id, record)),
    removeOperation: async (id) => void tables.operations.delete(id),
    takenSeqs: async (node, seqs) =>
      [...tables.operations.values()].filter(
        ({ operation }) => operation.node === node && seqs.includes(operation.seq),
      ),
    registers: async (ids) => present(tables.registers, ids),
    registersSince: async (body, stamp, limit) =>
      [...tables.registers.values()]
        .filter((state) => state.key.body === body && state.stamp > stamp)
        .sort((a, b) => a.stamp - b.stamp)
        .slice(0, limit),
    putRegisters: async (states) => states.forEach((state) => tables.registers.set(state.id, state)),
    count: async (name, add) => {
      const value = (tables.counters.get(name) ?? 0) + add
      tables.counters.set(name, value)
      return value
    },
    setting: async (name) => tables.settings.get(name) ?? null,
    putSetting: async (name, value) => void tables.settings.set(name, value),
  }
}

/** A store that forgets with the process: for tests and for whoever wants the engine without a disk. */
export function memoryStore(): SyncStore {
  let tables: Tables = { operations: new Map(), registers: new Map(), counters: new Map(), settings: new Map() }
  let last: Promise<unknown> = Promise.resolve()
  return {
    transaction(work) {
      const run = last.then(async () => {
        const draft = copyOf(tables)
        const result = await work(transactionOn(draft))
        tables = draft
        return result
      })
      last = run.catch(() => undefined)
      return run
    },
  }
}
