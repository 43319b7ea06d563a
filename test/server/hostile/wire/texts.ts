import {
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isUnionType,
} from 'graphql'

/** Levels that a selection goes down: the tree of scores goes on for ever. */
const DEEPEST = 7

function selection(type: GraphQLOutputType, above: readonly string[]): string {
  const named = getNamedType(type)
  if (isUnionType(named)) {
    const parts = named.getTypes().map((one) => `... on ${one.name} ${selection(one, above)}`)
    return `{ __typename ${parts.join(' ')} }`
  }
  if (!isObjectType(named)) return ''
  const isTooDeep = above.length >= DEEPEST || above.filter((name) => name === named.name).length > 1
  const fields = Object.values(named.getFields()).flatMap(({ name, type: of, resolve }) => {
    const isLeaf = isScalarType(getNamedType(of)) || isEnumType(getNamedType(of))
    if (isLeaf) return [name]
    // A way from an item to others that the plan has anyway: that it opens says enough.
    if (resolve && above.length > 1) return [`${name} { code }`]
    return isTooDeep ? [] : [`${name} ${selection(of, [...above, named.name])}`]
  })
  return `{ ${['__typename', ...fields].join(' ')} }`
}

/** A root field of the schema. */
export type RootField = GraphQLField<unknown, unknown>

/** A text that asks a root field for everything it has, under the name `answer`, each argument a variable of its name. */
export function textFor(kind: string, { name, args, type }: RootField): string {
  const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ')
  const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ')
  const [head, call] = args.length > 0 ? [`(${declared})`, `(${passed})`] : ['', '']
  // Two members of a union may give one name to fields of different types: such a field goes under the name of its type.
  return `${kind}${head} { answer: ${name}${call} ${selection(type, [])} }`
}

/** All root fields, as `Query.plan`. */
export function rootFields(
  schema: GraphQLSchema,
): ReadonlyMap<string, { readonly kind: string; readonly field: RootField }> {
  const types = [['query', schema.getQueryType()] as const, ['mutation', schema.getMutationType()] as const]
  return new Map(
    types.flatMap(([kind, type]) =>
      Object.values(type?.getFields() ?? {}).map((field) => [`${type?.name}.${field.name}`, { kind, field }] as const),
    ),
  )
}

/** Fields of an input type and of those inside it, as `PushInput.node`. */
export function inputFields(schema: GraphQLSchema, name: string): readonly string[] {
  const type = schema.getType(name)
  if (!isInputObjectType(type)) throw new Error(`${name} is no input type`)
  return Object.values(type.getFields()).flatMap((field) => {
    const inner = getNamedType(field.type)
    return [`${name}.${field.name}`, ...(isInputObjectType(inner) ? inputFields(schema, inner.name) : [])]
  })
}

/** The least that an argument takes. */
export function least(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return least(type.ofType)
  if (isListType(type)) return []
  if (isInputObjectType(type))
    return Object.fromEntries(Object.values(type.getFields()).map((field) => [field.name, least(field.type)]))
  const of: Readonly<Record<string, unknown>> = { Int: 1, Float: 1, Boolean: false, Json: {}, Content: null }
  return isScalarType(type) && type.name in of ? of[type.name] : 'x'
}
