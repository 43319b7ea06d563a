import type { Target, TargetRule } from '@traguardo/shared/model'
import { readTarget } from '@traguardo/shared/plans'
import fc from 'fast-check'
import { sampleOf } from '../../../support/chance'
import { describe, expect, it } from 'vitest'
import { demoPlan, planNames } from '../../../support/plan-files'
import { PRINTED } from './printed-targets'

/** A rule in one line: its type, then its fields in the order of their names. */
function inWords({ type, ...fields }: TargetRule): string {
  const words = Object.entries({ ...fields, ...('event' in fields ? { event: 'EVENT' } : {}) })
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([, value]) => (Array.isArray(value) ? value.join(' ') : value === true ? 'strict' : String(value)))
  return [type, ...words].join(' ')
}

const ruleOf = ({ year: _, printed: __, expected: ___, ...rule }: Target): TargetRule => rule as TargetRule

describe('a printed target', () => {
  it.each(PRINTED)('«%s» of %d beside %j is %s, to confirm: %s', (printed, year, about, rule, isDoubtful) => {
    const found = readTarget(printed, { year, ...about })
    expect(found.target && inWords(found.target)).toBe(rule)
    expect(found.doubts.length > 0).toBe(isDoubtful)
  })

  it('has more than a hundred forms in the five documents, and each of them is in this list', () => {
    expect(new Set(PRINTED.map(([printed]) => printed)).size).toBeGreaterThan(100)
    const known = new Set(PRINTED.map(([printed, , , rule]) => `${printed} ${rule}`))
    const unknown = planNames.flatMap((name) =>
      demoPlan(name).indicators.flatMap(({ code, targets }) =>
        targets
          .filter((target) => !known.has(`${target.printed} ${inWords(ruleOf(target))}`))
          .map(({ printed }) => `${name} ${code} ${printed}`),
      ),
    )
    expect(unknown).toEqual([])
  })

  /** How a target is read, and whether with a doubt. */
  const read = (printed: string, about: object = {}) => {
    const found = readTarget(printed, { year: 2021, event: 'EVENT', ...about })
    return found.target && [inWords(found.target), found.doubts.length > 0]
  }
  const isSure = (printed: string, rule: string) => expect(read(printed)).toEqual([rule, false])
  const isDoubtful = (printed: string, rule: string) => expect(read(printed)).toEqual([rule, true])

  it.each([
    ['maggiore o uguale a 90,00%', 'at-least 90'],
    ['non più di 3', 'at-most 3'],
    ['almeno 2', 'at-least 2'],
    ['= 100%', 'equals 100'],
    ['< 4', 'less-than 4'],
  ])('[PL1.1] «%s» is %s', isSure)

  it('[PL1.2] a number has the operator that the algorithm prints before it', () => {
    expect(read('80', { algorithm: 'pratiche <= 80' })).toEqual(['at-most 80', false])
    expect(read('80', { algorithm: 'pratiche >= 90', better: 'less' })).toEqual(['at-most 80', true])
  })

  it('[PL1.3] a number without any operator goes by the better side, with a doubt', () => {
    expect(read('80', { better: 'less' })).toEqual(['at-most 80', true])
    expect(read('80', { better: 'more' })).toEqual(['at-least 80', true])
  })

  it('[PL2.1] a day is one to be done by', () => isSure('entro il 31/12/2021', 'by-date 2021-12-31'))

  it('[PL2.2] several days are each one to be done by', () =>
    isSure('30/06/2021 e 31/12/2021', 'by-dates 2021-06-30 2021-12-31'))

  it('[PL2.3] a day without a year is of the target’s', () => isSure('30/06', 'by-date 2021-06-30'))

  it('[PL2.4] a day of another year is a doubt', () => isDoubtful('30/06/2020', 'by-date 2020-06-30'))

  it('[PL2.5] a day with a sign that asks for later is a doubt', () =>
    isDoubtful('>= 30/06/2021', 'by-date 2021-06-30'))

  it.each([
    ['entro 15 gg chiusura quadrimestre', 'after-each-period 15'],
    ['entro 15 gg lavorativi chiusura quadrimestre', 'after-each-period working 15'],
  ])('[PL3.1] «%s» is %s', isSure)

  it.each([
    ['entro 30 gg dalla domanda', 'after-event 30 EVENT days'],
    ['entro 10 gg lavorativi dalla domanda', 'after-event 10 EVENT working-days'],
    ['entro 2 mesi da approvazione', 'after-event 2 EVENT months'],
  ])('[PL3.2] «%s» is %s', isSure)

  it('[PL3.3] less than a time leaves its last day out', () =>
    isSure('< 2 mesi da approvazione', 'after-event 2 EVENT strict months'))

  it('[PL3.4] a time with a sign that asks for later is a doubt', () =>
    isDoubtful('>= 30gg dalla richiesta', 'after-event 30 EVENT days'))

  it('[PL4.1] an earlier year', () => isSure('x < x-2', 'against-year 2 <'))

  it.each([
    ['> media nazionale', 'against-benchmark > national'],
    ['> media cluster', 'against-benchmark > cluster'],
  ])('[PL4.2] «%s» is %s', isSure)

  it('[PL4.3] a deviation counts on one side, with a doubt', () =>
    isDoubtful('scostamento max 0,02 da media cluster', 'against-benchmark >= 0.02 cluster'))

  it('[PL5.1] a level is read by its name, with a doubt', () => isDoubtful('> a medio', 'level > medio'))

  it('[PL5.2] on and off are yes and no', () => isDoubtful('On/Off', 'equals 1'))

  it('[PL6.1] a year of observation is recorded and not scored', () => isSure('Anno di rilevazione', 'first-year'))

  it.each(['secondo il piano', '', '30/02/2021', '100 o 200', 'entro'])('[PL6.2] «%s» is not guessed', (printed) =>
    expect(readTarget(printed, { year: 2021 }).target).toBeNull(),
  )

  it('[PL6.2] whatever the text, it is read or not, and nothing is thrown', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.constantFrom(...PRINTED.map(([text]) => text)).chain((text) => fc.string().map((more) => text + more)),
        ),
        (text) => {
          const found = readTarget(text, { year: 2021, event: 'E', algorithm: text })
          expect(found.target === null ? found.doubts.length > 0 : inWords(found.target).length > 0).toBe(true)
        },
      ),
      { numRuns: sampleOf(20_000) },
    )
  })

  it('what cannot be decided from the print is marked with the reading that was chosen and why', () => {
    const open = planNames.flatMap((name) => demoPlan(name).oddities.filter(({ decide }) => decide))
    expect(open.length).toBeGreaterThan(50)
    expect(open.filter(({ reading, why }) => reading === '' || why === undefined)).toEqual([])
  })
})
