import {
  type FieldNode,
  type FragmentDefinitionNode,
  getDirectiveValues,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'

/** Parts of a document by which its selections are read: its fragments, and the variables that `@skip` and `@include` go by. */
export interface Asked {
  readonly schema: GraphQLSchema
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly variables: Readonly<Record<string, unknown>>
}

/** Name of a field in the answer. */
export const answerKey = ({ alias, name }: FieldNode): string => (alias ?? name).value

/** Is a part of a selection asked for, with these variables? */
function isIncluded({ variables }: Asked, node: SelectionNode): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, node, { ...variables })
  const include = getDirectiveValues(GraphQLIncludeDirective, node, { ...variables })
  return skip?.['if'] !== true && include?.['if'] !== false
}

function fits({ schema }: Asked, type: GraphQLObjectType, condition: string | undefined): boolean {
  if (condition === undefined || condition === type.name) return true
  const abstract = schema.getType(condition)
  return isAbstractType(abstract) && schema.isSubType(abstract, type)
}

/** Fields of a type that some selections ask for, by their names in the answer, in the order of GraphQL's `CollectFields`. */
export function fieldsIn(
  asked: Asked,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): ReadonlyMap<string, readonly FieldNode[]> {
  const found = new Map<string, FieldNode[]>()
  const spread = new Set<string>()
  const inside = (set: SelectionSetNode, condition: string | undefined): void => {
    if (fits(asked, type, condition)) set.selections.forEach(visit)
  }
  const visit = (node: SelectionNode): void => {
    if (!isIncluded(asked, node)) return
    if (node.kind === Kind.FIELD) {
      const key = answerKey(node)
      found.set(key, [...(found.get(key) ?? []), node])
    } else if (node.kind === Kind.INLINE_FRAGMENT) inside(node.selectionSet, node.typeCondition?.name.value)
    else if (!spread.has(node.name.value)) {
      spread.add(node.name.value)
      const fragment = asked.fragments.get(node.name.value)
      if (fragment) inside(fragment.selectionSet, fragment.typeCondition.name.value)
    }
  }
  for (const set of sets) set.selections.forEach(visit)
  return found
}
