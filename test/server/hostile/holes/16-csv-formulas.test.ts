import { expect, it } from 'vitest'
import { csvOf } from '../../../../client/src/ui/file/save-file'

const cellsOf = (cell: string): string => csvOf({ columns: ['Misura'], rows: [[cell]] }).split('\r\n')[1] ?? ''

it('a table taken away as CSV holds no formula; words and numbers are as they were', () => {
  for (const plain of ['Servizio Registro Imprese', '-12,5', '+3', '-1.234,50 %', '0', 'n.d.', 'a-b'])
    expect(cellsOf(plain)).toBe(plain)
  for (const [cell, harmless] of [
    ['=HYPERLINK("https://attacco.example";"qui")', `"'=HYPERLINK(""https://attacco.example"";""qui"")"`],
    ['+cmd|calc', "'+cmd|calc"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', `"'\t=1"`],
    ['  =1+1', "'  =1+1"],
  ] as const)
    expect(cellsOf(cell)).toBe(harmless)
  expect(csvOf({ columns: ['Misura'], rows: [['\r=1+1']] })).toContain(`"'\r=1+1"`)
})
