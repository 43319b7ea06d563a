import { addDays } from '@traguardo/shared/calendar'
import type { Plan } from '@traguardo/shared/model'
import {
  daysOfYear,
  type HolderDays,
  holderOfYear,
  holdsOn,
  maySeeSheet,
  shareADay,
  type ViewingHolder,
} from '@traguardo/shared/people'
import { visiblePlan } from '@traguardo/shared/plans'
import { followingSteps, refuseStep, SHEET_STEPS, type SheetEvent, type SheetStep } from '@traguardo/shared/sheets'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anIndicator, aPlan, individual } from '../../support/scoring'

const YEARS = [2021, 2022, 2023] as const
const plan: Plan = aPlan({
  people: [...aPlan().people, { code: 'oiv', title: 'OIV', roles: [{ role: 'evaluator', unit: 'ENTE' }] }],
  objectives: [...aPlan().objectives, individual('IND1', 'P1', 100)],
  indicators: [...aPlan().indicators, anIndicator('I9', { objective: 'IND1' })],
  sheets: [{ code: 'P1', title: 'Scheda di Anna', person: 'anna', unit: 'U1', weightTotal: 100 }],
  judgements: YEARS.map((year) => ({
    ...{ about: 'sheets/P1', year, score: 80, reason: 'r', by: 'sg', approvedBy: 'oiv', at: '' },
  })),
})
const [sheet] = plan.sheets as [Plan['sheets'][number]]
const rolesOf = (code: string) => plan.people.find((one) => one.code === code)?.roles ?? []

interface Holder extends HolderDays {
  readonly id: string
}

/** Holders of one position over the years of a plan and around, who share no day, with days between them that nobody holds. */
const holders: fc.Arbitrary<readonly Holder[]> = fc
  .tuple(fc.uniqueArray(fc.integer({ min: 0, max: 1500 }), { minLength: 2, maxLength: 10 }), fc.boolean(), fc.boolean())
  .map(([days, isOpen, hasBegin]) => {
    const marks = days.sort((a, b) => a - b).map((at) => addDays('2020-06-01', at))
    const found: Holder[] = []
    for (let at = 0; at + 1 < marks.length; at += 2)
      found.push({ id: `h${at}`, from: marks[at] ?? '', to: marks[at + 1] ?? '' })
    return found.map((one, at) => ({
      ...one,
      from: at === 0 && !hasBegin ? null : one.from,
      to: at === found.length - 1 && isOpen ? null : one.to,
    }))
  })
const year = fc.constantFrom(...YEARS)
const dayOf = fc.integer({ min: 0, max: 1300 }).map((at) => addDays('2020-12-01', at))
const inPosition = ({ id, from, to }: Holder): ViewingHolder => ({
  ...{ person: 'anna', roles: rolesOf('anna'), holder: id, days: { from, to } },
})
const everyDay = (of: number) =>
  Array.from({ length: 366 }, (_, at) => addDays(`${of}-01-01`, at)).filter((day) => day.startsWith(String(of)))

const AT = '2021-03-01T08:00:00.000Z'
/** What goes along with a step, and the day: a term has passed by then. */
const SAID = { remarks: '', today: '2021-09-05' }

describe('a sheet of a year and the holders of its position', () => {
  it('[RI71.1] is seen in the position by whoever holds a day of the year, and by nobody else in it', () => {
    fc.assert(
      fc.property(holders, year, (all, of) => {
        for (const one of all) {
          const holdsADay = everyDay(of).some((day) => holdsOn(one, day))
          expect(maySeeSheet(inPosition(one), plan, sheet, [daysOfYear(of)])).toBe(holdsADay)
          const seen = visiblePlan(plan, [daysOfYear(of)], inPosition(one))
          expect(seen.sheets.length + seen.indicators.filter(({ code }) => code === 'I9').length).toBe(
            holdsADay ? 2 : 0,
          )
        }
      }),
      { numRuns: 50 },
    )
  })

  it('[RI71.2] is seen as on a day by the holder of that day alone', () => {
    fc.assert(
      fc.property(holders, year, dayOf, (all, of, day) => {
        const spans = [daysOfYear(of), { from: day, to: day }]
        const seeing = all.filter((one) => maySeeSheet(inPosition(one), plan, sheet, spans))
        const expected = all.filter((one) => holdsOn(one, day) && shareADay(one, daysOfYear(of)))
        expect(seeing).toEqual(expected)
        expect(seeing.length).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('[RI71.4] is seen by those above, controller and evaluator whoever holds it, and by nobody else', () => {
    fc.assert(
      fc.property(holders, year, (all, of) => {
        for (const person of ['sg', 'cdg', 'oiv', 'bruno', 'nobody'])
          for (const { from, to } of all) {
            const viewer = { person, roles: rolesOf(person), holder: 'x', days: { from, to } }
            expect(maySeeSheet(viewer, plan, sheet, [daysOfYear(of)])).toBe(['sg', 'cdg', 'oiv'].includes(person))
          }
      }),
    )
  })

  it('[RI71.3] has scores by hand of the years that are theirs to see, and of no other', () => {
    fc.assert(
      fc.property(holders, year, (all, of) => {
        for (const one of all) {
          const scores = visiblePlan(plan, [daysOfYear(of)], inPosition(one)).judgements ?? []
          const own = YEARS.filter((year) => shareADay(one, daysOfYear(year)))
          expect(scores.map((score) => score.year)).toEqual(own.includes(of) ? own : [])
        }
      }),
    )
  })

  it('[IS5.1] [RI72] begins anew with each holder, whatever the one before did, and only the own is accepted', () => {
    fc.assert(
      fc.property(holders, fc.integer({ min: 1, max: SHEET_STEPS.length }), (all, many) => {
        const [first, next] = all
        fc.pre(first !== undefined && next !== undefined)
        const events: SheetEvent[] = SHEET_STEPS.slice(0, many).map((step) => ({
          ...{ sheet: 'P1', holder: first.id, step, person: 'sg', at: AT, remarks: '' },
        }))
        const above = { person: 'sg', roles: rolesOf('sg'), holder: 'x' }
        for (const step of SHEET_STEPS) {
          const refused = refuseStep(above, { plan, sheet, step, holder: next.id, isOver: false, ...SAID }, events)
          expect(refused === null).toBe(step === 'assigned')
        }
        const discussed = SHEET_STEPS.slice(0, 2).map((step) => ({
          ...{ sheet: 'P1', holder: next.id, step, person: 'sg', at: AT, remarks: '' },
        }))
        const accept = { plan, sheet, step: 'accepted' as const, holder: next.id, isOver: false, ...SAID }
        expect(refuseStep(inPosition(next), accept, discussed)).toBeNull()
        expect(refuseStep(inPosition(first), accept, discussed)?.code).toBe('NOT_YOUR_SHEET')
      }),
    )
  })

  it('[IS5.1] is lived by each holder, whatever the one before did', () => {
    const events: SheetEvent[] = SHEET_STEPS.map((step) => ({
      ...{ sheet: 'P1', holder: 'h0', step, person: 'sg', at: AT, remarks: '' },
    }))
    const above = { person: 'sg', roles: rolesOf('sg'), holder: 'x' }
    const refused = (holder: string) =>
      refuseStep(above, { plan, sheet, step: 'assigned', holder, isOver: false, ...SAID }, events)?.code ?? null
    expect([refused('h0'), refused('h1')]).toEqual(['STEP_OUT_OF_ORDER', null])
  })

  it('[IS7.1] is accepted by nobody once the days are over', () => {
    const events = SHEET_STEPS.slice(0, 2).map((step) => ({
      ...{ sheet: 'P1', holder: 'h0', step, person: 'sg', at: AT, remarks: '' },
    }))
    const accept = (holder: string, isOver: boolean) => {
      const viewer = { person: 'anna', roles: rolesOf('anna'), holder }
      return refuseStep(viewer, { plan, sheet, step: 'accepted', holder: 'h0', isOver, ...SAID }, events)?.code ?? null
    }
    expect([accept('h0', false), accept('h1', true)]).toEqual([null, 'NOT_YOUR_SHEET'])
  })

  it('[IS7.2] is closed from wherever it stands once the days are over, by those above', () => {
    const life = { sheet: 'P1', holder: 'h0' }
    for (const [at, last] of SHEET_STEPS.entries()) {
      const events = SHEET_STEPS.slice(0, at + 1).map((step) => ({ ...life, step, person: 'sg', at: AT, remarks: '' }))
      const refused = (person: string, isOver: boolean, step: SheetStep = 'closed') => {
        const viewer = { person, roles: rolesOf(person), holder: person === 'anna' ? 'h1' : 'x' }
        return refuseStep(viewer, { plan, sheet, step, holder: 'h0', isOver, ...SAID }, events)?.code ?? null
      }
      expect([refused('sg', true), refused('cdg', true)]).toEqual(
        last === 'closed' ? ['STEP_OUT_OF_ORDER', 'STEP_OUT_OF_ORDER'] : [null, null],
      )
      expect(refused('sg', false)).toBe(['monitored', 'proposed'].includes(last) ? null : 'STEP_OUT_OF_ORDER')
      expect(refused('anna', true)).toBe('NOT_YOUR_STEP')
      expect(refused('anna', true, 'accepted')).toBe('NOT_YOUR_SHEET')
    }
    expect(followingSteps(null, { isOver: true, isTop: false })).toEqual(['assigned'])
  })

  it('[IS5.2] is on a day of the holder of that day, before the year of its first and after it of its last', () => {
    fc.assert(
      fc.property(holders, year, dayOf, (all, of, day) => {
        const within = day < `${of}-01-01` ? `${of}-01-01` : day > `${of}-12-31` ? `${of}-12-31` : day
        expect(holderOfYear(all, of, day)).toEqual(all.find((one) => holdsOn(one, within)) ?? null)
      }),
    )
  })

  it('[IS5.3] is after the year of its last holder', () => {
    fc.assert(
      fc.property(holders, year, (all, of) => {
        const last = all.find((one) => holdsOn(one, `${of}-12-31`)) ?? null
        expect(holderOfYear(all, of, `${of + 1}-03-01`)).toEqual(last)
      }),
    )
  })
})
