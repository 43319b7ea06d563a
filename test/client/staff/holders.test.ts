import { describe, expect, it } from 'vitest'
import { beforeOf, beginningOn, standingOn, userLike, usernameFor } from '../../../client/src/staff/holders'
import type { HolderFragment } from '../../../client/src/staff/staff.generated'

const holder = (id: string, from: string | null, to: string | null, email: string | null = null): HolderFragment => ({
  ...{ __typename: 'Holder', id, name: null, username: id, from, to },
  account: email === null ? null : { ...UNUSED, username: id, email },
})
const UNUSED = {
  __typename: 'StaffAccount' as const,
  totp: false,
  isReady: true,
  invitedUntil: null,
  actsElsewhere: false,
  disabledAt: null,
  lastSeen: null,
}
const anna = holder('anna', null, '2021-09-06')
const berta = holder('berta', '2021-09-07', '2021-09-30', 'berta@ente.it')
const carla = holder('carla', '2021-10-05', null)
const all = [anna, berta, carla]

describe('those who hold a position, as the page shows them', () => {
  it.each([
    ['2021-09-06', 'now', 'next', 'next'],
    ['2021-09-07', 'former', 'now', 'next'],
    ['2021-09-30', 'former', 'now', 'next'],
    ['2021-10-01', 'former', 'former', 'next'],
    ['2021-10-05', 'former', 'former', 'now'],
  ])('[RI61.1] stand to it by the day: on %s %s, %s, %s', (day, ...standings) => {
    expect(all.map((one) => standingOn(one, day))).toEqual(standings)
  })

  it('[RI63.3] were handed over to where one ends the day before, and not where there was a break', () => {
    expect(beforeOf(all, berta)).toBe(anna)
    expect(beforeOf(all, carla)).toBeNull()
    expect(beforeOf(all, anna)).toBeNull()
  })

  it.each([
    ['in the days of somebody it is handed over, until the next one comes', '2021-09-01', anna, '2021-09-06'],
    ['on the first day of somebody it is not, for nothing would be left to them', '2021-09-07', null, '2021-10-04'],
    ['in a break nobody is before', '2021-10-02', null, '2021-10-04'],
    ['in the days of the last one it goes on without an end', '2021-11-01', carla, null],
  ])('[RI63.3] %s', (_what, day, before, to) => {
    expect(beginningOn(all, day)).toEqual({ before, to })
  })

  it('are given a user name by their address, as far as one may be made of it', () => {
    expect(usernameFor(' Anna.Rossi+pa@ente.it ')).toBe('Anna.Rossipa')
    expect(usernameFor('_anna@ente.it')).toBe('anna')
    expect(usernameFor('@ente.it')).toBe('')
  })

  it('are not made a second account where the body has one of that name or address', () => {
    const position = { __typename: 'StaffPerson' as const, code: 'po', title: '', grants: [], account: null }
    const staff = { __typename: 'Staff' as const, people: [{ ...position, holders: all }], units: [] }
    expect(userLike(staff, 'nuova', 'BERTA@ente.it ')).toBe('berta')
    expect(userLike(staff, ' carla', 'carla@altrove.it')).toBe('carla')
    expect(userLike(staff, 'nuova', '')).toBeNull()
  })
})
