import { exchange, memoryStore, receive, recordEdit, registerId, type RegisterKey } from '@traguardo/shared/sync'
import memoryAdapter from 'pouchdb-adapter-memory'
import PouchDB from 'pouchdb-core'
import replication from 'pouchdb-replication'
import { v7 } from 'uuid'
import { aKey, devicePorts, receivePorts } from '../support/sync'
import { medianMs, print } from './figure'

const EDITS = 1000

const keys: readonly RegisterKey[] = Array.from({ length: EDITS }, (_, at) => ({ ...aKey, measure: `M${at}` }))

/** One transaction an edit on the device, then batches to the head office, verdicts and state back. */
async function ours(): Promise<void> {
  const device = memoryStore()
  const head = memoryStore()
  const ports = devicePorts()
  for (const [at, key] of keys.entries())
    await recordEdit(device, { key, content: { type: 'number', number: at } }, ports)
  const { sent, received } = await exchange(device, (push) => receive(head, push, receivePorts()), ports)
  if (sent !== EDITS || received !== EDITS) throw new Error(`sent ${sent} and received ${received} of ${EDITS}`)
}

/** One document an edit on the device, then one replication. */
async function theirs(Pouch: typeof PouchDB): Promise<void> {
  const device = new Pouch(v7(), { adapter: 'memory' })
  const head = new Pouch(v7(), { adapter: 'memory' })
  for (const [at, key] of keys.entries())
    await device.put({ _id: registerId(key), key, content: { type: 'number', number: at } })
  await Pouch.replicate(device, head)
  const { doc_count: arrived } = await head.info()
  if (arrived !== EDITS) throw new Error(`PouchDB replicated ${arrived} of ${EDITS}`)
  await device.destroy()
  await head.destroy()
}

/** Edits a second, from the person's edit to the head office's verdict; both sides keep everything in memory. */
export async function bench(): Promise<void> {
  const Pouch = PouchDB.plugin(memoryAdapter).plugin(replication)
  const rate = (ms: number) => (EDITS / ms) * 1000
  print({
    bench: 'sync',
    what: `${EDITS}-edits-per-second`,
    ours: rate(await medianMs(ours)),
    peer: 'pouchdb-memory',
    theirs: rate(await medianMs(() => theirs(Pouch))),
    better: 'more',
    goal: 1,
  })
}
