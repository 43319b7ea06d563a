import { describe, expect, it } from 'vitest'
import {
  actsIn,
  enteredBy,
  firstOf,
  grantOf,
  heldBy,
  holderOfToday,
  holdersOn,
  personsIn,
  personsOf,
  positionsOf,
} from '../../../server/src/identity/organisation/positions'
import { RoleGrantEntity } from '../../../server/src/identity/organisation/role-grant.entity'
import { KINDS } from '../../support/databases'
import { BODY, staffDatabase } from '../../support/staff'

const TODAY = '2021-09-05'
const NOW = `${TODAY}T08:00:00.000Z`
const SG = 'segretario-generale'
const clock = { now: () => NOW }

describe.each(KINDS)('the positions of an account, on %s', (kind) => {
  const db = staffDatabase(kind, NOW)
  const codes = (persons: readonly { readonly code: string }[]) => persons.map(({ code }) => code)

  it('[RI23.1] are those that it holds, held or will hold, in all bodies and in the order in which they were made', async () => {
    await db.addHolder('000', 'oiv', { username: SG, to: '2020-12-31' })
    await db.addHolder('zzz', 'oiv', { username: SG, from: '2021-10-01' })
    const held = await heldBy(db.em(), SG)
    expect(held.map(({ id, person }) => `${person.body.code} ${person.code} ${id.length === 3 ? id : ''}`)).toEqual([
      ...['CCIAA-MS segretario-generale ', 'CCIAA-MS oiv 000', 'CCIAA-MS oiv zzz', 'ISR direttore '],
    ])
    expect(codes(personsIn(held))).toEqual([SG, 'oiv', 'direttore'])
    expect(await heldBy(db.em(), 'nessuno')).toEqual([])
  })

  it('[RI61.3] are entered where it acts today, and where it acts nowhere, in those of before and later', async () => {
    await db.addHolder('before', 'oiv', { username: SG, to: '2021-09-04' })
    expect(codes(await actsIn(db.em(), SG, clock))).toEqual([SG, 'direttore'])
    expect(codes(await personsOf(db.em(), SG, clock))).toEqual([SG, 'direttore'])
    await db.days(SG, null, '2021-09-04')
    expect(codes(enteredBy(await heldBy(db.em(), SG), clock))).toEqual(['direttore'])
    await db.run(`update "holder" set "valid_from" = '2021-09-06' where "account_username" = ? and "id" <> 'before'`, [
      SG,
    ])
    expect(await actsIn(db.em(), SG, clock)).toEqual([])
    expect(codes(await personsOf(db.em(), SG, clock))).toEqual([SG, 'oiv', 'direttore'])
  })

  it('[RI61.1] are those of the day that it is in each body', async () => {
    await db.days(SG, '2021-09-06', null)
    const later = { now: (body?: string) => (body === BODY ? '2021-09-05T22:00:00.000Z' : NOW) }
    expect(codes(await actsIn(db.em(), SG, clock))).toEqual(['direttore'])
    expect(codes(await actsIn(db.em(), SG, later))).toEqual([SG, 'direttore'])
  })

  it('are shown with their titles and bodies, and the last one is begun in, or the first', async () => {
    const shown = await positionsOf(db.em(), SG, clock)
    expect(shown.map(({ person, body }) => [person, body])).toEqual([
      [SG, BODY],
      ['direttore', 'ISR'],
    ])
    const [row] = await db.run<{ title: string; name: string }>(
      `select p."title", b."name" from "person" p join "body" b on b."code" = p."body_code" where p."code" = 'direttore'`,
    )
    expect(shown[1]).toMatchObject({ title: row?.title, bodyName: row?.name })
    const persons = await personsOf(db.em(), SG, clock)
    const [first, second] = persons
    expect(firstOf(persons, second?.id ?? '')).toBe(second)
    expect(firstOf(persons, first?.id ?? '')).toBe(first)
    expect(firstOf(persons, 'of another')).toBe(first)
    expect(firstOf(persons, null)).toBe(first)
    expect(firstOf([], 'of another')).toBeNull()
  })
})

describe.each(KINDS)('the holders of a body on a day, on %s', (kind) => {
  const db = staffDatabase(kind, NOW)
  const holderOn = async (day: string, person = 'oiv') => (await holdersOn(db.em(), BODY, day)).get(person)?.id

  it('[RI61.1] are those whose first day has come and whose last has not passed', async () => {
    await db.days('oiv', '2021-02-01', '2021-02-28')
    await db.addHolder('next', 'oiv', { from: '2021-03-02' })
    const { id } = await db.holderOf('oiv')
    const days = ['2021-01-31', '2021-02-01', '2021-02-28', '2021-03-01', '2021-03-02', '2030-01-01']
    expect(await Promise.all(days.map((day) => holderOn(day)))).toEqual([
      ...[undefined, id, id, undefined, 'next', 'next'],
    ])
    expect(await holderOn('1990-01-01', 'organi')).toBe((await db.holderOf('organi')).id)
    expect([...(await holdersOn(db.em(), BODY, TODAY)).keys()]).not.toContain('direttore')
    expect((await holdersOn(db.em(), 'ISR', TODAY)).get('oiv')?.id).toBe((await db.holderOf('oiv', 'ISR')).id)
  })

  it('[RI63.1] one of today is the one that is there, or is made for the days that nobody has', async () => {
    const of = (person: string, day = TODAY) => holderOfToday(db.em(), { body: BODY, person }, day)
    expect((await of('oiv'))?.id).toBe((await db.holderOf('oiv')).id)
    expect(await of('nobody')).toBeNull()
    expect(await of('direttore')).toBeNull()
    await db.run(`delete from "holder" where "person_id" = ?`, [await db.personId('oiv')])
    expect(await of('oiv')).toMatchObject({ from: null, to: null, account: null, person: { code: 'oiv' } })
    await db.addHolder('d', 'oiv', { from: '2022-01-01' })
    await db.addHolder('c', 'oiv', { from: '2021-10-01', to: '2021-10-31' })
    await db.addHolder('b', 'oiv', { from: '2021-02-01', to: '2021-08-31' })
    await db.addHolder('a', 'oiv', { to: '2020-12-31' })
    expect(await of('oiv')).toMatchObject({ from: '2021-09-01', to: '2021-09-30' })
    expect(await of('oiv', '2021-12-31')).toMatchObject({ from: '2021-11-01', to: '2021-12-31' })
    expect(await of('oiv', '2021-01-01')).toMatchObject({ from: '2021-01-01', to: '2021-01-31' })
    // None of them was kept.
    expect(await db.holders('oiv')).toHaveLength(4)
  })

  it('[RI1.1] a role is told with the days that it has, and as a deputy’s where it is one', async () => {
    await db.run(
      `update "role_grant" set "valid_from" = '2021-01-01', "valid_to" = '2021-12-31', "deputy" = ? where "person_id" = ?`,
      [true, await db.personId('oiv')],
    )
    const of = async (person: string) => {
      const grants = await db
        .em()
        .find(RoleGrantEntity, { person: { body: BODY, code: person } }, { populate: ['unit'] })
      return grants.map(grantOf)
    }
    expect(await of('oiv')).toEqual([
      { role: 'evaluator', unit: 'ENTE', from: '2021-01-01', to: '2021-12-31', deputy: true },
    ])
    expect(await of('organi')).toEqual([{ role: 'governing-body', unit: 'ENTE' }])
  })
})
