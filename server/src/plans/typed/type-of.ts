import { GraphQLScalarType } from 'graphql'
import type { GenericSchema } from 'valibot'
import { Field, Float, Int, ObjectType } from 'type-graphql'

type Entries = Readonly<Record<string, Node>>

/** As much of a schema or action of valibot as is said in GraphQL. */
interface Node {
  readonly type: string
  readonly pipe?: readonly Node[]
  readonly wrapped?: Node
  readonly item?: Node
  readonly entries?: Entries
  readonly options?: readonly Node[]
  readonly literal?: unknown
  readonly description?: string
}

const NumberOrDayScalar = new GraphQLScalarType<unknown, unknown>({
  name: 'NumberOrDay',
  description: 'A number, or a day as a text: YYYY-MM-DD.',
})

type Made = (new () => unknown) | GraphQLScalarType | typeof String | readonly Made[]

/** Parts of a schema, also where it is a pipe of pipes. */
const partsIn = ({ pipe = [] }: Node): readonly Node[] => pipe.flatMap((part) => [part, ...partsIn(part)])

const descriptionOf = (node: Node): string | undefined => {
  const own = partsIn(node).findLast(({ type }) => type === 'description')?.description
  return own ?? (node.wrapped && descriptionOf(node.wrapped))
}

function scalarOf(node: Node): Made | null {
  const literal = node.type === 'literal' ? typeof node.literal : node.type
  if (literal === 'string' || literal === 'picklist') return String
  if (literal === 'boolean') return Boolean as unknown as typeof String
  if (literal !== 'number') return node.type === 'union' ? NumberOrDayScalar : null
  const isWhole = node.type === 'literal' || partsIn(node).some(({ type }) => type === 'integer')
  return (isWhole ? Int : Float) as unknown as GraphQLScalarType
}

/** Fields that an object has, each with whether it may be missing: of a variant those of all its forms. */
function fieldsOf({ entries, options = [] }: Node) {
  const forms = entries ? [entries] : options.map((option) => option.entries ?? {})
  return [...new Set(forms.flatMap((form) => Object.keys(form)))].map((name) => {
    const having = forms.flatMap((form) => form[name] ?? [])
    return { name, part: having[0] as Node, isMissing: having.length < forms.length }
  })
}

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
const singular = (name: string): string => name.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '')

/** Names that are other ones than their places in the format give. */
interface Naming {
  /** Types, by the name that their place gives them: `PlanIndicatorTarget`. */
  readonly types: Readonly<Record<string, string>>
  /** Fields by type; several where one is of one of several things. */
  readonly fields: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
}

/**
 * Makes a GraphQL type of each object of a format, with all of its fields: what the format has, one can ask for. A schema
 * that stands in several places is one type.
 * @returns the types by name
 */
export function typesOf(
  root: string,
  schema: GenericSchema,
  { types, fields }: Naming,
): ReadonlyMap<string, new () => unknown> {
  const byName = new Map<string, new () => unknown>()
  const bySchema = new Map<unknown, new () => unknown>()

  const typeOf = (node: Node, place: string): Made =>
    node.item ? [typeOf(node.item, singular(place))] : (scalarOf(node) ?? objectOf(node, types[place] ?? place))

  function addFields(made: new () => unknown, name: string, node: Node): void {
    for (const { name: field, part, isMissing } of fieldsOf(node)) {
      let [inner, isOptional] = [part, isMissing]
      for (; inner.wrapped; inner = inner.wrapped) isOptional = true
      const of = typeOf(inner, `${name}${capital(field)}`)
      const names = fields[name]?.[field] ?? [field]
      const description = descriptionOf(part)
      const options = { nullable: isOptional || names.length > 1, ...(description ? { description } : {}) }
      for (const one of names) Field(() => of as never, options)(made.prototype as object, one)
    }
  }

  function objectOf(node: Node, name: string): new () => unknown {
    // A copy, with another description, has the same parts.
    const key = node.entries ?? node.options
    const known = bySchema.get(key)
    if (known) return known
    const made = { [name]: class {} }[name] as new () => unknown
    bySchema.set(key, made)
    byName.set(name, made)
    addFields(made, name, node)
    const description = descriptionOf(node)
    ObjectType(name, description ? { description } : {})(made)
    return made
  }

  objectOf(schema as unknown as Node, root)
  return byName
}
