import { sayRefusal } from '@traguardo/shared/refusals'
import { describe, expect, it } from 'vitest'
import { readPlanFile } from '../../../server/src/plans/file/plan-import'

const firstOf = (text: string) => {
  const read = readPlanFile(text)
  return read.ok ? null : (read.error[0] ?? null)
}
const sentences = new Set<string>()

describe('a text that is no JSON', () => {
  it.each([
    ['symbol', '{\n"a": x}', 2],
    ['property', '{"a": 1,\n}', 2],
    ['value', '{"a": \n}', 2],
    ['colon', '{"a"\n1}', 2],
    ['comma', '{"a": [1\n2]}', 2],
    ['brace', '{"a": 1', 1],
    ['bracket', '[1', 1],
    ['end', '{}\n{}', 2],
    ['comment', '{\n/* x */}', 2],
    ['quote', '{"a":\n"x', 2],
    ['unicode', '{"a":\n"\\u12G4"}', 2],
    ['escape', '{"a":\n"\\x"}', 2],
    ['character', '{"a":\n"\u0001"}', 2],
    ['empty', '', 1],
  ])('is refused with what is wrong and its line: %s', (kind, text, line) => {
    const found = firstOf(text)
    expect(found).toMatchObject({ code: 'JSON_SYNTAX', line, path: '', params: { kind } })
    const said = found ? sayRefusal(found, 'it') : ''
    expect(sentences.has(said)).toBe(false)
    sentences.add(said)
  })

  it('says every fault of writing, not only the first', () => {
    const read = readPlanFile('{"a": x,\n"b": y}')
    expect(read.ok ? [] : read.error.map(({ line }) => line)).toEqual([1, 1, 2, 2])
  })

  it('may begin with a byte order mark', () => expect(firstOf('\uFEFF{}')?.code).not.toBe('JSON_SYNTAX'))
})
