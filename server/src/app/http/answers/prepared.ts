import {
  type DocumentNode,
  type FieldNode,
  getArgumentValues,
  getNullableType,
  getVariableValues,
  type GraphQLField,
  GraphQLError,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isObjectType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
  visit,
} from 'graphql'
import type { AppPorts, Context } from '../../../kernel/context'
import { NotPlain, PlainShape } from '../../../kernel/graphql/plain-text'
import { answerKey, type Asked } from '../../../kernel/graphql/selection'

type Arguments = Readonly<Record<string, unknown>>

/** Looks ahead for what a root field with these arguments gives. */
type Ahead = (app: AppPorts, args: Arguments) => Promise<void>

/** Root fields that give objects which stay the same while nothing in them changes: their texts can be kept. */
export const LAID_OUT: ReadonlyMap<string, Ahead> = new Map([
  [
    'tree',
    async ({ trees }: AppPorts, { body, year, asOf }: Arguments) => {
      if (typeof body === 'string' && typeof year === 'number' && !asOf) await trees.ahead(body, year)
    },
  ],
])

/** A document that asks for one such field and nothing else, and is sound. */
export interface Prepared {
  readonly operation: OperationDefinitionNode
  readonly node: FieldNode
  readonly field: GraphQLField<unknown, unknown>
  readonly fragments: Asked['fragments']
  /** Variables that decide on what is asked for. */
  readonly switches: readonly string[]
  /** Forms of the answer by its type and by the switches; null where GraphQL has to look at it. */
  readonly shapes: Map<string, PlainShape | null>
}

const fragmentsOf = ({ definitions }: DocumentNode): Asked['fragments'] =>
  new Map(definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [])))

/** Names of the variables in directives. */
function switchesIn(document: DocumentNode): readonly string[] {
  const names = new Set<string>()
  visit(document, {
    Directive: ({ arguments: given = [] }) => {
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value)
    },
  })
  return [...names]
}

/** Reads a document; null where it is none of these. */
export function prepare(schema: GraphQLSchema, text: string): Prepared | null {
  let document: DocumentNode
  try {
    document = parse(text, { noLocation: true })
  } catch {
    return null
  }
  const [operation, more] = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION)
  if (!operation || more || operation.operation !== 'query' || operation.directives?.length) return null
  const [node, another] = operation.selectionSet.selections
  if (another || node?.kind !== Kind.FIELD || node.directives?.length || !LAID_OUT.has(node.name.value)) return null
  const field = schema.getQueryType()?.getFields()[node.name.value]
  if (!field?.resolve || validate(schema, document).length > 0) return null
  const fragments = fragmentsOf(document)
  return { operation, node, field, fragments, switches: switchesIn(document), shapes: new Map() }
}

type Variables = Readonly<Record<string, unknown>>

function infoOf({ operation, node, field, fragments }: Prepared, schema: GraphQLSchema, variables: Variables) {
  const parentType = schema.getQueryType()
  if (!parentType) throw new Error('A schema has queries')
  const info: GraphQLResolveInfo = {
    fieldName: field.name,
    fieldNodes: [node],
    returnType: field.type,
    parentType,
    path: { prev: undefined, key: answerKey(node), typename: parentType.name },
    schema,
    fragments: Object.fromEntries(fragments),
    rootValue: undefined,
    operation,
    variableValues: { ...variables },
  }
  return info
}

/** A value that a root field gave, with the form in which it is written. */
export interface Found {
  readonly value: object
  readonly shape: PlainShape
  /** Its name in the answer. */
  readonly key: string
}

/** Forms of one document at most: there are as many as its switches make. */
const MOST_SHAPES = 16

function shapeOf(prepared: Prepared, asked: Asked, typeName: string): PlainShape | null {
  const { shapes, switches, node } = prepared
  const name = JSON.stringify([typeName, ...switches.map((one) => asked.variables[one])])
  const known = shapes.get(name)
  if (known !== undefined) return known
  const type = asked.schema.getType(typeName)
  let made: PlainShape | null = null
  try {
    if (isObjectType(type) && node.selectionSet) made = new PlainShape(asked, type, [node.selectionSet])
  } catch (error) {
    if (!(error instanceof NotPlain)) throw error
  }
  if (shapes.size >= MOST_SHAPES) shapes.clear()
  shapes.set(name, made)
  return made
}

/** A question that is answered here: a document, with what goes along. */
export interface Asking {
  readonly prepared: Prepared
  readonly variables: Variables
  readonly args: Arguments
}

/** Puts variables into a document; null where something of them is for GraphQL to say. */
export function askingOf(prepared: Prepared, schema: GraphQLSchema, given: Variables): Asking | null {
  const { operation, node, field } = prepared
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], given)
  const args = coerced && argumentsOf(field, node, coerced)
  return args ? { prepared, variables: coerced, args } : null
}

/** Looks ahead for what a question is about. */
export const lookAhead = async ({ prepared, args }: Asking, app: AppPorts): Promise<void> =>
  LAID_OUT.get(prepared.field.name)?.(app, args)

/**
 * Asks a root field, through the rights that stand before it, as GraphQL would. Null where something in the question or
 * the answer is for GraphQL to say.
 */
export async function askRoot(
  { prepared, variables, args }: Asking,
  schema: GraphQLSchema,
  context: Context,
): Promise<Found | null> {
  const { node, field, fragments } = prepared
  const info = infoOf(prepared, schema, variables)
  const value = await orNull(() => field.resolve?.(undefined, { ...args }, context, info))
  if (typeof value !== 'object' || value === null || value instanceof Error) return null
  const type = getNullableType(field.type)
  const name = isUnionType(type) ? await type.resolveType?.(value, context, info, type) : String(type)
  const shape = shapeOf(prepared, { schema, fragments, variables }, name ?? '')
  return shape && { value, shape, key: answerKey(node) }
}

/** The value that a resolver gives; null where it fails: it fails in the same way when GraphQL asks it, and then that is told. */
async function orNull(work: () => unknown): Promise<unknown> {
  try {
    return await work()
  } catch {
    return null
  }
}

function argumentsOf(field: Prepared['field'], node: FieldNode, variables: Variables): Record<string, unknown> | null {
  try {
    return getArgumentValues(field, node, variables)
  } catch (error) {
    if (error instanceof GraphQLError) return null
    throw error
  }
}
