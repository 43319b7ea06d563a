/** A row of a table in Markdown, by the words of its header. */
export type TableRow = Readonly<Record<string, string>>

/** The tables of a document, each under the heading before it. */
export function tablesIn(markdown: string): ReadonlyMap<string, readonly TableRow[]> {
  const tables = new Map<string, TableRow[]>()
  let heading = ''
  let header: readonly string[] | null = null
  const cellsOf = (line: string) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
  for (const line of markdown.split('\n')) {
    if (line.startsWith('## ')) heading = line.slice(3).trim()
    if (!line.startsWith('|')) header = null
    else if (header === null) header = cellsOf(line)
    else if (!/^\|[\s|:-]+$/.test(line)) {
      const cells = cellsOf(line)
      const row = Object.fromEntries(header.map((name, at) => [name, cells[at] ?? '']))
      tables.set(heading, [...(tables.get(heading) ?? []), row])
    }
  }
  return tables
}
