import { createHash, randomBytes } from 'node:crypto'
import {
  type Content,
  type DeviceView,
  deviceView,
  evidenceIn,
  exchangeWork,
  memoryStore,
  type Operation,
  recordEdit,
  type RegisterKey,
  settleOperation,
} from '@traguardo/shared/sync'
import { v7 } from 'uuid'
import { carryPush } from '../../client/src/offline/transport'

/** The body in which it works. */
export const BODY = 'CCIAA-MS'
const MEASURES = ['Percent_LibriRI.num', 'Percent_LibriRI.den', 'Percent_VerbaliRI.num', 'Percent_VerbaliRI.den']
const ALL = 1e6
/** Bytes of a file at least, and of a piece of it that goes at once. */
const SMALLEST = 150_000
const PIECE = 64 * 1024
/** Of three devices, on four cells: none comes to more than twenty pieces. */
const MOST_FILES = 24

/** A device of the P.O. Registro Imprese that enters, attaches, syncs, settles and brings files as long as it is let. */
export class BusyDevice {
  readonly store = memoryStore()
  readonly saved = new Map<string, Operation>()
  /** Of the answers that it got. */
  readonly statuses = new Set<number>()
  /** Bytes by their hash. */
  readonly files = new Map<string, Buffer>()
  private node = v7()
  private cookie = ''
  private count = 0
  private hasLine = true

  constructor(
    public origin: string,
    private readonly random: () => number,
  ) {}

  private get ports() {
    return {
      node: this.node,
      person: 'po-registro-imprese',
      body: BODY,
      now: () => '2021-09-05T08:00:00.000Z',
      newId: v7,
      renew: async () => (this.node = v7()),
    }
  }

  async signIn(): Promise<void> {
    const query = 'mutation { signIn(username: "po-registro-imprese", password: "Traguardo-2021") { __typename } }'
    const response = await fetch(`${this.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'apollo-require-preflight': '1' },
      body: JSON.stringify({ query }),
    })
    this.cookie = response.headers.get('set-cookie')?.split(';')[0] ?? ''
  }

  private readonly post = (async (path: string, init: RequestInit) => {
    const response = await fetch(`${this.origin}${path}`, {
      ...init,
      headers: { ...init.headers, cookie: this.cookie },
    })
    this.statuses.add(response.status)
    return response
  }) as typeof fetch

  /** Enters something into a cell of the open period; it is saved here when it resolves. */
  async enter(measure: string, content: Content, field: RegisterKey['field'] = 'value'): Promise<Operation> {
    const key: RegisterKey = { body: BODY, measure, unit: 'RI', year: 2021, period: 2, field }
    const { operation } = await recordEdit(this.store, { key, content }, this.ports)
    this.saved.set(operation.id, operation)
    return operation
  }

  /** Attaches a file that nobody else has, to one cell after the other where none is named. */
  async attach(measure = MEASURES[this.files.size % MEASURES.length] ?? ''): Promise<Operation> {
    const length = SMALLEST + Math.floor(this.random() * SMALLEST)
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(length), Buffer.from('\n%%EOF\n')])
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const content = {
      type: 'evidence',
      sha256,
      size: bytes.length,
      mime: 'application/pdf',
      name: 'prova.pdf',
    } as const
    this.files.set(sha256, bytes)
    return this.enter(measure, content, `evidence/${sha256}`)
  }

  /** Files of this device that the server has not got. */
  async missing(): Promise<readonly string[]> {
    const held = await this.store.reading((tx) => tx.registersSince(BODY, -1, null, ALL))
    return held.flatMap(({ content, complete }) => {
      const sha256 = evidenceIn(content)?.sha256
      return sha256 && !complete && this.files.has(sha256) ? [sha256] : []
    })
  }

  private tus(method: string, path: string, headers: Record<string, string>, body?: BodyInit): Promise<Response> {
    const all = { 'tus-resumable': '1.0.0', ...headers }
    return this.post(`/prove/carico${path}`, { method, headers: all, ...(body ? { body } : {}) })
  }

  /** Brings one file in pieces, from where an earlier try was cut. */
  private async bringOne(sha256: string): Promise<void> {
    const bytes = this.files.get(sha256) ?? Buffer.alloc(0)
    const standing = await this.tus('HEAD', `/${sha256}`, {})
    if (!standing.ok) {
      const metadata = `sha256 ${Buffer.from(sha256).toString('base64')}`
      await this.tus('POST', '', { 'upload-length': String(bytes.length), 'upload-metadata': metadata })
    }
    let offset = Number(standing.headers.get('upload-offset') ?? 0)
    while (offset < bytes.length) {
      const headers = { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }
      const piece = new Uint8Array(bytes.subarray(offset, offset + PIECE))
      const taken = await this.tus('PATCH', `/${sha256}`, headers, piece)
      if (!taken.ok) return
      offset += piece.length
    }
  }

  /** Brings what is missing; without an answer nothing more goes. */
  async bring(): Promise<void> {
    for (const sha256 of await this.missing()) await this.bringOne(sha256)
  }

  /** The bytes as the server gives them, by their hash; null where it does not. */
  async hashAtServer(sha256: string): Promise<string | null> {
    const response = await this.post(`/prove/${sha256}`, {})
    return response.ok
      ? createHash('sha256')
          .update(Buffer.from(await response.arrayBuffer()))
          .digest('hex')
      : null
  }

  /** @param post what carries a push, in place of the line */
  sync(post: typeof fetch = this.post): Promise<unknown> {
    return exchangeWork(this.store, (push) => carryPush(push, 'po-registro-imprese', post), this.ports)
  }

  /** The server hears what there is to say, and its answer never comes. */
  async syncUnanswered(): Promise<void> {
    const lost = (async (...asked: Parameters<typeof fetch>) => {
      await this.post(...asked)
      throw new TypeError('The answer was lost')
    }) as typeof fetch
    await this.sync(lost).catch(() => undefined)
  }

  /** A few edits, what waits in the tray settled, and one exchange. Answers whether that went through. */
  async work(): Promise<boolean> {
    // Without a line a person goes on a little, not for ever.
    const most = this.hasLine || this.random() < 0.05 ? 3 : 0
    for (let edits = 0; edits < most; edits++) {
      const measure = MEASURES[Math.floor(this.random() * MEASURES.length)] ?? ''
      this.count += 1
      await this.enter(measure, { type: 'number', number: this.count })
    }
    if (most > 0 && this.files.size < MOST_FILES && this.random() < 0.2) await this.attach()
    const { tray } = await this.view()
    // A person on three devices who wants every own value back on each of them comes to no end.
    let insists = 2
    for (const { record } of tray) {
      if (this.random() < 0.5) continue
      const isMine = insists > 0 && this.random() < 0.5
      insists -= Number(isMine)
      await settleOperation(this.store, record.operation.id, isMine ? 'mine' : 'theirs', this.ports)
    }
    this.hasLine = await this.sync()
      .then(() => this.bring())
      .then(
        () => true,
        () => false,
      )
    return this.hasLine
  }

  view(): Promise<DeviceView> {
    return deviceView(this.store, BODY, 'po-registro-imprese')
  }

  async waiting(): Promise<number> {
    return (await this.view()).pending
  }
}
