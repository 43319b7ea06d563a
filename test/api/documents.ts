import {
  type ASTNode,
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  stripIgnoredCharacters,
  validate,
  visit,
} from 'graphql'

/** A file of documents: its path from the root, and its text. */
export interface DocumentFile {
  readonly path: string
  readonly text: string
}

/** An operation of a file, with every fragment that it asks by, whichever file that is of. */
export interface Operation {
  readonly path: string
  readonly node: OperationDefinitionNode
  readonly document: DocumentNode
}

interface Definition {
  readonly path: string
  readonly node: OperationDefinitionNode | FragmentDefinitionNode
}

const isKnown = (node: DefinitionNode): node is OperationDefinitionNode | FragmentDefinitionNode =>
  node.kind === Kind.OPERATION_DEFINITION || node.kind === Kind.FRAGMENT_DEFINITION

/** Documents of the device and of who comes to it: their answers go to the replica, and no cache of Apollo ever reads them. */
const OF_DEVICE = /^client\/src\/(offline|replica|people|api)\//

const TYPENAME = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const

/** A document of a page, or a fragment in one, in which every object says its type: a cache knows it by that and its id. */
function withTypenames<Node extends ASTNode>(of: Node, isPage: boolean): Node {
  return visit(of, {
    SelectionSet(set, _key, parent) {
      const kind = parent && 'kind' in parent ? parent.kind : null
      // What asks by a fragment of the device says the type of its first object itself.
      if (kind === Kind.OPERATION_DEFINITION || (kind === Kind.FRAGMENT_DEFINITION && !isPage)) return undefined
      const isSaid = set.selections.some((one) => one.kind === Kind.FIELD && one.name.value === '__typename')
      return isSaid ? undefined : { ...set, selections: [TYPENAME, ...set.selections] }
    },
  })
}

/** The operations and fragments of files. Throws where two have one name. */
export function definitionsIn(files: readonly DocumentFile[]): readonly Definition[] {
  const found = files.flatMap(({ path, text }) =>
    parse(text, { noLocation: true })
      .definitions.filter(isKnown)
      .map((node) => ({ path, node: OF_DEVICE.test(path) ? node : withTypenames(node, true) })),
  )
  const homes = new Map<string, string>()
  for (const { path, node } of found) {
    const name = `${node.kind === Kind.FRAGMENT_DEFINITION ? 'fragment' : 'operation'} ${node.name?.value ?? ''}`
    if (homes.has(name)) throw new Error(`${name} stands in ${homes.get(name)} and in ${path}`)
    homes.set(name, path)
  }
  return found
}

/** The fragments that a definition asks by, and those that these ask by. */
function fragmentsOf(
  node: DefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): readonly FragmentDefinitionNode[] {
  const found = new Set<FragmentDefinitionNode>()
  const look = (from: DefinitionNode): void => {
    visit(from, {
      FragmentSpread({ name }) {
        const fragment = fragments.get(name.value)
        if (!fragment || found.has(fragment)) return
        found.add(fragment)
        look(fragment)
      },
    })
  }
  look(node)
  return [...found]
}

/** The fragments among definitions as a file asks by them, by their names: in a page those of the device say types too. */
export const namedFragments = (
  definitions: readonly Definition[],
  by: string,
): ReadonlyMap<string, FragmentDefinitionNode> =>
  new Map(
    definitions.flatMap(({ path, node }) => {
      if (node.kind !== Kind.FRAGMENT_DEFINITION) return []
      const isToSay = OF_DEVICE.test(path) && !OF_DEVICE.test(by)
      return [[node.name.value, isToSay ? withTypenames(node, false) : node] as const]
    }),
  )

/** Every operation of files, each whole. */
export function operationsIn(files: readonly DocumentFile[]): readonly Operation[] {
  const definitions = definitionsIn(files)
  return definitions.flatMap(({ path, node }) => {
    if (node.kind !== Kind.OPERATION_DEFINITION) return []
    const fragments = fragmentsOf(node, namedFragments(definitions, path))
    return [{ path, node, document: { kind: Kind.DOCUMENT, definitions: [node, ...fragments] } }]
  })
}

/** An operation as it is sent: nothing that means nothing travels. */
export const textOf = ({ document }: Operation): string => stripIgnoredCharacters(print(document))

/** Whatever in files does not go with a schema, where and why; and fragments by which nothing asks. */
export function faultsOf(sdl: string, files: readonly DocumentFile[]): readonly string[] {
  const schema = buildASTSchema(parse(sdl))
  const operations = operationsIn(files)
  const used = new Set(
    operations.flatMap(({ document }) =>
      document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [one.name.value] : [])),
    ),
  )
  const unused = definitionsIn(files).flatMap(({ path, node }) =>
    node.kind === Kind.FRAGMENT_DEFINITION && !used.has(node.name.value) ? [`${path}: ${node.name.value}`] : [],
  )
  const wrong = operations.flatMap(({ path, node, document }) =>
    validate(schema, document).map(({ message }) => `${path}: ${node.name?.value ?? 'without a name'}: ${message}`),
  )
  return [...wrong, ...unused.map((what) => `${what}: nothing asks by this fragment`)]
}
