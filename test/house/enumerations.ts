import ts from 'typescript'
import type { Source } from './source-tree'

/** Fields of an operation; a place that names most of them writes the operation out once more. */
const FIELDS = [
  'id',
  'node',
  'seq',
  'person',
  'deviceTime',
  'kind',
  'register',
  'key',
  'base',
  'content',
  'about',
  'decision',
]
const MOST = 7

const nameOf = (name: ts.Node | undefined): string =>
  name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : ''

/** The names that a list of members, properties or bound names gives. */
function namesIn(node: ts.Node): readonly string[] {
  if (ts.isObjectLiteralExpression(node)) return node.properties.map(({ name }) => nameOf(name))
  if (ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node) || ts.isClassDeclaration(node))
    return (node.members as ts.NodeArray<ts.ClassElement | ts.TypeElement>).map(({ name }) => nameOf(name))
  if (ts.isObjectBindingPattern(node)) return node.elements.map((one) => nameOf(one.propertyName ?? one.name))
  if (ts.isArrayLiteralExpression(node)) return node.elements.map((one) => (ts.isStringLiteral(one) ? one.text : ''))
  return []
}

const TEXTS = new Set([
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.TemplateExpression,
  ts.SyntaxKind.StringLiteral,
])

const countIn = (names: Iterable<string>): number => {
  const given = new Set(names)
  return FIELDS.filter((field) => given.has(field)).length
}

/**
 * Places where an operation's fields are written out: a type, a class, an object, a list of names, or the text of a query or a
 * statement. A row of the database counts too, by its columns.
 */
export function operationEnumerations(sources: readonly Source[]): readonly string[] {
  const places: string[] = []
  for (const { path, ast } of sources) {
    const look = (node: ts.Node): void => {
      const names = namesIn(node)
      const isText = TEXTS.has(node.kind)
      const words = isText
        ? node
            .getText(ast)
            .split(/\W+/)
            .map((word) => word.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase()))
        : []
      if (countIn(isText ? words : names) >= MOST) {
        places.push(`${path}:${ast.getLineAndCharacterOfPosition(node.getStart(ast)).line + 1}`)
        if (isText) return
      }
      ts.forEachChild(node, look)
    }
    look(ast)
  }
  return places
}
