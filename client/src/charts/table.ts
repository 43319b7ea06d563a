import { csvText } from '../ui/file/csv'

/** What a chart shows, as a table: for who does not see it, and for who wants the numbers. */
export interface ChartTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** The table as a file for spreadsheets. */
export const csvOf = ({ columns, rows }: ChartTable): string => csvText([columns, ...rows])
