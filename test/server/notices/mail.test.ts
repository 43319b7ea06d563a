import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import type { AppPorts } from '../../../server/src/kernel/context'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { openMailer } from '../../../server/src/kernel/mail/mailer'
import { sendMail } from '../../../server/src/notifications/send-mail'
import { demoDatabase, KINDS } from '../../support/databases'
import { type Mailbox, openMailbox } from '../../support/mailbox'
import { putNotice } from '../../support/told'

const PO = 'po-registro-imprese'
/** Ten in the morning in Rome. */
const NOW = '2021-09-05T08:00:00.000Z'
const MINUTE = 60_000
const before = (minutes: number, now = NOW) => new Date(Date.parse(now) - minutes * MINUTE).toISOString()

describe.each(KINDS)('mail on %s', (kind) => {
  let orm: Orm
  let mailbox: Mailbox
  let now = NOW
  const errors: unknown[] = []

  beforeAll(async () => {
    mailbox = await openMailbox()
    orm = await openOrm(await demoDatabase(kind))
    await orm.em.fork().execute(`update "account" set "email" = "username" || '@ente.it', "mail" = 'each'`)
  })
  afterAll(async () => {
    await orm.close(true)
    await mailbox.close()
  })
  afterEach(async () => {
    await orm.em.fork().execute('delete from "notice"')
    await orm.em
      .fork()
      .execute(`update "account" set "disabled_at" = null, "email" = "username" || '@ente.it', "mail" = 'each'`)
    errors.splice(0)
    mailbox.fail(false)
    now = NOW
  })

  const put = (changes: Parameters<typeof putNotice>[1]) => putNotice(orm.em, changes)
  const account = (set: string, username = PO) =>
    orm.em.fork().execute(`update "account" set ${set} where "username" = ?`, [username])
  /** A round of mail: subjects of the letters that came of it, each behind its reader. */
  async function round(signal = new AbortController().signal): Promise<readonly string[]> {
    const [from, mail] = [mailbox.letters.length, openMailer({ url: mailbox.url, from: 'traguardo@ente.it' })]
    const ports = {
      clock: { now: () => now },
      address: 'https://traguardo.ente.it',
      log: (error: unknown) => errors.push(error),
    }
    await sendMail(ports as unknown as AppPorts, orm.em, mail, signal)
    mail.close()
    const came = mailbox.letters.slice(from)
    return came.map(({ to, subject }) => `${to?.[0]?.address?.split('@')[0]}: ${subject}`)
  }

  it('[NO5.2] one letter has all there is to tell, the oldest first, with its page and the way to choose', async () => {
    await put({ id: 'b', subject: 'Seconda', at: before(1), link: '/rilevazione' })
    await put({ id: 'c', subject: 'Prima', at: before(2), text: 'Mancano due misure.' })
    await put({ id: 'a', subject: 'Terza', at: NOW })
    expect(await round()).toEqual([`${PO}: Traguardo: 3 avvisi`])
    const { text = '', headers } = mailbox.letters.at(-1) ?? expect.fail('none')
    expect([...text.matchAll(/^\* (.*)$/gm)].map(([, about]) => about)).toEqual(['Prima', 'Seconda', 'Terza'])
    expect(text).toContain('* Prima\n  Mancano due misure.\n  https://traguardo.ente.it/misure\n')
    expect(text).toContain('  https://traguardo.ente.it/rilevazione\n')
    const unsubscribe = headers.find(({ key }) => key === 'list-unsubscribe')?.value
    expect(unsubscribe).toMatch(/^<https:\/\/traguardo\.ente\.it\/preferenze>/)
    expect(await round()).toEqual([])
  })

  it('[NO4.4] what was read, or stands with who is switched off or has no address, is written to nobody', async () => {
    await put({ id: 'a', read_at: before(1) })
    expect(await round()).toEqual([])
    await put({ id: 'b' })
    await account(`"disabled_at" = '${NOW}'`)
    expect(await round()).toEqual([])
    await account(`"disabled_at" = null, "email" = null`)
    expect(await round()).toEqual([])
    await account(`"email" = 'po@ente.it'`)
    expect(await round()).toEqual(['po: b'])
  })

  it('[RI21.6] what touches the account goes out although it was read, for a day and not longer', async () => {
    await account(`"mail" = 'none'`)
    await put({ id: 'a', kind: 'account.password', at: before(24 * 60), read_at: NOW })
    await put({ id: 'b', kind: 'open' })
    expect(await round()).toEqual([])
    await put({ id: 'c', kind: 'account.device', at: before(24 * 60 - 1), read_at: NOW })
    expect(await round()).toEqual([`${PO}: c`])
  })

  it.each(['sheet.assigned', 'report.send', 'account.totp-off'])(
    '[NO5.4] %s goes out to who wants no mail, at any hour',
    async (one) => {
      await account(`"mail" = 'none'`)
      now = '2021-09-05T01:00:00.000Z'
      await put({ id: 'a', kind: one, at: before(1, now) })
      expect(await round()).toEqual([`${PO}: a`])
    },
  )

  it('[NO5.5] the letter of the day has what came before seven in Rome, and what came at seven waits', async () => {
    await account(`"mail" = 'daily'`)
    await put({ id: 'a', at: '2021-09-05T04:59:59.999Z' })
    await put({ id: 'b', at: '2021-09-05T05:00:00.000Z' })
    now = '2021-09-05T04:59:59.999Z'
    expect(await round()).toEqual([])
    now = '2021-09-05T05:00:00.000Z'
    expect(await round()).toEqual([`${PO}: a`])
    now = '2021-09-05T21:59:59.999Z'
    expect(await round()).toEqual([])
    now = '2021-09-06T05:00:00.000Z'
    expect(await round()).toEqual([`${PO}: b`])
  })

  it('[NO4.2] what another process took is left to it for ten minutes', async () => {
    await put({ id: 'a', claimed_at: before(10) })
    expect(await round()).toEqual([])
    now = before(-1)
    expect(await round()).toEqual([`${PO}: a`])
  })

  it('[NO7.3] after five letters in a row that are not taken the others of the body wait, those of another do not', async () => {
    const people = ['oiv', 'organi', 'po-promozione', PO, 'po-regolazione', 'referente-aagg', 'referente-isr']
    for (const [at, person] of people.entries()) await put({ id: `a${at}`, person, at: before(60 - at) })
    await put({ id: 'z', body: 'ISR', person: 'oiv' })
    mailbox.fail(true)
    expect(await round()).toEqual([])
    expect(errors).toHaveLength(6)
    mailbox.fail(false)
    // Those who were never tried; the others are left to whoever took them.
    expect(await round()).toEqual(['referente-aagg: a5', 'referente-isr: a6'])
    // What failed comes after what was never tried, however old it is.
    now = before(-11)
    await put({ id: 'b', person: 'segretario-generale', at: now })
    expect(await round()).toEqual([
      'segretario-generale: b',
      ...people.slice(0, 5).map((person, at) => `${person}: a${at}`),
      'oiv.isr: z',
    ])
  })

  it('[NO7.3] one that is taken between begins the count anew', async () => {
    const people = ['oiv', 'organi', 'po-promozione', PO, 'po-regolazione', 'referente-aagg', 'referente-isr']
    for (const [at, person] of people.entries()) await put({ id: `a${at}`, person, at: before(60 - at) })
    // No server takes a letter to such an address.
    for (const username of people.filter((one) => one !== 'po-promozione')) await account(`"email" = '@'`, username)
    expect(await round()).toEqual(['po-promozione: a2'])
    expect(errors).toHaveLength(6)
  })

  it('[NO7.2] goes no further once its time is over', async () => {
    await put({ id: 'a' })
    expect(await round(AbortSignal.abort())).toEqual([])
    expect(errors).toEqual([])
    expect(await round()).toEqual([`${PO}: a`])
  })

  it('[RI66.1] is for whoever holds the position today: not before the first day, not after the last, but of the account', async () => {
    const [{ id } = expect.fail('none')] = await orm.em
      .fork()
      .execute<{ id: string }[]>(`select "id" from "holder" where "account_username" = ?`, [PO])
    const days = (from: string | null, to: string | null) =>
      orm.em.fork().execute(`update "holder" set "valid_from" = ?, "valid_to" = ? where "id" = ?`, [from, to, id])
    await put({ id: 'a' })
    await days('2021-09-06', null)
    expect(await round()).toEqual([])
    await days(null, '2021-09-04')
    expect(await round()).toEqual([])
    await put({ id: 'b', kind: 'account.device', holder: id })
    await put({ id: 'c', kind: 'account.device', holder: 'somebody-else' })
    expect(await round()).toEqual([`${PO}: b`])
    await days('2021-09-05', '2021-09-05')
    expect(await round()).toEqual([`${PO}: a`])
    await days(null, null)
  })
})
