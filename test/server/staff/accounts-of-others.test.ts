import { describe, expect, it } from 'vitest'
import { endLostFactor, endLostFactorHere } from '../../../server/src/identity/accounts/factor/end-lost-factor'
import { switchAccount, unlinkAccount } from '../../../server/src/identity/users/manage-staff'
import { KINDS } from '../../support/databases'
import { BODY, CONTROLLER, staffDatabase } from '../../support/staff'

const NOW = '2021-09-05T08:00:00.000Z'
const [OIV, SG] = ['oiv', 'segretario-generale']

describe.each(KINDS)('the account of somebody else, on %s', (kind) => {
  const db = staffDatabase(kind, NOW)
  const turn = async (username: string, on: boolean) => switchAccount(db.em(), await db.actor(), username, on)
  const unlink = async (person: string) => unlinkAccount(db.em(), await db.actor(), person)
  const lose = async (username: string, reason = 'perso') =>
    endLostFactor(db.em(), await db.actor(), { username, reason })
  const account = async (username: string) =>
    (
      await db.run<{ disabled_at: string | null; feed: string | null; feed_mark: string | null; totp: string | null }>(
        'select * from "account" where "username" = ?',
        [username],
      )
    )[0]
  const furnish = async (username: string) => {
    await db.run(
      `update "account" set "feed" = ?, "feed_mark" = ?, "email" = ?, "totp" = 't', "totp_pending" = 'p', "totp_used" = 1 where "username" = ?`,
      [`feed of ${username}`, `mark of ${username}`, `${username}@ente.it`, username],
    )
    await db.run(`insert into "recovery_code" ("account_username", "hash", "used") values (?, ?, ?)`, [
      ...[username, `code of ${username}`, false],
    ])
  }

  describe('that is switched off', () => {
    it('[RI23.3] [RI27.3] loses what it has open and the address of its calendar, and no other does', async () => {
      for (const one of [OIV, 'organi']) {
        await furnish(one)
        await db.session(`session of ${one}`, one, one)
      }
      expect(await turn(OIV, false)).toBeNull()
      expect(await account(OIV)).toMatchObject({ disabled_at: NOW, feed: null, feed_mark: null, totp: 't' })
      expect(await account('organi')).toMatchObject({ disabled_at: null, feed: 'feed of organi' })
      expect(await db.sessions()).toEqual(['session of organi'])
      expect(await db.told()).toMatchObject({
        ...{ action: 'account.off', about: '|people/oiv|', person: CONTROLLER, detail: { username: OIV } },
      })
    })

    it('[RI23.3] is switched on again as it was', async () => {
      await furnish(OIV)
      await db.session('open', OIV, OIV)
      await db.run(`update "account" set "disabled_at" = '2021' where "username" = 'oiv'`)
      expect(await turn(OIV, true)).toBeNull()
      expect(await account(OIV)).toMatchObject({ disabled_at: null, feed: 'feed of oiv', feed_mark: 'mark of oiv' })
      expect(await db.sessions()).toEqual(['open'])
      expect(await db.told()).toMatchObject({ action: 'account.on', detail: { username: OIV } })
    })

    it('stands in the record under each position that it has or had in the body', async () => {
      await db.days('organi', '2021-02-01', null)
      await db.addHolder('before', 'organi', { to: '2021-01-31', username: OIV })
      await turn(OIV, false)
      expect((await db.told()).about.split('|').filter(Boolean).sort()).toEqual(['people/oiv', 'people/organi'])
    })

    it('is none of another body, nor the own, whatever other position that had', async () => {
      await db.addHolder('before', 'organi', { to: '2020-12-31', username: CONTROLLER })
      expect(await turn(CONTROLLER, false)).toMatchObject({ code: 'OWN_ACCOUNT', params: { kind: 'user' } })
      expect(await turn(CONTROLLER, true)).toBeNull()
      for (const username of ['organi.isr', 'nessuno'])
        expect(await turn(username, false)).toMatchObject({
          ...{ code: 'UNKNOWN_ACCOUNT', params: { kind: 'here', username } },
        })
      expect(await turn(SG, false)).toMatchObject({ code: 'ACCOUNT_OF_OTHER_BODY', params: { username: SG } })
    })
  })

  describe('that is taken away from a position', () => {
    it('[RI23.2] [RI24.3] loses what it has open there, and nothing elsewhere', async () => {
      await db.run(`update "account" set "email" = 'sg@ente.it' where "username" = ?`, [SG])
      await db.session('here', SG, SG)
      await db.session('there', SG, 'direttore', 'ISR')
      expect(await unlink(SG)).toEqual({ ok: true, value: { username: SG, email: 'sg@ente.it' } })
      expect(await db.holderOf(SG)).toMatchObject({ username: null, to: null })
      expect(await db.holderOf('direttore', 'ISR')).toMatchObject({ username: SG })
      expect(await db.sessions()).toEqual(['there'])
      const { holder } = await db.actor()
      expect(await db.told()).toEqual({
        ...{ action: 'account.unlink', about: `|people/${SG}|`, person: CONTROLLER, holder },
        detail: { username: SG },
      })
    })

    it('is that of the holder of today, and where there is none nothing changes', async () => {
      await db.days(OIV, null, '2021-09-04')
      await db.addHolder('next', OIV, { from: '2021-09-06', username: 'organi' })
      const none = { ok: false, error: { code: 'UNKNOWN_ACCOUNT', params: { kind: 'position' } } }
      expect([await unlink(OIV), await unlink('nobody')]).toMatchObject([none, none])
      expect((await db.holders(OIV)).map(({ username }) => username)).toEqual([OIV, 'organi'])
      await db.addHolder('now', OIV, { from: '2021-09-05', to: '2021-09-05' })
      expect(await unlink(OIV)).toMatchObject(none)
    })

    it('is never the own', async () => {
      expect(await unlink(CONTROLLER)).toMatchObject({ error: { code: 'OWN_ACCOUNT', params: { kind: 'access' } } })
      expect(await db.holderOf(CONTROLLER)).toMatchObject({ username: CONTROLLER })
    })
  })

  describe('whose second factor was lost', () => {
    const codes = async () =>
      (
        await db.run<{ of: string }>(
          'select "account_username" as "of" from "recovery_code" order by "account_username"',
        )
      ).map(({ of }) => of)

    it('[RI25.5] asks for none any more, and the record has the reason', async () => {
      await furnish(OIV)
      await furnish('organi')
      expect(await lose(OIV, ' telefono rotto ')).toMatchObject({ ok: true, value: { username: OIV } })
      expect(await account(OIV)).toMatchObject({ totp: null, totp_pending: null, totp_used: null })
      expect(await account('organi')).toMatchObject({ totp: 't', totp_pending: 'p' })
      expect(await codes()).toEqual(['organi'])
      expect(await db.told()).toMatchObject({
        ...{ action: 'totp.lost', about: '|people/oiv|', person: CONTROLLER },
        detail: { username: OIV, reason: 'telefono rotto' },
      })
    })

    it('[RI25.5] keeps it without a reason, where it has none, and where it is not the controller’s to switch off', async () => {
      for (const one of [OIV, CONTROLLER, SG, 'organi.isr']) await furnish(one)
      await db.addHolder('before', 'organi', { to: '2020-12-31', username: CONTROLLER })
      const refused = async (username: string, code: string, params: object, reason?: string) =>
        expect(await lose(username, reason)).toMatchObject({ ok: false, error: { code, params } })
      await refused(OIV, 'REASON_MISSING', { kind: 'record', limit: 500 }, ' ')
      await refused('organi', 'TOTP_NOT_ON', { kind: 'user', username: 'organi' })
      await refused(CONTROLLER, 'OWN_ACCOUNT', { kind: 'factor' })
      await refused(SG, 'ACCOUNT_OF_OTHER_BODY', { username: SG })
      await refused('organi.isr', 'UNKNOWN_ACCOUNT', { kind: 'here', username: 'organi.isr' })
      await refused('nessuno', 'UNKNOWN_ACCOUNT', { kind: 'here', username: 'nessuno' })
      expect(await codes()).toHaveLength(4)
    })

    it('[RI25.6] asks for none either where whoever runs the server says so, in every body', async () => {
      await furnish(SG)
      const here = (username: string) => endLostFactorHere(db.em(), { username, reason: 'perso' }, NOW)
      expect(await here(SG)).toMatchObject({ ok: true, value: { username: SG } })
      expect(
        await db.run(`select "body", "person", "about" from "record" where "action" = 'totp.lost' order by "body"`),
      ).toEqual([
        { body: BODY, person: '', about: `|people/${SG}|` },
        { body: 'ISR', person: '', about: '|people/direttore|' },
      ])
      expect(await here(SG)).toMatchObject({ error: { code: 'TOTP_NOT_ON', params: { kind: 'user', username: SG } } })
      expect(await here('nessuno')).toMatchObject({
        ...{ error: { code: 'UNKNOWN_ACCOUNT', params: { kind: 'none', username: 'nessuno' } } },
      })
    })
  })
})
