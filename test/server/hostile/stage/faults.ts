import type { Asked, Reply } from '../wire/http'
import { type Canary, found, saidIn, wordsOf } from './canaries'

const CODE = /^[A-Z][A-Z0-9_]+$/
const SHORTEST_SENTENCE = 10
const SERVER_ERROR = 500
const CLIENT_ERROR = 400

/** Whoever asks, as far as an answer is judged by it. */
export interface Asker {
  readonly name: string
  /** Canaries that are theirs to see. */
  mayKnow(canary: Canary): boolean
}

/** What of an answer the asker should not have been told: neither theirs nor in what they asked [RI32]. */
export function leaksIn(canaries: readonly Canary[], asker: Asker, asked: Asked, reply: Reply): readonly string[] {
  const held = found(canaries, wordsOf(reply)).filter((canary) => !asker.mayKnow(canary))
  if (held.length === 0) return []
  const said = new Set(found(held, saidIn(asked)))
  return held.filter((canary) => !said.has(canary)).map(({ name }) => `leaks ${name}`)
}

/** What is wrong with the form of an answer: an internal error, or a refusal without code and sentence [RI34]. */
export function malformedIn({ status, code, message, text, headers }: Reply, method = 'GET'): readonly string[] {
  if (status >= SERVER_ERROR || text.includes('INTERNAL_ERROR')) return [`internal error: ${status} ${code}`]
  if (/node_modules|\bat \S+ \(|\.ts:\d+/.test(text)) return ['a stack']
  if (status >= CLIENT_ERROR && code === null && method !== 'HEAD')
    return [`${status} without a code: ${text.slice(0, 80)} ${String(headers['content-type'])}`]
  if (code === null) return []
  const fits = CODE.test(code) && (message ?? '').length >= SHORTEST_SENTENCE
  return fits ? [] : [`a refusal without words: ${code} ${message}`]
}

interface SyncParts {
  readonly __typename?: string
  readonly verdicts?: readonly { readonly type: string; readonly keptAs: unknown; readonly refusal: unknown }[]
  readonly registers?: readonly { readonly key: { readonly field: string }; readonly complete: boolean }[]
}

/** What a push is told of its operations and of files: not when, and not of whom. */
function partsOf(answer: unknown, names: readonly string[]): unknown {
  const { __typename: kind, verdicts, registers } = (answer ?? {}) as SyncParts
  if (!verdicts) return kind ?? typeof answer
  const files = registers?.filter(({ key }) => names.some((name) => key.field.endsWith(name))) ?? []
  return [
    verdicts.map(({ type, keptAs, refusal }) => ({ type, isOther: keptAs !== null, refusal })),
    // What was named before is told again: whether any is there, not how many.
    [...new Set(files.map(({ complete }) => complete))],
  ]
}

/** The parts of an answer that must not tell what is another's from what is not there [RI32]. */
export function outline({ status, code, message, answer }: Reply, names: readonly string[]): string {
  const plain = (text: string): string => names.reduce((left, name) => left.replaceAll(name, '…'), text)
  return plain(JSON.stringify({ status, code, message, answer: partsOf(answer, names) }))
}
