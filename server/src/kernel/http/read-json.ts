import { keepsDigits } from '@traguardo/shared/model'
import { getNodePath, type JSONPath, type Node, parseTree } from 'jsonc-parser'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** A number that would become another one: nothing of the request is done. */
class Inexact extends Error {
  readonly statusCode = 400
  readonly code = 'NUMBER_INEXACT'
}

/** The beginning of a text, or a number outside of texts. */
const PARTS = /"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/** Fifteen digits are always kept: where no more stand together, and nothing looks like an exponent, all numbers are. */
const MAY_BE_INEXACT = /[\d.]{16}|\d[eE]/

/** Finds the end of a text, after its closing quotation mark: one behind an odd number of backslashes belongs to it. */
function endOfText(text: string, begin: number): number {
  for (let at = text.indexOf('"', begin); at !== -1; at = text.indexOf('"', at + 1)) {
    let first = at
    while (text[first - 1] === '\\') first -= 1
    if ((at - first) % 2 === 0) return at + 1
  }
  return text.length
}

/**
 * Does a JSON text hold a number whose digits would not be kept? Texts are stepped over: a pattern that matches them has
 * no room for one of ten megabytes.
 */
function inexactIn(text: string): boolean {
  if (!MAY_BE_INEXACT.test(text)) return false
  const parts = new RegExp(PARTS)
  for (let part = parts.exec(text)?.[0]; part !== undefined; part = parts.exec(text)?.[0]) {
    if (part === '"') parts.lastIndex = endOfText(text, parts.lastIndex)
    else if (!keepsDigits(part)) return true
  }
  return false
}

/** Nodes of numbers whose digits would not be kept. */
export function inexactNodes(root: Node, text: string): readonly Node[] {
  const found: Node[] = []
  const all = [root]
  for (const node of all) {
    if (node.type === 'number' && !keepsDigits(text.slice(node.offset, node.offset + node.length))) found.push(node)
    all.push(...(node.children ?? []))
  }
  return found
}

/** Content that no register has: the shared rules refuse its operation, and nothing else of the push. */
const FORMLESS = { type: 'inexact' }

/** Places of the operations of a push: in a request below the name of a variable, in an envelope in the push itself. */
const PLACES = new Map<unknown, number>([
  ['variables', 2],
  ['push', 1],
])

/** The operation of a push in whose content a part stands; null where it stands elsewhere. */
function operationAt(path: JSONPath, value: unknown): { content: unknown } | null {
  const place = PLACES.get(path[0])
  if (place === undefined || path[place] !== 'operations' || path[place + 2] !== 'content') return null
  const at = path.slice(0, place + 2)
  return at.reduce((part: unknown, name) => (part as Readonly<Record<string | number, unknown>>)[name], value) as {
    content: unknown
  }
}

/**
 * Numbers that would become others: inside the content of an operation they take that operation along and nothing else,
 * anywhere else the whole request [RI47]. Gives why it is refused, or null.
 */
function takeOutInexact(text: string, value: unknown): Error | null {
  const root = parseTree(text)
  for (const node of root ? inexactNodes(root, text) : []) {
    const operation = operationAt(getNodePath(node), value)
    if (!operation) return new Inexact('a number with more digits than are kept')
    operation.content = FORMLESS
  }
  return null
}

/** Reads a JSON text of another server by the same rule. Throws where it is none, or a number would become another. */
export function exactJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  const refused = inexactIn(text) ? takeOutInexact(text, value) : null
  if (refused) throw refused
  return value
}

/** Reason why a body was not read: its status is what the error handler goes by. */
class TooLarge extends Error {
  readonly statusCode = 413
}

/** Bytes of a body after unpacking, as they were counted. */
const sizes = new WeakMap<FastifyRequest, number>()

/** Bytes of the body of a request that `addJsonReader` has read, unpacked. */
export const bytesOf = (request: FastifyRequest): number => sizes.get(request) ?? 0

/** Largest sizes of a body, in bytes: `small` for anybody, `large` for whoever may send more. */
export interface Sizes {
  readonly small: number
  readonly large: number
  mayBeLarge(request: FastifyRequest): Promise<boolean>
}

/** Reads a body whose length is known: nothing is decided between its parts. */
function readAnnounced(payload: NodeJS.ReadableStream): Promise<Buffer> {
  return new Promise((done, fail) => {
    const chunks: Buffer[] = []
    payload.on('data', (chunk: Buffer) => chunks.push(chunk))
    payload.once('end', () => done(Buffer.concat(chunks)))
    payload.once('error', fail)
    payload.once('close', () => fail(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })))
  })
}

async function read(request: FastifyRequest, payload: NodeJS.ReadableStream, sizes: Sizes): Promise<Buffer> {
  let most = sizes.small
  const check = async (bytes: number): Promise<void> => {
    if (bytes > most && bytes <= sizes.large && (await sizes.mayBeLarge(request))) most = sizes.large
    if (bytes > most) throw new TooLarge(`more than ${most} bytes`)
  }
  // A body that announces too many bytes is not read first. Packed it may still grow: it is counted as it comes.
  await check(Number(request.headers['content-length'] ?? 0))
  // Node itself reads no more than was announced.
  if (payload === request.raw && 'content-length' in request.headers) return readAnnounced(payload)
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of payload as AsyncIterable<Buffer | string>) {
    const part = Buffer.from(chunk as Buffer)
    bytes += part.length
    await check(bytes)
    chunks.push(part)
  }
  return Buffer.concat(chunks, bytes)
}

/** Reads JSON with a limit that depends on who sends it; what is packed counts as what it unpacks to. */
export function addJsonReader(scope: FastifyInstance, limits: Sizes): void {
  const parse = scope.getDefaultJsonParser('error', 'error')
  scope.removeContentTypeParser('application/json')
  scope.addContentTypeParser('application/json', (request, payload, done) => {
    read(request, payload, limits).then(
      (body) => {
        sizes.set(request, body.length)
        const text = body.toString('utf8')
        const isInexact = inexactIn(text)
        // Gives its answer to `done`.
        void parse(request, text, (error: Error | null, value?: unknown) => {
          const refused = error ?? (isInexact ? takeOutInexact(text, value) : null)
          done(refused, value)
        })
      },
      (error: Error) => done(error),
    )
  })
}
