import { GraphQLScalarType, valueFromASTUntyped } from 'graphql'
import { ContentSchema, IdSchema, ParamsSchema, type Schema } from '@traguardo/shared/sync'
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'

const passing = (name: string, description: string) =>
  new GraphQLScalarType<unknown, unknown>({
    name,
    description,
    serialize: (value) => value,
    parseValue: (value) => value,
    parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
  })

export const JsonScalar = passing('Json', 'A JSON document.')

export const ContentScalar = passing(
  'Content',
  'What stands in a register: null, a text for a note, or a value: {type:"number",number}, {type:"date",date:"YYYY-MM-DD"} (with also:[...] for further days of the period), {type:"not-applicable"}.',
)

type Constructor<T> = new () => T
type Entries = Readonly<Record<string, unknown>>
type GraphqlType = Constructor<unknown> | GraphQLScalarType | typeof String | readonly GraphqlType[]

/** Part of a schema that this reads: valibot tells it in the schema itself. */
interface Node {
  readonly type: string
  readonly wrapped?: Node
  /** Default where it is left out. */
  readonly default?: unknown
  readonly item?: Node
  readonly entries?: Entries
  readonly options?: readonly Node[]
}

/** Said of a type that is made from a schema. */
interface Said {
  readonly description?: string
  /** Of its fields, where their names do not say it. */
  readonly fields?: Readonly<Record<string, string>>
  /** Parts that GraphQL has beside those of the schema, or otherwise. */
  readonly parts?: Entries
}

/** A part may be left out, or be null. */
const OPTIONAL = new Set(['optional', 'nullable', 'nullish'])
const SCALARS: Readonly<Record<string, typeof String | GraphQLScalarType>> = {
  ...{ string: String, literal: String, picklist: String, custom: String },
  ...{ boolean: Boolean as unknown as typeof String, number: Int },
}

/** The parts of an object; of a union those of all its kinds, each missing where one kind does not have it. */
function partsOf({ entries, options = [] }: Node, parts: Entries) {
  const kinds = (entries ? [entries] : options.map((option) => option.entries ?? {})).map((kind) => ({
    ...kind,
    ...parts,
  }))
  return [...new Set(kinds.flatMap(Object.keys))].map((name) => {
    const having = kinds.filter((kind) => name in kind)
    return { name, part: having[0]?.[name] as Node, isMissing: having.length < kinds.length }
  })
}

/** Returns the parts by which a schema is known: a copy of it, with another name for what fails, has the same. */
const nameOf = ({ entries, options }: Node): unknown => entries ?? options

function registry(decorate: typeof ObjectType | typeof InputType) {
  /** A part that is left out has a value where it is read: it is null only where that value is. */
  const isNullable = (part: Node) => decorate === InputType || (part.default ?? null) === null
  const classes = new Map<unknown, Constructor<unknown>>()

  function typeOf(part: Node): GraphqlType {
    if ((part as unknown) === IdSchema) return ID
    if ((part as unknown) === ContentSchema) return ContentScalar
    if ((part as unknown) === ParamsSchema) return JsonScalar
    const known = classes.get(nameOf(part))
    if (known) return known
    if (part.item) return [typeOf(part.item)]
    const [first] = part.options ?? []
    if (part.type === 'union' && first) return typeOf(first)
    const scalar = SCALARS[part.type]
    if (!scalar) throw new Error(`A schema of type ${part.type} has no type of GraphQL`)
    return scalar
  }

  function addField(
    made: Constructor<unknown>,
    name: string,
    part: Node,
    options: { nullable: boolean; description?: string },
  ) {
    let [inner, nullable] = [part, options.nullable]
    for (; OPTIONAL.has(inner.type) && inner.wrapped; inner = inner.wrapped) nullable ||= isNullable(inner)
    const type = typeOf(inner)
    Field(() => type as never, { ...options, nullable })(made.prototype as object, name)
  }

  return <T>(
    name: string,
    schema: Schema<unknown>,
    { description, fields = {}, parts = {} }: Said = {},
  ): Constructor<T> => {
    const made = { [name]: class {} }[name] as Constructor<T>
    for (const { name: field, part, isMissing } of partsOf(schema as unknown as Node, parts))
      addField(made, field, part, { nullable: isMissing, ...(fields[field] ? { description: fields[field] } : {}) })
    decorate(name, description ? { description } : {})(made)
    classes.set(nameOf(schema as unknown as Node), made)
    return made
  }
}

/** Makes the GraphQL type of what a schema describes; schemas of its parts come before it. */
export const objectTypeOf = registry(ObjectType)
/** The same for what is sent. */
export const inputTypeOf = registry(InputType)
