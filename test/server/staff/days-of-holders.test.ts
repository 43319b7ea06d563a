import { describe, expect, it } from 'vitest'
import { addHolder, beginHolder, endHolder } from '../../../server/src/identity/users/manage-holders'
import { KINDS } from '../../support/databases'
import { staffDatabase } from '../../support/staff'

const PERSON = 'oiv'
const NOW = '2021-09-05T08:00:00.000Z'
/** The last moment of 9 September in Rome, and the first of the 10th. */
const [NIGHT, MIDNIGHT] = ['2021-09-09T21:59:59.999Z', '2021-09-09T22:00:00.000Z']

describe.each(KINDS)('the days of a holder, on %s', (kind) => {
  const db = staffDatabase(kind, NOW)
  const end = async (id: string, lastDay: string | null) => endHolder(db.em(), await db.actor(), id, lastDay)
  const begin = async (id: string, firstDay: string | null) => beginHolder(db.em(), await db.actor(), id, firstDay)
  const add = async (changes: object) =>
    addHolder(db.em(), await db.actor(), {
      ...{ person: PERSON, name: null, username: null, from: null, to: null, handOver: false },
      ...changes,
    })
  const daysOf = async (person = PERSON) => (await db.holders(person)).map(({ from, to }) => [from, to])

  it('[RI63.6] end no earlier than what was done in them, to the moment at which the day ends in Rome', async () => {
    const { id } = await db.holderOf(PERSON)
    await db.acted(NIGHT, PERSON, id)
    expect(await end(id, '2021-09-08')).toMatchObject({
      ...{ code: 'HOLDER_ACTED', params: { kind: 'after', day: '2021-09-08' } },
    })
    expect(await end(id, '2021-09-09')).toBeNull()
    await db.acted(MIDNIGHT, PERSON, id)
    expect(await end(id, '2021-09-09')).toMatchObject({ code: 'HOLDER_ACTED' })
    expect(await end(id, '2021-09-10')).toBeNull()
  })

  it('[RI63.6] begin no later than what was done in them, to the moment at which the day begins in Rome', async () => {
    const { id } = await db.holderOf(PERSON)
    await db.acted(MIDNIGHT, PERSON, id)
    expect(await begin(id, '2021-09-11')).toMatchObject({
      ...{ code: 'HOLDER_ACTED', params: { kind: 'before', day: '2021-09-11' } },
    })
    expect(await begin(id, '2021-09-10')).toBeNull()
    await db.acted(NIGHT, PERSON, id)
    await db.days(PERSON, '2021-09-01', null)
    expect(await begin(id, '2021-09-10')).toMatchObject({ code: 'HOLDER_ACTED' })
    expect(await begin(id, '2021-09-09')).toBeNull()
  })

  it('[RI63.6] are bound by what the record tells without a holder, where it lies in them', async () => {
    const { id } = await db.holderOf(PERSON)
    await db.acted(MIDNIGHT, PERSON)
    expect(await end(id, '2021-09-09')).toMatchObject({ code: 'HOLDER_ACTED' })
    await db.days(PERSON, '2021-09-11', null)
    expect(await begin(id, '2021-09-12')).toBeNull()
    await db.days(PERSON, null, '2021-09-09')
    expect(await end(id, '2021-09-01')).toBeNull()
  })

  it('[RI63.6] are bound by nothing that another holder, position or body did', async () => {
    const { id } = await db.holderOf(PERSON)
    await db.acted(MIDNIGHT, PERSON, 'somebody else')
    await db.acted(MIDNIGHT, 'organi', (await db.holderOf('organi')).id)
    await db.acted(MIDNIGHT, 'organi')
    await db.acted(MIDNIGHT, PERSON, (await db.holderOf(PERSON, 'ISR')).id, 'ISR')
    await db.acted(MIDNIGHT, PERSON, undefined, 'ISR')
    expect(await end(id, '2021-09-01')).toBeNull()
  })

  it('[RI63.2] [RI64.1] are moved, and opened again, which the record tells', async () => {
    const { id } = await db.holderOf(PERSON)
    expect(await begin(id, '2021-09-03')).toBeNull()
    const { person, holder } = await db.actor()
    expect(await db.told()).toEqual({
      ...{ action: 'holder.begin', about: `|people/${PERSON}|`, person, holder },
      detail: { holder: id, firstDay: '2021-09-03' },
    })
    expect(await end(id, '2021-09-03')).toBeNull()
    expect(await db.told()).toMatchObject({
      ...{ action: 'holder.end', about: `|people/${PERSON}|`, detail: { holder: id, lastDay: '2021-09-03' } },
    })
    expect(await daysOf()).toEqual([['2021-09-03', '2021-09-03']])
    expect(await begin(id, '')).toBeNull()
    expect(await end(id, null)).toBeNull()
    expect(await db.told()).toMatchObject({ detail: { lastDay: null } })
    expect(await daysOf()).toEqual([[null, null]])
  })

  it('[RI63.8] are left as they are where what is asked for are none', async () => {
    await db.days(PERSON, '2021-09-03', '2021-09-10')
    await db.addHolder('next', PERSON, { from: '2021-09-12' })
    const { id } = await db.holderOf(PERSON)
    const before = await daysOf()
    expect(await end(id, '2021-09-02')).toMatchObject({ code: 'DAYS_REVERSED' })
    expect(await end(id, '10/9/2021')).toMatchObject({ code: 'BAD_DAY', params: { kind: 'last' } })
    expect(await end(id, '2021-09-12')).toMatchObject({ code: 'HOLDERS_OVERLAP' })
    expect(await end(id, null)).toMatchObject({ code: 'HOLDERS_OVERLAP' })
    expect(await begin(id, '2021-09-11')).toMatchObject({ code: 'DAYS_REVERSED' })
    expect(await begin(id, 'ieri')).toMatchObject({ code: 'BAD_DAY', params: { kind: 'grant' } })
    expect(await begin('next', '2021-09-10')).toMatchObject({ code: 'HOLDERS_OVERLAP' })
    expect(await begin('next', null)).toMatchObject({ code: 'HOLDERS_OVERLAP' })
    expect(await daysOf()).toEqual(before)
    expect(await end(id, '2021-09-11')).toBeNull()
  })

  it('[RI63.7] are never moved by whose they are', async () => {
    const { holder = '' } = await db.actor()
    expect(await end(holder, '2021-12-31')).toMatchObject({ code: 'OWN_ACCOUNT', params: { kind: 'days' } })
    expect(await begin(holder, '2021-01-01')).toMatchObject({ code: 'OWN_ACCOUNT', params: { kind: 'days' } })
  })

  it('[RI33] are given to nobody in a position that the body has not', async () => {
    for (const person of ['nobody', 'direttore'])
      expect(await add({ person, from: '2021-10-01' })).toMatchObject({
        ...{ code: 'UNKNOWN_PERSON', params: { kind: 'position', person } },
      })
    expect(await add({ from: '2021-10-02', to: '2021-10-01' })).toMatchObject({ code: 'DAYS_REVERSED' })
    expect(await add({ handOver: true })).toMatchObject({ code: 'BAD_DAY', params: { kind: 'hand-over' } })
    expect(await daysOf()).toEqual([[null, null]])
  })

  it('[RI6.2] are moved in the own body alone', async () => {
    const { id } = await db.holderOf(PERSON, 'ISR')
    expect(await end(id, '2021-12-31')).toMatchObject({ code: 'UNKNOWN_HOLDER' })
    expect(await begin(id, '2021-01-01')).toMatchObject({ code: 'UNKNOWN_HOLDER' })
    expect((await db.holderOf(PERSON, 'ISR')).to).toBeNull()
  })

  it('[RI63.3] [RI64.1] pass over in one step, which the record tells with who ended and when', async () => {
    const { id: before } = await db.holderOf(PERSON)
    expect(await add({ from: '2021-09-10', to: '', username: ' ', name: '  Anna ', handOver: true })).toBeNull()
    expect(await daysOf()).toEqual([
      [null, '2021-09-09'],
      ['2021-09-10', null],
    ])
    const [, next] = await db.holders(PERSON)
    expect(next).toMatchObject({ name: 'Anna', username: null })
    expect(await db.told()).toMatchObject({
      ...{ action: 'holder.handOver', about: `|people/${PERSON}|` },
      detail: { holder: next?.id, from: '2021-09-10', to: null, username: null, before, lastDay: '2021-09-09' },
    })
  })

  it('[RI63.3] pass over from who has a day before the first one, and from nobody else', async () => {
    await db.days(PERSON, '2021-10-01', null)
    expect(await add({ from: '2021-10-01', handOver: true })).toMatchObject({ code: 'NOBODY_BEFORE' })
    expect(await add({ from: '2021-09-30', handOver: true })).toMatchObject({ code: 'NOBODY_BEFORE' })
    expect(await daysOf()).toEqual([['2021-10-01', null]])
    expect(await add({ from: '2021-10-02', handOver: true })).toBeNull()
    expect(await daysOf()).toEqual([
      ['2021-10-01', '2021-10-01'],
      ['2021-10-02', null],
    ])
  })

  it('[RI63.6] do not pass over before what was done in them', async () => {
    const { id } = await db.holderOf(PERSON)
    await db.acted(MIDNIGHT, PERSON, id)
    expect(await add({ from: '2021-09-10', handOver: true })).toMatchObject({
      ...{ code: 'HOLDER_ACTED', params: { kind: 'after', day: '2021-09-09' } },
    })
    expect(await add({ from: '2021-09-11', handOver: true })).toBeNull()
  })

  it('[RI63.1] [RI64.1] are given where they are free, and the record tells of nobody who ended', async () => {
    await db.days(PERSON, null, '2021-09-30')
    expect(await add({ from: '2021-09-30' })).toMatchObject({ code: 'HOLDERS_OVERLAP' })
    expect(await add({ from: '2021-10-01', to: '2021-10-31', username: ' oiv ' })).toBeNull()
    const [, next] = await db.holders(PERSON)
    expect(next).toMatchObject({ name: null, username: 'oiv', from: '2021-10-01', to: '2021-10-31' })
    const { action, detail } = await db.told()
    expect(action).toBe('holder.add')
    expect(detail).toEqual({ holder: next?.id, from: '2021-10-01', to: '2021-10-31', username: 'oiv' })
  })

  it('[RI61.4] are of an account that has a position of the body on other days, and of no other', async () => {
    await db.days(PERSON, null, '2021-09-30')
    await db.days('organi', null, '2021-10-01')
    const next = { from: '2021-10-01' }
    expect(await add({ ...next, username: 'organi' })).toMatchObject({
      ...{ code: 'ACCOUNT_HOLDS_ANOTHER', params: { username: 'organi' } },
    })
    expect(await add({ ...next, username: 'organi.isr' })).toMatchObject({
      ...{ code: 'UNKNOWN_ACCOUNT', params: { kind: 'invite', username: 'organi.isr' } },
    })
    expect(await add({ from: '2021-10-02', username: 'organi' })).toBeNull()
    expect((await db.holders(PERSON))[1]).toMatchObject({ username: 'organi' })
  })
})
