import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { GraphQLSchema } from 'graphql'
import type { AppPorts, Context } from '../../../kernel/context'
import { bytesOf, NotPlain, type Part, type PlainShape } from '../../../kernel/graphql/plain-text'
import { trimMap } from '../../../kernel/runtime/trim-map'
import { BROTLI_QUALITY, COMPRESS_FROM_BYTES } from '../headers'
import { type Asking, askRoot, askingOf, type Found, LAID_OUT, lookAhead, prepare, type Prepared } from './prepared'

type Encoding = 'br' | 'gzip'

/** A whole answer, as it goes out. */
interface Answer {
  readonly bytes: Buffer
  /** The same for the same bytes, of whatever process; weak, since they go out packed in several ways. */
  readonly tag: string
  readonly packed: Map<Encoding, Buffer>
}

const sha1 = (data: Buffer | string): string => createHash('sha1').update(data).digest('base64url')

/** Digests of bytes that are kept, made once. */
const digests = new WeakMap<Buffer, string>()

function digestOf(part: Buffer): string {
  const known = digests.get(part) ?? sha1(part)
  digests.set(part, known)
  return known
}

/** No text of an answer has an end of line in it: what stands between two is a digest. */
const tagOf = (parts: readonly Part[]): string =>
  `W/"${sha1(parts.map((part) => (typeof part === 'string' ? part : `\n${digestOf(part)}\n`)).join(''))}"`

async function answerOf({ value, shape, key }: Found): Promise<Answer> {
  const parts = [`{"data":{${JSON.stringify(key)}:`, ...(await shape.textOf(value)), '}}\n']
  return { bytes: bytesOf(parts), tag: tagOf(parts), packed: new Map() }
}

/** Bytes of answers that are kept at most, and what a small one counts as: the objects that it was made of stay too. */
const MOST_BYTES = 64 * 1024 * 1024
const LEAST_BYTES = 16 * 1024

const sizeOf = ({ bytes, packed }: Answer): number =>
  Math.max(LEAST_BYTES, bytes.length + [...packed.values()].reduce((sum, { length }) => sum + length, 0))

/** The last answers, by what was laid out: nobody gets what was laid out for another. */
class Shelf {
  private readonly kept = new Map<object, Map<PlainShape, Answer>>()
  private readonly sizes = new Map<Answer, number>()
  private size = 0

  find({ value, shape }: Found): Answer | undefined {
    return this.kept.get(value)?.get(shape)
  }

  put({ value, shape }: Found, answer: Answer): void {
    const own = this.kept.get(value) ?? new Map<PlainShape, Answer>()
    this.kept.set(value, own.set(shape, answer))
    this.count(answer, sizeOf(answer))
    this.trim()
  }

  /** Counts an answer anew that was packed, if it is still here. */
  grown(answer: Answer): void {
    if (!this.sizes.has(answer)) return
    this.count(answer, sizeOf(answer))
    this.trim()
  }

  private count(answer: Answer, size: number): void {
    this.size += size - (this.sizes.get(answer) ?? 0)
    this.sizes.set(answer, size)
  }

  /** Lets go of the oldest where all together are too many. */
  private trim(): void {
    for (const [value, own] of this.kept) {
      if (this.size <= MOST_BYTES) return
      for (const answer of own.values()) {
        this.count(answer, 0)
        this.sizes.delete(answer)
      }
      this.kept.delete(value)
    }
  }
}

const pack = {
  br: promisify(brotliCompress),
  gzip: promisify(gzip),
}
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }

/** The best of our encodings that a request takes; null for none. */
function encodingFor({ headers }: FastifyRequest): Encoding | null {
  const taken = (headers['accept-encoding'] ?? '').split(',').flatMap((one) => {
    const [name = '', ...rest] = one.trim().toLowerCase().split(';')
    return rest.some((part) => /^\s*q=0(\.0*)?$/.test(part)) ? [] : name.trim()
  })
  return taken.includes('br') ? 'br' : taken.includes('gzip') ? 'gzip' : null
}

const hasTag = ({ headers }: FastifyRequest, tag: string): boolean =>
  (headers['if-none-match'] ?? '').split(',').some((one) => one.trim() === tag)

/** Does a request take plain JSON, as it is answered here? */
function takesJson({ headers: { accept = '*/*' } }: FastifyRequest): boolean {
  return !accept.includes('graphql-response') && (accept.includes('application/json') || accept.includes('*/*'))
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Documents that are remembered, and the longest of them. */
const REMEMBERED = 50
const LONGEST = 10_000

/**
 * Answers to questions about what is laid out in objects that stay the same: put together from kept texts, and kept as a
 * whole with a tag, so that whoever has it already is told so [RI91]. Everything else is GraphQL's.
 */
export class Answers {
  private readonly documents = new Map<string, Prepared | null>()
  private readonly shelf = new Shelf()
  private readonly making = new WeakMap<object, Map<PlainShape, Promise<Answer>>>()

  constructor(private readonly schema: GraphQLSchema) {}

  /** Reads a question; null where it is not answered here. */
  read(request: FastifyRequest, roots: ReadonlySet<string>): Asking | null {
    const { body } = request
    if (!isRecord(body) || roots.size !== 1 || ![...roots].every((name) => LAID_OUT.has(name))) return null
    const { query, variables, operationName, extensions } = body
    if (typeof query !== 'string' || query.length > LONGEST || !takesJson(request)) return null
    if ((extensions ?? null) !== null || !((variables ?? null) === null || isRecord(variables))) return null
    const prepared = this.document(query)
    const isNamed = (operationName ?? null) === null || operationName === prepared?.operation.name?.value
    return prepared && isNamed ? askingOf(prepared, this.schema, isRecord(variables) ? variables : {}) : null
  }

  private document(text: string): Prepared | null {
    const known = this.documents.get(text)
    const prepared = known === undefined ? prepare(this.schema, text) : known
    this.documents.delete(text)
    this.documents.set(text, prepared)
    trimMap(this.documents, REMEMBERED)
    return prepared
  }

  /** Looks ahead for what a question is about, before it is known who asks. */
  ahead(asking: Asking, app: AppPorts): Promise<void> {
    return lookAhead(asking, app)
  }

  /** Answers a question; null where GraphQL has to: it says what is wrong, too. */
  async find(asking: Asking, context: Context): Promise<Answer | null> {
    try {
      const found = await askRoot(asking, this.schema, context)
      if (!found) return null
      return this.shelf.find(found) ?? (await this.make(found))
    } catch (error) {
      if (error instanceof NotPlain) return null
      throw error
    }
  }

  /** Makes an answer once for all who ask for it at the same time. */
  private make(found: Found): Promise<Answer> {
    const own = this.making.get(found.value) ?? new Map<PlainShape, Promise<Answer>>()
    this.making.set(found.value, own)
    const begun = own.get(found.shape) ?? this.begin(found).finally(() => own.delete(found.shape))
    own.set(found.shape, begun)
    return begun
  }

  private async begin(found: Found): Promise<Answer> {
    const answer = await answerOf(found)
    this.shelf.put(found, answer)
    return answer
  }

  /** Sends an answer, or says that whoever asks has it [RI91]. */
  async send(answer: Answer, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    reply.headers({ etag: answer.tag, 'cache-control': 'private, no-cache', vary: 'accept-encoding' })
    if (hasTag(request, answer.tag)) return reply.code(304).send()
    reply.type('application/json; charset=utf-8')
    const encoding = answer.bytes.length < COMPRESS_FROM_BYTES ? null : encodingFor(request)
    if (!encoding) return reply.send(answer.bytes)
    return reply.header('content-encoding', encoding).send(await this.packed(answer, encoding))
  }

  private async packed(answer: Answer, encoding: Encoding): Promise<Buffer> {
    const { bytes, packed } = answer
    const known = packed.get(encoding)
    if (known) return known
    const made = encoding === 'br' ? await pack.br(bytes, BROTLI) : await pack.gzip(bytes)
    packed.set(encoding, made)
    this.shelf.grown(answer)
    return made
  }
}
