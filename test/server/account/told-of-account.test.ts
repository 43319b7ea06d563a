import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import { type AccountEvent, tellAccount } from '../../../server/src/identity/accounts/tell-account'
import type { EntityManager, Orm } from '../../../server/src/kernel/db/orm'
import { demoDatabase } from '../../support/databases'

/** Acts in two bodies. */
const SG = 'segretario-generale'
const FROM = { address: '10.0.0.1', device: 'Chrome su Android' }
const DEVICE: AccountEvent = { action: 'signIn', detail: FROM, news: { kind: 'device', ...FROM } } as AccountEvent

describe('what is told of an account', () => {
  let orm: Orm
  let now = '2021-09-05T08:00:00.000Z'
  beforeEach(async () => {
    now = '2021-09-05T08:00:00.000Z'
    orm = await openOrm(await demoDatabase('sqlite'))
  })
  afterEach(() => orm.close(true))
  const tell = (events: readonly AccountEvent[], username = SG) =>
    orm.em.fork().transactional((tx) => tellAccount(tx as EntityManager, { now: () => now }, username, events))
  const rows = <T extends object>(sql: string) => orm.em.fork().execute<T[]>(sql)
  const holderOf = async (person: string, body: string) =>
    (
      await rows<{ id: string }>(
        `select h."id" from "holder" h join "person" p on p."id" = h."person_id" where p."code" = '${person}' and p."body_code" = '${body}'`,
      )
    )[0]?.id
  const notices = () => rows<{ kind: string; key: string }>('select * from "notice" order by "body", "kind", "key"')
  const entries = () =>
    rows<object>(
      `select "body", "person", "holder", "action", "about" from "record" where "action" like 'signIn%' order by "body", "seq"`,
    )

  it('[RE6.5] stands in the record of every body in which it acts, under its position and holder', async () => {
    await tell([DEVICE])
    expect(await entries()).toEqual([
      {
        ...{ body: 'CCIAA-MS', person: SG, holder: await holderOf(SG, 'CCIAA-MS'), action: 'signIn' },
        about: `|people/${SG}|`,
      },
      {
        ...{ body: 'ISR', person: 'direttore', holder: await holderOf('direttore', 'ISR'), action: 'signIn' },
        about: '|people/direttore|',
      },
    ])
  })

  it('[RE6.6] names nobody where it is not known who did it', async () => {
    await tell([{ ...DEVICE, byOwner: false }])
    expect(await entries()).toMatchObject([
      { body: 'CCIAA-MS', person: '', holder: null, about: `|people/${SG}|` },
      { body: 'ISR', person: '', holder: null, about: '|people/direttore|' },
    ])
  })

  it('[RI21.6] is read in every body, and written in one letter', async () => {
    await tell([DEVICE])
    const told = await notices()
    expect(told).toMatchObject([
      {
        ...{ body: 'CCIAA-MS', person: SG, holder: await holderOf(SG, 'CCIAA-MS'), kind: 'account.device', at: now },
        ...{ link: '/preferenze', subject: 'Accesso da un nuovo dispositivo', mailed_at: null, read_at: null },
        text: expect.stringContaining(
          `«${SG}» è entrato da un dispositivo nuovo: Chrome su Android, indirizzo 10.0.0.1.`,
        ) as string,
      },
      { body: 'ISR', person: 'direttore', holder: await holderOf('direttore', 'ISR'), mailed_at: now },
    ])
  })

  it('[RI21.2] waiting that began is told once a day of Rome, everything else each time', async () => {
    const delay = {
      action: 'signIn.delay',
      byOwner: false,
      detail: FROM,
      news: { kind: 'delay', ...FROM },
    } as AccountEvent
    await tell([delay], 'po-promozione')
    now = '2021-09-05T21:59:59.999Z'
    await tell([delay], 'po-promozione')
    expect((await notices()).map(({ key }) => key)).toEqual(['account.delay/2021-09-05'])
    now = '2021-09-05T22:00:00.000Z'
    await tell([delay], 'po-promozione')
    expect((await notices()).map(({ key }) => key)).toEqual(['account.delay/2021-09-05', 'account.delay/2021-09-06'])
    await tell([DEVICE], 'po-promozione')
    await tell([DEVICE], 'po-promozione')
    expect((await notices()).filter(({ kind }) => kind === 'account.device')).toHaveLength(2)
  })

  it('[RI21.6] is news only where it is said to be', async () => {
    await tell([{ action: 'signIn', detail: FROM } as AccountEvent])
    expect(await notices()).toEqual([])
    expect(await entries()).toHaveLength(2)
  })

  it('[RI62.1] goes to whoever held a position where the account acts in none any more', async () => {
    await orm.em.fork().execute(`update "holder" set "valid_to" = '2021-09-04' where "account_username" = ?`, ['oiv'])
    await tell([DEVICE], 'oiv')
    expect(await entries()).toMatchObject([{ person: 'oiv', holder: await holderOf('oiv', 'CCIAA-MS') }])
    await tell([DEVICE], 'nessuno')
    expect(await entries()).toHaveLength(1)
  })

  it('[RI64.2] names the holder of today where the account held the position before, too', async () => {
    const id = await holderOf('oiv', 'CCIAA-MS')
    await orm.em.fork().execute(`update "holder" set "valid_from" = '2021-09-05' where "id" = ?`, [id])
    await orm.em
      .fork()
      .execute(
        `insert into "holder" ("id", "person_id", "account_username", "valid_to") select '0', "person_id", 'oiv', '2021-09-04' from "holder" where "id" = ?`,
        [id],
      )
    await tell([DEVICE], 'oiv')
    expect(await entries()).toMatchObject([{ person: 'oiv', holder: id }])
    expect(await notices()).toMatchObject([{ holder: id }])
  })
})
