import { LARGEST_FILE, readValuesFile } from '../../../server/src/sync/bring/values-file'
import { sayRefusal } from '@traguardo/shared/refusals'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const HEADING = 'misura;unita;anno;periodo;valore;nota'
const read = (text: string) => readValuesFile(Buffer.from(text))
/** Line and code of each fault. */
const faults = (text: string | Uint8Array) =>
  readValuesFile(typeof text === 'string' ? Buffer.from(text) : text).faults.map(({ line, refusal }) => [
    line,
    refusal.code,
    ...(refusal.params?.['kind'] === undefined ? [] : [refusal.params['kind']]),
  ])
const ROW = { measure: 'A', unit: 'U1', year: '2021', period: '2', value: '66,92', note: 'più' }

describe('a file of values', () => {
  it('[VA20.1] names its columns in any order, with or without the note', () => {
    expect(read(`${HEADING}\nA;U1;2021;2;66,92;più\n`)).toEqual({ rows: [{ line: 2, ...ROW }], faults: [] })
    const turned = 'Valore;NOTA; Periodo ;anno;Unità;misura\r\n66,92;più;2;2021;U1;A'
    expect(read(turned).rows).toEqual([{ line: 2, ...ROW }])
    expect(read('misura;unita;anno;periodo;valore\nA;U1;2021;2;66,92').rows).toEqual([{ line: 2, ...ROW, note: '' }])
    expect(faults('misura;unita;anno;periodo;nota\nA;U1;2021;2;x')).toEqual([[1, 'VALUES_HEADING', 'missing']])
    expect(faults(`${HEADING};altro\nA;U1;2021;2;1;;`)).toEqual([[1, 'VALUES_HEADING', 'unknown']])
    expect(faults(`${HEADING};nota\nA;U1;2021;2;1;;`)).toEqual([[1, 'VALUES_HEADING', 'twice']])
    expect(faults('A;U1;2021;2;1;\nA;U1;2021;1;1;')).toEqual([[1, 'VALUES_HEADING', 'unknown']])
  })

  it('[VA20.4] is parted by what its heading is parted by', () => {
    for (const [separator, value] of [
      [';', '66,92'],
      ['\t', '66,92'],
      [',', '"66,92"'],
    ]) {
      const line = ['A', 'U1', '2021', '2', value, 'più'].join(separator)
      expect(read(`${HEADING.replaceAll(';', separator ?? '')}\n${line}\n`).rows, separator).toEqual([
        { line: 2, ...ROW },
      ])
    }
  })

  it('[VA20.5] is UTF-8, with a mark or without, and else Windows-1252', () => {
    const text = `misura;unità;anno;periodo;valore;nota\nA;U1;2021;2;66,92;più`
    expect(read(`\uFEFF${text}`).rows).toEqual([{ line: 2, ...ROW }])
    expect(readValuesFile(Buffer.from(text, 'latin1')).rows).toEqual([{ line: 2, ...ROW }])
    const euro = Buffer.concat([Buffer.from(`${HEADING}\nA;U1;2021;2;`), Buffer.from([0x80]), Buffer.from(' 5;')])
    expect(readValuesFile(euro).rows[0]?.value).toBe('€ 5')
  })

  it('[VA20.9] says the line on which a faulty row begins, whatever stands in quotes before it', () => {
    const text = `\n${HEADING}\n\nA;U1;2021;2;1;"una\r\nnota; ""lunga"""\n;;;;;\nA;U1;2021\nA;U1;2021;2;1;;;\nB;U1;2021;2;1;x`
    expect(read(text).rows.map(({ line, measure, note }) => [line, measure, note])).toEqual([
      [4, 'A', 'una\nnota; "lunga"'],
      [9, 'B', 'x'],
    ])
    expect(read(text).faults).toMatchObject([
      { line: 7, refusal: { code: 'ROW_COLUMNS', params: { found: 3, expected: 6 } } },
      { line: 8, refusal: { code: 'ROW_COLUMNS', params: { found: 8, expected: 6 } } },
    ])
    expect(faults(`${HEADING}\nA;U1;2021;2;1;\nB;U1;2021;2;1;"aperta\nC;U1;2021;2;1;\n`)).toEqual([[3, 'ROW_QUOTES']])
    expect(faults(`${HEADING}\nA;U1;2021;2;1;foto 12"\n`)).toEqual([[2, 'ROW_QUOTES']])
    expect(faults(`${HEADING}\nA;U1;2021;2;1;"${'riga\n'.repeat(9000)}`)).toEqual([[2, 'ROW_LONG']])
  })

  it('[VA20.8] is bounded in bytes and in rows, and has to be text', () => {
    const many = (count: number) => `${HEADING}\n${'A;;2021;2;1;\n'.repeat(count)}`
    expect(read(many(20_000)).rows).toHaveLength(20_000)
    expect(faults(many(20_001))).toEqual([[1, 'VALUES_TOO_LARGE', 'rows']])
    expect(faults(new Uint8Array(LARGEST_FILE + 1).fill(59))).toEqual([[1, 'VALUES_TOO_LARGE', 'bytes']])
    expect(faults('\n'.repeat(1_000_000))).toEqual([[1, 'VALUES_HEADING', 'missing']])
    expect(faults(`${HEADING}\nA;U1;2021;2;1;\0`)).toEqual([[1, 'VALUES_NOT_TEXT']])
    expect(faults(Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 8, 0]))).toEqual([[1, 'VALUES_NOT_TEXT']])
    expect(faults('')).toEqual([[1, 'VALUES_HEADING', 'missing']])
    expect(faults(`${HEADING}\n`)).toEqual([[1, 'VALUES_EMPTY']])
  })

  it('[VA20.9] is read, or refused by line and in words, whatever it holds', () => {
    const piece = fc.constantFrom(
      HEADING,
      '\n',
      '\r\n',
      ';',
      '"',
      ',',
      '\t',
      '=1+1',
      '\uFEFF',
      'A;U1;2021;2;1;',
      'è',
      ' ',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('')
        const { rows, faults: found } = read(text)
        const lines = text.split(/\r\n|\n/).length
        for (const { line } of [...rows, ...found]) if (line < 1 || line > lines) throw new Error(`line ${line}`)
        for (const { refusal } of found)
          for (const language of ['it', 'en'] as const)
            if (/[{}]|undefined/.test(sayRefusal(refusal, language))) throw new Error(refusal.code)
        if (rows.length === 0 && found.length === 0) throw new Error('nothing said')
      }),
    )
  })
})
