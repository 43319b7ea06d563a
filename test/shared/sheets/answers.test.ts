import { addDays, romeDay } from '@traguardo/shared/calendar'
import type { Plan, Sheet } from '@traguardo/shared/model'
import { EVERY_DAY, isOfSuperior, isTopSheet, maySeeSheet, type ViewingHolder } from '@traguardo/shared/people'
import { sayRefusal } from '@traguardo/shared/refusals'
import {
  ANSWER_DAYS,
  answerDue,
  followingSteps,
  reachedStep,
  refuseAsking,
  refuseDeciding,
  refuseStep,
  SHEET_ANSWERS,
  SHEET_STEPS,
  type SheetEvent,
  type SheetStep,
} from '@traguardo/shared/sheets'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aPlan } from '../../support/scoring'

const plan: Plan = aPlan({
  people: [
    ...aPlan().people,
    { code: 'oiv', title: 'OIV', roles: [{ role: 'evaluator', unit: 'ENTE' }] },
    { code: 'organi', title: 'Giunta', roles: [{ role: 'governing-body', unit: 'ENTE' }] },
  ],
  sheets: [
    { code: 'P1', title: 'Scheda di Anna', person: 'anna', unit: 'U1', weightTotal: 100 },
    { code: 'SG', title: 'Scheda del vertice', person: 'sg', unit: 'ENTE', weightTotal: 100 },
    // Whoever is at the top of a body may hold a unit of it for the time being.
    { code: 'AREA', title: 'Scheda ad interim', person: 'sg', unit: 'U2', weightTotal: 100 },
  ],
})
const [below, top, interim] = plan.sheets as [Sheet, Sheet, Sheet]
const WHOLE = ['anna', 'bruno', 'sg', 'cdg', 'oiv', 'organi']
const TODAY = '2021-09-05'

const viewer = (code: string): ViewingHolder => ({
  ...{ person: code, holder: 'h1', days: EVERY_DAY },
  roles: plan.people.find((one) => one.code === code)?.roles ?? [],
})
const after = (sheet: Sheet, steps: readonly SheetStep[], at = `${TODAY}T08:00:00.000Z`): readonly SheetEvent[] =>
  steps.map((step) => ({ sheet: sheet.code, holder: 'h1', step, person: 'x', at, remarks: '' }))

interface Tried {
  readonly steps?: readonly SheetStep[]
  readonly remarks?: string
  readonly today?: string
}
const refusedTo = (
  person: string,
  sheet: Sheet,
  step: SheetStep,
  { steps = [], remarks = '', today = TODAY }: Tried = {},
) => refuseStep(viewer(person), { plan, sheet, step, holder: 'h1', isOver: false, remarks, today }, after(sheet, steps))
const takersOf = (sheet: Sheet, step: SheetStep, tried: Tried) =>
  WHOLE.filter((person) => refusedTo(person, sheet, step, tried) === null)

const DISCUSSED = { steps: ['assigned', 'discussed'] } as const
/** The first day on which a sheet that was discussed today goes on without an answer. */
const LATER = addDays(TODAY, ANSWER_DAYS + 1)

describe('the answer to a sheet', () => {
  it('[IS9.1] is one of three, and the person’s own', () => {
    for (const answer of SHEET_ANSWERS) {
      expect(takersOf(below, answer, { ...DISCUSSED, remarks: 'Perché no' })).toEqual(['anna'])
      expect(takersOf(top, answer, { ...DISCUSSED, remarks: 'Perché no' })).toEqual(['sg'])
    }
  })

  it('[IS9.2] has reasons where it is no', () => {
    const refused = refusedTo('anna', below, 'refused', { ...DISCUSSED, remarks: ' \n' })
    expect(refused && sayRefusal(refused, 'it')).toBe(
      'Scriva perché non accetta la scheda: chi l’ha assegnata lo legge.',
    )
    expect(refusedTo('anna', below, 'noted', DISCUSSED)).toBeNull()
    expect(refusedTo('anna', below, 'refused', { ...DISCUSSED, remarks: 'Target fuori portata' })).toBeNull()
  })

  it('[IS9.3] is awaited for fifteen days from the day of the discussion, and not one more', () => {
    const last = addDays(TODAY, ANSWER_DAYS)
    expect(answerDue(after(below, DISCUSSED.steps), { sheet: 'P1', holder: 'h1' })).toBe(last)
    expect(answerDue(after(below, [...DISCUSSED.steps, 'noted']), { sheet: 'P1', holder: 'h1' })).toBeNull()
    const refused = refusedTo('sg', below, 'lapsed', { ...DISCUSSED, today: last })
    expect(refused && sayRefusal(refused, 'it')).toBe(
      'La persona può rispondere fino al 20/09/2021: dal giorno dopo la scheda va avanti anche senza risposta.',
    )
    expect(takersOf(below, 'lapsed', { ...DISCUSSED, today: last })).toEqual([])
    expect(takersOf(below, 'lapsed', { ...DISCUSSED, today: LATER })).toEqual(['sg', 'cdg'])
    // The day is that of Rome, whose midnight comes before that of the world's clock.
    const late = after(below, DISCUSSED.steps, '2021-09-05T22:30:00.000Z')
    expect(answerDue(late, { sheet: 'P1', holder: 'h1' })).toBe(
      addDays(romeDay('2021-09-05T22:30:00.000Z'), ANSWER_DAYS),
    )
    expect(answerDue(late, { sheet: 'P1', holder: 'h1' })).toBe('2021-09-21')
  })

  it('[IS9.5] lets the sheet go on, whatever it was', () => {
    for (const answer of [...SHEET_ANSWERS, 'lapsed'] as const)
      expect(takersOf(below, 'monitored', { steps: [...DISCUSSED.steps, answer] })).toEqual(['sg', 'cdg'])
  })

  it('[IS9.4] need not come: from wherever a sheet stands others bring it to its end', () => {
    const sheets = fc.constantFrom(below, top, interim)
    fc.assert(
      fc.property(sheets, fc.array(fc.nat(), { maxLength: 12 }), (sheet, choices) => {
        const isTop = isTopSheet(plan, sheet)
        // Anywhere that steps lead to.
        const events: SheetEvent[] = []
        for (const choice of choices) {
          const may = followingSteps(reachedStep(events, { sheet: sheet.code, holder: 'h1' }), { isOver: false, isTop })
          const step = may[choice % Math.max(1, may.length)]
          if (step) events.push(...after(sheet, [step]))
        }
        const others = WHOLE.filter((person) => person !== sheet.person)
        for (let turns = 0; turns < SHEET_STEPS.length; turns += 1) {
          const reached = reachedStep(events, { sheet: sheet.code, holder: 'h1' })
          if (reached === 'closed') return true
          const next = followingSteps(reached, { isOver: false, isTop }).find(
            (step) =>
              (step !== 'assigned' || reached === null) &&
              others.some((person) => {
                const asked = { plan, sheet, step, holder: 'h1', isOver: false, remarks: '', today: LATER }
                return refuseStep(viewer(person), asked, events) === null
              }),
          )
          if (!next) return false
          events.push(...after(sheet, [next]))
        }
        return false
      }),
    )
  })
})

describe('the sheet at the top of a body', () => {
  it('[IS8.1] is that of whoever manages the whole of it, with every other sheet of theirs', () => {
    expect([below, top, interim].map((sheet) => isTopSheet(plan, sheet))).toEqual([false, true, true])
    expect(takersOf(top, 'assigned', {})).toEqual(['organi'])
    expect(takersOf(interim, 'assigned', {})).toEqual(['organi'])
    expect(takersOf(top, 'closed', { steps: ['proposed'] })).toEqual(['organi'])
  })

  it('[IS8.2] is led by the evaluator', () => {
    expect(takersOf(top, 'discussed', { steps: ['assigned'] })).toEqual(['oiv'])
    expect(takersOf(top, 'monitored', { steps: ['noted'] })).toEqual(['oiv'])
    expect(takersOf(top, 'proposed', { steps: ['monitored'] })).toEqual(['oiv'])
    expect(takersOf(top, 'lapsed', { ...DISCUSSED, today: LATER })).toEqual(['oiv'])
    const refused = refusedTo('cdg', top, 'discussed', { steps: ['assigned'] })
    expect(refused && sayRefusal(refused, 'it')).toBe(
      'La scheda di chi è al vertice la assegna e la chiude l’organo di indirizzo, su proposta dell’OIV.',
    )
  })

  it('[IS8.3] is closed after it was proposed only', () => {
    expect(refusedTo('organi', top, 'closed', { steps: ['monitored'] })?.code).toBe('STEP_OUT_OF_ORDER')
  })

  it('[IS8.4] is the only one that is proposed', () => {
    expect(takersOf(below, 'proposed', { steps: ['monitored'] })).toEqual([])
    expect(takersOf(below, 'closed', { steps: ['monitored'] })).toEqual(['sg', 'cdg'])
  })

  it('[IS8.5] is scored by hand by a decision of the governing body, as the evaluator asks', () => {
    const about = 'sheets/SG'
    const asked = { about, score: 90, reason: 'Proposta', allowed: true }
    expect(WHOLE.filter((person) => refuseAsking(viewer(person), plan, asked) === null)).toEqual(['oiv'])
    const deciders = (of: string) =>
      WHOLE.filter((person) => refuseDeciding(viewer(person), plan, { about: of, by: 'nobody' }) === null)
    expect(deciders(about)).toEqual(['organi'])
    expect(deciders('sheets/P1')).toEqual(['cdg', 'oiv'])
  })

  it('[IS8.6] is seen by the governing body, and no other sheet', () => {
    expect(plan.sheets.map((sheet) => maySeeSheet(viewer('organi'), plan, sheet, []))).toEqual([false, true, true])
  })

  it('[IS2.5] is a superior’s to all who work below, and so is any sheet of who manages their unit', () => {
    expect(WHOLE.filter((person) => isOfSuperior(viewer(person), plan, top))).toEqual(['anna', 'bruno', 'cdg'])
    expect(WHOLE.filter((person) => isOfSuperior(viewer(person), plan, below))).toEqual([])
    // Who runs the cycle from inside a unit takes no step on the sheet of who manages it.
    const inside: ViewingHolder = { ...viewer('cdg'), roles: [{ role: 'controller', unit: 'U1' }] }
    const asked = {
      plan,
      sheet: below,
      step: 'assigned',
      holder: 'h1',
      isOver: false,
      remarks: '',
      today: TODAY,
    } as const
    expect(refuseStep(inside, asked, [])?.code).toBe('NOT_YOUR_STEP')
    expect(refuseDeciding(inside, plan, { about: 'sheets/P1', by: 'sg' })?.code).toBe('NOT_YOUR_DECISION')
  })
})
