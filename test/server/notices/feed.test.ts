import { usualCalendar } from '@traguardo/shared/calendar'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { loadPlan } from '../../../server/src/plans/plan-loader'
import { type Api, startApi } from '../../support/api'
import { demoDatabase } from '../../support/databases'
import { massaCarrara } from '../../support/massa-carrara'

/** A moment of the demo's day. */
const NOW = '2021-09-05T10:00:00.000Z'
const SETTINGS = '{ mySettings { ... on OwnSettings { feed } } }'

interface Event {
  readonly uid: string
  readonly from: string
  readonly to: string
  readonly summary: string
  readonly url: string
}

describe('the calendar of deadlines', () => {
  let api: Api
  let orm: Orm
  beforeAll(async () => {
    const database = await demoDatabase('sqlite')
    api = await startApi(database, { address: 'https://traguardo.ente.it' })
    orm = await openOrm(database)
  })
  afterAll(async () => {
    await orm.close(true)
    await api.close()
  })
  const get = (url: string) => api.app.inject({ method: 'GET', url: new URL(url).pathname })
  const feedOf = async (username: string) =>
    (await (await api.signIn(username)).ask<{ mySettings: { feed: string } }>(SETTINGS)).mySettings.feed
  /** Long lines go on in the next one (RFC 5545). */
  const linesOf = (body: string) => body.replaceAll('\r\n ', '').split('\r\n')
  function eventsIn(body: string): readonly Event[] {
    const parts = linesOf(body).join('\n').split('BEGIN:VEVENT').slice(1)
    const valueOf = (part: string, name: string) => new RegExp(`^${name}[^:\n]*:(.*)$`, 'm').exec(part)?.[1] ?? ''
    return parts.map((part) => ({
      uid: valueOf(part, 'UID'),
      from: valueOf(part, 'DTSTART'),
      to: valueOf(part, 'DTEND'),
      summary: valueOf(part, 'SUMMARY'),
      url: valueOf(part, 'URL'),
    }))
  }
  const eventsOf = async (username: string) => eventsIn((await get(await feedOf(username))).body)

  it('has, for who enters values, the deadline of each unit in each period that asks something of it', async () => {
    const events = (await eventsOf('po-registro-imprese')).filter(({ uid }) => uid.includes('-entry@'))
    const of2021 = events.filter(({ uid }) => uid.startsWith('2021-'))
    expect(of2021).toEqual([
      {
        ...{ uid: '2021-1-RI-entry@cciaa-ms.traguardo', from: '20210515', to: '20210516' },
        summary: of2021[0]?.summary,
        url: 'https://traguardo.ente.it/misure',
      },
      expect.objectContaining({ uid: '2021-2-RI-entry@cciaa-ms.traguardo', from: '20210915', to: '20210916' }),
      expect.objectContaining({ uid: '2021-3-RI-entry@cciaa-ms.traguardo' }),
    ])
    expect(of2021[0]?.summary).toBe('I quadrimestre 2021: scade «Servizio Registro Imprese»')
    expect(new Set(events.map(({ uid }) => uid.slice(0, 4)))).toEqual(new Set(['2021', '2022', '2023']))
    expect(events.filter(({ url }) => url !== 'https://traguardo.ente.it/misure')).toEqual([])
  })

  it('has no day on which nothing is due', async () => {
    // Nothing of this unit is measured any more.
    const measures = massaCarrara.measures.filter(({ entry }) => !(entry.by === 'units' && entry.units.includes('RI')))
    await loadPlan(orm.em.fork(), { ...massaCarrara, measures }, { at: NOW, person: '' })
    const left = await eventsOf('po-registro-imprese')
    expect(left.filter(({ uid }) => uid.includes('-RI-'))).toEqual([])
    expect(left.filter(({ uid }) => uid.includes('-review@'))).toHaveLength(9)
    await loadPlan(orm.em.fork(), massaCarrara, { at: NOW, person: '' })
  })

  it('has, for who validates, the day after each deadline, once', async () => {
    const events = (await eventsOf('segretario-generale')).filter(
      ({ uid }) => uid.startsWith('2021-') && uid.endsWith('@cciaa-ms.traguardo'),
    )
    const reviews = events.filter(({ url }) => url === 'https://traguardo.ente.it/rilevazione')
    expect(reviews.slice(0, 2)).toEqual([
      {
        ...{ uid: '2021-1-review@cciaa-ms.traguardo', from: '20210516', to: '20210517' },
        ...{ summary: 'I quadrimestre 2021: da validare', url: 'https://traguardo.ente.it/rilevazione' },
      },
      expect.objectContaining({ uid: '2021-2-review@cciaa-ms.traguardo', from: '20210916' }),
    ])
    expect(reviews).toHaveLength(3)
  })

  it('has no day of validation for who validates nothing, and no deadline for who enters nothing', async () => {
    const kindsOf = async (username: string) =>
      new Set((await eventsOf(username)).map(({ uid }) => uid.split('@')[0]?.split('-').at(-1)))
    await orm.em
      .fork()
      .execute(
        `delete from "role_grant" where "role" = 'manager' and "person_id" = (select "id" from "person" where "code" = 'po-regolazione')`,
      )
    expect(await kindsOf('po-regolazione')).toEqual(new Set(['entry']))
    expect(await kindsOf('segretario-generale')).toContain('review')
    expect(await eventsOf('oiv')).toEqual([])
    expect(await eventsOf('organi')).toEqual([])
  })

  it('[CA12.1] has the deadline of its own for a unit that has more time', async () => {
    const calendar = {
      ...usualCalendar(2021),
      exceptions: [{ period: 2, unit: 'RI', deadline: '2021-09-20', reason: 'Guasto' }],
    }
    await orm.em
      .fork()
      .execute(
        `insert into "year_calendar" ("body", "year", "version", "document") values ('CCIAA-MS', 2021, 'v', ?)`,
        [JSON.stringify(calendar)],
      )
    const days = new Map((await eventsOf('po-registro-imprese')).map(({ uid, from }) => [uid.split('@')[0], from]))
    expect([days.get('2021-2-RI-entry'), days.get('2021-1-RI-entry')]).toEqual(['20210920', '20210515'])
    expect(days.get('2021-2-review')).toBe('20210916')
    await orm.em.fork().execute('delete from "year_calendar"')
  })

  it('[RI61.3] has nothing for whose days in the position are over, or whose roles are', async () => {
    const count = async () => (await eventsOf('po-risorse-finanziarie')).length
    expect(await count()).toBeGreaterThan(0)
    const [row] = await orm.em
      .fork()
      .execute<{ id: string; person: string }[]>(
        `select "id", "person_id" as "person" from "holder" where "account_username" = 'po-risorse-finanziarie'`,
      )
    await orm.em.fork().execute(`update "holder" set "valid_to" = '2021-09-04' where "id" = ?`, [row?.id])
    expect(await count()).toBe(0)
    await orm.em.fork().execute(`update "holder" set "valid_to" = '2021-09-05' where "id" = ?`, [row?.id])
    expect(await count()).toBeGreaterThan(0)
    await orm.em
      .fork()
      .execute(`update "role_grant" set "valid_to" = '2021-09-04' where "person_id" = ?`, [row?.person])
    expect(await count()).toBe(0)
  })

  it('[RI23.1] has what is asked in every body in which the account acts', async () => {
    const bodies = new Set((await eventsOf('segretario-generale')).map(({ uid }) => uid.split('@')[1]))
    expect(bodies).toEqual(new Set(['cciaa-ms.traguardo', 'isr.traguardo']))
  })

  it('[RI27.1] is there for nobody without its address, in whatever form', async () => {
    const feed = await feedOf('po-promozione')
    const { headers, body } = await get(feed)
    expect(headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, max-age=3600',
    })
    const lines = linesOf(body)
    expect(lines).toEqual(
      expect.arrayContaining(['METHOD:PUBLISH', 'PRODID:-//Traguardo//IT', 'X-WR-CALNAME:Traguardo: scadenze']),
    )
    const secret = /([^/]+)\.ics$/.exec(feed)?.[1] ?? ''
    for (const wrong of [secret.slice(1), `${secret}A`, `A${secret}`, 'a', 'a'.repeat(100), `${secret}%00`]) {
      const refused = await api.app.inject({ method: 'GET', url: `/calendario/${wrong}.ics` })
      expect([wrong, refused.statusCode, refused.json<{ code: string }>().code]).toEqual([wrong, 404, 'FEED_UNKNOWN'])
    }
    await orm.em.fork().execute(`update "account" set "disabled_at" = '2021' where "username" = 'po-promozione'`)
    expect((await get(feed)).statusCode).toBe(404)
  })
})
