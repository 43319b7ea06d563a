import type { Orm } from '../../../../server/src/kernel/db/orm'
import type { Asked, Credentials, Wire } from '../wire/http'
import { envelope, type SiteKeys } from '../wire/envelope'
import type { Canary, Circle } from './canaries'
import type { Asker } from './faults'
import { BODY, OTHER_BODY, VICTIM } from './places'
import { letterhead } from './plant'
import { signIn } from './speakers'

/** Somebody who asks for what is not theirs. */
export interface Liar extends Asker {
  readonly headers: Credentials
  /** Who it really is: code of the person, unit where it enters values, body. */
  readonly person: string
  readonly unit: string | null
  readonly body: string
  readonly username: string
  /** The keys of a site that lies. */
  readonly site: SiteKeys | null
}

interface Made {
  readonly name: string
  readonly person?: string
  readonly unit?: string
  readonly body?: string
  readonly username?: string
  readonly headers?: Credentials
  readonly site?: SiteKeys
  readonly knows?: readonly Circle[]
}

const liar = ({ name, person = '', unit, body = BODY, username = '', headers = {}, site, knows = [] }: Made): Liar => ({
  name,
  person,
  unit: unit ?? null,
  body,
  username,
  headers,
  site: site ?? null,
  mayKnow: ({ circle }: Canary) => knows.includes(circle),
})

/** What a site shows for one request where it brings or fetches files; `content` is what is not honest in it. */
export const passOf = (site: SiteKeys, { method = 'GET', path }: Asked, content: object = {}): Credentials => {
  const request = `${method} ${path.split('?')[0]} -`
  const head = letterhead('pass', site.body)
  return { authorization: `Sede ${envelope(site, { ...head, files: site.id, request, ...content })}` }
}

/** People of the body who may see what everybody there sees, and nothing of the victim's sheet. */
const COLLEAGUES = [
  { name: 'head of another unit', person: 'referente-legale', unit: 'U-LEG' },
  { name: 'colleague with another sheet', person: 'po-reg', unit: 'S-REG' },
  { name: 'manager of another area', person: 'dirigente-area-i' },
  { name: 'governing body', person: 'organi' },
] as const

/** People who came in and may not be any more what they were. */
const FALLEN = [
  { name: 'without any role', person: 'referente-occ', unit: 'U-OCC' },
  { name: 'switched off', person: 'po-inn', unit: 'S-INN' },
  { name: 'expired session', person: 'po-rfp', unit: 'S-RFP' },
  // Signs in where it is no holder any more: in the victim's own position.
  { name: 'held the victim’s position', person: 'po-staff' },
] as const

const usernameOf = (person: string): string => `${person}.${BODY.toLowerCase()}`

/** The P.O. Staff held the victim's position before, and holds nothing today. */
async function succeed(orm: Orm): Promise<void> {
  const em = orm.em.fork()
  const position = '(select "id" from "person" where "body_code" = ? and "code" = ?)'
  const begun = `update "holder" set "valid_from" = '2020-07-01' where "person_id" = ${position}`
  await em.execute(begun, [BODY, VICTIM])
  const held = `update "holder" set "person_id" = ${position}, "valid_to" = '2020-06-30' where "account_username" = ?`
  await em.execute(held, [BODY, VICTIM, usernameOf('po-staff')])
}

/** Takes from those who came in what they had, as an office does: role, account, time. */
async function takeAway(orm: Orm): Promise<void> {
  const em = orm.em.fork()
  const ended = `update "role_grant" set "valid_from" = '2016-01-01', "valid_to" = '2020-08-31' where "person_id" in
    (select "id" from "person" where "body_code" = ? and "code" = ?)`
  await em.execute(ended, [BODY, 'referente-occ'])
  await em.execute('update "account" set "disabled_at" = ? where "username" = ?', [
    '2020-09-01T08:00:00.000Z',
    usernameOf('po-inn'),
  ])
  await em.execute('update "session" set "expires_at" = ? where "account_username" = ?', [
    '2020-09-01T08:00:00.000Z',
    usernameOf('po-rfp'),
  ])
}

/** Makes all of them. */
export async function makeLiars(
  wire: Wire,
  orm: Orm,
  sites: Readonly<Record<'other' | 'revoked' | 'foreign', SiteKeys>>,
) {
  const people = async (list: readonly { name: string; person: string; unit?: string }[], knows: readonly Circle[]) => {
    const made: Liar[] = []
    for (const one of list) {
      const username = usernameOf(one.person)
      made.push(liar({ ...one, username, knows, headers: await signIn(wire, username) }))
    }
    return made
  }
  const colleagues = await people(COLLEAGUES, ['body', 'plan'])
  const [lost] = await people([{ name: 'revoked device', person: 'po-seg', unit: 'S-SEG' }], ['body', 'plan'])
  await succeed(orm)
  const fallen = await people(FALLEN, [])
  await takeAway(orm)
  const nobody = liar({ name: 'nobody' })
  const foreign = liar({
    name: 'controller of another body',
    person: 'controllo-gestione',
    body: OTHER_BODY,
    username: 'controllo-gestione',
    headers: await signIn(wire, 'controllo-gestione'),
  })
  const site = (name: string, keys: SiteKeys, knows: readonly Circle[] = []) =>
    liar({ name, body: keys.body, site: keys, knows })
  return {
    lost: lost as Liar,
    all: [
      nobody,
      ...colleagues,
      lost as Liar,
      ...fallen,
      foreign,
      site('site of other units', sites.other, ['plan']),
      site('revoked site', sites.revoked),
      site('site of another body', sites.foreign),
    ] as readonly Liar[],
  }
}
