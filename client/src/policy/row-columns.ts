/** A column of a list of rows: a text, a share that is typed in percent, a number, or one of a few. */
export interface RowColumn {
  readonly key: string
  readonly kind: 'text' | 'percent' | 'number' | 'choice'
  readonly label: string
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
  /** May it be left blank? */
  readonly optional?: boolean
}

/** Makes columns, each with its label and the labels of what can be chosen. */
export function rowColumns(t: (key: `policy.field.cap` | `policy.is.mean`) => string) {
  const label = (key: string) => t(`policy.field.${key as 'cap'}`)
  return {
    column: (key: string, kind: 'text' | 'percent' | 'number', optional = false): RowColumn => {
      return { key, kind, optional, label: label(key) }
    },
    choice: (key: string, ...values: readonly string[]): RowColumn => {
      const choices = values.map((value) => ({ value, label: t(`policy.is.${value as 'mean'}`) }))
      return { key, kind: 'choice', label: label(key), choices }
    },
  }
}
