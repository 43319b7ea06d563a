import {
  columnFilteringFeature,
  columnVisibilityFeature,
  createExpandedRowModel,
  createFilteredRowModel,
  createSortedRowModel,
  globalFilteringFeature,
  rowExpandingFeature,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/vue-table'
import { computed, type Ref, ref } from 'vue'

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
  /** Column that is not looked through. */
  readonly isUnsought?: boolean
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
const soughtText = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Features that the tables of the pages have. */
const features = () =>
  tableFeatures({
    columnFilteringFeature,
    columnVisibilityFeature,
    globalFilteringFeature,
    rowExpandingFeature,
    rowSelectionFeature,
    rowSortingFeature,
    filteredRowModel: createFilteredRowModel(),
    sortedRowModel: createSortedRowModel(),
    expandedRowModel: createExpandedRowModel(),
  })

/** Columns that somebody chose, by what they left out and what they added. */
interface Chosen {
  readonly [key: string]: boolean
}

function chosenBefore(memory: string): Chosen {
  try {
    return JSON.parse(localStorage.getItem(memory) ?? '{}') as Chosen
  } catch {
    return {}
  }
}

/** Sorts as people read: numbers by size, texts by the Italian alphabet, where 2 stands before 10. */
function comparer(): (a: Sortable, b: Sortable) => number {
  const { compare } = new Intl.Collator('it', { numeric: true })
  return (a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b)))
}

/**
 * Returns a table's lines in the order, and the columns in the choice, of whoever looks at it.
 * @param of rows and columns
 * @param memory name under which this device keeps which columns were chosen
 * @param filter words that a row must have
 * @param open rows of a tree whose children are there
 */
export function useRows<Row extends object>(
  of: TableRows<Row>,
  { memory, filter, open }: { memory: string; filter: Readonly<Ref<string>>; open: Ref<ReadonlySet<string>> },
) {
  const compare = comparer()
  const closed = ref<ReadonlySet<string>>(new Set())
  const words = computed(() => soughtText(filter.value).split(/\s+/).filter(Boolean))
  /** Texts of the rows, made when they are first looked through, and anew in another language. */
  const texts = computed(() => ({ columns: of.columns, known: new WeakMap<Row, string>() }))
  const textIn = (row: Row): string => {
    const { columns, known } = texts.value
    const text =
      known.get(row) ??
      soughtText(
        columns
          .filter(({ isUnsought }) => !isUnsought)
          .map((column) => textOf(column, row))
          .join(' '),
      )
    known.set(row, text)
    return text
  }
  const table = useTable({
    features: features(),
    data: computed(() => of.rows),
    columns: computed(() =>
      of.columns.map(({ key, value }, at) => ({
        id: key,
        accessorFn: (row: Row) => value(row) ?? undefined,
        sortUndefined: 'last' as const,
        sortDescFirst: false,
        enableHiding: at > 0,
        sortFn: (a: { original: Row }, b: { original: Row }) => compare(value(a.original), value(b.original)),
      })),
    ),
    getRowId: of.rowKey,
    getSubRows: (row: Row) => of.childrenOf?.(row),
    getColumnCanGlobalFilter: ({ id }) => id === of.columns[0]?.key,
    globalFilterFn: ({ original }: { original: Row }) => words.value.every((word) => textIn(original).includes(word)),
    filterFromLeafRows: true,
    autoResetExpanded: false,
    initialState: {
      columnVisibility: {
        ...Object.fromEntries(of.columns.filter(({ isExtra }) => isExtra).map(({ key }) => [key, false])),
        ...chosenBefore(memory),
      },
    },
    state: computed(() => ({
      globalFilter: words.value.join(' '),
      expanded: words.value.length > 0 || Object.fromEntries([...open.value].map((key) => [key, true] as const)),
    })),
  })

  const shownColumns = computed(() =>
    of.columns.filter(({ key }) => table.atoms.columnVisibility.get()[key] !== false || key === of.columns[0]?.key),
  )
  const rows = computed(() => table.getRowModel().rows)
  const lines = computed((): readonly TableLine<Row>[] => {
    const drawn = rows.value.map(({ id, original, depth, subRows }) => ({
      ...{ kind: 'row' as const, key: id, row: original, depth },
      isOpen: subRows.length === 0 ? null : words.value.length > 0 || open.value.has(id),
    }))
    const { groupOf } = of
    if (!groupOf) return drawn
    const groups = new Map<string, (typeof drawn)[number][]>()
    for (const line of drawn) {
      const label = groupOf(line.row)
      const own = groups.get(label)
      if (own) own.push(line)
      else groups.set(label, [line])
    }
    return [...groups].flatMap(([label, own]) => {
      const isOpen = !closed.value.has(label)
      const head = { kind: 'group' as const, key: `group:${label}`, label, count: own.length, isOpen }
      return isOpen ? [head, ...own] : [head]
    })
  })
  const sorting = computed(() => table.atoms.sorting.get()[0] ?? null)
  const selection = computed(() => new Set(Object.keys(table.atoms.rowSelection.get())))
  const selected = computed(() =>
    rows.value.filter(({ id }) => selection.value.has(id)).map(({ original }) => original),
  )
  const isWhole = computed(() => rows.value.length > 0 && selected.value.length === rows.value.length)

  const flip = (set: ReadonlySet<string>, key: string) => {
    const flipped = new Set(set)
    if (!flipped.delete(key)) flipped.add(key)
    return flipped
  }
  function toggleColumn(key: string): void {
    table.getColumn(key)?.toggleVisibility()
    localStorage.setItem(memory, JSON.stringify(table.atoms.columnVisibility.get()))
  }
  return {
    lines,
    shownColumns,
    sorting,
    selection,
    selected,
    isWhole,
    rows: computed(() => rows.value.map(({ original }) => original)),
    sortBy: (key: string) => table.getColumn(key)?.toggleSorting(),
    toggleColumn,
    toggleOpen: (key: string) => void (open.value = flip(open.value, key)),
    toggleGroup: (label: string) => void (closed.value = flip(closed.value, label)),
    select: (key: string) => table.setRowSelection((before) => picked(before, key)),
    selectAll: () =>
      table.setRowSelection(isWhole.value ? {} : Object.fromEntries(rows.value.map(({ id }) => [id, true] as const))),
    selectNone: () => table.setRowSelection({}),
  }
}

/** Rows that are selected, with one more or one less. */
function picked(before: Readonly<Record<string, true>>, key: string): Record<string, true> {
  const { [key]: was, ...others } = before
  return was ? others : { ...before, [key]: true }
}
