/** Database by type and place. A SQLite `file` may be `:memory:`. */
export type Database =
  { readonly type: 'sqlite'; readonly file: string } | { readonly type: 'postgresql'; readonly url: string }
