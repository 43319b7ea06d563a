import { describe, expect, it } from 'vitest'
import { faultOf, inUnit, nameIn, number, numbers, valueIn } from '../../support/typed-formulas'

describe('the algebra', () => {
  it.each([
    ['M / C', '€'],
    ['M / D', '€'],
    ['M * D', '€'],
    ['D / C', 'gg'],
    ['C / D', 'N.'],
    ['C / C / C', 'N.'],
    ['D * C / M', 'N.'],
  ])('[FO28.1] %s is so much per unit, and fits %s', (formula, unit) => expect(faultOf(formula, unit)).toBeNull())

  it.each([
    ['M / D', 'gg'],
    ['D * M', 'gg'],
    ['C / D', '%'],
    ['D / M', '€'],
  ])('[FO28.1] %s is so much per unit, and does not fit %s', (formula, unit) =>
    expect(faultOf(formula, unit)).toContain('un rapporto tra cose diverse'),
  )

  it.each([
    ['M / C', 'money'],
    ['C * M + M', 'money'],
    ['(C * D + C2 * D2) / (C + C2)', 'days'],
    ['M * C / M', 'count'],
    ['C * C + C', 'count'],
  ])('[FO28.2] %s is %s', (formula, name) => expect(nameIn(formula)).toBe(name))

  it.each(['M / C + M', 'D - D / C', 'max(M; M / C)', 'M / C > M'])('[FO28.3] %s does not add up', (formula) =>
    expect(nameIn(formula)).toContain('Non si può'),
  )

  it.each([
    'L + L',
    'L * 2',
    '-L',
    'T - T2',
    'T + 1',
    'max(T; T2)',
    'mean(T)',
    '-T',
    'if(T; 1; 2)',
    'T > T2',
    'max(L; C)',
  ])('[FO28.4] %s is at fault', (formula) => expect(nameIn(formula)).toContain('Non si può'))

  it.each([
    ['L > 2', 'ratio'],
    ['max(L; L)', 'level'],
    ['if(C > 1; L; L)', 'level'],
    ['if(L > 1; T; T2)', 'date'],
  ])('[FO28.4] %s is %s', (formula, name) => expect(nameIn(formula)).toBe(name))

  it('[FO28.5] yeses are counted', () => {
    const values = numbers({ B: 1, B2: 0, C: 3 })
    expect(valueIn('B + B2', 'N.', values)).toEqual(number(1))
    expect(nameIn('B + C')).toBe('count')
    expect(valueIn('B', '%', values)).toEqual(number(100))
    expect(valueIn('(B + B2) / 2', '%', values)).toEqual(number(50))
    expect(valueIn('mean(B; B2)', '%', values)).toEqual(number(50))
    expect(valueIn('if(C > 1; 1; 0)', '%', values)).toEqual(number(100))
    expect(valueIn('if(C > 1; 100; 0)', '%', values)).toEqual(number(100))
  })

  it.each([
    ['C / C2 * 100', 'own(B-P)'],
    ['P', 'cluster(B-P)'],
    ['M', 'cluster(B-M)'],
    ['D', 'national(B-D)'],
    ['C', 'regional(B-X)'],
  ])('[FO34] %s and %s add up', (formula, benchmark) => expect(nameIn(`${formula} - ${benchmark}`)).not.toContain(' '))

  it.each([
    ['C / C2', 'own(B-P)'],
    ['C', 'cluster(B-M)'],
    ['D', 'cluster(B-P)'],
  ])('[FO34] %s and %s do not add up', (formula, benchmark) =>
    expect(nameIn(`${formula} - ${benchmark}`)).toContain('Non si può sottrarre'),
  )
})

describe('in percent', () => {
  const values = numbers({ C: 37, C2: 40, M: 57, M2: 100, N: 45, N2: 90, P: 30, P2: 40, D: 1, D2: 8 })

  it.each([
    'C / C2',
    'C / C2 * 100',
    '100 * C / C2',
    '(C / C2) * 100',
    'C * 100 / C2',
    '100 * (C / C2)',
    'C / C2 / 0.01',
  ])('[FO29.1] %s is 92.5 %, in every spelling of the unit', (formula) => {
    for (const unit of ['%', 'Percentuale', 'in %']) {
      expect(faultOf(formula, unit)).toBeNull()
      const value = valueIn(formula, unit, values)
      expect(value.type === 'number' ? value.number : value).toBeCloseTo(92.5, 10)
    }
  })

  it.each([
    'M / M2',
    'M / M2 * 100',
    '100 * M / M2',
    '(M / M2) * 100',
    '1 - (1 - M / M2)',
    '100 - (100 - M / M2 * 100)',
  ])('[FO29.1] %s is 57 % exactly', (formula) => expect(valueIn(formula, '%', values)).toEqual(number(57)))

  it('[FO29.1] in another unit nothing is multiplied', () => {
    expect(valueIn('C / C2', 'N.', values)).toEqual(number(0.925))
    expect(valueIn('C / C2 * 100', 'N.', values)).toEqual(number(92.5))
  })

  it.each([
    ['P', 30],
    ['P + P2', 70],
    ['(P + P2) / 2', 35],
    ['mean(P; P2)', 35],
    ['mean(P; C / C2 * 100)', 61.25],
    ['max(P; P2)', 40],
    ['100 - P', 70],
    ['P * (C / C2)', 27.75],
    ['P * P2 / 100', 12],
    ['P / 100', 30],
    ['P / P2', 75],
    ['0.5 * P + 0.5 * P2', 35],
  ])('[FO29.2] %s is %d in percent', (formula, wanted) => {
    expect(faultOf(formula, '%')).toBeNull()
    expect(valueIn(formula, '%', values)).toEqual(number(wanted))
  })

  it.each(['C / C2 * 100 * 100', 'C / C2 * 10000', 'P * 100', 'P * P2', '100 * mean(P; P2)'])(
    '[FO29.3] %s multiplies by a hundred more than once',
    (formula) => expect(faultOf(formula, '%')).toContain('più di una volta'),
  )

  it.each(['C / C2 / 100', '0.01 * C / C2', 'P / 10000'])('[FO29.4] %s divides by a hundred', (formula) =>
    expect(faultOf(formula, '%')).toContain('divide per cento'),
  )

  it.each(['P + C / C2', 'mean(P; C / C2)', 'C / C2 > P'])('[FO30.1] %s does not add up', (formula) =>
    expect(faultOf(formula, '%')).toMatch(/un rapporto/),
  )

  it.each(['100 - C / C2', 'min(100; C / C2)', 'min(C / C2; 100)', 'C / C2 >= 100', 'if(C > 1; C / C2; 100)'])(
    '[FO30.2] %s is at fault',
    (formula) => expect(faultOf(formula, '%')).toContain('una percentuale'),
  )

  it.each(['100 - C', 'M + 100', 'D > 100', 'min(100; N)'])(
    '[FO30.2] beside what is no ratio, in %s, it is a number',
    (formula) => expect(nameIn(formula)).not.toContain('Non si può'),
  )

  it('[FO30.3] one less a percentage is at fault, one more point is not', () => {
    expect(faultOf('1 - P', '%')).toContain('Non si può sottrarre')
    expect(faultOf('P + 1', '%')).toBeNull()
    expect(faultOf('P - 1', '%')).toBeNull()
    expect(valueIn('1 - C / C2', '%', values)).toEqual(number(7.5))
  })

  it.each([
    ['P * M', '€'],
    ['D * P', 'gg'],
    ['P * C', 'N.'],
    ['M / P', '€'],
  ])('[FO31] %s is at fault in %s, and fits once the hundred is taken back', (formula, unit) => {
    expect(faultOf(formula, unit)).toContain('Divida per 100')
    expect(faultOf(formula.includes('/') ? `${formula} * 100` : `${formula} / 100`, unit)).toBeNull()
  })

  it('[FO31] so much per hundred is no percentage', () => expect(faultOf('100 * M / C', '€')).toBeNull())

  it.each([
    ['N', 45],
    ['N + N2', 135],
    ['N * 100', 4500],
    ['N / 100', 45],
    ['mean(N; N2)', 67.5],
  ])('[FO32.1] %s is %d in percent', (formula, wanted) => expect(valueIn(formula, '%', values)).toEqual(number(wanted)))

  it('[FO32.1] says of a number alone that it was taken so, and of nothing else', () => {
    expect(['N', 'N + N2', 'mean(N; N2)', '12'].map((formula) => inUnit(formula, '%').isTaken)).toEqual(
      Array.from({ length: 4 }, () => true),
    )
    expect(['N / N2', 'N * 100', 'P', 'C / C2', 'P + N'].some((formula) => inUnit(formula, '%').isTaken)).toBe(false)
    expect(inUnit('N', 'gg').isTaken).toBe(false)
  })

  it.each(['N / N2', 'N / N2 * 100', '100 * N / N2', 'N / N2 * 1'])('[FO32.2] %s is 50 %', (formula) =>
    expect(valueIn(formula, '%', values)).toEqual(number(50)),
  )
})
