import fc from 'fast-check'
import {
  buildSchema,
  type DocumentNode,
  execute,
  type GraphQLObjectType,
  Kind,
  parse,
  type SelectionSetNode,
  validate,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { NotPlain, PlainShape } from '../../../server/src/kernel/graphql/plain-text'
import { sampleOf } from '../../support/chance'

const schema = buildSchema(`
  enum Colour { RED BLUE }
  type Leaf { number: Float text: String! count: Int yes: Boolean colour: Colour list: [String] grid: [[Int!]] }
  type Node { id: ID! leaf: Leaf leaves: [Leaf!]! nodes: [Node!] some: [Node] own: Leaf! }
  type Other { why: String }
  union Answer = Node | Other
  type Query { node: Node answer: Answer }
`)
const nodeType = schema.getType('Node') as GraphQLObjectType

const directive = fc.constantFrom('', '', '', ' @include(if: $a)', ' @skip(if: $b)', ' @include(if: true)')
const alias = fc.constantFrom('', '', '', 'one: ', 'two: ')
const some = (one: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.array(one, { minLength: 1, maxLength: 5 }).map((all) => all.join(' '))
const field = (...names: readonly string[]) =>
  fc.tuple(alias, fc.constantFrom(...names), directive).map((parts) => parts.join(''))

const ofLeaf = field('number', 'text', 'count', 'yes', 'colour', 'list', 'grid', '__typename')
const leaf = some(
  fc.oneof(
    ofLeaf,
    directive.map((when) => `...L${when}`),
  ),
)

/** Its selection stands behind the directives of a field. */
const within = (head: fc.Arbitrary<string>, set: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(head, set).map(([before, inside]) => `${before} { ${inside} }`)
const condition = fc
  .tuple(fc.constantFrom('... on Node', '... on Answer', '...'), directive)
  .map((parts) => parts.join(''))

const nodeTo = (depth: number): fc.Arbitrary<string> =>
  some(
    fc.oneof(
      field('id', '__typename'),
      within(field('leaf', 'leaves', 'own'), leaf),
      directive.map((when) => `...N${when}`),
      ...(depth === 0 ? [] : [within(condition, nodeTo(depth - 1)), within(field('nodes', 'some'), nodeTo(depth - 1))]),
    ),
  )
const node = nodeTo(2)

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', 'più', '"', '\u2028', '\n', 'x'.repeat(600)))
const orBad = <T>(good: fc.Arbitrary<T>, ...bad: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 60, arbitrary: good as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: fc.constantFrom(...bad) })
const orNone = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | null | undefined> =>
  fc.oneof({ weight: 4, arbitrary: one }, { weight: 1, arbitrary: fc.constantFrom(null, undefined) })

const aLeaf = fc.record({
  number: orNone(orBad(fc.double({ noNaN: true, noDefaultInfinity: true }), 'no', Number.NaN)),
  text: orBad(text, null, {}),
  count: orNone(orBad(fc.integer(), 1.5)),
  yes: orNone(fc.boolean()),
  colour: orNone(orBad(fc.constantFrom('RED', 'BLUE'), 'GREEN')),
  list: orNone(fc.array(orNone(text), { maxLength: 3 })),
  grid: orNone(fc.array(orNone(fc.array(fc.integer(), { maxLength: 3 })), { maxLength: 3 })),
})
const valueTo = (depth: number): fc.Arbitrary<object> => {
  const below: fc.Arbitrary<object[]> = depth === 0 ? fc.constant([]) : fc.array(valueTo(depth - 1), { maxLength: 3 })
  const some: fc.Arbitrary<unknown[]> =
    depth === 0 ? fc.constant([]) : fc.array(orNone(valueTo(depth - 1)), { maxLength: 3 })
  const leaves = orBad(fc.array(aLeaf, { maxLength: 3 }), null)
  return fc.record({
    id: text,
    leaf: orNone(aLeaf),
    leaves,
    own: aLeaf,
    nodes: orNone<unknown>(below),
    some: orNone<unknown>(some),
  })
}
const value = valueTo(2)

const sound = (document: DocumentNode): boolean =>
  validate(schema, document).every(({ message }) => message.includes('is never used'))

const anyCase = fc.record({
  document: fc
    .tuple(node, some(ofLeaf), some(field('id', '__typename')))
    .map(([set, inLeaf, inNode]) =>
      parse(
        `query($a: Boolean = true, $b: Boolean = false) { node { ${set} } }
         fragment L on Leaf { ${inLeaf} } fragment N on Node { ${inNode} own { ...L } }`,
      ),
    )
    .filter(sound),
  value,
  variables: fc.record({ a: fc.boolean(), b: fc.boolean() }),
})

/** What a document asks of its one root field. */
const setsOf = (of: DocumentNode | string): readonly SelectionSetNode[] =>
  (typeof of === 'string' ? parse(of) : of).definitions.flatMap((part) =>
    part.kind === Kind.OPERATION_DEFINITION
      ? part.selectionSet.selections.flatMap((root) => (root.kind === Kind.FIELD && root.selectionSet) || [])
      : [],
  )

interface Case {
  readonly document: DocumentNode
  readonly value: object
  readonly variables: Readonly<Record<string, boolean>>
}

/** The text of a value, put together twice; null where GraphQL has to look at it. */
async function written({ document, value: of, variables }: Case) {
  const fragments = new Map(
    document.definitions.flatMap((part) =>
      part.kind === Kind.FRAGMENT_DEFINITION ? [[part.name.value, part] as const] : [],
    ),
  )
  const shape = new PlainShape({ schema, fragments, variables }, nodeType, setsOf(document))
  const join = async (): Promise<string> => (await shape.textOf(of)).map(String).join('')
  try {
    return { first: await join(), again: await join() }
  } catch (error) {
    if (error instanceof NotPlain) return null
    throw error
  }
}

const LONG = '{ node { id nodes { id leaves { text } nodes { id leaves { text } } } } }'

describe('text put together', () => {
  it('[RI92] is byte by byte what GraphQL gives, for any selection of any value', async () => {
    let plain = 0
    await fc.assert(
      fc.asyncProperty(anyCase, async (one) => {
        const { document, variables } = one
        const answer = await execute({ schema, document, rootValue: { node: one.value }, variableValues: variables })
        const given = JSON.stringify(answer.data?.['node'])
        plain += answer.errors ? 0 : 1
        expect(await written(one)).toEqual(answer.errors ? null : { first: given, again: given })
      }),
      { numRuns: sampleOf(3000) },
    )
    expect(plain).toBeGreaterThan(sampleOf(3000) / 4)
  })

  it('[RI92] is byte by byte what GraphQL gives of a long list in which one object after the other is another', async () => {
    const document = parse(LONG)
    const shape = new PlainShape({ schema, fragments: new Map(), variables: {} }, nodeType, setsOf(document))
    const aNode = (id: string, nodes: readonly object[]): object => ({ id, leaves: [{ text: `di ${id}` }], nodes })
    let nodes = Array.from({ length: 100 }, (_, at) => aNode(`${at}`, [aNode('così', [])]))
    for (const at of [null, 0, 31, 32, 63, 99]) {
      nodes = nodes.map((one, own) => (own === at ? aNode(`nuovo ${at} ${'x'.repeat(900)}`, []) : one))
      const root = { node: aNode('radice', nodes) }
      const answer = await execute({ schema, document, rootValue: root })
      const text = (await shape.textOf(root.node)).map(String).join('')
      expect(text).toBe(JSON.stringify(answer.data?.['node']))
    }
  })

  it('[RI92] is not put together where a field has a resolver, an argument or an error', () => {
    const other = buildSchema('type Thing { text: String more(of: Int): String } type Query { thing: Thing }')
    const thing = other.getType('Thing') as GraphQLObjectType
    const asked = { schema: other, fragments: new Map(), variables: {} }
    expect(() => new PlainShape(asked, thing, setsOf('{ thing { text more } }'))).toThrow(NotPlain)
    const field = thing.getFields()['text']
    if (field) field.resolve = () => 'anders'
    expect(() => new PlainShape(asked, thing, setsOf('{ thing { text } }'))).toThrow(NotPlain)
  })

  it.each([
    ['a promise', Promise.resolve('text')],
    ['an error', new Error('text')],
    ['a function', () => 'text'],
  ])('[RI92] is not put together where a value is %s', async (_, odd) => {
    const other = buildSchema('scalar Any type Thing { any: Any } type Query { thing: Thing }')
    const shape = new PlainShape(
      { schema: other, fragments: new Map(), variables: {} },
      other.getType('Thing') as GraphQLObjectType,
      setsOf('{ thing { any } }'),
    )
    await expect(shape.textOf({ any: odd })).rejects.toThrow(NotPlain)
  })
})
