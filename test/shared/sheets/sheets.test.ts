import { itemAddress, type Plan, sheetOf } from '@traguardo/shared/model'
import { EVERY_DAY, type ViewingHolder } from '@traguardo/shared/people'
import {
  followingSteps,
  reachedStep,
  refuseAsking,
  refuseDeciding,
  refuseStep,
  SHEET_STEPS,
  type SheetEvent,
  type SheetStep,
} from '@traguardo/shared/sheets'
import { describe, expect, it } from 'vitest'
import { anIndicator, aPlan, individual } from '../../support/scoring'

const plan: Plan = aPlan({
  people: [...aPlan().people, { code: 'oiv', title: 'OIV', roles: [{ role: 'evaluator', unit: 'ENTE' }] }],
  objectives: [...aPlan().objectives, individual('IND1', 'P1', 100)],
  indicators: [...aPlan().indicators, anIndicator('I9', { objective: 'IND1' })],
  sheets: [{ code: 'P1', title: 'Scheda di Anna', person: 'anna', unit: 'U1', weightTotal: 100 }],
})
const [sheet] = plan.sheets as [Plan['sheets'][number]]
const LIFE = { holder: 'h1', isOver: false, remarks: '', today: '2021-09-06' }
const BELOW = { isOver: false, isTop: false }
const viewer = (code: string): ViewingHolder => ({
  ...{ person: code, holder: code === 'anna' ? 'h1' : null, days: EVERY_DAY },
  roles: plan.people.find((one) => one.code === code)?.roles ?? [],
})
const PEOPLE = ['anna', 'bruno', 'sg', 'cdg', 'oiv', 'nobody']

const event = (step: SheetStep, of = 'P1'): SheetEvent => ({
  ...{ sheet: of, holder: 'h1', step, person: 'sg', at: '2021-09-05T08:00:00.000Z', remarks: '' },
})

describe('the steps of a sheet', () => {
  it('[IS1.2] begin again until it is closed', () => {
    const anew = [null, ...SHEET_STEPS].map((step) => followingSteps(step, BELOW).includes('assigned'))
    expect(anew).toEqual([...new Array(9).fill(true), false])
  })

  it('[IS1.1] follow each other', () => {
    const goOn = ['monitored', 'assigned']
    expect([null, ...SHEET_STEPS].map((step) => followingSteps(step, BELOW))).toEqual([
      ['assigned'],
      ['discussed', 'assigned'],
      ['accepted', 'noted', 'refused', 'lapsed', 'assigned'],
      ...[goOn, goOn, goOn, goOn],
      ['closed', 'assigned'],
      ['closed', 'assigned'],
      [],
    ])
  })

  it('[IS1.3] have reached the last that was taken of this sheet, whatever was taken of another', () => {
    expect(reachedStep([], { sheet: 'P1', holder: 'h1' })).toBeNull()
    expect(
      reachedStep([event('assigned'), event('discussed'), event('closed', 'P2')], { sheet: 'P1', holder: 'h1' }),
    ).toBe('discussed')
  })

  it('[IS1.1] are refused out of their order', () => {
    expect(refuseStep(viewer('sg'), { plan, sheet, step: 'monitored', ...LIFE }, [event('assigned')])?.code).toBe(
      'STEP_OUT_OF_ORDER',
    )
    expect(refuseStep(viewer('sg'), { plan, sheet, step: 'discussed', ...LIFE }, [event('assigned')])).toBeNull()
  })

  const taken = (step: SheetStep, before: readonly SheetEvent[]) =>
    PEOPLE.filter((code) => refuseStep(viewer(code), { plan, sheet, step, ...LIFE }, before) === null)

  it('[IS2.3] are of a manager above or the controller', () => {
    expect(taken('assigned', [])).toEqual(['sg', 'cdg'])
    expect(taken('closed', [event('monitored')])).toEqual(['sg', 'cdg'])
  })

  it('[IS2.1] are answered by the person of the sheet alone', () => {
    expect(taken('accepted', [event('discussed')])).toEqual(['anna'])
    expect(refuseStep(viewer('sg'), { plan, sheet, step: 'accepted', ...LIFE }, [event('discussed')])?.code).toBe(
      'NOT_YOUR_SHEET',
    )
  })

  it('[IS2.4] are not taken on the own sheet, but for answering', () => {
    expect(refuseStep(viewer('anna'), { plan, sheet, step: 'assigned', ...LIFE }, [])?.code).toBe('NOT_YOUR_STEP')
    const own = { ...sheet, person: 'cdg' }
    expect(refuseStep(viewer('cdg'), { plan, sheet: own, step: 'assigned', ...LIFE }, [])?.code).toBe('NOT_YOUR_STEP')
  })
})

describe('a score by hand', () => {
  const asked = {
    about: itemAddress('objectives', 'IND1'),
    score: 80,
    reason: 'Concordato',
    allowed: true,
    ofBody: false,
  }
  const refused = (code: string, changes: Partial<typeof asked> = {}) =>
    refuseAsking(viewer(code), plan, { ...asked, ...changes })?.code ?? null

  it('[IS3.7] is of what hangs on a sheet: an objective, an indicator of it, or the whole', () => {
    const sheets = [itemAddress('objectives', 'IND1'), itemAddress('indicators', 'I9'), itemAddress('sheets', 'P1')]
    expect(sheets.map((about) => sheetOf(plan, about)?.code)).toEqual(['P1', 'P1', 'P1'])
    const others = [itemAddress('objectives', 'O1'), itemAddress('indicators', 'I1'), itemAddress('units', 'U1')]
    expect(others.map((about) => sheetOf(plan, about))).toEqual([null, null, null])
    expect(refused('oiv', { about: itemAddress('indicators', 'I1') })).toBe('NOT_ON_A_SHEET')
  })

  it('[IS3.10] is of an objective of the body too, asked for by the evaluator, where the policy says so', () => {
    const ofBody = { about: itemAddress('objectives', 'O1'), ofBody: true }
    expect(PEOPLE.filter((code) => refused(code, ofBody) === null)).toEqual(['oiv'])
    expect(refused('sg', ofBody)).toBe('NOT_YOUR_SHEET')
    expect(refused('oiv', { ...ofBody, about: itemAddress('indicators', 'I1') })).toBeNull()
    for (const about of [itemAddress('areas', 'AS1'), itemAddress('objectives', 'NONE'), itemAddress('sheets', 'NONE')])
      expect(refused('oiv', { ...ofBody, about })).toBe('NOT_ON_A_SHEET')
    expect(refused('oiv', { ...ofBody, allowed: false })).toBe('POLICY_FORBIDS')
    expect(refused('oiv', { ...ofBody, reason: '' })).toBe('REASON_MISSING')
    // Whoever asked does not decide.
    expect(refuseDeciding(viewer('oiv'), plan, { about: ofBody.about, by: 'oiv' })?.code).toBe('OWN_REQUEST')
    expect(refuseDeciding(viewer('cdg'), plan, { about: ofBody.about, by: 'oiv' })).toBeNull()
  })

  it('[IS3.1] is asked for by a manager above or the evaluator', () => {
    expect(PEOPLE.filter((code) => refused(code) === null)).toEqual(['sg', 'oiv'])
  })

  it('[IS3.9] is asked for by nobody on the own sheet', () => {
    expect(refused('anna')).toBe('NOT_YOUR_SHEET')
    const own = { ...plan, sheets: [{ ...sheet, person: 'oiv' }] }
    expect(refuseAsking(viewer('oiv'), own, asked)?.code).toBe('NOT_YOUR_SHEET')
  })

  it('[IS3.6] is allowed by the policy', () => {
    expect(refused('oiv', { allowed: false })).toBe('POLICY_FORBIDS')
  })

  it('[IS3.2] has a reason', () => expect(refused('oiv', { reason: ' ' })).toBe('REASON_MISSING'))

  it('[IS3.8] lies between 0 and 100', () => {
    const scores = [-0.1, 0, 100, 100.1, Number.NaN, Number.POSITIVE_INFINITY]
    expect(scores.map((score) => refused('oiv', { score }))).toEqual([
      ...['BAD_SCORE', null, null],
      ...['BAD_SCORE', 'BAD_SCORE', 'BAD_SCORE'],
    ])
  })

  const decided = (code: string, by: string, of = plan) =>
    refuseDeciding(viewer(code), of, { about: asked.about, by })?.code ?? null

  it('[IS3.3] is decided by the controller or the evaluator', () => {
    expect(PEOPLE.filter((code) => decided(code, 'sg') === null)).toEqual(['cdg', 'oiv'])
    expect(decided('sg', 'oiv')).toBe('NOT_YOUR_DECISION')
  })

  it('[IS3.4] is not decided by who asked', () => expect(decided('oiv', 'oiv')).toBe('OWN_REQUEST'))

  it('[IS3.5] is not decided by whose sheet it is', () => {
    expect(decided('cdg', 'sg', { ...plan, sheets: [{ ...sheet, person: 'cdg' }] })).toBe('OWN_REQUEST')
  })
})
