/** What a chart shows, as a table: for who does not see it, and for who wants the numbers. */
export interface ChartTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

const quoted = (cell: string): string => (/[";\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** The table as a file that spreadsheets of an Italian office open as it is: semicolons, and the mark of UTF-8. */
export const csvOf = ({ columns, rows }: ChartTable): string =>
  `\u{feff}${[columns, ...rows].map((row) => row.map(quoted).join(';')).join('\r\n')}\r\n`
