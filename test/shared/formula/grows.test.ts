import { type FormulaInput, growsWith, parseFormula } from '@traguardo/shared/formula'
import { describe, expect, it } from 'vitest'

const known = {
  measures: new Set(['A', 'B', 'C']),
  units: new Set<string>(),
  benchmarks: new Set<string>(),
  parts: new Set<string>(),
}
const isA = ({ leaf }: FormulaInput): boolean => leaf.type === 'measure' && leaf.code === 'A'

/** Is the formula known to grow with A? */
function grows(text: string): boolean {
  const parsed = parseFormula(text, known)
  if (!parsed.ok) throw new Error(text)
  return growsWith(parsed.value, isA)
}

describe('a formula of which one input grows', () => {
  it.each([
    'A',
    'A + B',
    'B * A',
    'A / B * 100',
    'A - B',
    'min(A; B)',
    'max(B; A)',
    'mean(A; A)',
    'B - C',
    '-B',
    'previous_year(A)',
  ])('[FO26.1] %s grows with it', (text) => expect(grows(text)).toBe(true))

  it.each([
    'B - A',
    'B / A',
    'A / (A + B)',
    '-A',
    'A > B',
    'B = A',
    'if(A; B; C)',
    'if(B; A; C)',
    'B * (C - A)',
    'B - previous_year(A)',
  ])('[FO26.2] of %s it is not known', (text) => expect(grows(text)).toBe(false))
})
