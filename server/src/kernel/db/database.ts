/** Where the data is. A SQLite `file` may be `:memory:`. */
export type Database =
  { readonly type: 'sqlite'; readonly file: string } | { readonly type: 'postgresql'; readonly url: string }
