import { itemAddress } from '@traguardo/shared/model'
import { romeDay } from '@traguardo/shared/calendar'
import { holderOn } from '@traguardo/shared/people'
import type { AuditEvent } from '@traguardo/shared/record'
import { v7 } from 'uuid'
import type { Clock } from '../../kernel/runtime/clock'
import type { EntityManager } from '../../kernel/db/orm'
import { insertNew } from '../../kernel/db/rows'
import { enteredBy, heldBy } from '../organisation/positions'
import { appendEntry } from '../../kernel/audit/append'
import { NoticeEntity } from './notice.entity'
import { type AccountNews, newsWords } from './account-news'

/** Something that happened to an account. */
export type AccountEvent = AuditEvent & {
  /** False where it is not known who did it: a wrong password says nothing about who typed it. */
  readonly byOwner?: boolean
  /** News for its person, in the app and by letter. */
  readonly news?: AccountNews
}

/**
 * Tells what happened to an account in the record of every body in which it acts, and its person where there is news
 * [RE6, RI21]: in the transaction of the change. The letter goes out with the next round of mail, which tries again.
 */
export async function tellAccount(
  tx: EntityManager,
  clock: Clock,
  username: string,
  events: readonly AccountEvent[],
): Promise<void> {
  const held = await heldBy(tx, username)
  const people = enteredBy(held, clock).map(({ id, code, body }) => {
    const own = held.filter(({ person }) => person.id === id)
    return { code, body, holder: (holderOn(own, romeDay(clock.now(body.code))) ?? own[0])?.id }
  })
  await appendEntry(
    tx,
    people.flatMap(({ code, body, holder }) =>
      events.map(({ byOwner = true, news: _news, ...event }) => ({
        ...event,
        ...{ body: body.code, at: clock.now(body.code), about: [itemAddress('people', code)] },
        ...(byOwner ? { person: code, holder } : { person: '' }),
      })),
    ),
  )
  const news = events.flatMap((event) => (event.news ? [event.news] : []))
  const rows = people.flatMap(({ code, body, holder = null }, at) =>
    news.map((one) => {
      const now = clock.now(body.code)
      return {
        ...{
          id: v7(),
          body: body.code,
          person: code,
          holder,
          at: now,
          kind: `account.${one.kind}`,
          link: '/preferenze',
        },
        ...{ key: `account.${one.kind}/${one.kind === 'delay' ? romeDay(now) : v7()}`, ...newsWords(username, one) },
        // A person of several bodies reads it in each of them, and gets one letter.
        mailedAt: at === 0 ? null : now,
      }
    }),
  )
  if (rows.length > 0) await insertNew(tx, NoticeEntity, rows, ['body', 'person', 'key'])
}
