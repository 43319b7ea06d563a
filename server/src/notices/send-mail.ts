import { romeDay } from '@traguardo/shared/calendar'
import type { IsoInstant } from '@traguardo/shared/model'
import { LEGAL_KINDS } from '@traguardo/shared/notices'
import type { AppPorts } from '../context'
import type { Em } from '../db/orm'
import { noticeLetter } from '../mail/letters'
import type { Mailer } from '../mail/mailer'
import { AccountEntity } from '../account/account.entity'
import { PersonEntity } from '../people/person.entity'
import { NoticeEntity } from './notice.entity'

/** Another process that took a notice and died: after this time it is taken again. */
const CLAIM_MINUTES = 10
/** Letters that go out in one go. */
const MOST = 200
/** The letter of the day goes out from this hour on, in Rome. */
const MORNING = 7

const earlier = (now: IsoInstant, minutes: number): IsoInstant =>
  new Date(Date.parse(now) - minutes * 60_000).toISOString()

const romeHour = (now: IsoInstant): number =>
  Number(new Date(now).toLocaleString('en-GB', { timeZone: 'Europe/Rome', hour: '2-digit', hour12: false }))

/** Does it go out now, by what the person chose? [NO5] */
function isDue({ mail }: AccountEntity, notice: NoticeEntity, now: IsoInstant): boolean {
  if (mail === 'each' || LEGAL_KINDS.includes(notice.kind)) return true
  if (mail === 'none') return false
  return romeHour(now) >= MORNING && (romeDay(notice.at) < romeDay(now) || romeHour(notice.at) < MORNING)
}

/** Takes notices for this process: of two that reach for one, one gets it. */
async function claim(em: Em, ids: readonly string[], now: IsoInstant): Promise<ReadonlySet<string>> {
  const taken = new Set<string>()
  for (const id of ids) {
    const where = {
      id,
      mailedAt: null,
      $or: [{ claimedAt: null }, { claimedAt: { $lt: earlier(now, CLAIM_MINUTES) } }],
    }
    if ((await em.nativeUpdate(NoticeEntity, where, { claimedAt: now })) === 1) taken.add(id)
  }
  return taken
}

/** Accounts by body and person, of those who can be written to. */
async function readersOf(em: Em, notices: readonly NoticeEntity[]): Promise<ReadonlyMap<string, AccountEntity>> {
  const codes = [...new Set(notices.map(({ person }) => person))]
  const people = await em.find(PersonEntity, { code: { $in: codes }, account: { $ne: null } }, { populate: ['body'] })
  const names = people.flatMap(({ account }) => account ?? [])
  const accounts = await em.find(AccountEntity, { username: { $in: names }, disabledAt: null, email: { $ne: null } })
  const byName = new Map(accounts.map((account) => [account.username, account]))
  return new Map(
    people.flatMap(({ body, code, account }) => {
      const found = byName.get(account ?? '')
      return found ? [[`${body.code} ${code}`, found] as const] : []
    }),
  )
}

/** Mails what is due: one letter to each person, of everything there is to tell. Whatever fails stays and goes out later. */
export async function sendMail(ports: AppPorts, orm: Em, mail: Mailer): Promise<void> {
  const em = orm.fork()
  const open = await em.find(
    NoticeEntity,
    { mailedAt: null, readAt: null },
    { orderBy: { at: 'asc', id: 'asc' }, limit: MOST * 5 },
  )
  if (open.length === 0) return
  const readers = await readersOf(em, open)
  const letters = new Map<string, { account: AccountEntity; notices: NoticeEntity[] }>()
  for (const notice of open) {
    const account = readers.get(`${notice.body} ${notice.person}`)
    if (!account || !isDue(account, notice, ports.clock.now(notice.body))) continue
    const name = `${notice.body} ${account.username}`
    letters.set(name, { account, notices: [...(letters.get(name)?.notices ?? []), notice] })
  }
  for (const { account, notices } of [...letters.values()].slice(0, MOST)) {
    const now = ports.clock.now(notices[0]?.body)
    const taken = await claim(
      em.fork(),
      notices.map(({ id }) => id),
      now,
    )
    const own = notices.filter(({ id }) => taken.has(id))
    if (own.length === 0 || account.email === null) continue
    try {
      await mail.send({
        to: account.email,
        unsubscribe: `${ports.address}/preferenze`,
        ...noticeLetter(own, ports.address),
      })
      await em.fork().nativeUpdate(NoticeEntity, { id: { $in: own.map(({ id }) => id) } }, { mailedAt: now })
    } catch (error) {
      ports.log(error)
    }
  }
}
