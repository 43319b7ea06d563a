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
  it('[RI11.1] never throws, whatever is sent', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), (query) => {
        expect(typeof inspectQuery(query).isTooBig).toBe('boolean')
      }),
      { numRuns: 3000 },
    )
  })

  it('[RI11.1] counts a fragment wherever it is spread, and any depth of spreads', () => {
    const deep = (levels: number, spreads: number): string => {
      const all = Array.from(
        { length: levels },
        (_, at) => `fragment F${at} on Session { person ${`...F${at + 1} `.repeat(spreads)} }`,
      )
      return `{ me { ...F0 } } ${all.join(' ')} fragment F${levels} on Session { person }`
    }
    expect(inspectQuery(deep(3, 2)).isTooBig).toBe(false)
    expect(inspectQuery(deep(900, 2)).isTooBig).toBe(true)
    expect(inspectQuery(deep(1, 1400)).isTooBig).toBe(true)
  })

  it('[RI12.2] knows what a request is about, in whatever fragments, and nothing from comments', () => {
    expect([...inspectQuery('# planImport\n{ status { version } }').roots]).toEqual(['status'])
    expect([
      ...inspectQuery('mutation { ...A } fragment A on Mutation { ... { x: planImport(text: "") { __typename } } }')
        .roots,
    ]).toEqual(['planImport'])
  })
})

describe('the bounds of a query', () => {
  const times = (count: number, one: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => one(at)).join(' ')
  const isTooBig = (query: string) => inspectQuery(query).isTooBig

  it('[RI11.2] are ten root fields', () => {
    const roots = (count: number) => `{ ${times(count, (at) => `a${at}: status { version }`)} }`
    expect([10, 11].map(roots).map(isTooBig)).toEqual([false, true])
  })

  it('[RI11.3] are 1,400 fields', () => {
    const fields = (count: number) => `{ me { ${times(count - 1, () => 'person')} } }`
    expect([1400, 1401].map(fields).map(isTooBig)).toEqual([false, true])
  })

  it('[RI11.4] are 16 levels', () => {
    const levels = (count: number) => `${'{ a '.repeat(count)}${'}'.repeat(count)}`
    expect([16, 17].map(levels).map(isTooBig)).toEqual([false, true])
  })

  it('[RI11.5] are one dear root field, whichever and under whatever name', () => {
    for (const dear of ['tree', 'plan', 'history']) {
      expect(isTooBig(`{ ${dear} { a } status { version } }`), dear).toBe(false)
      expect(isTooBig(`{ ${dear} { a } other: ${dear} { a } }`), dear).toBe(true)
      expect(isTooBig(`{ ${dear} { a } record { a } }`), dear).toBe(true)
    }
    expect(isTooBig('mutation { sync { a } signOut }')).toBe(false)
    expect(isTooBig('mutation { sync { a } signIn { a } }')).toBe(true)
  })

  it('[RI11.6] are four other names below the root, and none of an object', () => {
    const renamed = (count: number) => `{ me { ${times(count, (at) => `a${at}: person`)} } }`
    expect([4, 5].map(renamed).map(isTooBig)).toEqual([false, true])
    expect(isTooBig('{ me { a: positions { body } } }')).toBe(true)
    expect(isTooBig('{ me { positions { body } } }')).toBe(false)
  })

  it('[RI11.7] are no list inside another of the schema’s description', () => {
    expect(isTooBig('{ __schema { types { fields { name } } } }')).toBe(false)
    expect(isTooBig('{ __schema { types { fields { type { enumValues { name } } } } } }')).toBe(true)
  })
})

describe('nesting', () => {
  it('[RI12.5] is counted as it is, also where there is no end of it', () => {
    let value: unknown = 1
    for (let at = 0; at < 100_000; at++) value = at % 2 ? [value] : { value }
    expect(isDeeper(value, 40)).toBe(true)
    expect(isDeeper([[[1]]], 3)).toBe(false)
    expect(isDeeper([[[1]]], 2)).toBe(true)
    expect(isDeeper([[], [], []], 9, 3)).toBe(true)
    expect(isDeeper([[], []], 9, 3)).toBe(false)
  })
})
