import fc from 'fast-check'

/** The way to a part of a document. */
type Place = readonly (string | number)[]

const placesIn = (thing: unknown, at: Place = []): readonly Place[] =>
  typeof thing === 'object' && thing !== null
    ? [
        at,
        ...Object.entries(thing).flatMap(([key, value]) =>
          placesIn(value, [...at, Array.isArray(thing) ? Number(key) : key]),
        ),
      ]
    : [at]

function put(thing: unknown, [first, ...rest]: Place, value: unknown): unknown {
  if (first === undefined) return value
  if (typeof thing !== 'object' || thing === null) return thing
  if (Array.isArray(thing)) return thing.map((item: unknown, at) => (at === first ? put(item, rest, value) : item))
  const object = thing as Readonly<Record<string, unknown>>
  return { ...object, [first]: put(object[first], rest, value) }
}

/** A document with up to three of its parts, of any depth, in whose places something else stands. */
export function spoiled(document: unknown, other: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const places = placesIn(document).filter(({ length }) => length > 0)
  return fc
    .array(fc.tuple(fc.constantFrom(...places), other), { minLength: 1, maxLength: 3 })
    .map((changes) => changes.reduce<unknown>((whole, [place, value]) => put(whole, place, value), document))
}
