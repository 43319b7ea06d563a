import { parseFormula } from '@traguardo/shared/formula'
import { checkReady } from '@traguardo/shared/plans'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readPlanFile } from '../../server/src/plans/file/plan-import'
import { refusalWords, translateRefusal, setLocale } from '../../client/src/modules/i18n'
import { aPlan, anIndicator } from '../support/scoring'

beforeEach(() => refusalWords())
afterEach(() => setLocale('it'))

const CODES = { measures: new Set(['Pratiche']), units: new Set<string>() }
const formula = (text: string) => {
  const read = parseFormula(text, CODES)
  return read.ok ? expect.fail('no fault') : read.error
}
const inFile = (text: string) => {
  const read = readPlanFile(text)
  return read.ok ? expect.fail('no fault') : (read.error[0] ?? expect.fail('no fault'))
}
const toLook = (changes: Parameters<typeof aPlan>[0]) => checkReady(aPlan(changes), 2021)[0] ?? expect.fail('nothing')

it.each([
  [formula('Pratiche +'), 'Here a measure, a number or «(» is needed, and there is the end.'],
  [formula('Pratich'), '«Pratich» is not the code of a measure of this plan. Did you mean «Pratiche»?'],
  [formula('min(Pratiche'), 'Here «)» is needed, and there is the end.'],
  [inFile('{"format": 1,}'), 'The file is no valid JSON: the name of a property in quotation marks is missing.'],
  [inFile('[]'), 'Here an object in braces is needed.'],
  [
    toLook({ indicators: [anIndicator('I1', { formula: 'A +' })] }),
    'Formula of «I1», character 4: Here a measure, a number or «(» is needed, and there is the end.',
  ],
])('[RI7] [RF5.1] a fault of a plan or formula names in English what it names in Italian', async (fault, english) => {
  await setLocale('en')
  expect(translateRefusal(fault)).toBe(english)
})

it('[RF5.2] a fault inside a refusal is said by it in the language of who reads', async () => {
  const params = { about: 'indicators/0', fault: 'UNIT_MISMATCH', kind: 'unit', unit: 'gg', found: 'ratio' }
  await setLocale('en')
  expect(translateRefusal({ code: 'PLAN_FAULTY', params })).toBe(
    'Before adopting: indicators/0. The formula gives a ratio, but the unit of measure that is printed is «gg». Change the unit, the formula or the kind of a measure.',
  )
  await setLocale('it')
  expect(translateRefusal({ code: 'PLAN_FAULTY', params })).toContain('La formula dà un rapporto')
})

it('[RF5.1] a fault of a plan, its file or a formula has its place', () => {
  expect(formula('Pratiche +')).toMatchObject({ code: 'FORMULA_SYNTAX', at: 10 })
  expect(inFile('{"format": 1,}')).toMatchObject({ code: expect.any(String) as string, line: 1, column: 14 })
  expect(toLook({ indicators: [anIndicator('I1', { formula: 'A +' })] })).toMatchObject({
    about: 'indicators/0/formula',
  })
})
