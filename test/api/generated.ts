import { codegen } from '@graphql-codegen/core'
import * as operationTypes from '@graphql-codegen/typescript-operations'
import { buildASTSchema, type DocumentNode, Kind, parse, type TypeNode, visit } from 'graphql'
import { posix } from 'node:path'
import { type DocumentFile, definitionsIn, faultsOf, namedFragments, operationsIn, textOf } from './documents'
import { FIELDS, SCALARS } from './shared-types'

/** Home of the type of a document. */
const TYPED = 'client/src/api/typed-document'

/** A field of `FIELDS` is of a scalar of its own, for which codegen writes what shared code says. */
const scalarOf = (coordinate: string): string => coordinate.replace('.', '__')

const ofScalar = (type: TypeNode, scalar: string): TypeNode =>
  visit(type, { Name: (name) => ({ ...name, value: scalar }) }) as TypeNode

/** The schema as codegen reads it. Throws where a field of `FIELDS` is not there. */
function schemaOf(sdl: string): DocumentNode {
  const missing = new Set(Object.keys(FIELDS))
  const definitions = parse(sdl).definitions.map((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return definition
    const fields = definition.fields?.map((field) => {
      const coordinate = `${definition.name.value}.${field.name.value}`
      return missing.delete(coordinate) ? { ...field, type: ofScalar(field.type, scalarOf(coordinate)) } : field
    })
    return { ...definition, ...(fields ? { fields } : {}) }
  })
  if (missing.size > 0) throw new Error(`The schema has no ${[...missing].join(', ')}: see test/api/shared-types.ts`)
  const scalars = Object.keys(FIELDS).map((coordinate) => `scalar ${scalarOf(coordinate)}`)
  return { kind: Kind.DOCUMENT, definitions: [...definitions, ...parse(scalars.join('\n')).definitions] }
}

const KINDS = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const

/** The path of the module that is made from a file of documents. */
const generatedPath = (path: string): string => path.replace(/\.graphql$/, '.generated.ts')

/** Helper types that codegen always writes, wanted or not. */
const UNUSED = /^\/\*\* Internal type.*\n(?:(?:export )?type Incremental<.*\n)?/gm

/** Makes of each file of documents a module: types of answers, variables and fragments, and each operation as it is sent. */
export async function generatedFrom(sdl: string, files: readonly DocumentFile[]): Promise<ReadonlyMap<string, string>> {
  const faults = faultsOf(sdl, files)
  if (faults.length > 0) throw new Error(faults.join('\n'))
  const schema = schemaOf(sdl)
  const schemaAst = buildASTSchema(schema)
  const definitions = definitionsIn(files)
  const operations = operationsIn(files)
  const scalars = {
    ...SCALARS,
    ...Object.fromEntries(Object.entries(FIELDS).map(([coordinate, type]) => [scalarOf(coordinate), type])),
  }

  async function typesOf(path: string): Promise<string> {
    const own = definitions.filter((one) => one.path === path).map(({ node }) => node)
    const externalFragments = [...namedFragments(definitions, path).values()]
      .filter((node) => !own.includes(node))
      .map((node) => ({ name: node.name.value, onType: node.typeCondition.name.value, node, isExternal: true }))
    const types = await codegen({
      filename: generatedPath(path),
      schema,
      schemaAst,
      documents: [{ location: path, document: { kind: Kind.DOCUMENT, definitions: own } }],
      plugins: [{ operationTypes: {} }],
      pluginMap: { operationTypes },
      // They are looked at by themselves, whole: see `faultsOf`.
      skipDocumentsValidation: true,
      config: { scalars, externalFragments, immutableTypes: true, skipTypename: true, inlineFragmentTypes: 'inline' },
    })
    return types
      .replace(UNUSED, '')
      .replace(/\n{2,}/g, '\n\n')
      .trim()
  }

  const moduleOf = async (path: string): Promise<string> => {
    const constants = operations
      .filter((one) => one.path === path)
      .map((one) => {
        const name = one.node.name?.value ?? ''
        const types = `${name}${KINDS[one.node.operation]}`
        return `export const ${name}Document = ${JSON.stringify(textOf(one))} as TypedDocument<${types}, ${types}Variables>`
      })
    const from = posix.relative(posix.dirname(path), TYPED)
    return [
      `// Made from ${posix.basename(path)} and the schema of the server: \`npm run api\` writes it.`,
      ...(constants.length > 0
        ? [`import type { TypedDocument } from '${from.startsWith('.') ? from : `./${from}`}'`]
        : []),
      ...['', await typesOf(path), ''],
      ...constants.flatMap((constant) => [constant, '']),
    ].join('\n')
  }

  return new Map(await Promise.all(files.map(async ({ path }) => [generatedPath(path), await moduleOf(path)] as const)))
}
