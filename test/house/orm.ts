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
      const key = entity && ts.isArrowFunction(entity) ? keys.get(textOf(entity.body)) : undefined
      const own = columnOf(key === undefined ? name : `${name}_${key}`)
      return said && ts.isStringLiteral(said) && said.text === own ? [`${path}: ${name}`] : []
    })
  })
}
