import {
  type FieldNode,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLString,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql'
import { type Asked, fieldsIn } from './selection'

/** A value that is not written here: it has a resolver, an argument, an error or a promise in it, and GraphQL looks at it. */
export class NotPlain extends Error {}

const notPlain = (why: string): never => {
  throw new NotPlain(why)
}

/** A part of an answer: a short text, or the bytes of one that is kept. */
export type Part = string | Buffer

/** Characters from which a text is kept as bytes: a shorter one is made again as fast. */
const KEPT_FROM = 400
/** Bytes up to which the parts of a text are put together: what holds it copies one piece, and not hundreds. */
const ONE_PIECE = 64 * 1024

const bytesIn = (parts: readonly Part[]): number => parts.reduce((sum, part) => sum + Buffer.byteLength(part), 0)

/** Puts parts of a text together. */
export function bytesOf(parts: readonly Part[], size = bytesIn(parts)): Buffer {
  const bytes = Buffer.allocUnsafe(size)
  let at = 0
  for (const part of parts) at += typeof part === 'string' ? bytes.write(part, at) : part.copy(bytes, at)
  return bytes
}

/** Text that is being written, in parts. */
class Paper {
  private readonly parts: Part[] = []
  private text = ''

  write(text: string): void {
    this.text += text
  }

  take(parts: readonly Part[]): void {
    for (const part of parts) {
      if (typeof part === 'string') this.text += part
      else {
        this.flush()
        this.parts.push(part)
      }
    }
  }

  private flush(): void {
    if (this.text === '') return
    this.parts.push(this.text.length < KEPT_FROM ? this.text : Buffer.from(this.text))
    this.text = ''
  }

  /**
   * Everything that was written: long texts as bytes.
   * @param most bytes up to which it is put together
   */
  close(most = ONE_PIECE): readonly Part[] {
    this.flush()
    if (this.parts.length < 2) return this.parts
    const size = bytesIn(this.parts)
    return size <= most ? [bytesOf(this.parts, size)] : this.parts
  }
}

type Writer = (value: unknown, paper: Paper) => void

const isThenable = (value: object): boolean => typeof (value as { then?: unknown }).then === 'function'

function writeLeaf(type: GraphQLLeafType): Writer {
  return (value, paper) => {
    if (type === GraphQLString && typeof value === 'string') return paper.write(JSON.stringify(value))
    if (value instanceof Error || (typeof value === 'object' && value !== null && isThenable(value)))
      return notPlain('no value')
    let said: unknown
    try {
      said = type.serialize(value)
    } catch {
      return notPlain('serialize')
    }
    const text = said === null ? undefined : (JSON.stringify(said) as string | undefined)
    return paper.write(text ?? notPlain('no text'))
  }
}

function writeList(write: Writer): Writer {
  return (value, paper) => {
    if (!Array.isArray(value)) return notPlain('no list')
    paper.write('[')
    for (let at = 0; at < value.length; at++) {
      if (at > 0) paper.write(',')
      write(value[at], paper)
    }
    return paper.write(']')
  }
}

/** Objects of a list whose texts are kept together: of a long list with one of them changed, few are put together again. */
const TOGETHER = 32

/** Writes a list of objects whose texts are kept: so many of them together, as long as all of these are the same. */
function writeLongList(write: Writer): Writer {
  const kept = new WeakMap<object, { readonly of: readonly unknown[]; readonly parts: readonly Part[] }>()
  const writeShort = writeList(write)
  function partsOf(items: readonly unknown[]): readonly Part[] {
    const [first] = items
    const isKept = typeof first === 'object' && first !== null
    const known = isKept ? kept.get(first) : undefined
    if (known?.of.length === items.length && known.of.every((one, at) => one === items[at])) return known.parts
    const paper = new Paper()
    items.forEach((one, at) => {
      if (at > 0) paper.write(',')
      write(one, paper)
    })
    const parts = paper.close(Number.POSITIVE_INFINITY)
    if (isKept) kept.set(first, { of: items, parts })
    return parts
  }
  return (value, paper) => {
    if (!Array.isArray(value) || value.length <= TOGETHER) return writeShort(value, paper)
    for (let from = 0; from < value.length; from += TOGETHER) {
      paper.write(from === 0 ? '[' : ',')
      paper.take(partsOf(value.slice(from, from + TOGETHER)))
    }
    return paper.write(']')
  }
}

/** Objects that are written in one turn: then the server looks at what else has come. */
const IN_ONE_TURN = 50

const oneTurn = (): Promise<void> => new Promise((done) => setImmediate(done))

/** The way in which values of a type are written, and the shape of the objects in them. */
interface Written {
  readonly write: Writer
  readonly shape: PlainShape | null
  readonly isList: boolean
}

interface Field extends Written {
  readonly name: string
  /** Its name in the answer, with the mark before it. */
  readonly head: string
}

const heightOf = ({ shape, isList }: Written): number => (shape ? shape.height + (isList ? 1 : 0) : 0)

type Fields = Readonly<Record<string, unknown>>

/**
 * The form of an object in the answer to a document. Texts of objects with lists are kept as long as the objects are there:
 * an object that is the same has the same text, so whoever hands them out never changes them.
 */
export class PlainShape {
  private readonly kept = new WeakMap<object, readonly Part[]>()
  private readonly fields: readonly Field[]
  /** Levels of lists below. */
  readonly height: number

  /** Throws `NotPlain` where what is asked has to be looked at by GraphQL. */
  constructor(asked: Asked, type: GraphQLObjectType, sets: readonly SelectionSetNode[]) {
    if (type.isTypeOf) notPlain('isTypeOf')
    this.fields = [...fieldsIn(asked, type, sets)].map(([key, nodes], at) => ({
      head: `${at === 0 ? '{' : ','}${JSON.stringify(key)}:`,
      ...fieldOf(asked, type, nodes),
    }))
    this.height = Math.max(0, ...this.fields.map(heightOf))
  }

  readonly write: Writer = (value, paper) => {
    if (typeof value !== 'object' || value === null || isThenable(value) || value instanceof Error)
      notPlain('no object')
    else if (this.height === 0) this.writeFields(value as Fields, paper)
    else paper.take(this.parts(value))
  }

  /** The text of an object, in parts. Throws `NotPlain`. */
  private parts(value: object): readonly Part[] {
    const known = this.kept.get(value)
    if (known) return known
    const paper = new Paper()
    this.writeFields(value as Fields, paper)
    const parts = paper.close()
    if (parts.length > 1 || typeof parts[0] !== 'string') this.kept.set(value, parts)
    return parts
  }

  /** The text of an object, in parts that are made in many turns where much is new. Throws `NotPlain`. */
  async textOf(value: object): Promise<readonly Part[]> {
    let count = 0
    const visit = async (shape: PlainShape, one: object): Promise<void> => {
      if (shape.kept.has(one)) return
      for (const item of shape.listsIn(one)) await visit(item.shape, item.one)
      shape.parts(one)
      count += 1
      if (count % IN_ONE_TURN === 0) await oneTurn()
    }
    await visit(this, value)
    return this.parts(value)
  }

  /** Objects in its lists that have much in them themselves. */
  private *listsIn(value: object): Iterable<{ readonly shape: PlainShape; readonly one: object }> {
    for (const { name, shape, isList } of this.fields) {
      const list: unknown = shape && isList && shape.height > 1 ? (value as Fields)[name] : []
      for (const one of Array.isArray(list) ? (list as readonly unknown[]) : [])
        if (shape && typeof one === 'object' && one !== null) yield { shape, one }
    }
  }

  private writeFields(value: Fields, paper: Paper): void {
    for (const { name, head, write } of this.fields) {
      paper.write(head)
      write(value[name], paper)
    }
    paper.write(this.fields.length === 0 ? '{}' : '}')
  }
}

function fieldOf(asked: Asked, type: GraphQLObjectType, nodes: readonly FieldNode[]): Written & { name: string } {
  const [first] = nodes
  const name = first?.name.value ?? ''
  if (name === '__typename') {
    const text = JSON.stringify(type.name)
    return { name, write: (_, paper) => paper.write(text), shape: null, isList: false }
  }
  const field = type.getFields()[name]
  if (!field || field.resolve || field.args.length > 0) return notPlain(name)
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
  return { name, ...writtenAs(asked, field.type, sets) }
}

function writtenAs(asked: Asked, type: GraphQLOutputType, sets: readonly SelectionSetNode[]): Written {
  const isRequired = isNonNullType(type)
  const { write, ...rest } = innerOf(asked, isRequired ? type.ofType : type, sets)
  const writeAny: Writer = (value, paper) => {
    if (value !== null && value !== undefined) write(value, paper)
    else if (isRequired) notPlain('null')
    else paper.write('null')
  }
  return { write: writeAny, ...rest }
}

function innerOf(asked: Asked, type: GraphQLOutputType, sets: readonly SelectionSetNode[]): Written {
  if (isLeafType(type)) return { write: writeLeaf(type), shape: null, isList: false }
  if (isListType(type)) {
    const { write, shape } = writtenAs(asked, type.ofType, sets)
    return { write: shape && shape.height > 0 ? writeLongList(write) : writeList(write), shape, isList: true }
  }
  if (!isObjectType(type)) return notPlain(String(type))
  const shape = new PlainShape(asked, type, sets)
  return { write: shape.write, shape, isList: false }
}
