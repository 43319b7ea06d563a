import {
  isInTray,
  isLate,
  isPending,
  isTrayMatter,
  isUnsettledWork,
  type OperationRecord,
  type RegisterState,
} from './protocol'
import type { ScopeSum } from './protocol'
import type { NodeRecord } from './node'
import type { HeadStore, HeadTransaction } from './store'

/** Everything in maps, and how to take back what the transaction under way has written. */
class Tables {
  readonly operations = new Map<string, OperationRecord>()
  readonly registers = new Map<string, RegisterState>()
  readonly sums = new Map<string, ScopeSum>()
  readonly counters = new Map<string, number>()
  readonly settings = new Map<string, string>()
  readonly nodes = new Map<string, NodeRecord>()
  private undo: (() => void)[] = []

  copy(): Tables {
    const copy = new Tables()
    for (const [key, value] of this.operations) copy.operations.set(key, value)
    for (const [key, value] of this.registers) copy.registers.set(key, value)
    for (const [key, value] of this.sums) copy.sums.set(key, value)
    for (const [key, value] of this.counters) copy.counters.set(key, value)
    for (const [key, value] of this.settings) copy.settings.set(key, value)
    for (const [key, value] of this.nodes) copy.nodes.set(key, value)
    return copy
  }

  begin(): void {
    this.undo = []
  }

  rollBack(): void {
    for (const step of this.undo.reverse()) step()
  }

  put<T>(table: Map<string, T>, key: string, value: T): void {
    const before = table.get(key)
    this.undo.push(() => void (before === undefined ? table.delete(key) : table.set(key, before)))
    table.set(key, value)
  }

  remove<T>(table: Map<string, T>, key: string): void {
    const before = table.get(key)
    if (before === undefined) return
    this.undo.push(() => void table.set(key, before))
    table.delete(key)
  }
}

const present = <T>(map: ReadonlyMap<string, T>, ids: readonly string[]): T[] => ids.flatMap((id) => map.get(id) ?? [])
const bySeq = (a: OperationRecord, b: OperationRecord) => a.operation.seq - b.operation.seq
const byStamp = (a: { readonly stamp: number }, b: { readonly stamp: number }) => a.stamp - b.stamp

function transactionOn(tables: Tables): HeadTransaction {
  const all = () => [...tables.operations.values()]
  return {
    operations: async (ids) => present(tables.operations, ids),
    pending: async () => all().filter(isPending).sort(bySeq),
    pendingOn: async (register) =>
      all()
        .filter((record) => record.operation.register === register && isPending(record))
        .sort(bySeq),
    outbox: async (limit) => all().filter(isUnsettledWork).sort(bySeq).slice(0, limit),
    decided: async () =>
      all()
        .filter((record) => record.verdict !== null && !isPending(record))
        .sort(bySeq),
    provisional: async (limit) =>
      all()
        .filter(({ verdict }) => verdict?.provisional)
        .sort(byStamp)
        .slice(0, limit),
    markSent: async (ids) =>
      present(tables.operations, ids).forEach((record) =>
        tables.put(tables.operations, record.operation.id, { ...record, sent: true }),
      ),
    putOperations: async (records) =>
      records.forEach((record) => tables.put(tables.operations, record.operation.id, record)),
    removeOperations: async (ids) => ids.forEach((id) => tables.remove(tables.operations, id)),
    takenSeqs: async (node, seqs) =>
      all().filter(({ operation }) => operation.node === node && seqs.includes(operation.seq)),
    lastSeq: async (node) =>
      all().reduce((last, { operation }) => (operation.node === node ? Math.max(last, operation.seq) : last), 0),
    tray: async (body, stamp, { persons, lateIn }, limit) =>
      all()
        .filter((record) => record.operation.key.body === body && record.stamp > stamp && isTrayMatter(record))
        .filter(
          (record) => persons.includes(record.operation.person) || (isLate(record) && lateIn.includes(record.scope)),
        )
        .sort(byStamp)
        .slice(0, limit),
    refused: async (body, persons) => {
      const counts = new Map<string, number>()
      for (const record of all()) {
        const { person, key } = record.operation
        if (key.body === body && persons.includes(person) && isInTray(record))
          counts.set(person, (counts.get(person) ?? 0) + 1)
      }
      return counts
    },
    registers: async (ids) => present(tables.registers, ids),
    registersSince: async (body, stamp, scopes, limit) =>
      [...tables.registers.values()]
        .filter((state) => state.key.body === body && state.stamp > stamp && (scopes?.includes(state.scope) ?? true))
        .sort(byStamp)
        .slice(0, limit),
    putRegisters: async (states) => states.forEach((state) => tables.put(tables.registers, state.id, state)),
    removeRegisters: async (ids) => ids.forEach((id) => tables.remove(tables.registers, id)),
    removeScopes: async (body, scopes) => {
      for (const { id, key, scope } of [...tables.registers.values()])
        if (key.body === body && scopes.includes(scope)) tables.remove(tables.registers, id)
      for (const scope of scopes) tables.remove(tables.sums, `${body} ${scope}`)
    },
    scopeSums: async (body) => [...tables.sums].filter(([key]) => key.startsWith(`${body} `)).map(([, sum]) => sum),
    putScopeSums: async (body, sums) => sums.forEach((sum) => tables.put(tables.sums, `${body} ${sum.scope}`, sum)),
    count: async (name, add) => {
      const value = (tables.counters.get(name) ?? 0) + add
      if (add !== 0) tables.put(tables.counters, name, value)
      return value
    },
    setting: async (name) => tables.settings.get(name) ?? null,
    putSetting: async (name, value) => tables.put(tables.settings, name, value),
    nodes: async (names) => present(tables.nodes, names),
    nodeCounts: async (body, persons, since) => {
      const counts = new Map<string, number>()
      for (const { body: of, person, lastSeen } of tables.nodes.values())
        if (of === body && persons.includes(person) && lastSeen >= since)
          counts.set(person, (counts.get(person) ?? 0) + 1)
      return counts
    },
    isAwaited: async (body, epoch, since) => {
      const of = [...tables.nodes.values()].filter((one) => one.body === body)
      const told = of.filter(({ toldAll }) => toldAll === epoch)
      const persons = new Set(told.map(({ person }) => person).filter((person) => person !== ''))
      const names = new Set(told.map(({ node }) => node))
      return of.some(
        ({ node, person, credential, lastSeen, revokedAt }) =>
          revokedAt === null &&
          lastSeen >= since &&
          !names.has(node) &&
          !names.has(credential ?? '') &&
          !persons.has(person),
      )
    },
    claimNodes: async (records) => {
      for (const record of records) {
        const held = tables.nodes.get(record.node)
        if (!held || (held.body === record.body && held.person === record.person))
          tables.put(tables.nodes, record.node, record)
      }
      return present(
        tables.nodes,
        records.map(({ node }) => node),
      )
    },
  }
}

/** A store in memory, of which a copy can be made as of a disk. */
export interface MemoryStore extends HeadStore {
  /** Returns the state committed so far, in a store of its own. */
  copy(): Promise<MemoryStore>
}

/** A store that forgets with the process: for tests and for whoever wants the engine without a disk. */
export function memoryStore(tables = new Tables()): MemoryStore {
  // One transaction after the other, as on the disk.
  let last: Promise<unknown> = Promise.resolve()
  const transaction = <T>(work: (tx: HeadTransaction) => Promise<T>): Promise<T> => {
    const result = last.then(async () => {
      tables.begin()
      try {
        return await work(transactionOn(tables))
      } catch (error) {
        tables.rollBack()
        throw error
      }
    })
    last = result.catch(() => undefined)
    return result
  }
  return { transaction, reading: transaction, copy: () => transaction(async () => memoryStore(tables.copy())) }
}
