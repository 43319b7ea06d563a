import { parseEntry } from '@traguardo/shared/values'
import { describe, expect, it } from 'vitest'
import { editText } from '../../../client/src/values/edit-text'

describe('a value in its field', () => {
  it.each([0, 1, 92.5, 1234.567, 1_354_646.77, 0.1 + 0.2, -3.25])('%d is read back as itself', (number) => {
    const value = { type: 'number', number } as const
    expect(parseEntry(editText(value), { kind: 'number' })).toEqual({ ok: true, value })
  })

  it('shows days as people write them, and absence as an empty field', () => {
    expect(editText({ type: 'date', date: '2021-09-05' })).toBe('05/09/2021')
    expect(editText({ type: 'not-applicable' })).toBe('n.a.')
    expect(editText(null)).toBe('')
  })
})
