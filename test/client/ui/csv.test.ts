import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvText } from '../../../client/src/ui/file/save-file'
import { repositoryFiles } from '../../support/repository'

/** The cells that a spreadsheet reads in a line that ends (RFC 4180), with the separator that it takes. */
function cellsIn(line: string, separator: string): readonly string[] {
  const cells: string[] = []
  let rest = `${line.replace(/\r\n$/, '')}${separator}`
  while (rest !== '') {
    const quoted = /^"((?:[^"]|"")*)"/.exec(rest)
    const cell = quoted ? quoted[0] : rest.slice(0, rest.indexOf(separator))
    cells.push(quoted ? (quoted[1] ?? '').replaceAll('""', '"') : cell)
    rest = rest.slice(cell.length + 1)
  }
  return cells
}

const read = (cells: readonly string[], separator = ';') => cellsIn(csvText([cells]).slice(1), separator)

/** Numbers as they stand in tables here. */
const number = fc
  .tuple(
    fc.constantFrom('', '-', '+'),
    fc.bigInt({ min: 0n, max: 10n ** 12n }),
    fc.option(fc.nat(99), { nil: null }),
    fc.constantFrom('', ' %', '%', ' €'),
  )
  .map(([sign, whole, rest, unit]) => `${sign}${whole}${rest === null ? '' : `,${rest}`}${unit}`)

const start = fc.constantFrom('=', '+', '-', '@', '\t', '\r', ' =', '"=', '\u00a0-', '\u200b@', '＝', '\n=')
const word = fc.string({
  unit: fc.constantFrom('=', '+', '-', '@', ';', ',', '"', '\t', '\r', '\n', 'a', '1', ' ', 'è'),
})
const formula = fc.tuple(start, word).map(([first, rest]) => first + rest)

describe('tables as CSV', () => {
  it('give every cell back as it was, but for the apostrophe before what would be a formula', () =>
    fc.assert(
      fc.property(fc.array(fc.oneof(word, formula, number), { minLength: 1 }), (cells) => {
        const back = read(cells)
        expect(back).toHaveLength(cells.length)
        cells.forEach((cell, at) => expect([cell, `'${cell}`]).toContain(back[at]))
      }),
    ))

  it('hold no cell that begins as a formula, whichever separator their reader takes', () =>
    fc.assert(
      fc.property(fc.oneof(formula, word), fc.constantFrom(';', ',', '\t'), (cell, separator) => {
        const texts = read([cell], separator).filter((found) => !/^[+-]?\d+(,\d+)?$/.test(found))
        for (const found of texts) expect(found).not.toMatch(/^[\s"\u200b]*[=+@＝-]|^[\t\r\n]/u)
      }),
    ))

  it('leave numbers as they are, those below zero too', () =>
    fc.assert(
      fc.property(number, (text) => {
        expect(csvText([[text]])).toBe(`\u{feff}${text}\r\n`)
      }),
    ))

  it('are written in one place of the product', () => {
    const root = resolve(import.meta.dirname, '../../..')
    const sources = repositoryFiles().filter((path) => /^(client|server|shared)\/src\/.*\.(ts|vue)$/.test(path))
    expect(sources.length).toBeGreaterThan(100)
    const writes = /\.join\((['"`])(;|\\t)\1\)|clipboard\.write\(/
    const found = sources.filter((path) => writes.test(readFileSync(resolve(root, path), 'utf8')))
    expect(found).toEqual(['client/src/ui/file/save-file.ts'])
  })
})
