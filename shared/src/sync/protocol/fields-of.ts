import type { Schema } from './parts'

interface Node {
  readonly type: string
  readonly wrapped?: Node
  readonly item?: Node
  readonly entries?: Readonly<Record<string, Node>>
  readonly options?: readonly Node[]
}

const partsOf = (node: Node): Readonly<Record<string, Node>> | null => {
  if (node.wrapped) return partsOf(node.wrapped)
  if (node.item) return partsOf(node.item)
  if (node.entries) return node.entries
  const kinds = node.options?.filter(({ entries }) => entries) ?? []
  return kinds.length > 0
    ? (Object.assign({}, ...kinds.map(({ entries }) => entries)) as Readonly<Record<string, Node>>)
    : null
}

/**
 * The selection of GraphQL that asks for all parts of what a schema describes.
 * @param names how a part is asked for, where not by its own name
 * @example fieldsOf(CursorSchema) // '{ view stamp tray behind { scopes stamp } }'
 */
export function fieldsOf(schema: Schema<unknown>, names: Readonly<Record<string, string>> = {}): string {
  const parts = partsOf(schema as unknown as Node)
  if (!parts) return ''
  const fields = Object.entries(parts).map(([name, part]) =>
    `${names[name] ?? name} ${fieldsOf(part as unknown as Schema<unknown>)}`.trim(),
  )
  return `{ ${fields.join(' ')} }`
}
