import { usualCalendar } from '@traguardo/shared/calendar'
import type { Plan } from '@traguardo/shared/model'
import { sayRefusal } from '@traguardo/shared/refusals'
import {
  authorizeOperation,
  type Content,
  excusesLateness,
  LONGEST_NOTE,
  type Operation,
  readsOf,
  type RegisterField,
  registerId,
  type RegisterKey,
  type RegisterState,
  WHOLE_PERIOD,
} from '@traguardo/shared/sync'
import { describe, expect, it } from 'vitest'
import { aMeasure, anIndicator, aPlan, byDate } from '../../support/scoring'
import { aKey, anOperation } from '../../support/sync'

const plan = aPlan({
  measures: [
    aMeasure('M1', { entry: { by: 'units', units: ['U1', 'U2'] } }),
    aMeasure('SYS', { entry: { by: 'computed', what: 'achievement' } }),
  ],
  indicators: [anIndicator('I1', { formula: 'M1' })],
})
const whole: Partial<RegisterKey> = { measure: WHOLE_PERIOD, field: 'sending' }
const review = (state: string, of: string | null = 'h', reason = 'Perché') =>
  ({ type: 'review', state, of, reason }) as Content
const number: Content = { type: 'number', number: 1 }
type Standing = Readonly<Partial<Record<RegisterField, Content | null>>>
const HEAD = 'h'

interface Asked {
  readonly who?: string
  readonly key?: Partial<RegisterKey>
  readonly content?: Content
  readonly today?: string
  readonly standing?: Standing
  readonly of?: Partial<Operation>
  readonly plan?: Plan
}
/** What is said to somebody who does this; null where they may. */
function said({
  who = 'anna',
  key = {},
  content = number,
  today = '2021-09-05',
  standing = {},
  of = {},
  plan: own = plan,
}: Asked) {
  const at = { ...aKey, ...key }
  const state = (asked: RegisterKey) => {
    const found = standing[asked.field]
    const isSame = asked.period === at.period && asked.unit === at.unit
    return found === undefined || !isSame ? null : ({ key: asked, head: HEAD, content: found } as RegisterState)
  }
  const roles = own.people.find(({ code }) => code === who)?.roles ?? []
  const refused = authorizeOperation(anOperation({ ...of, key: at, content, person: who }), {
    ...{ plan: own, viewer: { person: who, roles }, today, standing: state },
  })
  return refused && `${refused.code} ${sayRefusal(refused, 'it')}`
}

const NOT_YOUR_UNIT =
  'NOT_YOUR_UNIT I valori di questa unità li inserisce il suo responsabile: si rivolga a lui o a lei.'
const UNKNOWN_MEASURE = 'UNKNOWN_MEASURE La misura «*» non è nel piano: ricarichi la pagina.'
const NOT_ENTERED_HERE = 'NOT_ENTERED_HERE «Misura M1» non si inserisce per questa unità.'
const PERIOD_CLOSED = 'PERIOD_CLOSED Il II quadrimestre 2021 si apre il 01/09/2021: riprovi da quel giorno.'
const NOT_YOUR_REVIEW = 'NOT_YOUR_REVIEW I valori di questa unità li valida il suo dirigente.'
const VALUE_CHANGED = 'VALUE_CHANGED «Misura M1» è cambiato dopo che Lei lo ha visto: lo guardi di nuovo.'
const REASON_MISSING = 'REASON_MISSING Scriva il motivo della decisione: resta nella storia del valore.'
const NOT_YOUR_DECISION = 'NOT_YOUR_DECISION Sui valori in ritardo di questa unità decide il suo dirigente.'

describe('what is said to whoever may not', () => {
  const reviewed = (more: Asked): Asked => ({
    ...{ who: 'sg', key: { field: 'review', ...more.key }, standing: { value: number, ...more.standing } },
    ...{ content: more.content ?? review('confirmed'), today: more.today ?? '2021-09-05' },
  })
  const answered = (more: Partial<Operation>, who = 'sg'): Asked => ({
    who,
    of: { kind: 'accept', about: 'late', decision: { inTime: true, reason: 'Perché' } as never, ...more },
  })
  const close = { ...plan, calendars: [{ ...usualCalendar(2021), closedOn: '2022-03-01' }] } as Plan

  it.each<[string, Asked, string | null]>([
    ['a value of the own unit', {}, null],
    ['nobody’s role', { who: 'dora' }, NOT_YOUR_UNIT],
    [
      'a measure that is not there',
      { key: { measure: 'M9' } },
      'UNKNOWN_MEASURE La misura «M9» non è nel piano: ricarichi la pagina.',
    ],
    [
      'a measure of another body',
      { key: { body: 'C' } },
      'UNKNOWN_MEASURE La misura «M1» non è nel piano: ricarichi la pagina.',
    ],
    ['the whole period of another body', { key: { ...whole, body: 'C' } }, UNKNOWN_MEASURE],
    ['the whole period as a value', { key: { measure: WHOLE_PERIOD } }, UNKNOWN_MEASURE],
    [
      'a measure handed in',
      { key: { field: 'sending' }, content: { type: 'sending' } as Content },
      'MALFORMED_OPERATION Si invia il periodo intero.',
    ],
    [
      'a measure that nobody types',
      { key: { measure: 'SYS' } },
      'NOT_ENTERED_HERE «Misura SYS» non si inserisce per questa unità.',
    ],
    ['a unit that does not enter it', { key: { unit: 'U3' } }, NOT_ENTERED_HERE],
    ['no unit', { key: { unit: null } }, NOT_ENTERED_HERE],
    [
      'a closed year',
      { plan: close },
      'YEAR_CLOSED Il 2021 è stato chiuso il 01/03/2022: i suoi valori non cambiano più.',
    ],
    [
      'a period that is not there',
      { key: { period: 4 } },
      'UNKNOWN_PERIOD Il periodo non esiste nel calendario di questo ente.',
    ],
    ['a value before its period opens', { today: '2021-08-31' }, PERIOD_CLOSED],
    [
      'a value after its deadline',
      { today: '2021-09-16' },
      'PERIOD_CLOSED Il II quadrimestre 2021 si è chiuso il 15/09/2021: chieda al controllo di gestione di riaprirlo.',
    ],
    [
      'a value after its deadline that was sent back',
      { today: '2021-09-16', standing: { review: review('returned') } },
      null,
    ],
    [
      'a value after its deadline that was opened again',
      { today: '2021-09-16', standing: { review: review('reopened') } },
      null,
    ],
    [
      'a value that is confirmed',
      { standing: { review: review('confirmed') } },
      'VALUE_LOCKED Il valore è stato validato: per cambiarlo chieda al dirigente di riaprirlo.',
    ],
    [
      'a value of the wrong kind',
      { content: { type: 'date', date: '2021-05-05' } },
      'NOT_A_NUMBER Qui serve un numero, non una data.',
    ],
    ['a value below zero', { content: { type: 'number', number: -1 } }, 'NEGATIVE Il valore non può essere negativo.'],
    ['nothing', { content: null }, null],
    ['a note', { key: { field: 'note' }, content: 'Perché' }, null],
    ['a review', reviewed({}), null],
    ['a review of nothing', reviewed({ standing: { value: null as never }, content: review('confirmed') }), null],
    ['a review by who enters', { ...reviewed({}), who: 'anna' }, NOT_YOUR_REVIEW],
    ['a review by a manager of another unit', { ...reviewed({}), who: 'bruno' }, NOT_YOUR_REVIEW],
    ['a review of a measure that nobody types', reviewed({ key: { measure: 'SYS' } }), NOT_YOUR_REVIEW],
    ['a review of a unit that does not enter it', reviewed({ key: { unit: 'U3' } }), NOT_YOUR_REVIEW],
    ['a review by who runs the cycle', { ...reviewed({}), who: 'cdg' }, null],
    [
      'a review that is none',
      reviewed({ content: number }),
      'MALFORMED_CONTENT Il valore ricevuto non ha la forma attesa: aggiorni la pagina e lo inserisca di nuovo.',
    ],
    [
      'no review',
      { ...reviewed({}), content: null },
      'MALFORMED_CONTENT La validazione non ha la forma attesa: aggiorni la pagina.',
    ],
    [
      'a review before the period opens',
      reviewed({ today: '2021-08-31' }),
      'PERIOD_NOT_ENDED Il II quadrimestre 2021 si valida dal 01/09/2021.',
    ],
    ['a review on the day on which it opens', reviewed({ today: '2021-09-01' }), null],
    [
      'a value sent back without a reason',
      reviewed({ content: review('returned', 'h', ' ') }),
      'REASON_MISSING Scriva il motivo: chi ha inserito il valore lo legge.',
    ],
    ['a value confirmed without a reason', reviewed({ content: review('confirmed', 'h', '') }), null],
    [
      'a value opened again that was not confirmed',
      reviewed({ content: review('reopened') }),
      'NOT_CONFIRMED Si riapre un valore validato: questo non lo è.',
    ],
    [
      'a value opened again that was',
      reviewed({ content: review('reopened'), standing: { review: review('confirmed') } }),
      null,
    ],
    [
      'a value sent back that was confirmed',
      reviewed({ content: review('returned'), standing: { review: review('confirmed') } }),
      'VALUE_LOCKED Il valore è già validato: per cambiarlo lo riapra.',
    ],
    [
      'a value sent back twice',
      reviewed({ content: review('returned'), standing: { review: review('returned') } }),
      null,
    ],
    ['a review of another value', reviewed({ content: review('confirmed', 'x') }), VALUE_CHANGED],
    ['a review of none where there is one', reviewed({ content: review('confirmed', null) }), VALUE_CHANGED],
    [
      'a period handed in without answers',
      { key: whole, content: { type: 'sending' } as Content },
      'NOT_COMPLETE Manca una misura, per prima «Misura M1»: inserisca il valore o scriva perché resta n.d.',
    ],
    ['a period taken back', { key: whole, content: null }, null],
    ['a period of another unit', { key: { ...whole, unit: 'U2' }, content: null }, NOT_YOUR_UNIT],
    ['a period of no unit', { key: { ...whole, unit: null }, content: null }, NOT_YOUR_UNIT],
    [
      'a period before it opens',
      { key: whole, content: { type: 'sending' } as Content, today: '2021-08-31' },
      PERIOD_CLOSED,
    ],
    ['a late value accepted', answered({}), null],
    ['a late value declined', answered({ kind: 'decline' }), null],
    [
      'a late value accepted without a reason',
      answered({ decision: { inTime: true, reason: ' ' } as never }),
      REASON_MISSING,
    ],
    ['a late value accepted without a decision', answered({ decision: null }), REASON_MISSING],
    [
      'a reason of the longest',
      answered({ decision: { inTime: true, reason: 'x'.repeat(LONGEST_NOTE) } as never }),
      null,
    ],
    [
      'a longer one',
      answered({ decision: { inTime: true, reason: 'x'.repeat(LONGEST_NOTE + 1) } as never }),
      'NOTE_TOO_LONG Il motivo supera 4000 caratteri: lo accorci.',
    ],
    ['a late value accepted by its author', answered({}, 'anna'), NOT_YOUR_DECISION],
    ['a late value of no unit', { ...answered({}), key: { unit: null } }, NOT_YOUR_DECISION],
  ])('%s', (_what, asked, expected) => expect(said(asked)).toBe(expected))
})

describe('a correction after the deadline', () => {
  const head = (at: string, excused = false, content: Content = number) =>
    ({ key: aKey, head: HEAD, content, person: 'anna', at: `${at}T10:00:00.000Z`, excused }) as RegisterState
  const excuses = (of: RegisterState, today = '2021-09-20', key: Partial<RegisterKey> = {}, own = plan) =>
    excusesLateness(anOperation({ key: { ...aKey, ...key } }), of, { plan: own, today })

  it('[CO9.2] counts as in time where what it corrects had come in time', () => {
    expect([excuses(head('2021-09-15')), excuses(head('2021-09-16'))]).toEqual([true, false])
    expect([excuses(head('2021-09-18', true)), excuses(head('2021-09-15', true))]).toEqual([true, true])
    expect(excuses(head('2021-09-10'), '2021-09-15')).toBe(false)
    expect(excuses(head('2021-09-10', false, null))).toBe(false)
    expect([
      excuses(head('2021-09-10'), '2021-09-20', { field: 'note' }),
      excuses(head('2021-09-10'), '2021-09-20', { period: 4 }),
    ]).toEqual([...[false, false]])
  })

  it('[CA12.1] by the deadline of the unit', () => {
    const exceptions = [{ period: 2, unit: 'U1', deadline: '2021-09-18', reason: 'x' }]
    const longer = { ...plan, calendars: [{ ...usualCalendar(2021), exceptions }] }
    expect([
      excuses(head('2021-09-18'), '2021-09-20', {}, longer),
      excuses(head('2021-09-10'), '2021-09-18', {}, longer),
    ]).toEqual([...[true, false]])
  })
})

describe('what is read before an operation is judged', () => {
  const reads = (key: Partial<RegisterKey>, of: Partial<Operation> = {}, own = plan) =>
    readsOf(anOperation({ ...of, key: { ...aKey, ...key } }), own)
  const id = (field: RegisterField, key: Partial<RegisterKey> = {}) => registerId({ ...aKey, ...key, field })

  it('[CO4] the value for a review, and the review for everything else', () => {
    expect(reads({ field: 'review' })).toEqual([id('value')])
    expect([reads({}), reads({ field: 'note' }), reads({ field: 'absence' })]).toEqual([
      [id('review')],
      [id('review'), id('value')],
      [id('review')],
    ])
    expect(reads({}, { content: { type: 'not-applicable' } })).toEqual([id('review'), id('note')])
    expect([reads({}, { kind: 'dismiss' }), reads({}, { kind: 'accept' }), reads({}, { kind: 'decline' })]).toEqual([
      [],
      [],
      [],
    ])
  })

  it('[CO1.3] the answers to all that is owed, of this and earlier periods, for a period that is handed in', () => {
    const own = aPlan({
      measures: [aMeasure('M1'), aMeasure('D', { kind: 'date' })],
      indicators: [
        anIndicator('I1', { formula: 'M1' }),
        anIndicator('I2', { formula: 'D', targets: [byDate('2021-05-31')] }),
      ],
    })
    expect([...reads(whole, {}, own)].sort()).toEqual(
      ['M1', 'D']
        .flatMap((measure) =>
          [1, 2].flatMap((period) => [id('value', { measure, period }), id('absence', { measure, period })]),
        )
        .sort(),
    )
    expect(reads({ ...whole, unit: null }, {}, own)).toEqual([])
    expect(reads({ ...whole, period: 4 }, {}, own)).toHaveLength(1)
  })
})
