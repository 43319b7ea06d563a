import { isPlainData, isPlainText, plainText } from '@traguardo/shared/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const UNFIT = ['\0', '\u0007', '\u001b', '\u007f', '\u0085', '\ud800', '\udc00', '\udc00\ud800', '\u202e', '\u2066']

describe('a text', () => {
  it('[RI10.1] is plain with line ends, tabs, accents, emoji and any writing', () => {
    for (const text of ['', 'riga\r\nriga\t2', 'perché', '😀🏛️', 'العربية', '中文', 'n\u0303'])
      expect(isPlainText(text), JSON.stringify(text)).toBe(true)
  })

  it('[RI10.1] is not with control characters, half surrogates and marks that turn its direction', () => {
    for (const unfit of UNFIT) {
      expect(isPlainText(`a${unfit}b`), JSON.stringify(unfit)).toBe(false)
      expect(plainText(`a${unfit}b`)).toBe('ab')
    }
  })

  it('[RI10.4] whatever was stored is shown as a plain text', () => {
    const any = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...UNFIT))
    fc.assert(fc.property(any, any, (left, right) => isPlainText(plainText(left + right))))
  })
})

describe('what was sent', () => {
  it('[RI10.2] is looked at everywhere in it, the names of its parts included', () => {
    expect(isPlainData({ a: [1, null, { b: 'testo', c: true }], d: undefined })).toBe(true)
    expect(isPlainData([{ a: { b: ['x', 'a\0'] } }])).toBe(false)
    expect(isPlainData({ 'a\u202e': 1 })).toBe(false)
  })

  it('[RI10.3] is refused where its nesting does not end, without running out of stack', () => {
    const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as unknown
    expect(isPlainData(nested(60))).toBe(true)
    expect(isPlainData(nested(100))).toBe(false)
    expect(isPlainData(nested(200_000))).toBe(false)
  })
})
