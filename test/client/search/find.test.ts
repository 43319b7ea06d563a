import fc from 'fast-check'
import { expect, it } from 'vitest'
import { entriesOf, searchIn } from '../../../client/src/search/find'
import { massaCarrara } from '../../support/massa-carrara'

const entry = (title: string, more = '') => ({ title, text: `${title} ${more}` })
const ENTRIES = [
  entry('Tempi medi di lavorazione delle pratiche', 'TM_1'),
  entry('Tempestività dei pagamenti', '2.2.1'),
  entry('Grado di realizzazione dell’attività formativa', 'Percent_RifiutoRI'),
  entry('Medie imprese visitate', 'PO2_1_2'),
]
const find = (typed: string) => searchIn(ENTRIES)(typed).map(({ title }) => title)

it.each([
  ['[RI120.1] a word is found in another form', 'tempo medio', 'Tempi medi di lavorazione delle pratiche'],
  ['[RI120.1] an ending of the plural too', 'lavorazioni della pratica', 'Tempi medi di lavorazione delle pratiche'],
  ['[RI120.2] accents and capitals make no difference', 'TEMPESTIVITA', 'Tempestività dei pagamenti'],
  ['[RI120.2] what an apostrophe holds is a word', 'attivita', 'Grado di realizzazione dell’attività formativa'],
  ['[RI120.3] a word is found by its beginning', 'lavoraz', 'Tempi medi di lavorazione delle pratiche'],
  ['[RI120.3] one letter may be wrong', 'pagamneti', 'Tempestività dei pagamenti'],
  ['[RI120.3] one letter may be missing', 'formtiva', 'Grado di realizzazione dell’attività formativa'],
  ['[RI120.4] a code is found whole', '2.2.1', 'Tempestività dei pagamenti'],
  ['[RI120.4] by its beginning', 'po2_1', 'Medie imprese visitate'],
  ['[RI120.4] and by a part', 'rifiuto', 'Grado di realizzazione dell’attività formativa'],
])('%s: %s', (_rule, typed, title) => {
  expect(find(typed)[0]).toBe(title)
})

it('[RI120.5] every word that was typed is found, small ones only where there are no others', () => {
  expect(find('tempi pagamenti')).toEqual([])
  expect(find('medi')).toContain('Medie imprese visitate')
  expect(find('  ')).toEqual([])
  expect(find('niente-di-simile')).toEqual([])
})

it('[RI120.5] the title that begins so comes first', () => {
  const all = [entry('Altro con pratiche'), entry('Zeta', 'pratiche pratiche pratiche'), entry('Pratiche evase')]
  expect(searchIn(all)('pratiche').map(({ title }) => title)[0]).toBe('Pratiche evase')
})

it('[RI120.4] every entry of a plan is found by its title and by each code', () => {
  const all = entriesOf(massaCarrara)
  const search = searchIn(all)
  fc.assert(
    fc.property(fc.constantFrom(...all), (one) => search(one.title).includes(one) && search(one.text).includes(one)),
    { numRuns: 20 },
  )
})
