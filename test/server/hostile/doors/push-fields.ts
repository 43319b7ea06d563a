import { type GraphQLSchema, isInputObjectType } from 'graphql'
import { VICTIM, BODY, BODY_SCOPE, bodyKey, OTHER_BODY, SHEET, SHEET_SCOPE, sheetKey, UNIT } from '../stage/places'
import type { Liar } from '../stage/liars'
import { REGISTERS } from '../stage/plant'
import { NODES, type Stage } from '../stage/stage'
import { graphql } from '../wire/http'
import { NOTHING_READ, operation, push, registerOf, SYNC } from '../wire/sync'
import { inputFields } from '../wire/texts'
import { standing } from '../wire/tus'
import { uuid7 } from '../wire/uuid'
import { junkFor } from './junk'
import { type Lie, NO_HASH, NO_ID, type Row } from './row'

/** What of an honest push is a lie; `field` is where the lie of the row goes. */
interface Forged {
  readonly twin?: Forged
  readonly names?: readonly string[]
  readonly push?: object
  readonly at?: object
  readonly operation?: object
  readonly key?: object
}

/** Those who send junk too: the rules for it are the same for everybody who may push at all. */
const WITH_JUNK = new Set(['without any role', 'colleague with another sheet'])

const note = 'una nota mia'
/** Further than anything goes. */
const ALL_READ = 2_147_483_647
/** Characters of a lie that are told. */
const LONGEST = 160

/** The key of a cell that is the liar's own, where it has one. */
const ownKey = ({ unit, body }: Liar, field = 'note') =>
  bodyKey(field, { unit: unit ?? 'U-LEG', ...(body === OTHER_BODY ? { body } : {}) })

function forgedPush(liar: Liar, from: object, { push: inPush, at, operation: inOperation, key }: Forged) {
  const node = `nodo-${liar.person}`
  const where = { ...ownKey(liar), ...key }
  const made = operation(liar.person, node, where as ReturnType<typeof bodyKey>, note, {
    ...(key ? { register: undefined } : {}),
    ...inOperation,
  })
  const body = liar.body === OTHER_BODY ? OTHER_BODY : BODY
  return push(body, node, [made], { at: { ...from, ...at }, ...inPush })
}

type Lies = (stage: Stage, liar: Liar) => readonly Forged[]

const inPush = (name: string, values: readonly unknown[]): readonly Forged[] =>
  values.map((value) => ({ push: { [name]: value } }))
const inOperation = (name: string, values: readonly unknown[]): readonly Forged[] =>
  values.map((value) => ({ operation: { [name]: value } }))

const standingOf = (stage: Stage, name: string) =>
  stage.standing.get(name) ?? { view: null, stamp: 0, epoch: null, receipt: null }
const trayOf = ({ planted }: Stage): readonly string[] => planted.work.slice(-2).map(({ id }) => id)
const idsOf = ({ planted }: Stage): readonly string[] => planted.work.map(({ id }) => id)
const BEHIND = [[SHEET_SCOPE], [SHEET_SCOPE, BODY_SCOPE], [`${SHEET_SCOPE.replace('/2/', '/1/')}`], ['*'], ['%'], []]

/** Pushes that ask for scopes of others, from each place where a cursor may say that it stands. */
const behind: Lies = (stage, { name }) =>
  BEHIND.flatMap((scopes) =>
    [null, standingOf(stage, name).view, standingOf(stage, VICTIM).view].flatMap((view) =>
      [0, standingOf(stage, name).stamp].map((stamp) => ({
        at: { view, stamp, tray: 0, behind: { scopes, stamp: 0 } },
      })),
    ),
  )

/** A file whose hash is known, as the liar would have it. */
const fileOf = (sha256: string, size: number) => ({
  type: 'evidence',
  sha256,
  size,
  mime: 'application/pdf',
  name: 'mio.pdf',
})

/** Evidence of somebody else's file at a cell of one's own, and at the victim's; a hash that nobody has is told alike. */
const evidence: Lies = ({ planted: { files } }, liar) => {
  const at = (key: ReturnType<typeof bodyKey>, sha256: string, size: number): Forged => ({
    operation: { key: { ...key, field: `evidence/${sha256}` }, content: fileOf(sha256, size), register: undefined },
  })
  const { sha256, size } = files.known
  return [ownKey(liar), sheetKey(), bodyKey()].map((key) => ({
    ...at(key, sha256, size),
    twin: at(key, NO_HASH, size),
    names: [sha256, NO_HASH],
  }))
}

/** Files that were named as one's own are asked for. */
const fetched = ({ planted: { files } }: Stage, { headers }: Liar): readonly Lie[] => [
  { what: 'fetches', asked: { path: `/prove/${files.known.sha256}`, headers } },
  { what: 'asks how far', asked: standing(headers, files.known.sha256) },
]

/** A key whose register the other end works out. */
const about = (id: string, kind: string, key = sheetKey('value', { period: 1 })): Forged => ({
  operation: { about: id, kind, key, register: undefined, content: null, decision: { reason: 'preso', inTime: true } },
})

/** Answers to work that waits in a tray, as whoever decides on it, or as its author. */
const answers: Lies = (stage) =>
  [...trayOf(stage), NO_ID].flatMap((id) =>
    ['dismiss', 'accept', 'decline', 'edit'].flatMap((kind) => [about(id, kind), about(id, kind, sheetKey('note'))]),
  )
/** The same, of the late value alone. */
const answer: Lies = (stage) =>
  trayOf(stage)
    .slice(0, 1)
    .flatMap((id) => [about(id, 'accept'), about(id, 'decline')])

/** Values and notes of others, in a right that none of the liars has. */
const brought: readonly Forged[] = [sheetKey, bodyKey].flatMap((keyOf) =>
  (['value', 'note'] as const).map((field): Forged => ({
    operation: {
      ...{ kind: 'bring', key: keyOf(field, { period: 1 }), register: undefined },
      content: field === 'note' ? note : { type: 'number', number: 1 },
    },
  })),
)

/** What is put into each field to get at something of the victim's. */
const TARGETED: Readonly<Record<string, Lies>> = {
  'PushInput.body': () => inPush('body', [BODY, 'ISR', OTHER_BODY]),
  'PushInput.node': ({ sites }) => inPush('node', [NODES.victim, NODES.lost, sites.live.id, 'office']),
  'PushInput.protocol': () => inPush('protocol', [0, 1, 2, 3, 99]),
  'PushInput.person': () => inPush('person', [VICTIM, 'controllo-gestione']),
  'PushInput.epoch': (stage) =>
    ['', NO_ID, standingOf(stage, VICTIM).epoch].flatMap((epoch) => [
      { push: { epoch } },
      { push: { epoch }, at: { ...standingOf(stage, VICTIM), epoch: undefined, receipt: undefined, tray: 0 } },
    ]),
  'PushInput.lastSeq': () =>
    [0, 1].flatMap((lastSeq) => [NODES.victim, 'nodo'].map((node) => ({ push: { lastSeq, node, operations: [] } }))),
  'PushInput.lastDecided': (stage) =>
    [...idsOf(stage), uuid7()].map((lastDecided) => ({
      push: { lastDecided, epoch: standingOf(stage, VICTIM).epoch, operations: [] },
    })),
  'PushInput.receipt': (stage, { name }) =>
    [standingOf(stage, VICTIM), standingOf(stage, name)].flatMap(({ receipt, epoch }) =>
      [receipt, `${receipt?.slice(0, -1)}x`, ''].map((one) => ({
        push: { receipt: one, epoch, lastDecided: uuid7(), operations: [] },
        at: { stamp: ALL_READ, tray: 0, view: null },
      })),
    ),
  'PushInput.at': (stage) => [
    { push: { at: null } },
    { at: { ...standingOf(stage, VICTIM), epoch: undefined, receipt: undefined, tray: 0 } },
  ],
  'CursorInput.view': (stage) =>
    [standingOf(stage, VICTIM).view, NO_ID].flatMap((view) => [{ at: { view } }, { at: { view, stamp: 1, tray: 1 } }]),
  'CursorInput.stamp': (stage, { name }) =>
    [0, -7, 1].flatMap((stamp) => [{ at: { stamp, view: standingOf(stage, name).view } }, { at: { stamp } }]),
  'CursorInput.tray': () => [0, 1, -1].map((tray) => ({ at: { tray } })),
  'CursorInput.behind': (stage, liar) => behind(stage, liar).slice(0, 6),
  'BehindCursorInput.scopes': behind,
  'BehindCursorInput.stamp': (stage, { name }) =>
    [-1, 1, 5].map((stamp) => ({
      at: { view: standingOf(stage, name).view, behind: { scopes: [SHEET_SCOPE], stamp } },
    })),
  'PushInput.cursor': () => [0, -1, 1].map((cursor) => ({ push: { at: undefined, cursor, protocol: 1 } })),
  'PushInput.verify': (stage, { name }) => [
    { push: { verify: true } },
    { push: { verify: true }, at: { ...standingOf(stage, name), epoch: undefined, receipt: undefined, tray: 0 } },
  ],
  'PushInput.device': () => inPush('device', ['Telefono della P.O.', 'x'.repeat(500)]),
  'PushInput.ended': (stage) => [
    ...inPush('ended', [idsOf(stage), trayOf(stage), [NO_ID]]),
    { push: { ended: idsOf(stage), operations: stage.planted.work } },
  ],
  'PushInput.operations': ({ planted }) => [
    { push: { operations: planted.work } },
    {
      push: {
        operations: planted.work.map((one) => ({ ...one, person: VICTIM, node: NODES.victim })),
        node: NODES.victim,
      },
    },
    { push: { operations: Array.from({ length: 510 }, () => operation(VICTIM, 'n', sheetKey(), null)) } },
  ],
  'OperationInput.id': (stage) => inOperation('id', [...idsOf(stage), NO_ID]),
  'OperationInput.node': ({ sites }) => inOperation('node', [NODES.victim, sites.live.id]),
  'OperationInput.seq': ({ planted }) => [
    ...inOperation(
      'seq',
      planted.work.map(({ seq }) => seq),
    ),
    { operation: { node: NODES.victim, seq: planted.work[0]?.seq }, push: { node: NODES.victim } },
  ],
  'OperationInput.person': () => inOperation('person', [VICTIM, 'controllo-gestione', '']),
  'OperationInput.deviceTime': () =>
    inOperation('deviceTime', ['2020-05-10T08:00:00Z', '9999-12-31T23:59:59Z', 'ieri']),
  'OperationInput.protocol': () => inOperation('protocol', [0, 1, 3, 99]),
  'OperationInput.kind': (stage, liar) => [...answer(stage, liar), ...brought],
  'OperationInput.register': () => inOperation('register', [REGISTERS.sheet, REGISTERS.body, NO_ID]),
  'OperationInput.key': () =>
    [sheetKey('note'), bodyKey('note'), sheetKey('note', { body: 'ISR' })].flatMap((key) => [
      { key },
      { operation: { key, register: registerOf(key) } },
    ]),
  'OperationInput.base': (stage) =>
    [...idsOf(stage), NO_ID].flatMap((base) => [
      { operation: { base } },
      { operation: { base, key: sheetKey('note') } },
    ]),
  'OperationInput.content': evidence,
  'OperationInput.about': answers,
  'OperationInput.decision': answer,
  'DecisionInput.reason': answer,
  'DecisionInput.inTime': answer,
  'RegisterKeyInput.body': () => [BODY, 'ISR', OTHER_BODY].map((body) => ({ key: { body } })),
  'RegisterKeyInput.measure': () => [sheetKey().measure, '*', 'NESSUNA'].map((measure) => ({ key: { measure } })),
  'RegisterKeyInput.unit': () => [UNIT, null, 'ENTE', SHEET].map((unit) => ({ key: { unit } })),
  'RegisterKeyInput.year': () => [2019, 2021, 9999, -1].map((year) => ({ key: { year } })),
  'RegisterKeyInput.period': () => [0, 1, 3, 99].map((period) => ({ key: { period } })),
  'RegisterKeyInput.field': ({ planted }) =>
    ['value', 'absence', 'review', 'sending', `evidence/${planted.files.known.sha256}`, `evidence/${NO_HASH}`].map(
      (field) => ({
        key: { field, unit: UNIT, measure: sheetKey().measure },
      }),
    ),
}

/** A push with junk in the field of that name. */
function junkAt(door: string, value: unknown): Forged {
  const [type = '', name = ''] = door.split('.')
  if (type === 'PushInput') return { push: { [name]: value } }
  if (type === 'CursorInput') return { at: { [name]: value } }
  if (type === 'BehindCursorInput') return { at: { behind: { scopes: [SHEET_SCOPE], stamp: 0, [name]: value } } }
  if (type === 'RegisterKeyInput') return { key: { [name]: value } }
  if (type === 'DecisionInput')
    return { operation: { kind: 'accept', decision: { reason: 'x', inTime: true, [name]: value } } }
  return { operation: { [name]: value } }
}

function typeOf(schema: GraphQLSchema, door: string): string {
  const [type = '', name = ''] = door.split('.')
  const input = schema.getType(type)
  return isInputObjectType(input) ? String(input.getFields()[name]?.type) : ''
}

/** Does the field belong to an operation? Then whoever may is told of what stands in its way by a verdict. */
const isOfOperation = (door: string): boolean => /^(Operation|RegisterKey|Decision)Input/.test(door)

/** A row for each field of a push, of its cursor and of its operations: new ones have none here, and fail the suite. */
export const FIELD_ROWS: readonly Row[] = Object.entries(TARGETED).map(([door, targeted]): Row => ({
  door,
  gives: isOfOperation(door) ? ['note of the sheet'] : ['value of the sheet', 'note in the tray'],
  async entitled({ wire, entitled, planted }) {
    // Sent again, an operation gets the verdict that it had, with what stands there.
    const operations = isOfOperation(door) ? planted.work.slice(-1) : []
    const reply = await wire.ask(entitled.victim, SYNC, { push: push(BODY, NODES.victim, operations) })
    const { verdicts } = reply.answer as { readonly verdicts?: unknown }
    return isOfOperation(door) ? JSON.stringify(verdicts ?? reply.text) : reply.text
  },
  lies(stage, liar) {
    const junk = WITH_JUNK.has(liar.name) ? junkFor(typeOf(stage.schema, door)) : []
    const forged = [...targeted(stage, liar), ...junk.map((value) => junkAt(door, value))]
    // An operation is answered by its verdict: what waits in the liar's own tray is not read each time.
    const { view } = standingOf(stage, liar.name)
    const from = isOfOperation(door) ? { view, stamp: ALL_READ, tray: ALL_READ } : NOTHING_READ
    const asked = (one: Forged) => graphql(liar.headers, SYNC, { push: forgedPush(liar, from, one) })
    const lies = forged.map(({ twin, names, ...one }): Lie => {
      const what = JSON.stringify(one).slice(0, LONGEST)
      return { what, asked: asked(one), ...(twin ? { twin: asked(twin), names: names ?? [] } : {}) }
    })
    return door === 'OperationInput.content' ? [...lies, ...fetched(stage, liar)] : lies
  },
}))

/** The fields that need a row. */
export const fieldsOfPush = (schema: GraphQLSchema): readonly string[] => [...new Set(inputFields(schema, 'PushInput'))]
