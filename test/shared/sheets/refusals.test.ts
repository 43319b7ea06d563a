import type { Plan } from '@traguardo/shared/model'
import { sayRefusal, type Refusal } from '@traguardo/shared/refusals'
import {
  countedPart,
  followingSteps,
  LONGEST_REMARKS,
  proRata,
  refuseAsking,
  refuseDeciding,
  refuseStep,
  type SheetEvent,
  type SheetStep,
} from '@traguardo/shared/sheets'
import { describe, expect, it } from 'vitest'
import { anIndicator, aPlan, individual, operational, strategic } from '../../support/scoring'
import { aPolicy } from '../../support/scores'

const plan: Plan = aPlan({
  people: [...aPlan().people, { code: 'oiv', title: 'OIV', roles: [{ role: 'evaluator', unit: 'ENTE' }] }],
  sheets: [{ code: 'SH', title: 'Scheda', person: 'anna', unit: 'U1', weightTotal: 100 }],
  objectives: [strategic('S1'), operational('O1'), individual('P1', 'SH', 100)],
  indicators: [anIndicator('I1'), anIndicator('IP', { objective: 'P1' })],
})
const viewer = (person: string, holder: string | null = null) => ({
  ...{ person, holder, roles: plan.people.find(({ code }) => code === person)?.roles ?? [] },
})
const said = (refused: Refusal | null) => refused && sayRefusal(refused, 'it')

const BY_MANAGER = 'Il punteggio a mano lo chiede il dirigente sovraordinato o l’OIV.'
const NO_SHEET = 'Un punteggio a mano si dà solo a ciò che sta in una scheda individuale.'
const RANGE = 'Il punteggio va da 0 a 100.'
const OWN = 'Chi ha chiesto il punteggio, o ne è oggetto, non può decidere: lo fa un’altra persona.'
const DECIDES = 'Sui punteggi a mano decide il controllo di gestione o l’OIV.'
const STEP = 'Questo passo spetta al dirigente sovraordinato o al controllo di gestione.'
const ORDER = 'La scheda non è a questo punto: ricarichi la pagina e guardi a che passo è.'
const ACCEPT = 'Alla scheda risponde la persona a cui è assegnata.'

describe('a score by hand', () => {
  const fine = { about: 'sheets/SH', score: 80, reason: 'Perché', allowed: true }

  it.each<[string, string, Partial<typeof fine>, string | null]>([
    ['the manager above', 'sg', {}, null],
    ['the evaluator', 'oiv', {}, null],
    ['for an objective of the sheet', 'sg', { about: 'objectives/P1' }, null],
    ['for an indicator of the sheet', 'sg', { about: 'indicators/IP' }, null],
    ['for an objective of the body', 'sg', { about: 'objectives/O1' }, NO_SHEET],
    ['for an indicator of the body', 'sg', { about: 'indicators/I1' }, NO_SHEET],
    ['for what is not there', 'sg', { about: 'sheets/X' }, NO_SHEET],
    ['for a measure', 'sg', { about: 'measures/A' }, NO_SHEET],
    ['for nothing', 'sg', { about: 'SH' }, NO_SHEET],
    ['whose sheet it is', 'anna', {}, BY_MANAGER],
    ['a manager of another unit', 'bruno', {}, BY_MANAGER],
    ['who runs the cycle', 'cdg', {}, BY_MANAGER],
    [
      'where the policy allows none',
      'sg',
      { allowed: false },
      'La metodologia di quest’anno non prevede punteggi a mano.',
    ],
    ['of 0', 'sg', { score: 0 }, null],
    ['of 100', 'sg', { score: 100 }, null],
    ['below 0', 'sg', { score: -0.1 }, RANGE],
    ['above 100', 'sg', { score: 100.1 }, RANGE],
    ['of no number', 'sg', { score: Number.NaN }, RANGE],
    ['without a reason', 'sg', { reason: '  ' }, 'Scriva il motivo: resta accanto al punteggio.'],
  ])('is asked for: %s', (_what, who, changes, expected) => {
    expect(said(refuseAsking(viewer(who), plan, { ...fine, ...changes }))).toBe(expected)
  })

  it.each<[string, string, string, string, string | null]>([
    ['who runs the cycle', 'cdg', 'sheets/SH', 'sg', null],
    ['the evaluator', 'oiv', 'sheets/SH', 'sg', null],
    ['a manager', 'sg', 'sheets/SH', 'oiv', DECIDES],
    ['who asked', 'oiv', 'sheets/SH', 'oiv', OWN],
    ['about what is no more', 'cdg', 'sheets/X', 'sg', null],
  ])('is decided on by %s', (_what, who, about, by, expected) => {
    expect(said(refuseDeciding(viewer(who), plan, { about, by }))).toBe(expected)
  })

  it('[IS3.5] is not decided on by whose it is', () => {
    const own = { ...plan, sheets: plan.sheets.map((sheet) => ({ ...sheet, person: 'cdg' })) }
    expect(said(refuseDeciding(viewer('cdg'), own, { about: 'objectives/P1', by: 'sg' }))).toBe(OWN)
  })
})

describe('the steps of a sheet', () => {
  it.each<[SheetStep | null, boolean, readonly SheetStep[]]>([
    [null, false, ['assigned']],
    [null, true, ['assigned']],
    ['assigned', false, ['discussed', 'assigned']],
    ['discussed', false, ['accepted', 'noted', 'refused', 'lapsed', 'assigned']],
    ['accepted', false, ['monitored', 'assigned']],
    ['monitored', false, ['closed', 'assigned']],
    ['monitored', true, ['closed', 'assigned']],
    ['assigned', true, ['closed', 'discussed', 'assigned']],
    ['accepted', true, ['closed', 'monitored', 'assigned']],
    ['closed', false, []],
    ['closed', true, []],
  ])('[IS1.1] after %s, of days that are over %s, are %j', (step, isOver, following) => {
    expect(followingSteps(step, { isOver, isTop: false })).toEqual(following)
  })

  const [sheet] = plan.sheets
  const event = (step: SheetStep, holder: string | null = 'h1', of = 'SH'): SheetEvent => ({
    ...{ sheet: of, holder, step, person: 'sg', at: '2021-09-05T10:00:00.000Z', remarks: '' },
  })
  const take = (who: ReturnType<typeof viewer>, step: SheetStep, events: readonly SheetEvent[] = [], isOver = false) =>
    sheet &&
    said(refuseStep(who, { plan, sheet, step, holder: 'h1', isOver, remarks: '', today: '2021-09-06' }, events))

  it('[IS2.3] are taken by the manager above and by who runs the cycle, never by whose it is', () => {
    expect(['sg', 'cdg', 'anna', 'bruno', 'oiv'].map((who) => take(viewer(who), 'assigned'))).toEqual([
      ...[null, null, STEP, STEP, STEP],
    ])
  })

  it('[IS2.1] it is answered by its holder alone', () => {
    const discussed = [event('assigned'), event('discussed')]
    expect(take(viewer('anna', 'h1'), 'accepted', discussed)).toBeNull()
    expect(take(viewer('anna', 'h2'), 'accepted', discussed)).toBe(ACCEPT)
    expect([take(viewer('sg', 'h1'), 'accepted', discussed), take(viewer('cdg'), 'accepted', discussed)]).toEqual([
      ...[ACCEPT, ACCEPT],
    ])
  })

  it('[IS1.1] come in their order, in the life of this holder', () => {
    expect([take(viewer('sg'), 'discussed'), take(viewer('sg'), 'discussed', [event('assigned')])]).toEqual([
      ORDER,
      null,
    ])
    expect(take(viewer('sg'), 'discussed', [event('assigned', 'h2')])).toBe(ORDER)
    expect(take(viewer('sg'), 'discussed', [event('assigned', 'h1', 'OTHER')])).toBe(ORDER)
    expect(take(viewer('sg'), 'closed', [event('assigned')])).toBe(ORDER)
    expect(take(viewer('sg'), 'closed', [event('assigned')], true)).toBeNull()
    expect(LONGEST_REMARKS).toBe(4000)
  })
})

describe('a part of the year', () => {
  const days = aPolicy({ partYear: 'days' })
  const part = (from: string | null, to: string | null, year = 2021) => countedPart(days, { from, to }, year)

  it.each([
    [null, null, 365],
    ['2020-03-01', '2022-03-01', 365],
    ['2021-01-01', '2021-12-31', 365],
    ['2021-01-02', null, 364],
    [null, '2021-12-30', 364],
    ['2021-06-01', '2021-06-01', 1],
    ['2022-01-01', null, 0],
    [null, '2020-12-31', 0],
  ])('[RI75.1] from %s to %s is %d days', (from, to, held) => expect(part(from, to)).toEqual({ held, of: 365 }))

  it('[RI75.1] of a leap year has 366, and earns its share', () => {
    expect(part('2020-07-01', null, 2020)).toEqual({ held: 184, of: 366 })
    expect([proRata(0.5, { held: 73, of: 365 }), proRata(null, { held: 73, of: 365 })]).toEqual([0.1, null])
    expect(countedPart(aPolicy(), { from: null, to: null }, 2021)).toBeNull()
  })
})
