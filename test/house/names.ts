import ts from 'typescript'
import type { Source } from './source-tree'

const isExported = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)

/** What a statement declares: names of a list of constants, or the one name of whatever else. */
function declaredBy(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []))
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement)
  return isNamed && statement.name ? [statement.name.text] : []
}

/** The names that a file gives to what it exports: declared there, not passed on. A type and a value of one name count once. */
const exportedBy = ({ ast }: Source): ReadonlySet<string> =>
  new Set(ast.statements.filter(isExported).flatMap(declaredBy))

/** Exported names that are declared in more than one file, with those files. */
export function doubleNames(sources: readonly Source[]): ReadonlyMap<string, readonly string[]> {
  const homes = new Map<string, string[]>()
  for (const source of sources)
    for (const name of exportedBy(source)) homes.set(name, [...(homes.get(name) ?? []), source.path])
  return new Map([...homes].filter(([, files]) => files.length > 1))
}

/** An index passes on what others declare, and declares nothing. */
const isIndex = ({ ast }: Source): boolean =>
  ast.statements.length > 0 && ast.statements.every((one) => ts.isExportDeclaration(one) && one.moduleSpecifier)

/** Where a name that an index passes on is declared. */
function homeOf(index: Source, name: string, of: ReadonlyMap<string, Source>): string | null {
  for (const path of index.imports) {
    const source = of.get(path)
    if (!source) continue
    const home = isIndex(source) ? homeOf(source, name, of) : exportedBy(source).has(name) ? path : null
    if (home) return home
  }
  return null
}

/** Names that a statement takes from another file: of an import, or of what is passed on. */
function namesTaken(statement: ts.Statement): readonly string[] {
  if (ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause))
    return statement.exportClause.elements.map(({ name, propertyName }) => (propertyName ?? name).text)
  const bound = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined
  return bound && ts.isNamedImports(bound)
    ? bound.elements.map(({ name, propertyName }) => (propertyName ?? name).text)
    : []
}

/** The files that a file reads: those it imports, and through an index those that declare what it takes. */
function readBy(source: Source, of: ReadonlyMap<string, Source>): ReadonlySet<string> {
  const read = new Set<string>()
  const names = source.ast.statements.flatMap(namesTaken)
  for (const path of source.imports) {
    const imported = of.get(path)
    if (imported && !isIndex(imported)) read.add(path)
    else if (imported) for (const name of names) read.add(homeOf(imported, name, of) ?? path)
  }
  read.delete(source.path)
  return read
}

/** Files that declare something and that exactly one other file reads; an index reads nothing and is read through. */
export function withOneReader(sources: readonly Source[]): { readonly lone: readonly string[]; readonly all: number } {
  const of = new Map(sources.map((source) => [source.path, source]))
  const files = sources.filter((source) => !isIndex(source))
  const readers = new Map<string, number>()
  for (const source of files) for (const path of readBy(source, of)) readers.set(path, (readers.get(path) ?? 0) + 1)
  return { lone: files.map(({ path }) => path).filter((path) => readers.get(path) === 1), all: files.length }
}
