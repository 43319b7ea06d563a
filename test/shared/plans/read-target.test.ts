import type { Target, TargetRule } from '@traguardo/shared/model'
import { readTarget } from '@traguardo/shared/plans'
import fc from 'fast-check'
import { sampleOf } from '../../support/chance'
import { describe, expect, it } from 'vitest'
import { demoPlan, planNames } from '../../support/plan-files'
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
  it.each(PRINTED)('[PL1-PL6] «%s» of %d beside %j is %s, to confirm: %s', (printed, year, about, rule, isDoubtful) => {
    const found = readTarget(printed, { year, ...about })
    expect(found && inWords(found.rule)).toBe(rule)
    expect(found?.doubt !== null).toBe(isDoubtful)
  })

  it('[PL1] has more than a hundred forms in the five documents, and each of them is in this list', () => {
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

  it.each([
    ['maggiore o uguale a 90,00%', 'at-least 90'],
    ['non più di 3', 'at-most 3'],
    ['almeno 2', 'at-least 2'],
    ['entro il 31/12/2021', 'by-date 2021-12-31'],
    ['30/06', 'by-date 2021-06-30'],
    ['= 100%', 'equals 100'],
    ['On/Off', 'equals 1'],
    ['>= 30gg dalla richiesta', 'after-event 30 EVENT days'],
    ['entro 15 gg lavorativi chiusura quadrimestre', 'after-each-period working 15'],
    ['> media nazionale', 'against-benchmark > national'],
    ['entro 10 gg lavorativi dalla domanda', 'after-event 10 EVENT working-days'],
  ])('[PL1] [PL2] [PL3] [PL4] [PL5] «%s» is %s', (printed, rule) => {
    const found = readTarget(printed, { year: 2021, event: 'EVENT' })
    expect(found && inWords(found.rule)).toBe(rule)
  })

  it.each(['secondo il piano', '', '30/02/2021', '100 o 200', 'entro'])('[PL6] «%s» is not guessed', (printed) =>
    expect(readTarget(printed, { year: 2021 })).toBeNull(),
  )

  it('[PL6] whatever the text, it is read or not, and nothing is thrown', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.constantFrom(...PRINTED.map(([text]) => text)).chain((text) => fc.string().map((more) => text + more)),
        ),
        (text) => {
          const found = readTarget(text, { year: 2021, event: 'E', algorithm: text })
          expect(found === null || inWords(found.rule).length > 0).toBe(true)
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
