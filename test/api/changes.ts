import { findBreakingChanges, findDangerousChanges, type GraphQLSchema } from 'graphql'

/** How graphql says what changed, and the schema coordinate of it (GraphQL specification, "Schema Coordinates"). */
const SAID: readonly (readonly [RegExp, string])[] = [
  [/^(\w+\.\w+) arg (\w+) /, '$1($2:)'],
  [/^A required arg (\w+) on (\w+\.\w+) /, '$2($1:)'],
  [/^A required field (\w+) on input type (\w+) /, '$2.$1'],
  [/^(\w+) was (?:removed from|added to) enum type (\w+)/, '$2.$1'],
  [/^\w+ was (?:removed from|added to) union type (\w+)/, '$1'],
  [/^(\w+(?:\.\w+)?) /, '$1'],
]

function coordinateOf(description: string): string {
  for (const [pattern, coordinate] of SAID) {
    const [found] = pattern.exec(description) ?? []
    if (found !== undefined) return found.replace(pattern, coordinate)
  }
  throw new Error(`Of which part of the schema is this said? ${description}`)
}

/** What may be left out breaks nobody who does not know it; a scalar that nothing is of any more says no more than its fields. */
const HARMLESS = /^OPTIONAL_|^Standard scalar /

/** The changes of a schema that may break whoever uses it: the coordinate of each, and what changed. */
function changesOf(before: GraphQLSchema, now: GraphQLSchema): ReadonlyMap<string, string> {
  const found = [...findBreakingChanges(before, now), ...findDangerousChanges(before, now)]
  return new Map(
    found
      .filter(({ type, description }) => !HARMLESS.test(type) && !HARMLESS.test(description))
      .map(({ description }) => [coordinateOf(description), description] as const),
  )
}

/** What the changelog announces: of its first section the coordinates that its lines begin with. */
const announced = (changelog: string): ReadonlySet<string> =>
  new Set([...(changelog.split(/^## /m)[1] ?? '').matchAll(/^- `([^`]+)`: /gm)].map((match) => match[1] ?? ''))

/** Sentences that say what to write, one for each change that may break somebody and that nobody announced [RI80.2]. */
export function unannounced(before: GraphQLSchema, now: GraphQLSchema, changelog: string): readonly string[] {
  const known = announced(changelog)
  return [...changesOf(before, now)]
    .filter(([coordinate]) => !known.has(coordinate))
    .map(
      ([coordinate, description]) =>
        `${description} Say in docs/api-changelog.md, under "Not published yet", what to do instead: - \`${coordinate}\`: …`,
    )
}
