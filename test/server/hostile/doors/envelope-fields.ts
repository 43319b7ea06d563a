import { gzipSync } from 'node:zlib'
import {
  CursorSchema,
  OperationSchema,
  SitePushSchema,
  SiteReportSchema,
  SiteRequestSchema,
  SiteSignInSchema,
} from '@traguardo/shared/sync'
import { found } from '../stage/canaries'
import type { Liar } from '../stage/liars'
import { BODY, BODY_SCOPE, OTHER_BODY, SHEET_SCOPE, sheetKey, VICTIM } from '../stage/places'
import { exchanged, letterhead } from '../stage/plant'
import { NODES, type Stage } from '../stage/stage'
import { type Forged, envelope, type SiteKeys, siteRequest } from '../wire/envelope'
import { graphql } from '../wire/http'
import { operation } from '../wire/sync'
import { type Lie, NO_HASH, NO_ID, type Row } from './row'

const EXCHANGE = `mutation($envelope: String!) { answer: siteExchange(envelope: $envelope) {
  __typename ... on SiteEnvelope { envelope } ... on Refusal { code message } } }`

/** What is not honest of an envelope: its content, the push in it, how it was sealed. */
interface Lying {
  readonly content?: object
  readonly push?: object
  readonly sealed?: Forged
}

type Lies = (stage: Stage, site: SiteKeys) => readonly Lying[]

const inContent = (name: string, values: readonly unknown[]): readonly Lying[] =>
  values.map((value) => ({ content: { [name]: value } }))
const inSignIn = (name: string, values: readonly unknown[]): readonly Lying[] =>
  values.map((value) => ({
    content: { purpose: 'sign-in', username: VICTIM, password: 'Traguardo-2021', code: null, [name]: value },
  }))
const inPush = (name: string, values: readonly unknown[]): readonly Lying[] =>
  values.map((value) => ({ push: { [name]: value } }))
const inCursor = (values: readonly object[]): readonly Lying[] =>
  values.map((value) => ({ push: { cursor: { view: null, stamp: 0, tray: 0, behind: null, ...value } } }))
/** An operation of the victim's that the site made up. */
const inOperation =
  (name: string, values: readonly unknown[]): Lies =>
  (_stage, site) =>
    values.map((value) => ({
      push: {
        operations: [operation(VICTIM, site.id, sheetKey('note'), 'presa', { [name]: value })],
        lastSeq: 2_000_000,
      },
    }))

/** The longest that a bomb unpacks to: a file of it would fill the memory. */
const BOMB = 64 * 1024 * 1024
const BEHIND = { scopes: [SHEET_SCOPE, BODY_SCOPE], stamp: 0 }
const ODD = [null, 7, 'x', [], {}, '\u0000', '\ud800', 'x'.repeat(9000)]

/** What is put into each field of what a site says. */
const FIELDS: Readonly<Record<string, Lies>> = {
  'SiteRequest.push': () => inContent('push', [null, undefined, [], 'x', { body: BODY }]),
  'SiteRequest.directory': () => inContent('directory', ['', NO_HASH, ...ODD]),
  'SiteRequest.report': () =>
    inContent('report', [undefined, { waiting: -1 }, { waiting: 'x', refused: 1e308 }, ...ODD]),
  'SiteRequest.whole': () => inContent('whole', [true, 'x', 1]),
  'SiteRequest.accounts': () => inContent('accounts', [[VICTIM, 'referente-legale'], [7], 'x', ...ODD]),
  'SiteRequest.spent': () => inContent('spent', [[NO_HASH], [7], 'x', ...ODD]),
  'SiteSignIn.username': () => inSignIn('username', [VICTIM, 'controllo-gestione', ...ODD]),
  'SiteSignIn.password': () => inSignIn('password', ['', 'Traguardo-2020', ...ODD]),
  'SiteSignIn.code': () => inSignIn('code', ['000000', ...ODD]),
  'SiteReport.waiting': () =>
    [-1, 2 ** 40, 1e308, 'x'].map((waiting) => ({ content: { report: { waiting, refused: 0 } } })),
  'SiteReport.files': () =>
    [-1, 2 ** 40, 1e308, 'x'].map((files) => ({ content: { report: { waiting: 0, files, refused: 0 } } })),
  'SiteReport.refused': () =>
    [-1, 2 ** 40, 1e308, 'x'].map((refused) => ({ content: { report: { waiting: 0, refused } } })),
  'SiteReport.problem': () =>
    ['SITE_CLONED', 'x'.repeat(9000), 7, { id: 1 }].map((problem) => ({
      content: { report: { waiting: 0, refused: 0, problem } },
    })),
  'Letterhead.purpose': () => inContent('purpose', ['pass', 'answer', 'sign-in', 'file', ...ODD]),
  'Letterhead.to': ({ sites }) => inContent('to', [sites.live.id, sites.other.id, ...ODD]),
  'Letterhead.at': () => inContent('at', ['1970-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z', 'ieri', ...ODD]),
  'Letterhead.nonce': () => inContent('nonce', ['a'.repeat(20), 'a'.repeat(20), '', ...ODD]),
  'Letterhead.answers': () => inContent('answers', ['a'.repeat(20), ...ODD]),
  'Push.body': () => inPush('body', [BODY, OTHER_BODY, 'ISR', ...ODD]),
  'Push.node': ({ sites }) => inPush('node', [sites.live.id, NODES.victim, 'office', ...ODD]),
  'Push.protocol': () => inPush('protocol', [0, 1, 3, 99, -1, 'x', null]),
  'Push.epoch': ({ standing }) => inPush('epoch', [standing.get(VICTIM)?.epoch, NO_ID, 7]),
  'Push.ended': ({ planted }) => inPush('ended', [planted.work.map(({ id }) => id), ...ODD]),
  'Push.receipt': ({ standing }) =>
    [standing.get(VICTIM)?.receipt, '', 7, 'x'.repeat(9000)].map((receipt) => ({
      push: {
        receipt,
        epoch: standing.get(VICTIM)?.epoch,
        cursor: { view: null, stamp: 2_147_483_647, tray: 0, behind: null },
      },
    })),
  'Push.cursor': () => [...inPush('cursor', ODD), ...inCursor([{ behind: BEHIND }])],
  'Push.verify': () => inPush('verify', [true, 'x']),
  'Push.operations': ({ planted }, site) => [
    ...inPush('operations', [planted.work, ...ODD]),
    { push: { operations: planted.work.map((one) => ({ ...one, node: site.id })), lastSeq: 2_000_000 } },
  ],
  'Cursor.view': ({ standing }) =>
    inCursor([{ view: standing.get(VICTIM)?.view }, { view: NO_ID, stamp: 1 }, { view: 7 }]),
  'Cursor.stamp': ({ standing }) =>
    [-1, 1, 2_147_483_647, 'x'].flatMap((stamp) => [
      ...inCursor([{ stamp }]),
      { push: { epoch: standing.get(VICTIM)?.epoch, cursor: { view: null, stamp, tray: 0, behind: null } } },
    ]),
  'Cursor.tray': () => inCursor([{ tray: -1 }, { tray: 1 }, { tray: 'x' }]),
  'Cursor.behind': () =>
    inCursor([{ behind: BEHIND }, { behind: { ...BEHIND, stamp: -1 } }, { behind: { scopes: null } }]),
  'Operation.id': ({ planted }, site) => inOperation('id', [planted.work[3]?.id, ...ODD])({ planted } as Stage, site),
  'Operation.node': ({ sites }, site) => inOperation('node', [sites.live.id, NODES.victim, ...ODD])({} as Stage, site),
  'Operation.seq': inOperation('seq', [-1, 1e308, 'x', null]),
  'Operation.person': inOperation('person', [VICTIM, 'referente-legale', 'po-reg', 'controllo-gestione', ...ODD]),
  'Operation.deviceTime': inOperation('deviceTime', ['ieri', ...ODD]),
  'Operation.protocol': inOperation('protocol', [0, 1, 99, 'x', null]),
  'Operation.kind': inOperation('kind', ['dismiss', 'accept', 'decline', 'bring', 'x', null]),
  'Operation.register': inOperation('register', [NO_ID, ...ODD]),
  'Operation.key': inOperation('key', [
    sheetKey('note', { unit: 'U-LEG' }),
    sheetKey('note', { body: OTHER_BODY }),
    sheetKey('value', { unit: null }),
    ...ODD,
  ]),
  'Operation.base': ({ planted }, site) => inOperation('base', [planted.work[4]?.id, ...ODD])({} as Stage, site),
  'Operation.content': inOperation('content', [{ type: 'number', number: 1e308 }, ...ODD]),
  'Operation.about': ({ planted }, site) =>
    planted.work.slice(-2).flatMap(({ id }) =>
      ['dismiss', 'accept', 'decline'].flatMap((kind) =>
        ['referente-legale', VICTIM].map((person) => ({
          push: {
            operations: [
              operation(person, site.id, sheetKey('value', { period: 1 }), null, {
                about: id,
                kind,
                decision: { reason: 'preso', inTime: true },
              }),
            ],
            lastSeq: 2_000_000,
          },
        })),
      ),
    ),
  'Operation.decision': inOperation('decision', [{ reason: 'x', inTime: true }, { reason: 7 }, ...ODD]),
  'Header.kid': ({ sites }) =>
    [sites.live.id, sites.revoked.id, NO_ID, 'office', '', null, 7, { id: 1 }].map((from) => ({ sealed: { from } })),
  'Header.alg': () => ['none', 'dir', 'RSA-OAEP', 7].map((alg) => ({ sealed: { sealed: { alg } } })),
  'Header.enc': () => ['none', 'A128GCM', 7].map((enc) => ({ sealed: { sealed: { enc } } })),
  'Header.signature': ({ sites }) => [
    { sealed: { signed: { alg: 'none' } } },
    { sealed: { signed: { alg: 'HS256' } } },
    { sealed: { signed: { crit: ['x'], x: 1 } } },
    { sealed: { from: sites.live.id, signed: { alg: 'none' } } },
  ],
  'Header.payload': () => [
    { sealed: { packed: Buffer.from('no gzip') } },
    { sealed: { packed: gzipSync('no json') } },
    { sealed: { packed: gzipSync('null') } },
    { sealed: { packed: gzipSync('7') } },
    { sealed: { packed: gzipSync(Buffer.alloc(BOMB, ' ')) } },
    { sealed: { packed: gzipSync(`${'['.repeat(20_000)}${']'.repeat(20_000)}`) } },
  ],
}

/** Whoever holds no key of a site signs with one of another, in the name of the site that is asked for. */
const keysOf = ({ site }: Liar, { sites }: Stage): SiteKeys => site ?? { ...sites.live, own: sites.other.own }

/** Persons send a few: without a key none of it is ever opened. */
const FEW = 3

function liesOf(stage: Stage, liar: Liar, made: Lies): readonly Lie[] {
  const keys = keysOf(liar, stage)
  const all = made(stage, keys)
  return (liar.site === null ? all.slice(0, FEW) : all).map(({ content, push, sealed = {} }): Lie => {
    const said = siteRequest(keys, { ...letterhead('exchange', keys.body), ...content }, push)
    const asked = graphql({}, EXCHANGE, { envelope: envelope(keys, said, sealed) })
    const what = JSON.stringify({ content, push, sealed }).slice(0, 160)
    return { what, asked, ...(liar.site ? { opens: liar.site } : {}) }
  })
}

/** The rows of what a site says. */
export const ENVELOPE_ROWS: readonly Row[] = Object.entries(FIELDS).map(([door, lies]): Row => ({
  door,
  gives: ['value of the sheet', 'note in the tray', 'name of a unit'],
  async entitled({ wire, sites, canaries }) {
    const { reply, clear } = await exchanged(wire, {}, sites.live)
    const text = JSON.stringify(clear ?? reply.text)
    return found(canaries.all, text).length > 0 ? text : reply.text
  },
  lies: (stage, liar) => liesOf(stage, liar, lies),
}))

const { purpose, to, at, nonce, answers, ...request } = SiteRequestSchema.entries
const head = { purpose, to, at, nonce, answers }
const signIn = Object.keys(SiteSignInSchema.entries).filter((field) => !(field in head))

/** Parts of what a site says, read from the schemas that the head office reads it with. */
const DECLARED: Readonly<Record<string, readonly string[]>> = {
  SiteRequest: Object.keys(request),
  SiteSignIn: signIn,
  SiteReport: Object.keys(SiteReportSchema.entries),
  Letterhead: Object.keys(head),
  Push: Object.keys(SitePushSchema.entries),
  Cursor: Object.keys(CursorSchema.entries),
  Operation: Object.keys(OperationSchema.entries),
}

/** Fields of what a site says. */
export const fieldsOfEnvelope = (): readonly string[] =>
  Object.entries(DECLARED).flatMap(([name, fields]) => fields.map((field) => `${name}.${field}`))
