type Present<T> = { [K in keyof T]: Exclude<T[K], null> }

/** The object without the keys that hold nothing: a column that is null is a key that the plan file does not have. */
export function compact<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as Present<T>
}
