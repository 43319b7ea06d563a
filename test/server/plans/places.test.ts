import { describe, expect, it } from 'vitest'
import { pathText, placesIn } from '../../../server/src/plans/file/file-fault'
import { planFileName, planText } from '../../../server/src/plans/file/plan-export'
import { aPlan } from '../../support/scoring'

describe('a place in a plan file', () => {
  it('[RF5.1] has a line and a column, both from one', () => {
    const placeOf = placesIn('ab\n\ncd\n')
    const places = [0, 1, 2, 3, 4, 5, 6, 7].map((offset) => {
      const { line, column } = placeOf(offset)
      return `${line}:${column}`
    })
    expect(places).toEqual(['1:1', '1:2', '1:3', '2:1', '3:1', '3:2', '3:3', '4:1'])
    expect(placesIn('')(0)).toEqual({ line: 1, column: 1 })
    expect(placesIn('\n')(1)).toEqual({ line: 2, column: 1 })
  })

  it('[RF5.1] has a path as one writes it', () => {
    expect(pathText([])).toBe('')
    expect(pathText(['units'])).toBe('units')
    expect(pathText(['indicators', 3, 'targets', 0, 'year'])).toBe('indicators[3].targets[0].year')
    expect(pathText([2, 'a'])).toBe('[2].a')
  })
})

describe('an exported plan', () => {
  it('is called by its body and years, in signs that every disk takes', () => {
    const named = (code: string) => planFileName(aPlan({ body: { code, name: 'x' } }))
    expect(named('CCIAA-MS')).toBe('cciaa-ms-2021-2023.json')
    expect(named('À b/..\\C')).toBe('-b-c-2021-2023.json')
  })

  it('is laid out with two spaces and ends with its line', () => {
    const text = planText(aPlan())
    expect(text).toMatch(/^\{\n {2}"/)
    expect(text.endsWith('}\n')).toBe(true)
    expect(JSON.parse(text)).toEqual(aPlan())
  })
})
