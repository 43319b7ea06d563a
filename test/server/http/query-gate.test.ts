import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inspectQuery } from '../../../server/src/kernel/graphql/query-cost'
import { isDeeper } from '../../../server/src/app/http/graphql'

/** Documents of any nesting, many of them nonsense: what anybody may send. */
const text = fc
  .array(
    fc.constantFrom(
      '{',
      '}',
      '(',
      ')',
      '[',
      ']',
      ':',
      '...',
      'on',
      'Query',
      'fragment',
      'F',
      'tree',
      'a',
      '"x"',
      '"',
      '"""',
      '@skip',
      '$v',
      '1',
      '#',
      '!',
      '&',
      '\n',
    ),
    { maxLength: 200 },
  )
  .map((signs) => signs.join(' '))

describe('the look at a query', () => {
  it('[RI11] never throws, whatever is sent', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), (query) => {
        expect(typeof inspectQuery(query).isTooBig).toBe('boolean')
      }),
      { numRuns: 3000 },
    )
  })

  it('[RI11] counts a fragment wherever it is spread, and any depth of spreads', () => {
    const deep = (levels: number, spreads: number): string => {
      const all = Array.from(
        { length: levels },
        (_, at) => `fragment F${at} on Session { person ${`...F${at + 1} `.repeat(spreads)} }`,
      )
      return `{ me { ...F0 } } ${all.join(' ')} fragment F${levels} on Session { person }`
    }
    expect(inspectQuery(deep(3, 2)).isTooBig).toBe(false)
    expect(inspectQuery(deep(900, 2)).isTooBig).toBe(true)
    expect(inspectQuery(deep(1, 700)).isTooBig).toBe(true)
  })

  it('[RI12] knows what a request is about, in whatever fragments, and nothing from comments', () => {
    expect([...inspectQuery('# planImport\n{ status { version } }').roots]).toEqual(['status'])
    expect([
      ...inspectQuery('mutation { ...A } fragment A on Mutation { ... { x: planImport(text: "") { __typename } } }')
        .roots,
    ]).toEqual(['planImport'])
  })
})

describe('nesting', () => {
  it('[RI12] is counted as it is, also where there is no end of it', () => {
    let value: unknown = 1
    for (let at = 0; at < 100_000; at++) value = at % 2 ? [value] : { value }
    expect(isDeeper(value, 40)).toBe(true)
    expect(isDeeper([[[1]]], 3)).toBe(false)
    expect(isDeeper([[[1]]], 2)).toBe(true)
    expect(isDeeper([[], [], []], 9, 3)).toBe(true)
    expect(isDeeper([[], []], 9, 3)).toBe(false)
  })
})
