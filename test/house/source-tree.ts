import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative } from 'node:path'
import ts from 'typescript'
import { isGenerated } from '../support/repository'

/** The parts of the product, each with its sources in `src`. */
export const PARTS = ['server', 'client', 'shared'] as const
export type Part = (typeof PARTS)[number]

/** A source file as the compiler reads it; of a page its script alone. */
export interface Source {
  /** From the root of the tree, with slashes. */
  readonly path: string
  readonly part: Part
  readonly ast: ts.SourceFile
  /** Paths of the files of the tree that it imports or passes on, each once. */
  readonly imports: readonly string[]
  /** Those of them that have to run before it does: neither types alone nor what `import()` brings later. */
  readonly needs: readonly string[]
}

const SCRIPT = /<script\b[^>]*>([\s\S]*?)<\/script>/g
const scriptOf = (page: string): string => [...page.matchAll(SCRIPT)].map((match) => match[1]).join('\n')

const walk = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|vue)$/.test(entry.name) && !isGenerated(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))

/** Does an import or an export with a source bring types alone? */
function isOfTypes(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  const clause = ts.isImportDeclaration(node) ? node.importClause : node
  const list = ts.isImportDeclaration(node) ? node.importClause?.namedBindings : node.exportClause
  if (clause?.isTypeOnly) return true
  if (!list || !(ts.isNamedImports(list) || ts.isNamedExports(list))) return false
  const isAlone = !ts.isImportDeclaration(node) || !node.importClause?.name
  return isAlone && list.elements.length > 0 && list.elements.every(({ isTypeOnly }) => isTypeOnly)
}

/** What a file names as imported or passed on, types and `import()` among them; and whether it has to run first. */
function namedIn(ast: ts.SourceFile): readonly { readonly name: string; readonly isNeeded: boolean }[] {
  const named: { name: string; isNeeded: boolean }[] = []
  const look = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier)
      if (ts.isStringLiteral(node.moduleSpecifier))
        named.push({ name: node.moduleSpecifier.text, isNeeded: !isOfTypes(node) })
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      if (node.arguments[0] && ts.isStringLiteral(node.arguments[0]))
        named.push({ name: node.arguments[0].text, isNeeded: false })
    if (ts.isModuleDeclaration(node) && ts.isStringLiteral(node.name) && node.name.text.startsWith('.')) return
    ts.forEachChild(node, look)
  }
  look(ast)
  return named
}

/** Where a name leads in this tree; null for a package. */
function placeOf(from: string, name: string, known: ReadonlySet<string>): string | null {
  const inside = /^@traguardo\/shared(?:\/(.*))?$/.exec(name)
  const place = inside ? `shared/src/${inside[1] ?? ''}` : posix.join(posix.dirname(from), name)
  if (!inside && !name.startsWith('.')) return null
  return [place, `${place}.ts`, `${place}.vue`, `${place}/index.ts`].find((path) => known.has(path)) ?? null
}

/** Every source file of the product in a tree. @param root its folder: this one, or that of another commit */
export function sourcesIn(root: string): readonly Source[] {
  const files = PARTS.flatMap((part) =>
    walk(join(root, part, 'src')).map((file) => ({ part, file, path: relative(root, file).split('\\').join('/') })),
  )
  const known = new Set(files.map(({ path }) => path))
  return files.map(({ part, file, path }) => {
    const text = readFileSync(file, 'utf8')
    const ast = ts.createSourceFile(path, path.endsWith('.vue') ? scriptOf(text) : text, ts.ScriptTarget.Latest, true)
    const placed = namedIn(ast).flatMap(({ name, isNeeded }) => {
      const place = placeOf(path, name, known)
      return place === null || place === path ? [] : [{ place, isNeeded }]
    })
    const imports = new Set(placed.map(({ place }) => place))
    const needs = new Set(placed.flatMap(({ place, isNeeded }) => (isNeeded ? [place] : [])))
    return { path, part, ast, imports: [...imports], needs: [...needs] }
  })
}
