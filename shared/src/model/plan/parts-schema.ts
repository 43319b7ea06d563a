import * as v from 'valibot'

/** The library's strict object tells the first name that is none of the parts: here each of them is a fault. */
function strictly<const T extends v.ObjectEntries>(entries: T): v.StrictObjectSchema<T, undefined> {
  const strict = v.strictObject(entries)
  const read: (typeof strict)['~run'] = (dataset, config) => {
    const input: unknown = dataset.value
    const isObject = typeof input === 'object' && input !== null
    // To the library a list is an object too: null stands for what is none.
    const done = strict['~run'](Array.isArray(input) ? { value: null } : dataset, config)
    const names = isObject && !Array.isArray(input) ? Object.keys(input) : []
    const [, ...others] = names.filter((name) => !Object.hasOwn(entries, name))
    for (const key of others) {
      const at: v.ObjectPathItem = {
        type: 'object',
        origin: 'key',
        input: input as Record<string, unknown>,
        key,
        value: null,
      }
      v._addIssue(strict, 'key', done, config, { input: key, expected: 'never', path: [at] })
    }
    return done
  }
  return { ...strict, '~run': read }
}

/**
 * The schema of an object with these parts and no others, of which nothing is changed later.
 * @__NO_SIDE_EFFECTS__
 */
export const strictSchema = <const T extends v.ObjectEntries>(entries: T) => v.pipe(strictly(entries), v.readonly())
