import { describe, expect, it } from 'vitest'
import { addHolder, eraseHolder, nameHolder, removeHolder } from '../../../server/src/identity/users/manage-holders'
import { KINDS } from '../../support/databases'
import { CONTROLLER, staffDatabase } from '../../support/staff'

const PERSON = 'oiv'
const NOW = '2021-09-05T08:00:00.000Z'

describe.each(KINDS)('a holder, on %s', (kind) => {
  const db = staffDatabase(kind, NOW)
  const remove = async (id: string, reopen = false) => removeHolder(db.em(), await db.actor(), id, reopen)
  const erase = async (id: string, reason = 'richiesta') => eraseHolder(db.em(), await db.actor(), id, reason)
  const call = async (id: string, name: string) => nameHolder(db.em(), await db.actor(), id, name)
  /** One who comes after the one of the demo. */
  const comes = async (changes: object = {}) => {
    await db.days(PERSON, null, '2021-09-30')
    await db.addHolder('next', PERSON, { from: '2021-10-01', to: '2021-12-31', username: 'anna', ...changes })
  }

  describe('who was added by mistake', () => {
    it('[RI63.5] [RI64.1] goes, and leaves the days of who was before as they are', async () => {
      await comes()
      expect(await remove('next')).toBeNull()
      expect((await db.holders(PERSON)).map(({ from, to }) => [from, to])).toEqual([[null, '2021-09-30']])
      expect(await db.told()).toMatchObject({
        ...{ action: 'holder.remove', about: `|people/${PERSON}|`, detail: { holder: 'next', reopened: null } },
      })
    })

    it('[RI63.5] gives the days back to who ended the day before, where that is asked, and to nobody else', async () => {
      await comes()
      const { id } = await db.holderOf(PERSON)
      expect(await remove('next', true)).toBeNull()
      expect((await db.holders(PERSON)).map(({ from, to }) => [from, to])).toEqual([[null, '2021-12-31']])
      expect(await db.told()).toMatchObject({ detail: { reopened: id } })
      await db.days(PERSON, null, '2021-09-29')
      await db.addHolder('later', PERSON, { from: '2021-10-01' })
      expect(await remove('later', true)).toBeNull()
      expect((await db.holderOf(PERSON)).to).toBe('2021-09-29')
      expect(await db.told()).toMatchObject({ detail: { reopened: null } })
    })

    it('[RI63.5] goes also where no first day is known, and nobody was before', async () => {
      const { id } = await db.holderOf(PERSON)
      expect(await remove(id, true)).toBeNull()
      expect(await db.holders(PERSON)).toEqual([])
      expect(await db.told()).toMatchObject({ detail: { holder: id, reopened: null } })
    })

    it('[RI63.5] stays after the first thing done on the first day, and goes whatever was done before it', async () => {
      await comes()
      await db.acted('2021-09-30T21:59:59.999Z', PERSON, 'next')
      await db.acted('2021-09-30T21:59:59.999Z', PERSON)
      await db.acted('2021-09-30T22:00:00.000Z', 'organi')
      expect(await remove('next')).toBeNull()
      await comes()
      await db.acted('2021-09-30T22:00:00.000Z', PERSON, 'next')
      expect(await remove('next')).toMatchObject({ code: 'HOLDER_DID_ACT' })
      expect(await db.holders(PERSON)).toHaveLength(2)
    })

    it('[RI23.2] takes the sessions of the account in the position along, and no others', async () => {
      await comes({ username: 'po-promozione' })
      await db.session('here', 'po-promozione', PERSON)
      await db.session('there', 'po-promozione', 'po-promozione')
      await db.session('of-the-other', 'oiv', PERSON)
      await remove('next')
      expect(await db.sessions()).toEqual(['of-the-other', 'there'])
    })

    it('[RI23.2] leaves the sessions of an account that holds the position on other days', async () => {
      await comes({ username: 'oiv' })
      await db.session('here', 'oiv', PERSON)
      await remove('next')
      expect(await db.sessions()).toEqual(['here'])
    })

    it('[RI63.7] is never who asks', async () => {
      const { holder = '' } = await db.actor()
      expect(await remove(holder)).toMatchObject({ code: 'OWN_ACCOUNT', params: { kind: 'holder' } })
      expect(await db.holders(CONTROLLER)).toHaveLength(1)
    })
  })

  describe('with a name', () => {
    it('[RI63.4] [RI64.3] has it as it was typed, and the record has not', async () => {
      const { id } = await db.holderOf(PERSON)
      expect(await call(id, ' Anna  Bianchi ')).toBeNull()
      expect((await db.holderOf(PERSON)).name).toBe('Anna  Bianchi')
      expect(await db.told()).toMatchObject({
        ...{ action: 'holder.name', about: `|people/${PERSON}|`, detail: { holder: id } },
      })
      expect(await call(id, ' ')).toBeNull()
      expect((await db.holderOf(PERSON)).name).toBeNull()
    })

    it('[RI63.8] of 200 signs at most, which a text can hold', async () => {
      const { id } = await db.holderOf(PERSON)
      const bad = { code: 'BAD_TEXT', params: { kind: 'holder', limit: 200 } }
      expect(await call(id, ` ${'x'.repeat(200)} `)).toBeNull()
      expect(await call(id, 'x'.repeat(201))).toMatchObject(bad)
      expect(await call(id, 'Anna\u0000')).toMatchObject(bad)
      expect((await db.holderOf(PERSON)).name).toBe('x'.repeat(200))
      const input = { person: PERSON, name: 'x'.repeat(201), username: null, from: null, to: null, handOver: false }
      expect(await addHolder(db.em(), await db.actor(), input)).toMatchObject(bad)
    })

    it('[RI64.4] loses it once the last day is over, with the reason, and keeps it until then', async () => {
      const { id } = await db.holderOf(PERSON)
      await call(id, 'Anna')
      expect(await erase(id)).toMatchObject({ code: 'STILL_HOLDER' })
      await db.days(PERSON, null, '2021-09-05')
      expect(await erase(id)).toMatchObject({ code: 'STILL_HOLDER' })
      await db.days(PERSON, null, '2021-09-04')
      const missing = { code: 'REASON_MISSING', params: { kind: 'record', limit: 500 } }
      expect(await erase(id, ' ')).toMatchObject(missing)
      expect(await erase(id, 'x'.repeat(501))).toMatchObject(missing)
      expect((await db.holderOf(PERSON)).name).toBe('Anna')
      expect(await erase(id, ` ${'x'.repeat(500)} `)).toBeNull()
      expect(await db.holderOf(PERSON)).toMatchObject({ name: null, username: 'oiv' })
      expect(await db.told()).toMatchObject({
        ...{ action: 'holder.erase', about: `|people/${PERSON}|`, detail: { holder: id, reason: 'x'.repeat(500) } },
      })
    })
  })

  it('[RI6.2] is one of the own body, or unknown', async () => {
    const { id } = await db.holderOf(PERSON, 'ISR')
    const unknown = { code: 'UNKNOWN_HOLDER' }
    expect([await remove(id), await erase(id), await call(id, 'Anna')]).toMatchObject([unknown, unknown, unknown])
    expect(await remove('nobody')).toMatchObject(unknown)
    expect(await db.holderOf(PERSON, 'ISR')).toMatchObject({ name: null })
  })
})
