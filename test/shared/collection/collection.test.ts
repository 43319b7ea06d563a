import { periodsOf } from '@traguardo/shared/calendar'
import {
  bodyStatus,
  confirmedOn,
  anomaliesOf,
  orphanedRegisters,
  reportsOf,
  registerIndex,
  unitStatus,
} from '@traguardo/shared/collection'
import type { MeasureValue, Plan } from '@traguardo/shared/model'
import { collectionsOf, compilePlan } from '@traguardo/shared/scoring'
import { type Content, type RegisterField, type Review, WHOLE_PERIOD } from '@traguardo/shared/sync'
import { describe, expect, it } from 'vitest'
import { anOffice } from '../../support/collection'
import { aMeasure, anIndicator, aPlan, byDate } from '../../support/scoring'

const IN_TIME = '2021-09-05'
const AFTER = '2021-09-20'
const number = (value: number): MeasureValue => ({ type: 'number', number: value })
const review = (state: Review['state'], of: string | null, reason = ''): Review => ({
  type: 'review',
  state,
  of,
  reason,
})

const plan = aPlan({ indicators: [anIndicator('I1', { formula: 'A' }), anIndicator('I2', { formula: 'B' })] })
const second = (of: Plan) => {
  const [, period] = periodsOf(of, 2021)
  if (!period) throw new Error('a year has a second period')
  return period
}

async function collected() {
  const office = anOffice(plan)
  await office.deed('anna', IN_TIME, { measure: 'A', content: number(12) })
  await office.deed('anna', IN_TIME, { measure: 'B', content: number(3) })
  const of = (measure: string) => office.heads.get(`${measure}/value`) ?? null
  const say = (person: string, day: string, measure: string, content: Review) =>
    office.deed(person, day, { measure, field: 'review', content })
  const states = async (today = AFTER) => {
    const found = unitStatus(plan, { unit: 'U1', period: second(plan) }, await office.find(), today)
    return [found?.state, ...(found?.cells.map(({ state }) => state) ?? [])]
  }
  return { office, of, say, states }
}

describe('a measure that does not apply', () => {
  const none = { type: 'not-applicable' } as const
  const say = (office: ReturnType<typeof anOffice>, content: Content, field: RegisterField = 'value') =>
    office.deed('anna', IN_TIME, { measure: 'A', field, content })

  it('[CO12.1] is taken where a note says why, and refused without', async () => {
    const office = anOffice(plan)
    expect(await say(office, none)).toBe('REASON_MISSING')
    await office.deed('anna', IN_TIME, { measure: 'B', field: 'note', content: 'Di un’altra misura' })
    expect(await say(office, none)).toBe('REASON_MISSING')
    expect(await say(office, 'Nessuna domanda nel periodo', 'note')).toBe('applied')
    expect(await say(office, none)).toBe('applied')
  })

  it('[CO12.2] keeps its reason until it is something else', async () => {
    const office = anOffice(plan)
    await say(office, 'Nessuna domanda nel periodo', 'note')
    await say(office, none)
    expect(await say(office, null, 'note')).toBe('REASON_MISSING')
    expect(await say(office, 'Nessuna, e lo si vede dal protocollo', 'note')).toBe('applied')
    expect(await say(office, number(3))).toBe('applied')
    expect(await say(office, null, 'note')).toBe('applied')
  })
})

describe('handing a period in', () => {
  const send = (office: ReturnType<typeof anOffice>, day = IN_TIME) =>
    office.deed('anna', day, { measure: WHOLE_PERIOD, field: 'sending', content: { type: 'sending' } })

  it('[CO1.1] is from the opening of the period on', async () => {
    const { office } = await collected()
    expect(await send(office, '2021-08-31')).toBe('PERIOD_CLOSED')
    expect(await send(office, '2021-09-01')).toBe('applied')
  })

  it('[CO1.2] wants an answer to everything that is owed: a value or a reason', async () => {
    const office = anOffice(plan)
    expect(await send(office)).toBe('NOT_COMPLETE')
    await office.deed('anna', IN_TIME, { measure: 'A', content: number(12) })
    expect(await send(office)).toBe('NOT_COMPLETE')
    await office.deed('anna', IN_TIME, { measure: 'B', field: 'absence', content: 'Il fornitore non ha risposto' })
    expect(await send(office)).toBe('applied')
    expect(await office.deed('bruno', IN_TIME, { measure: WHOLE_PERIOD, field: 'sending', content: null })).toBe(
      'NOT_YOUR_UNIT',
    )
    expect(await office.deed('anna', IN_TIME, { measure: WHOLE_PERIOD, field: 'sending', content: null })).toBe(
      'applied',
    )
  })

  it('[CO1.3] asks a day only once in the year', async () => {
    const of = aPlan({
      measures: [aMeasure('D', { kind: 'date', aggregation: 'last' })],
      indicators: [anIndicator('I1', { formula: 'D', targets: [byDate('2021-03-31')] })],
    })
    const office = anOffice(of)
    expect(await send(office)).toBe('NOT_COMPLETE')
    const early = { measure: 'D', period: 1, content: { type: 'date', date: '2021-03-30' } as const }
    expect(await office.deed('anna', '2021-05-03', early)).toBe('applied')
    expect(await send(office)).toBe('applied')
  })
})

describe('confirming', () => {
  it('[CO2.2] locks the value, whoever wants to write', async () => {
    const { office, of, say } = await collected()
    expect(await say('sg', AFTER, 'A', review('confirmed', of('A')))).toBe('applied')
    expect(await office.deed('anna', AFTER, { measure: 'A', content: number(13) })).toBe('VALUE_LOCKED')
    expect(await office.deed('anna', IN_TIME, { measure: 'A', field: 'note', content: 'x' })).toBe('VALUE_LOCKED')
  })

  it('[CO2.1] comes after entering, which is while the period is open', async () => {
    const { office } = await collected()
    const enter = (day: string) => office.deed('anna', day, { measure: 'B', content: number(4) })
    expect([await enter('2021-08-31'), await enter(AFTER), await enter(IN_TIME)]).toEqual([
      ...['PERIOD_CLOSED', 'PERIOD_CLOSED', 'applied'],
    ])
  })

  it('[CO2.3] is not for what is sent back, which may be written whatever the day', async () => {
    const { office, of, say } = await collected()
    expect(await say('sg', AFTER, 'B', review('returned', of('B'), 'Manca agosto'))).toBe('applied')
    expect(await office.deed('anna', AFTER, { measure: 'B', content: number(4) })).toBe('applied')
  })

  it('[CO3.1] is for the manager above, not for that of another unit', async () => {
    const { of, say } = await collected()
    expect(await say('bruno', AFTER, 'A', review('confirmed', of('A')))).toBe('NOT_YOUR_REVIEW')
    expect(await say('sg', AFTER, 'A', review('confirmed', of('A')))).toBe('applied')
  })

  it('[CO3.2] is not for who enters, a manager of the unit or not', async () => {
    const { of, say } = await collected()
    expect(await say('anna', AFTER, 'A', review('confirmed', of('A')))).toBe('NOT_YOUR_REVIEW')
  })

  it('[CO3.3] is for the controller', async () => {
    const { of, say } = await collected()
    expect(await say('cdg', AFTER, 'A', review('confirmed', of('A')))).toBe('applied')
  })

  it('[CO3.4] is not before the period has ended', async () => {
    const { of, say } = await collected()
    expect(await say('sg', '2021-08-20', 'B', review('confirmed', of('B')))).toBe('PERIOD_NOT_ENDED')
  })

  it('[CO4] is of the value that was seen', async () => {
    const { office, of, say } = await collected()
    const seen = of('A')
    await office.deed('anna', IN_TIME, { measure: 'A', content: number(14) })
    expect(await say('sg', AFTER, 'A', review('confirmed', seen))).toBe('VALUE_CHANGED')
    expect(await say('sg', AFTER, 'A', review('confirmed', of('A')))).toBe('applied')
  })

  it('[CO5.1] has an opposite that wants a reason', async () => {
    const { of, say } = await collected()
    expect(await say('sg', AFTER, 'A', review('returned', of('A'), ' '))).toBe('REASON_MISSING')
  })

  it('[CO5.2] is taken back with a reason', async () => {
    const { of, say } = await collected()
    await say('sg', AFTER, 'A', review('confirmed', of('A')))
    expect(await say('sg', AFTER, 'A', review('reopened', of('A')))).toBe('REASON_MISSING')
  })

  it('[CO5.3] is taken back only where it was given', async () => {
    const { of, say } = await collected()
    expect(await say('sg', AFTER, 'A', review('reopened', of('A'), 'Errore'))).toBe('NOT_CONFIRMED')
  })

  it('[CO5.4] stands against sending back', async () => {
    const { of, say } = await collected()
    await say('sg', AFTER, 'A', review('confirmed', of('A')))
    expect(await say('sg', AFTER, 'A', review('returned', of('A'), 'Errore'))).toBe('VALUE_LOCKED')
  })

  it('[CO2.4] is taken back so that the value may be written whatever the day', async () => {
    const { office, of, say } = await collected()
    await say('sg', AFTER, 'A', review('confirmed', of('A')))
    expect(await say('sg', AFTER, 'A', review('reopened', of('A'), 'Errore'))).toBe('applied')
    expect(await office.deed('anna', AFTER, { measure: 'A', content: number(13) })).toBe('applied')
  })
})

describe('how far a unit is', () => {
  it('[CO6.3] a value that nobody looked at is entered', async () => {
    const { states } = await collected()
    expect(await states(IN_TIME)).toEqual(['open', 'entered', 'entered'])
  })

  it('[CO6.6] a value that was confirmed is confirmed, until it changes', async () => {
    const { of, say, states } = await collected()
    await say('sg', AFTER, 'B', review('confirmed', of('B')))
    expect(await states()).toEqual(['open', 'entered', 'confirmed'])
  })

  it('[CO6.4] a value that was sent back is returned, until it changes', async () => {
    const { office, of, say, states } = await collected()
    await say('sg', AFTER, 'A', review('returned', of('A'), 'Manca agosto'))
    expect(await states()).toEqual(['late', 'returned', 'entered'])
    await office.deed('anna', AFTER, { measure: 'A', content: number(13) })
    expect(await states()).toEqual(['open', 'entered', 'entered'])
  })

  it('[CO6.1] a value that was taken away is missing', async () => {
    const { office, states } = await collected()
    await office.deed('anna', IN_TIME, { measure: 'A', content: null })
    expect(await states()).toEqual(['late', 'missing', 'entered'])
  })

  it('[CO6.2] a reason in place of a value explains it', async () => {
    const { office, states } = await collected()
    await office.deed('anna', IN_TIME, { measure: 'A', content: null })
    await office.deed('anna', IN_TIME, { measure: 'A', field: 'absence', content: 'Dato perso' })
    expect(await states()).toEqual(['open', 'explained', 'entered'])
  })

  it('[CO6.5] a value that was opened again is reopened, until it changes', async () => {
    const { office, of, say, states } = await collected()
    await say('sg', AFTER, 'B', review('confirmed', of('B')))
    await say('sg', AFTER, 'B', review('reopened', of('B'), 'Errore'))
    expect(await states()).toEqual(['late', 'entered', 'reopened'])
    await office.deed('anna', AFTER, { measure: 'B', content: number(4) })
    expect(await states()).toEqual(['open', 'entered', 'entered'])
  })

  it('[CO6.4] a reason that was sent back is no answer, until there is another one', async () => {
    const { office, of, say, states } = await collected()
    const explain = (day: string, content: string) =>
      office.deed('anna', day, { measure: 'A', field: 'absence', content })
    await office.deed('anna', IN_TIME, { measure: 'A', content: null })
    await explain(IN_TIME, 'Non so')
    expect(await states()).toEqual(['open', 'explained', 'entered'])
    await say('sg', '2021-09-17', 'A', review('returned', of('A'), 'Lo chieda al fornitore'))
    expect(await states()).toEqual(['late', 'returned', 'entered'])
    await explain('2021-09-18', 'Il fornitore non ha risposto')
    expect(await states()).toEqual(['open', 'explained', 'entered'])
  })

  it('[CO7.3] is sent once it was handed in', async () => {
    const { office, states } = await collected()
    await office.deed('anna', IN_TIME, { measure: WHOLE_PERIOD, field: 'sending', content: { type: 'sending' } })
    expect((await states())[0]).toBe('sent')
  })

  it('[CO7.1] is confirmed with the last measure, and open again when one is', async () => {
    const { of, say, states } = await collected()
    await say('sg', '2021-09-17', 'A', review('confirmed', of('A')))
    expect((await states())[0]).toBe('open')
    await say('sg', '2021-09-20', 'B', review('confirmed', of('B')))
    expect((await states())[0]).toBe('confirmed')
    expect((await states('2021-08-01'))[0]).toBe('confirmed')
    await say('sg', AFTER, 'B', review('reopened', of('B'), 'Errore'))
    expect((await states())[0]).not.toBe('confirmed')
  })

  it('[CO7.2] is confirmed from the day of the last confirmation on', async () => {
    const { office, of, say } = await collected()
    await say('sg', '2021-09-20', 'B', review('confirmed', of('B')))
    await say('sg', '2021-09-17', 'A', review('confirmed', of('A')))
    const find = await office.find()
    expect(unitStatus(plan, { unit: 'U1', period: second(plan) }, find, AFTER)).toMatchObject({
      ...{ state: 'confirmed', confirmedOn: '2021-09-20', confirmed: 2 },
    })
  })

  describe('by the day', () => {
    const calendars = [
      {
        year: 2021,
        division: 'quadrimestri' as const,
        entryDays: 15,
        workingDays: false,
        reminderDays: [],
        exceptions: [{ period: 2, unit: 'U1', deadline: '2021-09-30', reason: 'Trasloco' }],
      },
    ]
    const of = (changed: Plan, day: string) => bodyStatus(changed, second(changed), registerIndex([]), day)[0]?.state

    it('[CO7.5] waits before the period opens', () => expect(of(plan, '2021-08-31')).toBe('waiting'))

    it('[CO7.6] is open from its opening to its deadline, exceptions heeded', () => {
      expect([of(plan, '2021-09-01'), of(plan, '2021-09-15')]).toEqual(['open', 'open'])
      expect(of({ ...plan, calendars }, '2021-09-16')).toBe('open')
    })

    it('[CO7.4] is late after its deadline', () => expect(of(plan, '2021-09-16')).toBe('late'))
  })
})

describe('what is odd', () => {
  const odd = async (values: readonly (readonly [year: number, period: number, value: number])[], misses = false) => {
    const of = { ...plan, firstYear: 2020 }
    const list = values.map(([year, period, value]) => ({
      key: { body: 'B', measure: 'A', unit: 'U1', year, period, field: 'value' as const },
      head: `${year}/${period}`,
      content: number(value),
      person: 'anna',
      at: `${year}-12-31T08:00:00.000Z`,
    }))
    const find = registerIndex(list)
    const cell = unitStatus(of, { unit: 'U1', period: second(of) }, find, AFTER)?.cells[0]
    if (!cell) throw new Error('U1 owes A')
    return anomaliesOf(of, cell, { find, hasEvidence: () => true, misses: () => misses })
  }

  it('[CO8.1] a value outside its history', async () => {
    expect(
      await odd([
        [2020, 1, 5],
        [2020, 3, 9],
        [2021, 1, 7],
        [2021, 2, 11],
      ]),
    ).toEqual(['out-of-range'])
    expect(
      await odd([
        [2020, 1, 5],
        [2020, 3, 9],
        [2021, 1, 7],
        [2021, 2, 8],
      ]),
    ).toEqual([])
  })

  it('[CO8.2] two values are no history', async () => {
    expect(
      await odd([
        [2020, 3, 9],
        [2021, 1, 7],
        [2021, 2, 11],
      ]),
    ).toEqual([])
  })

  it('[CO8.3] a value below the same period of the year before', async () => {
    expect(
      await odd([
        [2020, 2, 5],
        [2021, 2, 4],
      ]),
    ).toEqual(['below-last-year'])
  })

  it('[CO8.4] a value of ten times the last', async () => {
    expect(
      await odd([
        [2021, 1, 5],
        [2021, 2, 50],
      ]),
    ).toEqual(['ten-times'])
  })

  it('[CO8.6] a value with which a target is missed', async () => {
    expect(await odd([[2021, 2, 50]], true)).toEqual(['target-missed'])
  })

  /** What is odd in A and in B, where A alone has evidence. */
  const reasonsIn = async ({ office }: Awaited<ReturnType<typeof collected>>) => {
    const find = await office.find()
    const cells = unitStatus(plan, { unit: 'U1', period: second(plan) }, find, AFTER)?.cells ?? []
    return cells.map((cell) =>
      anomaliesOf(plan, cell, { find, hasEvidence: ({ due }) => due.measure.code === 'A', misses: () => false }),
    )
  }

  it('[CO8.5] a value without evidence', async () => {
    expect(await reasonsIn(await collected())).toEqual([[], ['no-evidence']])
  })

  it('[CO8.7] a value that changed after it was handed in', async () => {
    const year = await collected()
    const { office } = year
    await office.deed('anna', IN_TIME, { measure: WHOLE_PERIOD, field: 'sending', content: { type: 'sending' } })
    await office.deed('anna', '2021-09-06', { measure: 'A', content: number(13) })
    expect((await reasonsIn(year))[0]).toEqual(['changed'])
  })

  it('[CO8.8] a value that changed after a manager looked at it', async () => {
    const year = await collected()
    await year.say('sg', '2021-09-06', 'A', review('returned', year.of('A'), 'Manca agosto'))
    await year.office.deed('anna', '2021-09-07', { measure: 'A', content: number(13) })
    expect((await reasonsIn(year))[0]).toEqual(['changed'])
  })

  it('[CO8.9] a value that says that the measure does not apply', async () => {
    const year = await collected()
    await year.office.deed('anna', IN_TIME, { measure: 'A', field: 'note', content: 'Nessuna domanda' })
    await year.office.deed('anna', IN_TIME, { measure: 'A', content: { type: 'not-applicable' } })
    expect((await reasonsIn(year))[0]).toEqual(['not-applicable'])
  })

  it('[CO11.7] a doubtful value is kept all the same', async () => {
    const { office } = await collected()
    expect(await office.deed('anna', IN_TIME, { measure: 'A', content: number(120) })).toBe('applied')
    const held = (await office.registers()).find(({ key }) => key.measure === 'A' && key.field === 'value')
    expect(held?.content).toEqual(number(120))
  })
})

describe('what the cycle says of itself', () => {
  const collections = (office: Awaited<ReturnType<typeof collected>>['office']) =>
    office.registers().then((registers) => {
      const of = registers.map(({ key, content, at, excused }) => ({ ...key, content, at, excused }))
      const values = of.filter(({ field }) => field === 'value') as never[]
      const cells = (values as typeof of).map((one) => ({ ...one, value: one.content as MeasureValue }))
      const explained = of.filter(({ field, content }) => field === 'absence' && content !== null)
      return collectionsOf(compilePlan(plan, 2021), cells, '2021-10-01', explained)
    })

  it('[CO9.1] a reason counts as an answer', async () => {
    const office = anOffice(plan)
    await office.deed('anna', IN_TIME, { measure: 'A', content: number(12) })
    expect(await collections(office)).toEqual([{ unit: 'U1', period: 2, onTime: false }])
    await office.deed('anna', IN_TIME, { measure: 'B', field: 'absence', content: 'Dato perso' })
    expect(await collections(office)).toEqual([{ unit: 'U1', period: 2, onTime: true }])
  })

  it('[CO9.2] a correction of what was in time counts as in time', async () => {
    const { office } = await collected()
    const of = office.heads.get('A/value') ?? null
    await office.deed('sg', AFTER, { measure: 'A', field: 'review', content: review('returned', of, 'Manca agosto') })
    await office.deed('anna', AFTER, { measure: 'A', content: number(13) })
    expect(await collections(office)).toEqual([{ unit: 'U1', period: 2, onTime: true }])
  })

  it('[CO10.1] a report is due once all units are confirmed', async () => {
    const { office, of, say } = await collected()
    const reports = async (sent: ReadonlyMap<number, string> = new Map()) =>
      reportsOf(plan, 2021, { find: await office.find(), today: AFTER, sent, reviewed: new Set([2]) })
    await say('sg', '2021-09-17', 'A', review('confirmed', of('A')))
    expect(await reports()).toEqual([])
    await say('sg', '2021-09-20', 'B', review('confirmed', of('B')))
    expect(await reports()).toEqual([{ period: 2, validated: '2021-09-20', sent: null }])
    expect(await reports(new Map([[2, '2021-09-21']]))).toEqual([
      { period: 2, validated: '2021-09-20', sent: '2021-09-21' },
    ])
  })

  it('[CO10.2] a report is due on the day of the last confirmation, wherever it was', () => {
    const unit = (day: string | null) => ({ confirmedOn: day, state: day ? 'confirmed' : 'open' }) as never
    expect(confirmedOn([unit('2021-09-20'), unit('2021-09-17')])).toBe('2021-09-20')
    expect(confirmedOn([unit('2021-09-20'), unit(null)])).toBeNull()
    expect(confirmedOn([])).toBeNull()
  })
})

it('[PR6.2] a value that lost its measure or its indicator is found, one that serves is not', async () => {
  const { office } = await collected()
  const registers = await office.registers()
  expect(orphanedRegisters(plan, registers)).toEqual([])
  const without = { ...plan, indicators: plan.indicators.filter(({ code }) => code !== 'I1') }
  expect(orphanedRegisters(without, registers).map(({ key }) => key.measure)).toEqual(['A'])
  const gone = { ...without, measures: plan.measures.filter(({ code }) => code !== 'A') }
  expect(orphanedRegisters(gone, registers).map(({ key }) => key.measure)).toEqual(['A'])
})
