import { takeFirst } from '../../client/src/offline/store/first-version'
import {
  type Content,
  exchangeWork,
  leftWork,
  markBackup,
  memoryStore,
  type OperationRecord,
  receivePush,
  recordEdit,
  type RegisterKey,
  settleOperation,
  type HeadStore,
} from '@traguardo/shared/sync'
import fc from 'fast-check'
import { deleteDB } from 'idb'
import { type OpenReplica, openReplica } from '../../client/src/offline/open-replica'
import { comeBack } from '../../client/src/offline/leave'
import { device, saveKnown, keepPlan } from '../../client/src/offline/working-set'
import type { Session } from '../../client/src/offline/session'
import { receivePorts } from './sync'
import { installLocks } from './toy-locks'

installLocks()

const NOW = '2021-09-05T08:00:00.000Z'
export const session = (person: string): Session => ({
  person,
  username: person,
  title: person,
  body: 'B',
  bodyName: 'Ente',
  roles: [{ role: 'unit-head', unit: 'U1' }],
})
export const ANNA = session('anna')
export const SECRET = 'what-the-server-gives-to-anna'
export const CANARY = 'kanarino'
export const keyOf = (period: number, field: RegisterKey['field'] = 'note'): RegisterKey => ({
  body: 'B',
  measure: `misura-${CANARY}`,
  unit: 'U1',
  year: 2021,
  period,
  field,
})

let head: HeadStore
const lineOf = (person: string, code: string | null) => (push: Parameters<typeof receivePush>[1]) =>
  receivePush(head, push, receivePorts({ person, judge: () => (code ? { code, params: {}, message: CANARY } : null) }))

/** A head office and a device that were never used. */
export async function newWorld(): Promise<void> {
  head = memoryStore()
  for (const { name = '' } of await indexedDB.databases()) if (name !== 'traguardo') await deleteDB(name)
  await (await device()).clear('values')
}

/** Which of these operations the head office has, in their order. */
export const arrived = async (records: readonly OperationRecord[]) =>
  (await head.reading((tx) => tx.operations(records.map(({ operation }) => operation.id))))
    .map(({ operation }) => operation)
    .sort((a, b) => a.seq - b.seq)

/** Attaches a file, whose bytes the head office then has. */
export async function attachArrived({ db, store, ports }: OpenReplica, sha256: string): Promise<void> {
  await db.put('files', { sha256, blob: new Blob([`${CANARY} ${sha256}`]), name: `${CANARY}.pdf`, waiting: 1 })
  const content: Content = { type: 'evidence', sha256, size: 9, mime: 'application/pdf', name: `${CANARY}.pdf` }
  await recordEdit(store, { key: keyOf(1, `evidence/${sha256}`), content }, ports)
  await exchangeWork(
    store,
    (push) => receivePush(head, push, receivePorts({ person: ports.person, brought: () => true })),
    ports,
  )
}

/** Everything that the head office has now is in a backup. */
export const backUp = (): Promise<void> =>
  head.transaction(async (tx) => markBackup(tx, 'B', await tx.count('stamp/B', 0)))

export const send = ({ store, ports }: OpenReplica) => exchangeWork(store, lineOf(ports.person, null), ports)

/** What a desk is opened with here. */
export const AT_DESK = { now: () => NOW, readFirst: takeFirst }

/** The desk of somebody, who is signed in. */
export async function deskOf(person: string, body = 'B'): Promise<OpenReplica> {
  await saveKnown('session', { ...session(person), body })
  return openReplica(body, person, AT_DESK)
}

export async function signIn(who: Session, secret = SECRET): Promise<OpenReplica> {
  await saveKnown('session', who)
  await saveKnown('signedOut', null)
  await comeBack(who, secret)
  return deskOf(who.person, who.body)
}

/** What has to be the same before and after. */
export async function heldBy({ db, store, ports }: OpenReplica) {
  const { pending, outbox, work } = await store.reading(async (tx) => ({
    pending: (await tx.pending()).filter(({ operation }) => operation.person === ports.person),
    outbox: await tx.outbox(1000),
    work: await leftWork(tx, ports),
  }))
  const files = await db.getAllFromIndex('files', 'waiting', 1)
  const bytes = await Promise.all(files.map(async ({ blob, ...row }) => ({ ...row, text: await blob.text() })))
  return { pending, outbox, work, node: ports.node, files: bytes, unfinished: await db.getAll('unfinished') }
}

/** What somebody does on a device, by chance. */
type Step =
  | { readonly do: 'edit'; readonly period: number; readonly text: string }
  | { readonly do: 'exchange'; readonly refuse: boolean }
  | { readonly do: 'settle'; readonly mine: boolean }
  | { readonly do: 'file'; readonly bytes: string; readonly waiting: 0 | 1 }
  | { readonly do: 'other'; readonly period: number }
  | { readonly do: 'type'; readonly period: number; readonly text: string }

export const aStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('edit'), period: fc.integer({ min: 1, max: 3 }), text: fc.string() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('exchange'), refuse: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('settle'), mine: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('file'), bytes: fc.string(), waiting: fc.constantFrom(0, 1) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('type'), period: fc.integer({ min: 1, max: 3 }), text: fc.string() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('other'), period: fc.integer({ min: 1, max: 3 }) }) },
) as fc.Arbitrary<Step>

let others = 0

async function play({ db, store, ports }: OpenReplica, step: Step): Promise<void> {
  if (step.do === 'edit')
    await recordEdit(store, { key: keyOf(step.period), content: `${CANARY} ${step.text}` as Content }, ports)
  else if (step.do === 'exchange')
    await exchangeWork(store, lineOf(ports.person, step.refuse ? 'PERIOD_CLOSED' : null), ports)
  else if (step.do === 'settle') {
    const [item] = (await store.reading((tx) => tx.pending())).filter(({ verdict }) => verdict !== null)
    if (item) await settleOperation(store, item.operation.id, step.mine ? 'mine' : 'theirs', ports)
  } else if (step.do === 'file')
    await db.put('files', {
      sha256: `${CANARY}-${step.bytes}`,
      blob: new Blob([`${CANARY} ${step.bytes}`], { type: 'application/pdf' }),
      name: `${CANARY}.pdf`,
      waiting: step.waiting,
    })
  else if (step.do === 'type')
    await db.put('unfinished', {
      ...{ id: `typed-${step.period}`, key: keyOf(step.period), over: '', at: NOW },
      text: `${CANARY} ${step.text}`,
    })
  else {
    const elsewhere = { ...ports, person: 'bruno', node: `tablet-${others++}` }
    const tablet = memoryStore()
    await exchangeWork(tablet, lineOf('bruno', null), elsewhere)
    await recordEdit(tablet, { key: keyOf(step.period), content: `${CANARY} di altri` }, elsewhere)
    await exchangeWork(tablet, lineOf('bruno', null), elsewhere)
  }
}

export async function workOn(desk: OpenReplica, steps: readonly Step[]): Promise<void> {
  await keepPlan(desk.db, { body: 'B', year: 2021, hash: 'h', document: { title: `Piano ${CANARY}` } as never })
  await desk.db.put('files', { sha256: 'f', blob: new Blob([CANARY]), name: `${CANARY}.pdf`, waiting: 0 })
  for (const step of steps) await play(desk, step)
}
