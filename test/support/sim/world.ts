import type * as Sync from '@traguardo/shared/sync'
import type {
  Answer,
  Content,
  MemoryStore,
  Operation,
  OperationRecord,
  Push,
  RegisterState,
} from '@traguardo/shared/sync'
import { type CrashingStore, crashingStore } from './crashing-store'
import { keyOf, Rights } from './rights'

/** The engine under test: the real one, or one with something taken out. */
export type Engine = Pick<
  typeof Sync,
  'deviceView' | 'exchange' | 'memoryStore' | 'receive' | 'recordEdit' | 'relay' | 'settle'
>

/** What the line does to one message. */
export type Delivery = 'good' | 'request lost' | 'answer lost' | 'twice' | 'portal'

/** What may happen next. */
export type Step =
  | {
      readonly do: 'edit'
      readonly phone: number
      readonly unit: number
      readonly measure: number
      readonly value: number
    }
  | { readonly do: 'sync'; readonly phone: number }
  | { readonly do: 'relay' }
  | { readonly do: 'deliver'; readonly message: number; readonly how: Delivery }
  | { readonly do: 'settle'; readonly phone: number; readonly choice: 'mine' | 'theirs' | 'new' }
  | { readonly do: 'crash'; readonly machine: number; readonly calls: number }
  | { readonly do: 'backup' | 'restore'; readonly machine: number }
  | { readonly do: 'clone' }
  | { readonly do: 'turn'; readonly person: string; readonly unit: string }
  | { readonly do: 'close' }
  | { readonly do: 'move' }

interface Machine {
  readonly name: string
  readonly store: CrashingStore
  disk: MemoryStore
  backup: MemoryStore | null
  busy: boolean
}

/** A person's device. `upstream` is where it sends to. */
export interface Phone extends Machine {
  readonly person: string
  node: string
  upstream: 'head' | 'site'
  /** Minutes by which its clock is wrong. */
  readonly skew: number
}

interface Message {
  readonly sender: string
  readonly to: 'head' | 'site'
  readonly push: Push
  readonly done: (answer: Answer) => void
  readonly failed: (reason: Error) => void
}

const CREW = [
  ['anna', 'head', 0],
  ['anna', 'head', 5_256_000],
  ['bruno', 'head', -5_256_000],
  ['carla', 'site', 60],
  ['dino', 'site', 0],
  ['mara', 'head', 0],
] as const

const settled = () => new Promise((done) => setImmediate(done))

/** Phones, a remote site and a head office in one process, with everything that can go wrong between them. */
export class World {
  readonly rights = new Rights()
  readonly head: Machine
  readonly site: Machine
  readonly phones: Phone[]
  readonly messages: Message[] = []
  /** What a person was told is saved, by operation: the last content, and who holds it. */
  readonly saved = new Map<string, Operation>()
  /** Operations that only a disk held which was put back to an earlier state. */
  readonly exempt = new Set<string>()
  readonly faults: string[] = []
  /** First final verdict of each operation in the epoch at the head. */
  private readonly verdicts = new Map<string, string>()
  private epoch = ''
  private siteClosed = false
  private minute = 0
  private ids = 0
  restored = 0

  constructor(readonly engine: Engine) {
    this.head = this.machine('head')
    this.site = this.machine('site')
    this.phones = CREW.map(([person, upstream, skew], at) => ({
      ...this.machine(`${person}-${at}`),
      person,
      node: `node-${at}`,
      upstream,
      skew,
    }))
  }

  private machine(name: string): Machine {
    const disk = this.engine.memoryStore()
    return { name, disk, store: crashingStore(disk), backup: null, busy: false }
  }

  private get machines(): readonly Machine[] {
    return [this.head, this.site, ...this.phones]
  }

  readonly newId = (): string => {
    this.ids += 1
    return `00000000-0000-7000-8000-${String(this.ids).padStart(12, '0')}`
  }

  private now(skew = 0): string {
    return new Date(Date.UTC(2021, 8, 5) + (this.minute + skew) * 60_000).toISOString()
  }

  portsOf(phone: Phone) {
    return {
      node: phone.node,
      person: phone.person,
      body: 'B',
      now: () => this.now(phone.skew),
      newId: this.newId,
      renew: async () => (phone.node = `node-${this.newId()}`),
    }
  }

  private post(sender: string, to: 'head' | 'site') {
    return (push: Push) =>
      new Promise<Answer>((done, failed) => void this.messages.push({ sender, to, push, done, failed }))
  }

  /** An upstream takes a push: what it answers is checked for what it may not hold. */
  private async receive({ sender, to, push }: Message): Promise<Answer> {
    const isSite = to === 'site'
    const closed = isSite ? this.siteClosed : this.rights.closed
    const ports = this.rights.portsFor(sender, { now: this.now(), site: isSite, closed }, this.newId)
    const heads = new Map((await this.headRegisters()).map(({ id, head }) => [id, head]))
    const answer = await this.engine.receive(this[to].store, push, ports)
    const allowed = new Set(ports.view.scopes)
    const shown = [
      ...answer.registers,
      ...answer.verdicts.flatMap((verdict) => ('current' in verdict && verdict.current) || []),
    ]
    for (const { scope } of shown)
      if (!answer.verdicts.length && !allowed.has(scope)) this.faults.push(`${sender} received ${scope}`)
    for (const { scope } of answer.registers)
      if (!allowed.has(scope)) this.faults.push(`${sender} received a register of ${scope}`)
    if (!isSite) await this.checkHead(push, answer, heads)
    return answer
  }

  private async headRegisters(): Promise<readonly RegisterState[]> {
    return this.head.disk.reading((tx) => tx.registersSince('B', -1, null, 1e6))
  }

  async history(): Promise<readonly OperationRecord[]> {
    return this.head.disk.reading(async (tx) =>
      [...(await tx.decided()), ...(await tx.pending())].sort((a, b) => a.stamp - b.stamp),
    )
  }

  /** What must hold at the head office after every push. */
  private async checkHead(push: Push, answer: Answer, before: ReadonlyMap<string, string>): Promise<void> {
    if (answer.epoch !== this.epoch) this.verdicts.clear()
    this.epoch = answer.epoch
    for (const { operation: id, keptAs, type, stamp } of answer.verdicts) {
      const operation = keptAs ?? id
      const first = this.verdicts.get(operation)
      if (stamp > 0 && first !== undefined && first !== type)
        this.faults.push(`${operation} was ${first}, then ${type}`)
      if (stamp > 0) this.verdicts.set(operation, type)
    }
    const known = new Map((await this.history()).map((record) => [record.operation.id, record]))
    for (const { id, head } of await this.headRegisters()) {
      if (before.get(id) === head) continue
      const record = known.get(head)
      if (this.rights.closed && record?.operation.kind === 'edit' && record.receivedAt === this.now())
        this.faults.push(`${head} was applied after the close`)
      if (!this.hasSeen(head, before.get(id) ?? null, known))
        this.faults.push(`${head} replaced what its author had not seen`)
    }
    if (push.operations.length === 0 && answer.notice === 'none')
      for (const [id, head] of before)
        if (!(await this.headRegisters()).some((state) => state.id === id && state.head === head))
          this.faults.push('a pull changed a register')
  }

  /** Does a chain of bases lead from this head to what stood there? Several links may have come in one push. */
  private hasSeen(head: string, stood: string | null, known: ReadonlyMap<string, OperationRecord>): boolean {
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

  private async deliver(message: Message, how: Delivery): Promise<void> {
    this.messages.splice(this.messages.indexOf(message), 1)
    if (how === 'request lost' || how === 'portal') return message.failed(new Error(how))
    try {
      const answer = await this.receive(message)
      if (how === 'answer lost') return message.failed(new Error(how))
      message.done(how === 'twice' ? await this.receive(message) : answer)
    } catch (reason) {
      this[message.to].store.recover()
      message.failed(reason as Error)
    }
  }

  private sync(phone: Phone): void {
    if (phone.busy) return
    phone.busy = true
    void this.engine
      .exchange(phone.store, this.post(phone.person, phone.upstream), this.portsOf(phone))
      .catch(() => phone.store.recover())
      .finally(() => (phone.busy = false))
  }

  private relay(): void {
    if (this.site.busy) return
    this.site.busy = true
    void this.engine
      .relay(this.site.store, this.post('site', 'head'), { node: 'site', body: 'B' })
      .then(() => (this.siteClosed = this.rights.closed))
      .catch(() => this.site.store.recover())
      .finally(() => (this.site.busy = false))
  }

  private async edit({ phone: at, unit, measure, value }: Extract<Step, { do: 'edit' }>): Promise<void> {
    const phone = this.phone(at)
    const units = this.rights.unitsOf(phone.person)
    const of = units[unit % Math.max(units.length, 1)]
    if (of === undefined || phone.person === 'mara') return
    const content: Content = { type: 'number', number: value }
    const ports = this.portsOf(phone)
    const kept = await this.engine
      .recordEdit(phone.store, { key: keyOf(of, measure), content }, ports)
      .catch(() => null)
    phone.store.recover()
    if (kept) this.saved.set(kept.operation.id, kept.operation)
    // The power may have gone right after the commit: what is on the disk is what was typed last.
    else
      for (const { operation } of await phone.disk.reading((tx) => tx.pending()))
        if (this.saved.has(operation.id)) this.saved.set(operation.id, operation)
  }

  private async settle({ phone: at, choice }: Extract<Step, { do: 'settle' }>): Promise<void> {
    const phone = this.phone(at)
    const { tray } = await this.engine.deviceView(phone.disk, 'B', phone.person)
    const [item] = tray
    if (!item) return
    const isOwn = item.record.operation.person === phone.person
    const answer = {
      answer: choice === 'theirs' ? ('decline' as const) : ('accept' as const),
      decision: { reason: 'Sì.', inTime: choice === 'new' },
    }
    const own = choice === 'new' ? { content: { type: 'number' as const, number: 99 } } : choice
    await this.engine
      .settle(phone.store, item.record.operation.id, isOwn ? own : answer, this.portsOf(phone))
      .catch(() => undefined)
    phone.store.recover()
  }

  phone(at: number): Phone {
    const phone = this.phones[at % this.phones.length]
    if (!phone) throw new Error('no such phone')
    return phone
  }

  /** Puts a disk back to what it was. What only that disk knew is gone with it. */
  private async restore(machine: Machine): Promise<void> {
    if (!machine.backup || machine.busy) return
    const lost = await this.idsOn(machine.disk)
    machine.disk = await machine.backup.copy()
    machine.store.swap(machine.disk)
    this.restored += 1
    if (machine === this.head) return this.verdicts.clear()
    const still = new Set<string>()
    for (const other of this.machines) for (const id of await this.idsOn(other.disk)) still.add(id)
    for (const id of lost) if (!still.has(id)) this.exempt.add(id)
  }

  private idsOn(disk: MemoryStore): Promise<readonly string[]> {
    return disk.reading(async (tx) =>
      [...(await tx.decided()), ...(await tx.pending())].map(({ operation }) => operation.id),
    )
  }

  /** The second phone of Anna becomes a copy of the first, name and all. */
  private async clone(): Promise<void> {
    const [first, second] = this.phones
    if (!first || !second || second.busy || first.busy) return
    const lost = await this.idsOn(second.disk)
    second.disk = await first.disk.copy()
    second.store.swap(second.disk)
    second.node = first.node
    for (const id of lost) this.exempt.add(id)
  }

  async take(step: Step): Promise<void> {
    this.minute += 1
    switch (step.do) {
      case 'edit':
        await this.edit(step)
        break
      case 'sync':
        this.sync(this.phone(step.phone))
        break
      case 'relay':
        this.relay()
        break
      case 'settle':
        await this.settle(step)
        break
      case 'crash':
        this.machines[step.machine % this.machines.length]?.store.crashAfter(step.calls)
        break
      case 'turn':
        this.rights.turn(step.person, step.unit)
        break
      case 'close':
        this.rights.closed = true
        break
      case 'clone':
        await this.clone()
        break
      case 'move': {
        const carla = this.phone(3)
        if (!carla.busy) carla.upstream = carla.upstream === 'site' ? 'head' : 'site'
        break
      }
      case 'deliver': {
        const message = this.messages[step.message % Math.max(this.messages.length, 1)]
        if (message) await this.deliver(message, step.how)
        break
      }
      default:
        await this.turnBack(step)
    }
    await settled()
  }

  private async turnBack({ do: what, machine: at }: Extract<Step, { do: 'backup' | 'restore' }>): Promise<void> {
    const machine = this.machines[at % this.machines.length]
    if (!machine) return
    if (what === 'backup') machine.backup = await machine.disk.copy()
    else await this.restore(machine)
  }

  /** The network heals: everybody syncs until nothing moves. Answers after how many rounds. */
  async heal(): Promise<void> {
    for (const { store } of this.machines) store.recover()
    for (const message of [...this.messages]) await this.deliver(message, 'good')
    await this.drain()
    for (let round = 0; round < 6; round++) {
      for (const phone of this.phones) {
        this.sync(phone)
        await this.drain()
      }
      this.relay()
      await this.drain()
    }
  }

  private async drain(): Promise<void> {
    for (let turn = 0; turn < 400; turn++) {
      await settled()
      const [message] = this.messages
      if (!message) {
        await settled()
        if (this.messages.length === 0) return
      } else await this.deliver(message, 'good')
    }
    this.faults.push('the queue does not drain')
  }
}
