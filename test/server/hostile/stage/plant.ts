import { createHash, randomBytes } from 'node:crypto'
import type { Orm } from '../../../../server/src/kernel/db/orm'
import { demoPlan } from '../../../support/plan-files'
import type { Credentials, Wire } from '../wire/http'
import { envelope, opened, type SiteKeys, siteRequest } from '../wire/envelope'
import { operation, push, registerOf, SYNC } from '../wire/sync'
import { append, begin } from '../wire/tus'
import { uuid7 } from '../wire/uuid'
import type { Canaries } from './canaries'
import { BODY, bodyKey, SHEET, sheetKey, UNIT, VICTIM, YEAR } from './places'

/** A file that somebody attached. */
export interface Planted {
  readonly sha256: string
  readonly size: number
  readonly bytes: Buffer
  readonly name: string
}

type Answer = { readonly [name: string]: never } & {
  readonly verdicts: readonly { readonly type: string; readonly refusal: { readonly code: string } | null }[]
}

/** Sends operations and says what became of each; throws where the push itself is refused. */
export async function pushed(wire: Wire, who: Credentials, node: string, operations: readonly unknown[], changes = {}) {
  const reply = await wire.ask(who, SYNC, { push: push(BODY, node, operations, changes) })
  if (reply.code !== null || reply.answer === undefined) throw new Error(`push: ${reply.text.slice(0, 500)}`)
  return (reply.answer as Answer).verdicts.map(({ type, refusal }) => refusal?.code ?? type)
}

const must = (found: unknown, wanted: unknown, what: string): void => {
  if (JSON.stringify(found) !== JSON.stringify(wanted)) throw new Error(`${what}: ${JSON.stringify(found)}`)
}

/** The plan with canaries in its words: what everybody of the body reads, and what only a sheet's readers do. */
export function plantedPlan(canaries: Canaries): string {
  const plan = demoPlan('cciaa-mt-2020')
  const titled = <T extends { readonly code: string }>(list: readonly T[], code: string, change: Partial<T>): T[] =>
    list.map((one) => (one.code === code ? { ...one, ...change } : one))
  return JSON.stringify({
    ...plan,
    objectives: titled(
      titled(plan.objectives, 'PO-ANAG_1', { title: canaries.text('title of an objective of the sheet', 'sheet') }),
      '1',
      { title: canaries.text('title of an objective', 'plan') },
    ),
    indicators: titled(plan.indicators, 'PO-ANAG_1-a', {
      title: canaries.text('title of an indicator of the sheet', 'sheet'),
    }),
    measures: titled(plan.measures, 'PO-ANAG_1-a.num', {
      label: canaries.text('label of a measure of the sheet', 'sheet'),
    }),
    units: titled(plan.units, UNIT, { name: canaries.text('name of a unit', 'plan') }),
  })
}

/** A PDF, as far as anybody looks at it, with a canary among its bytes. */
export function aFile(canaries: Canaries, name: string, circle: 'sheet' | 'body'): Planted {
  const text = canaries.text(`bytes of ${name}`, circle)
  const length = 1_000_000 + randomBytes(2).readUInt16BE()
  const bytes = Buffer.concat([Buffer.from(`%PDF-1.7\n${text}\n`), randomBytes(length), Buffer.from('\n%%EOF\n')])
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { sha256, size: bytes.length, bytes, name: `${canaries.plain(`name of ${name}`, circle)}.pdf` }
}

/** What an operation says of a file. */
export const evidenceOf = ({ sha256, size, name }: Planted) => ({
  type: 'evidence',
  sha256,
  size,
  mime: 'application/pdf',
  name,
})

/** Sends a whole file; throws where it does not arrive. */
async function uploaded(wire: Wire, who: Credentials, { sha256, size, bytes }: Planted): Promise<void> {
  const begun = await wire.send(begin(who, sha256, size))
  const id = begun.headers.location?.split('/').at(-1) ?? sha256
  const sent = await wire.send(append(who, id, bytes))
  must([begun.status, sent.status], [201, 204], `upload ${begun.text} ${sent.text}`)
}

/** Bytes of the file that is on its way which have come. */
export const HALF = 1000

/** Everything that the victim enters: values, notes, files, work in the tray. */
export async function plantWork(wire: Wire, victim: Credentials, canaries: Canaries, node: string) {
  const files = {
    sheet: aFile(canaries, 'a file of the sheet', 'sheet'),
    body: aFile(canaries, 'a file', 'body'),
    half: aFile(canaries, 'a file on its way', 'sheet'),
    // Its hash and size are known to everybody: a form that is published, say. Who attached it is not.
    known: aFile(canaries, 'a file of a known hash', 'sheet'),
  }
  canaries.known('size of a file on its way', 'sheet', String(files.half.size))
  canaries.known('hash of a file of the sheet', 'sheet', files.sheet.sha256)
  canaries.known('size of a file of the sheet', 'sheet', String(files.sheet.size))
  canaries.known('hash of a file', 'body', files.body.sha256)
  const edit = (key: ReturnType<typeof bodyKey>, content: unknown, changes = {}) =>
    operation(VICTIM, node, key, content, changes)
  const number = (value: number) => ({ type: 'number', number: value })
  const work = [
    edit(bodyKey(), number(canaries.number('value', 'body'))),
    edit(bodyKey('note'), canaries.text('note', 'body')),
    edit(bodyKey(`evidence/${files.body.sha256}`), evidenceOf(files.body)),
    edit(sheetKey(), number(canaries.number('value of the sheet', 'sheet'))),
    edit(sheetKey('note'), canaries.text('note of the sheet', 'sheet')),
    edit(sheetKey(`evidence/${files.sheet.sha256}`), evidenceOf(files.sheet)),
    edit(sheetKey(`evidence/${files.known.sha256}`), evidenceOf(files.known)),
    edit(sheetKey(`evidence/${files.half.sha256}`), evidenceOf(files.half)),
    // Too late, so that it waits in a tray; and over a head that was not seen.
    edit(sheetKey('value', { period: 1 }), number(canaries.number('late value of the sheet', 'sheet'))),
    edit(sheetKey('note'), canaries.text('note in the tray', 'own'), { base: uuid7() }),
  ]
  const said = await pushed(wire, victim, node, work, { device: canaries.text('name of a device', 'own') })
  must(said, [...Array.from(work.slice(0, -2), () => 'applied'), 'PERIOD_CLOSED', 'conflict'], 'work')
  for (const file of [files.sheet, files.body, files.known]) await uploaded(wire, victim, file)
  const begun = await wire.send(begin(victim, files.half.sha256, files.half.size))
  const upload = begun.headers.location?.split('/').at(-1) ?? files.half.sha256
  const sent = await wire.send(append(victim, upload, files.half.bytes.subarray(0, HALF)))
  must(sent.status, 204, 'half of an upload')
  return { files, work, upload }
}

/** What has no door of its own to come in by, or one that asks more than a test needs. */
export async function plantRows(orm: Orm, canaries: Canaries, username: string) {
  const em = orm.em.fork()
  const [notice, judgement] = [uuid7(), uuid7()]
  await em.execute(
    'insert into "notice" ("id", "body", "person", "key", "kind", "subject", "text", "link", "at") values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    [
      notice,
      BODY,
      VICTIM,
      'canarino',
      'reminder',
      canaries.text('subject of a notice', 'own'),
      canaries.text('text of a notice', 'own'),
      '/',
      '2020-09-05T08:00:00.000Z',
    ],
  )
  await em.execute(
    'insert into "judgement" ("id", "body", "year", "about", "score", "reason", "asked_by", "asked_at") values (?, ?, ?, ?, ?, ?, ?, ?)',
    [
      judgement,
      BODY,
      YEAR,
      `sheets/${SHEET}`,
      71.25,
      canaries.text('reason of a judgement', 'sheet'),
      'dirigente-area-ii',
      '2020-09-05T08:00:00.000Z',
    ],
  )
  await em.execute('update "account" set "email" = ? where "username" = ?', [
    `${canaries.plain('mail of an account', 'own')}@ente.it`,
    username,
  ])
  return { notice, judgement }
}

const ROME = { timeZone: 'Europe/Rome', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const

/** The head of a letter of a site, by the clock of the demo: the day of the body and the time of day that it is. */
export const letterhead = (purpose: string, body: string) => ({
  purpose,
  to: 'office',
  at: new Date(
    `${body === BODY ? '2020' : '2021'}-09-05T${new Intl.DateTimeFormat('en-GB', ROME).format(new Date())}+02:00`,
  ).toISOString(),
  nonce: randomBytes(16).toString('base64url'),
  answers: null,
})

/** What a site says honestly and is answered, in clear. */
export async function exchanged(wire: Wire, who: Credentials, site: SiteKeys) {
  const sealed = envelope(site, siteRequest(site, letterhead('exchange', site.body)))
  const asked = `mutation($envelope: String!) { answer: siteExchange(envelope: $envelope) {
    __typename ... on SiteEnvelope { envelope } ... on Refusal { code message } } }`
  const reply = await wire.ask(who, asked, { envelope: sealed })
  const answer = (reply.answer as { readonly envelope?: string } | null)?.envelope
  return { reply, clear: answer === undefined ? null : opened(site, answer) }
}

/** Ids of the registers that hold the canaries. */
export const REGISTERS = { body: registerOf(bodyKey()), sheet: registerOf(sheetKey()) }
