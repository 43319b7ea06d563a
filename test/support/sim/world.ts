import type * as Sync from '@traguardo/shared/sync'
import type { PushAnswer, Content, Operation, Push, RegisterKey } from '@traguardo/shared/sync'
import { fileOf, type FilesFault, filesToBring, loseFiles, takeFile } from './files'
import { headsOf, HeadWatch } from './head-watch'
import { CREW, Machine, Phone } from './machines'
import { isSite, keyOf, Rights, type SiteName, SITES, type Upstream } from './rights'

/** The engine under test: the real one, or one with something taken out. */
export type Engine = Pick<
  typeof Sync,
  | 'deviceView'
  | 'exchangeWork'
  | 'memoryStore'
  | 'receivePush'
  | 'recordEdit'
  | 'relayWork'
  | 'settleOperation'
  | 'sumOf'
  | 'sumsAfter'
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
  | { readonly do: 'attach' | 'detach'; readonly phone: number; readonly unit: number; readonly file: number }
  | { readonly do: 'sync' | 'exchange' | 'move'; readonly phone: number }
  | { readonly do: 'relay'; readonly site: number }
  | { readonly do: 'deliver'; readonly message: number; readonly how: Delivery }
  | { readonly do: 'settle'; readonly phone: number; readonly choice: 'mine' | 'theirs' | 'new' }
  | { readonly do: 'crash'; readonly machine: number; readonly calls: number }
  | { readonly do: 'backup' | 'restore'; readonly machine: number }
  | { readonly do: 'turn'; readonly person: string; readonly unit: string }
  | { readonly do: 'move unit'; readonly unit: string }
  | { readonly do: 'clone' | 'close' | 'lose files' }

/** Something under way: what its receiver does with it, and who waits for the answer. */
interface Message {
  readonly to: Machine
  /** Does the work at the receiver, and gives what its answer does at the sender. */
  readonly arrive: () => Promise<() => void>
  readonly failed: (reason: Error) => void
}

const settled = () => new Promise((done) => setImmediate(done))

/** Phones, two remote sites and a head office in one process, with everything that can go wrong between them. */
export class World {
  readonly rights = new Rights()
  readonly head: Machine
  readonly sites: ReadonlyMap<SiteName, Machine>
  readonly phones: readonly Phone[]
  /** What each site knows of the rights: as they were at its last exchange. */
  readonly known = new Map<SiteName, Rights>()
  private readonly messages: Message[] = []
  /** What a person was told is saved, by operation. */
  readonly saved = new Map<string, Operation>()
  /** Operations that only a disk held which was put back to an earlier state. */
  readonly exempt = new Set<string>()
  readonly faults: string[] = []
  /** How often something happened that a schedule is counted by. */
  readonly happened = { restore: 0, file: 0, move: 0 }
  private readonly watch = new HeadWatch()
  private minute = 0
  private ids = 0

  constructor(
    readonly engine: Engine,
    private readonly fault: FilesFault | null = null,
  ) {
    this.head = new Machine('head', engine.memoryStore())
    this.sites = new Map(SITES.map((site) => [site, new Machine(site, engine.memoryStore())]))
    for (const site of SITES) this.known.set(site, this.rights.copy())
    this.phones = CREW.map(
      ([person, upstream, skew], at) =>
        new Phone(`${person}-${at}`, engine.memoryStore(), person, `node-${at}`, upstream, skew),
    )
  }

  get machines(): readonly Machine[] {
    return [this.head, ...this.sites.values(), ...this.phones]
  }

  private machineAt(place: Upstream): Machine {
    const machine = isSite(place) ? this.sites.get(place) : this.head
    if (!machine) throw new Error(`no ${place}`)
    return machine
  }

  /** What is known there of who may do what. */
  private rightsAt = (place: Upstream): Rights => (isSite(place) && this.known.get(place)) || this.rights

  readonly newId = (): string => {
    this.ids += 1
    return `00000000-0000-7000-8000-${String(this.ids).padStart(12, '0')}`
  }

  private now(skew = 0): string {
    return new Date(Date.UTC(2021, 8, 5) + (this.minute + skew) * 60_000).toISOString()
  }

  private portsOf(phone: Phone) {
    return {
      node: phone.node,
      person: phone.person,
      body: 'B',
      now: () => this.now(phone.skew),
      newId: this.newId,
      renew: async () => (phone.node = `node-${this.newId()}`),
    }
  }

  private post<T>(to: Machine, work: () => Promise<T>): Promise<T> {
    return new Promise((done, failed) => {
      this.messages.push({
        to,
        failed,
        arrive: async () =>
          (
            (answer) => () =>
              done(answer)
          )(await work()),
      })
    })
  }

  /** An upstream takes a push: what it answers is checked for what it may not hold. */
  private async receive(sender: string, place: Upstream, push: Push): Promise<PushAnswer> {
    const rights = this.rightsAt(place)
    // Whoever left the list can no longer enter there.
    if (isSite(place) && !rights.peopleOf(place).includes(sender)) throw new Error('signed out')
    const brought = isSite(place) ? () => false : this.head.files.brought
    const ports = rights.portsFor(sender, { now: this.now(), at: place, newId: this.newId, brought })
    const before = await headsOf(this.head.disk)
    const answer = await this.engine.receivePush(this.machineAt(place).store, push, ports)
    const allowed = new Set(ports.view.scopes)
    const shown = answer.verdicts.flatMap((verdict) => ('current' in verdict && verdict.current) || [])
    for (const { scope } of [...answer.registers, ...shown])
      if (!allowed.has(scope)) this.faults.push(`${sender} received something of ${scope}`)
    const closedAt = this.rights.closed ? this.now() : null
    if (!isSite(place))
      this.faults.push(...(await this.watch.faultsOf(push, answer, { disk: this.head.disk, before, closedAt })))
    return answer
  }

  private async deliver(message: Message, how: Delivery): Promise<void> {
    this.messages.splice(this.messages.indexOf(message), 1)
    if (how === 'request lost' || how === 'portal') return message.failed(new Error(how))
    try {
      const done = await message.arrive()
      if (how === 'answer lost') return message.failed(new Error(how))
      if (how === 'twice') (await message.arrive())()
      else done()
    } catch (reason) {
      message.to.store.recover()
      message.failed(reason as Error)
    }
  }

  /** Brings the bytes that the one above has not got, file after file. */
  private async bring(from: Machine, place: Upstream): Promise<void> {
    const to = this.machineAt(place)
    for (const { sha256, person } of await filesToBring(from.store, from.files, this.fault)) {
      const isTaken = await this.post(to, () =>
        takeFile(this.engine, to.store, to.files, { sha256, person, atSite: isSite(place) }),
      )
      if (isTaken) from.files.gone.add(sha256)
      else if (this.fault === 'stop at one that is not taken') return
    }
  }

  private talk(machine: Machine, work: () => Promise<void>): void {
    if (machine.busy) return
    machine.busy = true
    void work()
      .catch(() => machine.store.recover())
      .finally(() => (machine.busy = false))
  }

  private sync(phone: Phone): void {
    const { upstream, person } = phone
    const line = (push: Push) => this.post(this.machineAt(upstream), () => this.receive(person, upstream, push))
    this.talk(phone, async () => {
      await this.engine.exchangeWork(phone.store, line, this.portsOf(phone))
      await this.bring(phone, upstream)
    })
  }

  private relay(name: SiteName): void {
    const site = this.machineAt(name)
    const line = (push: Push) => this.post(this.head, () => this.receive(name, 'head', push))
    this.talk(site, async () => {
      await this.engine.relayWork(site.store, line, { node: name, body: 'B' })
      this.known.set(name, this.rights.copy())
      await this.bring(site, 'head')
    })
  }

  private async record(phone: Phone, key: RegisterKey, content: Content): Promise<void> {
    const kept = await this.engine.recordEdit(phone.store, { key, content }, this.portsOf(phone)).catch(() => null)
    phone.store.recover()
    if (kept) this.saved.set(kept.operation.id, kept.operation)
    // The power may have gone right after the commit: what is on the disk is what was typed last.
    else
      for (const { operation } of await phone.disk.reading((tx) => tx.pending()))
        if (this.saved.has(operation.id)) this.saved.set(operation.id, operation)
  }

  private async enter(step: Extract<Step, { do: 'edit' | 'attach' | 'detach' }>): Promise<void> {
    const phone = this.phone(step.phone)
    const units = this.rightsAt(phone.upstream).unitsOf(phone.person, phone.upstream)
    const unit = units[step.unit % Math.max(units.length, 1)]
    if (unit === undefined || phone.person === 'mara') return
    if (step.do === 'edit') return this.record(phone, keyOf(unit, step.measure), { type: 'number', number: step.value })
    const file = fileOf(step.file)
    this.happened.file += 1
    if (step.do === 'attach') phone.files.take(file.sha256, phone.person)
    await this.record(phone, keyOf(unit, 0, `evidence/${file.sha256}`), step.do === 'attach' ? file : null)
  }

  private async settle({ phone: at, choice }: Extract<Step, { do: 'settle' }>): Promise<void> {
    const phone = this.phone(at)
    const { tray } = await this.engine.deviceView(phone.disk, 'B', phone.person)
    const [item] = tray
    if (!item) return
    const { id, person, key } = item.record.operation
    const decision = { reason: 'Sì.', inTime: choice === 'new' }
    const answer = { answer: choice === 'theirs' ? ('decline' as const) : ('accept' as const), decision }
    const isValue = key.field === 'value'
    const own = choice === 'new' && isValue ? { content: { type: 'number' as const, number: 99 } } : choice
    const taken = own === 'new' ? 'mine' : own
    await this.engine
      .settleOperation(phone.store, id, person === phone.person ? taken : answer, this.portsOf(phone))
      .catch(() => undefined)
    phone.store.recover()
  }

  private phone(at: number): Phone {
    const phone = this.phones[at % this.phones.length]
    if (!phone) throw new Error('no such phone')
    return phone
  }

  /** Puts a disk back to what it was. What only that disk knew is gone with it. */
  private async restore(machine: Machine): Promise<void> {
    if (machine.busy) return
    const lost = await machine.ids()
    if (!(await machine.restore())) return
    this.happened.restore += 1
    if (machine === this.head) this.watch.forget()
    const still = new Set<string>()
    for (const other of this.machines) for (const id of await other.ids()) still.add(id)
    for (const id of lost) if (!still.has(id)) this.exempt.add(id)
  }

  /** The second phone of Anna becomes a copy of the first, name and all. */
  private async clone(): Promise<void> {
    const [first, second] = this.phones
    if (!first || !second || second.busy || first.busy) return
    for (const id of await second.ids()) this.exempt.add(id)
    await second.become(first)
    second.node = first.node
  }

  /** A device goes from its site to the office: what it did at the site goes there too, and is told twice. */
  private move(phone: Phone): void {
    if (phone.busy || !isSite(phone.upstream)) return
    this.happened.move += 1
    phone.upstream = 'head'
  }

  async take(step: Step): Promise<void> {
    // Of an empty disk everybody has a copy.
    if (this.minute === 0) for (const machine of this.machines) await machine.backUp()
    this.minute += 1
    await this.does(step)
    await settled()
  }

  private async does(step: Step): Promise<unknown> {
    switch (step.do) {
      case 'edit':
      case 'attach':
      case 'detach':
        return this.enter(step)
      case 'sync':
        return this.sync(this.phone(step.phone))
      case 'exchange':
        this.sync(this.phone(step.phone))
        return this.drain()
      case 'relay':
        return this.relay(SITES[step.site % SITES.length] ?? 'site-1')
      case 'settle':
        return this.settle(step)
      case 'crash':
        return this.machines[step.machine % this.machines.length]?.store.crashAfter(step.calls)
      case 'move':
        return this.move(this.phone(step.phone))
      case 'deliver': {
        const message = this.messages[step.message % Math.max(this.messages.length, 1)]
        return message && this.deliver(message, step.how)
      }
      default:
        return this.befalls(step)
    }
  }

  /** What comes over everybody, without anybody's work. */
  private async befalls(
    step: Extract<Step, { do: 'turn' | 'move unit' | 'close' | 'clone' | 'lose files' | 'backup' | 'restore' }>,
  ): Promise<unknown> {
    switch (step.do) {
      case 'turn':
        this.happened.move += 1
        return this.rights.turn(step.person, step.unit)
      case 'move unit':
        this.happened.move += 1
        return this.rights.moveUnit(step.unit)
      case 'close':
        return (this.rights.closed = true)
      case 'clone':
        return this.clone()
      case 'lose files':
        return loseFiles(this.engine, this.head.disk, this.head.files, this.fault)
      case 'backup':
        return this.machines[step.machine % this.machines.length]?.backUp()
      case 'restore': {
        const machine = this.machines[step.machine % this.machines.length]
        return machine && this.restore(machine)
      }
    }
  }

  /** The network heals: everybody syncs until nothing moves; whoever a site does not serve any more works at the office. */
  async heal(): Promise<void> {
    for (const { store } of this.machines) store.recover()
    for (const message of [...this.messages]) await this.deliver(message, 'good')
    await this.drain()
    for (let round = 0; round < 6; round++) {
      for (const phone of this.phones) {
        const { upstream, person } = phone
        if (isSite(upstream) && !this.known.get(upstream)?.peopleOf(upstream).includes(person)) phone.upstream = 'head'
        this.sync(phone)
        await this.drain()
      }
      for (const site of SITES) {
        this.relay(site)
        await this.drain()
      }
    }
  }

  private async drain(): Promise<void> {
    for (let turn = 0; turn < 600; turn++) {
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
