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

/** Files that exactly one other file imports. */
export function withOneImporter(sources: readonly Source[]): readonly string[] {
  const importers = new Map<string, number>()
  for (const { imports } of sources) for (const path of imports) importers.set(path, (importers.get(path) ?? 0) + 1)
  return sources.map(({ path }) => path).filter((path) => importers.get(path) === 1)
}
