import {
  type PushAnswer,
  type Content,
  deviceView,
  exchangeWork,
  LATE,
  type MemoryStore,
  memoryStore,
  type OperationRecord,
  type Push,
  receivePush,
  recordEdit,
  type RegisterKey,
  relayWork,
  settleOperation,
  type TrayChoice,
  viewOf,
} from '@traguardo/shared/sync'
import { v7 } from 'uuid'
import { aKey, devicePorts, receivePorts, SCOPES } from '../sync'

/** A device of somebody, at the head office or at the site. */
export interface SmallPhone {
  readonly person: string
  store: MemoryStore
  node: string
  upstream: 'head' | 'site'
}

const AT_SITE = ['carla', 'dino']
const ALL = 1e6

/** A head office, a site and some devices, told step by step what to do: every message arrives, disks are put back by hand. */
export class SmallNet {
  head = memoryStore()
  site = memoryStore()
  closed = false
  now = '2021-09-05T09:00:00.000Z'
  /** Every push that the head office took. */
  readonly pushes: Push[] = []

  phone(person: string, upstream: SmallPhone['upstream'] = 'head'): SmallPhone {
    return { person, store: memoryStore(), node: v7(), upstream }
  }

  private portsFor(sender: string, atSite: boolean) {
    const isSite = sender === 'site'
    const persons = isSite ? AT_SITE : [sender]
    return receivePorts({
      person: sender,
      now: this.now,
      provisional: atSite,
      view: viewOf(SCOPES, sender === 'mara' ? SCOPES : []),
      persons,
      bearer: {
        person: isSite ? null : sender,
        credential: isSite ? 'site' : `access of ${sender}`,
        name: null,
        receiver: atSite ? 'site' : null,
      },
      mayBring: ({ person }) => persons.includes(person),
      judge: ({ kind }) => (this.closed && kind === 'edit' ? { code: LATE, params: {}, message: 'Chiuso.' } : null),
    })
  }

  private readonly toHead =
    (sender: string) =>
    async (push: Push): Promise<PushAnswer> => {
      this.pushes.push(push)
      return receivePush(this.head, push, this.portsFor(sender, false))
    }
  private readonly toSite = (sender: string) => (push: Push) =>
    receivePush(this.site, push, this.portsFor(sender, true))

  private portsOf(phone: SmallPhone) {
    const { person, node } = phone
    return devicePorts({ person, node, renew: async () => (phone.node = v7()) } as Parameters<typeof devicePorts>[0])
  }

  async sync(...phones: readonly SmallPhone[]): Promise<void> {
    for (const phone of phones) {
      const line = phone.upstream === 'head' ? this.toHead(phone.person) : this.toSite(phone.person)
      await exchangeWork(phone.store, line, this.portsOf(phone))
    }
  }

  relay = () => relayWork(this.site, this.toHead('site'), { node: 'site', body: 'B' })

  /** Everybody is online until nothing is new. */
  async rest(...phones: readonly SmallPhone[]): Promise<void> {
    for (let round = 0; round < 3; round++) {
      await this.sync(...phones)
      await this.relay()
    }
    await this.sync(...phones)
  }

  async edit(phone: SmallPhone, value: number, key: RegisterKey = aKey): Promise<string> {
    const content: Content = { type: 'number', number: value }
    const { operation } = await recordEdit(phone.store, { key, content }, this.portsOf(phone))
    return operation.id
  }

  settle = (phone: SmallPhone, operation: string, choice: TrayChoice) =>
    settleOperation(phone.store, operation, choice, this.portsOf(phone))

  view = (phone: SmallPhone) => deviceView(phone.store, 'B', phone.person)

  async tray(phone: SmallPhone): Promise<readonly string[]> {
    return (await this.view(phone)).tray.map(({ record }) => record.operation.id)
  }

  /** What stands in the one cell at the head office. */
  async value(): Promise<unknown> {
    const [state] = await this.head.reading((tx) => tx.registersSince('B', -1, null, ALL))
    return state?.content
  }

  /** An operation as the head office keeps it, in a few words. */
  async kept(id: string): Promise<string> {
    const [record] = await this.head.reading((tx) => tx.operations([id]))
    return record ? wordsFor(record) : 'unknown'
  }
}

const wordsFor = ({ verdict, settlement }: OperationRecord): string =>
  [verdict?.type, ...(settlement ? [`ended by ${settlement.by}`] : [])].join(', ')
