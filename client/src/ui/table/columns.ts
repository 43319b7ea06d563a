/** Value that a cell is sorted by; null for nothing, which stands last whatever the order. */
export type Sortable = string | number | null

/** A column of a table: the first one names its row, and is always there. */
export interface TableColumn<Row> {
  readonly key: string
  readonly label: string
  readonly value: (row: Row) => Sortable
  /** Text of the cell: what is filtered, printed and saved; the value itself where nothing else is said. */
  readonly text?: (row: Row) => string
  readonly isNumber?: boolean
  /** Width in rem; the first column takes what the others leave. */
  readonly width?: number
  /** Column that is there only once somebody chose it. */
  readonly isExtra?: boolean
  /** Column of what may be done with a row: it stays in sight at the end, and is neither sorted, saved nor left out. */
  readonly isActions?: boolean
}

/** Rows of a table, and how they are told from each other. */
export interface TableRows<Row> {
  readonly columns: readonly TableColumn<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** Name of the group that a row stands in; groups come in the order of their first rows. */
  readonly groupOf?: (row: Row) => string
  /** Rows below a row, where the table is a tree. */
  readonly childrenOf?: (row: Row) => readonly Row[]
}

/** A line of a table as it is drawn: the name of a group, or a row. */
export type TableLine<Row> =
  | {
      readonly kind: 'group'
      readonly key: string
      readonly label: string
      readonly count: number
      readonly isOpen: boolean
    }
  | {
      readonly kind: 'row'
      readonly key: string
      readonly row: Row
      readonly depth: number
      /** Are the rows below it there? null where there are none. */
      readonly isOpen: boolean | null
    }

/** Returns the text of a row in a column. */
export const textOf = <Row>(column: TableColumn<Row>, row: Row): string =>
  column.text?.(row) ?? String(column.value(row) ?? '')

/** A text as it is looked for: without accents, capitals or double blanks. */
export const soughtText = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
