import { createHash } from 'node:crypto'
import { type Evidence, type Operation, PROTOCOL, type RegisterKey, registerId } from '@traguardo/shared/sync'
import { v7 } from 'uuid'
import { anOperation, NOWHERE } from './sync'

const BODY = 'CCIAA-MS'
const PERSON = 'po-registro-imprese'
const SYNC = `mutation($push: PushInput!) { sync(push: $push) { __typename ... on Refusal { code message }
  ... on SyncAnswer { notice epoch receipt at { view stamp tray } safe
  verdicts { type refusal { code } } registers { id content complete } } } }`

export interface Told {
  readonly __typename: string
  readonly code?: string
  readonly notice: string
  readonly epoch: string
  readonly receipt: string
  readonly at: { readonly view: string; readonly stamp: number; readonly tray: number }
  readonly verdicts: readonly { readonly type: string }[]
  readonly registers: readonly { readonly id: string; readonly content: unknown; readonly complete: boolean }[]
}

/** The P.O. Registro Imprese of the demo with a device of her own, over real HTTP. */
export class Person {
  private cookie = ''
  private readonly node = v7()
  private seq = 0

  constructor(public url: string) {}

  post(path: string, init: RequestInit): Promise<Response> {
    return fetch(`${this.url}${path}`, { ...init, headers: { cookie: this.cookie, ...init.headers } })
  }

  async ask<T>(
    query: string,
    variables: object = {},
  ): Promise<{ data?: T; errors?: readonly { extensions: { code: string } }[] }> {
    const response = await this.post('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'apollo-require-preflight': '1' },
      body: JSON.stringify({ query, variables }),
    })
    const [set] = response.headers.getSetCookie()
    if (set) this.cookie = set.split(';')[0] ?? ''
    return (await response.json()) as { data?: T }
  }

  async signIn(username = PERSON): Promise<void> {
    const query = `mutation { signIn(username: "${username}", password: "Traguardo-2021") { __typename } }`
    await this.ask(query)
  }

  /** Acts in the session of another device of the same person. */
  shareWith(other: Person): void {
    this.cookie = other.cookie
  }

  /** One push, from where the last answer left off. */
  async sync(operations: readonly Operation[], told?: Told, node = this.node): Promise<Told> {
    const place = told ? { epoch: told.epoch, receipt: told.receipt, at: told.at, lastSeq: this.seq } : { at: NOWHERE }
    const push = { body: BODY, node, protocol: PROTOCOL, operations, ...place }
    const { data, errors } = await this.ask<{ sync: Told }>(SYNC, { push })
    if (!data) throw new Error(JSON.stringify(errors))
    return data.sync
  }

  private operation(field: RegisterKey['field'], content: Operation['content'], measure: string): Operation {
    const key: RegisterKey = { body: BODY, measure, unit: 'RI', year: 2021, period: 2, field }
    this.seq += 1
    return anOperation({
      id: v7(),
      key,
      register: registerId(key),
      content,
      node: this.node,
      person: PERSON,
      seq: this.seq,
    })
  }

  value(number: number, measure = 'Percent_LibriRI.num'): Operation {
    return this.operation('value', { type: 'number', number }, measure)
  }

  attached(bytes: Buffer): Operation & { readonly content: Evidence } {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const content: Evidence = { type: 'evidence', sha256, size: bytes.length, mime: 'application/pdf', name: 'a.pdf' }
    return { ...this.operation(`evidence/${sha256}`, content, 'Percent_LibriRI.num'), content }
  }

  /** Announces a file; its bytes go to `upload`. */
  begin({ content: { sha256, size } }: { readonly content: Evidence }): Promise<Response> {
    return this.post('/prove/carico', {
      method: 'POST',
      headers: {
        'tus-resumable': '1.0.0',
        'upload-length': String(size),
        'upload-metadata': `sha256 ${Buffer.from(sha256).toString('base64')}`,
      },
    })
  }

  upload(sha256: string, bytes: Buffer | ReadableStream, offset = 0): Promise<Response> {
    return this.post(`/prove/carico/${sha256}`, {
      method: 'PATCH',
      headers: {
        'tus-resumable': '1.0.0',
        'upload-offset': String(offset),
        'content-type': 'application/offset+octet-stream',
      },
      body: bytes as BodyInit,
      ...({ duplex: 'half' } as object),
    })
  }
}
