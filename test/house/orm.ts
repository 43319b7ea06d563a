import ts from 'typescript'
import type { Source } from './source-tree'

/** Name of a column where nobody says another: as the naming strategy of the ORM makes it. */
const columnOf = (property: string): string => property.replaceAll(/([a-z])([A-Z])/g, '$1_$2').toLowerCase()

const textOf = (name: ts.Node | undefined): string => (name && ts.isIdentifier(name) ? name.text : '')

/** Decorators of a property, each by its name, with its options. */
function decoratorsOf(property: ts.PropertyDeclaration) {
  return (ts.getDecorators(property) ?? []).flatMap(({ expression }) => {
    if (!ts.isCallExpression(expression)) return []
    const [given] = expression.arguments
    const options = given && ts.isObjectLiteralExpression(given) ? given.properties : []
    const values = new Map(
      options.flatMap((one) => (ts.isPropertyAssignment(one) ? [[textOf(one.name), one.initializer]] : [])) as [
        string,
        ts.Expression,
      ][],
    )
    return [{ name: textOf(expression.expression), values }]
  })
}

function propertiesOf(source: Source): readonly (readonly [string, ts.PropertyDeclaration])[] {
  return source.ast.statements
    .filter((statement) => ts.isClassDeclaration(statement))
    .flatMap((made) =>
      made.members
        .filter((member) => ts.isPropertyDeclaration(member))
        .map((member) => [textOf(made.name), member] as const),
    )
}

/** Properties of entities that name their column as the ORM would by itself. A reference has the key of what it refers to in its. */
export function saidTwice(sources: readonly Source[]): readonly string[] {
  const all = sources.flatMap((source) => propertiesOf(source).map((one) => [source.path, ...one] as const))
  const keys = new Map<string, string>()
  for (const [, owner, property] of all)
    if (decoratorsOf(property).some(({ name }) => name === 'PrimaryKey')) keys.set(owner, textOf(property.name))
  return all.flatMap(([path, , property]) => {
    const name = textOf(property.name)
    return decoratorsOf(property).flatMap(({ values }) => {
      const said = values.get('fieldName')
      const entity = values.get('entity')
      const refers =
        entity && (ts.isArrowFunction(entity) ? textOf(entity.body) : ts.isStringLiteral(entity) && entity.text)
      const key = refers ? keys.get(refers) : undefined
      const own = columnOf(key === undefined ? name : `${name}_${key}`)
      return said && ts.isStringLiteral(said) && said.text === own ? [`${path}: ${name}`] : []
    })
  })
}

/** Files that insert by SQL of their own, each with its reason: everything else is written by the ORM. */
export const OWN_INSERTS: Readonly<Record<string, string>> = {
  'server/src/evidence/upload/upload-lock.ts': 'a lease, taken over only where it ran out',
  'server/src/identity/accounts/guesses/tries.ts': 'a try, counted and read in one statement',
  'server/src/kernel/audit/append.ts': 'the end of a record, made or locked',
  'server/src/kernel/db/rows.ts': 'what a push brings, thousands of rows at once',
  'server/src/sync/store/orm-store.ts': 'a count, added to and read in one statement',
}

/** The only file that begins transactions. */
export const TRANSACTIONS = 'server/src/kernel/db/in-transaction.ts'

/** An entity manager is made anew where work begins: a request, a round, a command. It was 113 when each function made its own. */
export const MOST_FORKS = 56

/** Calls of a method of that name. */
export function callsOf({ ast, path }: Source, method: string): readonly string[] {
  const found: string[] = []
  const look = (node: ts.Node): void => {
    if (
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      node.expression.name.text === method
    )
      found.push(path)
    ts.forEachChild(node, look)
  }
  look(ast)
  return found
}

/** Does it say in SQL what is to be inserted? */
export const insertsItself = ({ ast }: Source): boolean => /\binsert into\b/i.test(ast.text)
