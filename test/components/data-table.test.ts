import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import type { TableColumn } from '../../client/src/ui/table/use-table'
import DataTable from '../../client/src/ui/table/DataTable.vue'
import { onNewDevice, show } from '../support/mounted'

onNewDevice()

interface City {
  readonly name: string
  readonly people: number | null
  readonly inside?: readonly City[]
}
const CITIES: readonly City[] = [
  { name: 'Massa', people: 66_000 },
  { name: 'Carrara', people: 60_000 },
  { name: 'Zeri', people: null },
  { name: 'Forlì', people: 117_000 },
  { name: 'Zona 10', people: 10 },
  { name: 'Zona 2', people: 2 },
]
const COLUMNS: readonly TableColumn<City>[] = [
  { key: 'name', label: 'Città', value: ({ name }) => name },
  {
    key: 'people',
    label: 'Abitanti',
    value: ({ people }) => people,
    text: ({ people }) => people?.toString() ?? 'n.d.',
  },
  { key: 'length', label: 'Lettere', value: ({ name }) => name.length, isExtra: true },
]
/** A page with a table on it. */
function pageOf(rows: readonly City[], props: Record<string, unknown> = {}) {
  const opened = ref<readonly string[]>([])
  const page = defineComponent({
    setup: () => () =>
      h(
        // The type of a component that is generic is a function: as a page draws it, it is any other.
        DataTable as unknown as ReturnType<typeof defineComponent>,
        {
          ...{ label: 'Città', memory: 'prova:citta', columns: COLUMNS, rows, rowKey: ({ name }: City) => name },
          ...props,
          onOpen: ({ name }: City) => (opened.value = [...opened.value, name]),
        },
        { bulk: ({ selected }: { selected: readonly City[] }) => h('em', selected.map(({ name }) => name).join()) },
      ),
  })
  const shown = show(page)
  const names = () => shown.findAll('tbody tr[data-key]').map((row) => row.attributes('data-key'))
  const row = (name: string) => shown.get<HTMLElement>(`tr[data-key="${name}"]`)
  const press = async (name: string, key: string) => {
    row(name).element.focus()
    await row(name).trigger('keydown', { key })
    await flushPromises()
  }
  const head = (name: string) =>
    shown.findAll('thead th').find((one) => one.text().startsWith(name)) ?? expect.fail(name)
  const sort = (name: string) => head(name).get('button').trigger('click')
  return { shown, names, row, press, head, sort, opened }
}

beforeEach(() => localStorage.clear())

describe('a table on a desk', () => {
  it('is a table of the page, whose first column names its rows', () => {
    const { shown, row } = pageOf(CITIES)
    expect(shown.get('table caption').text()).toBe('Città')
    expect(row('Massa').get('th[scope="row"]').text()).toBe('Massa')
    expect(
      row('Zeri')
        .findAll('td')
        .map((cell) => cell.text()),
    ).toEqual(['n.d.'])
  })

  it('[RI130.1] is sorted by its heads, upwards, downwards and as it came; what has no value stands last both ways', async () => {
    const { names, sort, head } = pageOf(CITIES)
    await sort('Abitanti')
    expect(names()).toEqual(['Zona 2', 'Zona 10', 'Carrara', 'Massa', 'Forlì', 'Zeri'])
    expect(head('Abitanti').attributes('aria-sort')).toBe('ascending')
    await sort('Abitanti')
    expect(names()).toEqual(['Forlì', 'Massa', 'Carrara', 'Zona 10', 'Zona 2', 'Zeri'])
    expect(head('Abitanti').attributes('aria-sort')).toBe('descending')
    await sort('Abitanti')
    expect(names()).toEqual(CITIES.map(({ name }) => name))
    expect(head('Abitanti').attributes('aria-sort')).toBeUndefined()
  })

  it('[RI130.2] sorts texts as people count: 2 before 10', async () => {
    const { names, sort } = pageOf(CITIES)
    await sort('Città')
    expect(names()).toEqual(['Carrara', 'Forlì', 'Massa', 'Zeri', 'Zona 2', 'Zona 10'])
  })

  it('[RI131.1] is looked through in all columns, without accents and capitals, and says how many rows there are', async () => {
    const { shown, names } = pageOf(CITIES)
    const field = shown.get('input[type="search"]')
    await field.setValue('FORLI')
    await flushPromises()
    expect(names()).toEqual(['Forlì'])
    expect(shown.get('[role="status"]').text()).toBe('1 riga')
    await field.setValue('60000 carr')
    await flushPromises()
    expect(names()).toEqual(['Carrara'])
    await field.setValue('Livorno')
    await flushPromises()
    expect(shown.text()).toContain('Nessuna riga contiene «Livorno».')
  })

  it('[RI132] has the columns that were chosen, also the next time', async () => {
    const first = pageOf(CITIES)
    expect(first.shown.get('thead').text()).not.toContain('Lettere')
    await first.shown.findAll('.table-menu input')[1]?.setValue(true)
    await first.shown.findAll('.table-menu input')[0]?.setValue(false)
    first.shown.unmount()
    const again = pageOf(CITIES)
    expect(
      again
        .row('Massa')
        .findAll('td')
        .map((cell) => cell.text()),
    ).toEqual(['5'])
    again.shown.unmount()
    const another = pageOf(CITIES, { memory: 'altra:citta' })
    expect(
      another
        .row('Massa')
        .findAll('td')
        .map((cell) => cell.text()),
    ).toEqual(['66000'])
  })

  it('[RI134] is walked by keys: one row is a stop of the tabulator, arrows, Inizio and Fine move, Invio opens', async () => {
    const { shown, press, opened } = pageOf(CITIES)
    const stops = () => shown.findAll('tr[tabindex="0"]').map((one) => one.attributes('data-key'))
    const here = () => document.activeElement?.getAttribute('data-key')
    expect(stops()).toEqual(['Massa'])
    await press('Massa', 'ArrowDown')
    expect([stops(), here()]).toEqual([['Carrara'], 'Carrara'])
    await press('Carrara', 'End')
    expect(here()).toBe('Zona 2')
    await press('Zona 2', 'ArrowDown')
    expect(here()).toBe('Zona 2')
    await press('Zona 2', 'Home')
    await press('Massa', 'Enter')
    expect([here(), opened.value]).toEqual(['Massa', ['Massa']])
  })

  it('[RI135] selects by the space bar and by boxes, and gives those rows to what is done with them', async () => {
    const { shown, press } = pageOf(CITIES, { selects: true })
    const chosen = () => shown.find('em').exists() && shown.get('em').text()
    await press('Zeri', ' ')
    await shown.get('tr[data-key="Massa"] input').trigger('change')
    expect(chosen()).toBe('Massa,Zeri')
    await press('Zeri', ' ')
    expect(chosen()).toBe('Massa')
    await shown.get('thead input').trigger('change')
    expect(chosen()).toBe(CITIES.map(({ name }) => name).join())
    await shown.get('thead input').trigger('change')
    expect(chosen()).toBe(false)
  })

  it('[RI131.2] forgets of the selection what is not looked at: nothing is done with a row out of sight', async () => {
    const { shown, press } = pageOf(CITIES, { selects: true })
    await press('Zeri', ' ')
    await press('Massa', ' ')
    await shown.get('input[type="search"]').setValue('zeri')
    await flushPromises()
    expect(shown.get('em').text()).toBe('Zeri')
  })

  it('[RI133.1] stands in groups that open and close', async () => {
    const groupOf = ({ people }: City) => (people === null ? 'Senza' : people > 100 ? 'Comuni' : 'Zone')
    const { shown, names } = pageOf(CITIES, { groupOf })
    expect(shown.findAll('.table-group').map((one) => one.text())).toEqual(['Comuni 3', 'Senza 1', 'Zone 2'])
    expect(names()).toEqual(['Massa', 'Carrara', 'Forlì', 'Zeri', 'Zona 10', 'Zona 2'])
    await shown.get('.table-group button').trigger('click')
    expect(names()).toEqual(['Zeri', 'Zona 10', 'Zona 2'])
    expect(shown.get('.table-group button').attributes('aria-expanded')).toBe('false')
  })

  it('[RI133.2] opens a row of a tree by its arrow keys, and all that leads to what is looked for', async () => {
    const tree: readonly City[] = [{ name: 'Toscana', people: 3, inside: [{ name: 'Massa', people: 66_000 }] }]
    const { shown, names, press } = pageOf(tree, { childrenOf: ({ inside = [] }: City) => inside })
    expect(names()).toEqual(['Toscana'])
    await press('Toscana', 'ArrowRight')
    expect(names()).toEqual(['Toscana', 'Massa'])
    await press('Toscana', 'ArrowLeft')
    expect(names()).toEqual(['Toscana'])
    await shown.get('input[type="search"]').setValue('massa')
    await flushPromises()
    expect(names()).toEqual(['Toscana', 'Massa'])
  })

  it('[RI136] is saved as it is shown: its rows in their order, its columns in their choice', async () => {
    const { shown, sort } = pageOf(CITIES)
    await sort('Città')
    let saved: Blob | undefined
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      saved = blob as Blob
      return 'blob:there'
    })
    await shown
      .findAll('.table-tools button')
      .find((one) => one.text() === 'Scarica CSV')
      ?.trigger('click')
    const lines = (await saved?.text())?.replace('\u{feff}', '').split('\r\n')
    expect(lines?.slice(0, 3)).toEqual(['Città;Abitanti', 'Carrara;60000', 'Forlì;117000'])
    expect(lines).toHaveLength(CITIES.length + 2)
  })

  it('[RI139] draws of hundreds of rows those in sight, says how many there are, and prints all', async () => {
    const many = Array.from({ length: 400 }, (_, at) => ({ name: `Comune ${at}`, people: at }))
    const { shown, names } = pageOf(many)
    expect(names().length).toBeLessThan(100)
    expect(shown.get('table').attributes('aria-rowcount')).toBe('401')
    window.dispatchEvent(new Event('beforeprint'))
    await flushPromises()
    expect(names()).toHaveLength(400)
    window.dispatchEvent(new Event('afterprint'))
    await flushPromises()
    expect(names().length).toBeLessThan(100)
  })
})

describe('a table on a phone', () => {
  it('[RI138] is the same rows as cards, each with what it says of them', () => {
    vi.spyOn(window, 'matchMedia').mockReturnValue({
      ...{ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined },
    } as unknown as MediaQueryList)
    const { shown } = pageOf(CITIES)
    expect(shown.find('table').exists()).toBe(false)
    const card = shown.findAll('.table-card')[0] ?? expect.fail('no card')
    expect(card.findAll('dt').map((one) => one.text())).toEqual(['Città', 'Abitanti'])
    expect(card.findAll('dd').map((one) => one.text())).toEqual(['Massa', '66000'])
    vi.restoreAllMocks()
  })
})
