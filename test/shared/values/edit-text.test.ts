import { editText, parseEntry } from '@traguardo/shared/values'
import { describe, expect, it } from 'vitest'
import { aMeasure } from '../../support/scoring'

describe('a value in its field', () => {
  it.each([0, 1, 92.5, 1234.567, 1_354_646.77, 0.1 + 0.2, -3.25])('%d is read back as itself', (number) => {
    const value = { type: 'number', number } as const
    expect(parseEntry(editText(value, aMeasure('A')), { kind: 'number' })).toEqual({ ok: true, value })
  })

  it('shows days as people write them, and absence as an empty field', () => {
    expect(editText({ type: 'date', date: '2021-09-05' }, aMeasure('A'))).toBe('05/09/2021')
    expect(editText({ type: 'not-applicable' }, aMeasure('A'))).toBe('n.a.')
    expect(editText(null, aMeasure('A'))).toBe('')
    const steps = [
      { code: 'A', title: 'Analisi' },
      { code: 'B', title: 'Avvio' },
    ]
    const half = { type: 'steps', done: [{ step: 'A', on: '2021-03-15' }] } as const
    expect(editText(half, aMeasure('A', { kind: 'project-plan', steps }))).toBe('50,00 %')
  })
})
