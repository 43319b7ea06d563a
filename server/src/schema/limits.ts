import { type ASTVisitor, GraphQLError, Kind, type SelectionSetNode, type ValidationContext } from 'graphql'

/** Levels of a query: the whole tree with its explanations takes ten, the schema's own description thirteen. */
const DEEPEST = 16
/** Fields of a query with its fragments spelt out. */
const MOST_FIELDS = 1500
/** Root fields of a query: aliases must not multiply attempts and work. */
const MOST_ROOT_FIELDS = 10

interface Size {
  readonly depth: number
  readonly fields: number
}

const NOTHING: Size = { depth: 0, fields: 0 }

/** Measures selections; every fragment once, and a fragment inside itself as nothing (another rule refuses it). */
function sizer(context: ValidationContext): (set: SelectionSetNode | undefined) => Size {
  const fragments = new Map<string, Size>()
  const sizeOfFragment = (name: string): Size => {
    const known = fragments.get(name)
    if (known) return known
    fragments.set(name, NOTHING)
    const size = sizeOf(context.getFragment(name)?.selectionSet)
    fragments.set(name, size)
    return size
  }
  const sizeOf = (set: SelectionSetNode | undefined): Size => {
    let [depth, fields] = [0, 0]
    for (const selection of set?.selections ?? []) {
      const isSpread = selection.kind === Kind.FRAGMENT_SPREAD
      const inner = isSpread ? sizeOfFragment(selection.name.value) : sizeOf(selection.selectionSet)
      const own = selection.kind === Kind.FIELD ? 1 : 0
      depth = Math.max(depth, inner.depth + own)
      fields += inner.fields + own
    }
    return { depth, fields }
  }
  return sizeOf
}

/** A validation rule: no query that is too deep, too wide, or asks the same again and again. */
export function queryLimits(context: ValidationContext): ASTVisitor {
  const sizeOf = sizer(context)
  return {
    OperationDefinition(node) {
      const { depth, fields } = sizeOf(node.selectionSet)
      const tooBig = depth > DEEPEST || fields > MOST_FIELDS || node.selectionSet.selections.length > MOST_ROOT_FIELDS
      if (tooBig)
        context.reportError(
          new GraphQLError('La richiesta è troppo grande: chieda meno campi alla volta.', {
            nodes: node,
            extensions: { code: 'QUERY_TOO_BIG' },
          }),
        )
    },
  }
}
