import { evidenceIn, isEnded, type OperationRecord, type RegisterState } from '@traguardo/shared/sync'
import { historyOf } from './head-watch'
import { CREW, type Machine, type Phone } from './machines'
import type { World } from './world'

const ALL = 1e6
const AT_OFFICE = new Set(CREW.filter(([, upstream]) => upstream === 'head').map(([person]) => person))

/** The history played again by a trivial model: who led last, leads [the eighth invariant of the protocol]. */
function replay(history: readonly OperationRecord[]): ReadonlyMap<string, string> {
  const heads = new Map<string, { head: string; stamp: number }>()
  for (const { operation, verdict } of history) {
    const leads = verdict?.type === 'applied' && (operation.kind === 'edit' || operation.kind === 'accept')
    if (leads && verdict.stamp > (heads.get(operation.register)?.stamp ?? 0))
      heads.set(operation.register, { head: operation.id, stamp: verdict.stamp })
  }
  return new Map([...heads].map(([id, { head }]) => [id, head]))
}

const plain = (states: readonly RegisterState[]) =>
  states.map(({ id, head, content, complete }) => `${id} ${head} ${JSON.stringify(content)} ${complete}`).sort()

const registersOn = ({ disk }: Machine) => disk.reading((tx) => tx.registersSince('B', -1, null, ALL))
const recordsOn = ({ disk }: Machine) => disk.reading(async (tx) => [...(await tx.decided()), ...(await tx.pending())])

/** What a device shows is the head office's, as far as its person may see it, and nothing of its own waits. */
async function faultsOf(phone: Phone, world: World, registers: readonly RegisterState[]): Promise<readonly string[]> {
  const faults: string[] = []
  const { name, upstream, person, disk } = phone
  const scopes = new Set(world.rights.scopesFor(person, upstream))
  const own = await registersOn(phone)
  const due = registers.filter(({ scope }) => scopes.has(scope))
  if (JSON.stringify(plain(own)) !== JSON.stringify(plain(due)))
    faults.push(`${name} (${upstream}) holds ${plain(own).join('; ')} instead of ${plain(due).join('; ')}`)
  for (const { scope, sum } of await disk.reading((tx) => tx.scopeSums('B')))
    if (sum !== world.engine.sumOf(own.filter((state) => state.scope === scope)))
      faults.push(`${name}: checksum of ${scope}`)
  const view = await world.engine.deviceView(disk, 'B', person)
  if (view.pending > 0) faults.push(`${name} still waits with ${view.pending}`)
  const provisional = await disk.reading((tx) => tx.provisional(ALL))
  if (provisional.length > 0) faults.push(`${name} shows ${provisional.length} as at the site`)
  return faults
}

/** Is it a thing that the head office keeps? Letting go of what nobody knows is not. */
const isKept = ({ operation, verdict }: OperationRecord): boolean =>
  operation.kind !== 'dismiss' && verdict !== null && verdict.type !== 'deferred' && verdict.stamp > 0

/** Every acknowledged file is at the head office, by its hash, where anybody holds its bytes still. */
function faultsOfFiles(world: World, registers: readonly RegisterState[]): readonly string[] {
  return registers.flatMap(({ id, content, person, complete }) => {
    const file = evidenceIn(content)
    if (!file) return []
    const isThere = world.head.files.has(file.sha256, person)
    if (complete !== isThere) return [`${id} is said to be ${complete ? '' : 'not '}complete, and is not so`]
    const isHeld = world.machines.some(({ files }) => files.has(file.sha256, person))
    return isHeld && !isThere ? [`the bytes of ${id} did not arrive`] : []
  })
}

/**
 * What its author let go of everywhere leads nowhere. Of those who work at the office: at a site somebody may let go of
 * what the office is just applying.
 */
function faultsOfEnds(heads: ReadonlyMap<string, string>, all: readonly OperationRecord[]): readonly string[] {
  const records = all.filter(({ operation }) => AT_OFFICE.has(operation.person))
  const led = new Set(heads.values())
  const open = new Set(records.filter((record) => !isEnded(record)).map(({ operation }) => operation.id))
  return records
    .filter((record) => isEnded(record) && led.has(record.operation.id) && !open.has(record.operation.id))
    .map(({ operation }) => `${operation.id} was let go of, and stands there`)
}

/** Everything that must hold once the network has healed. Gives the faults. */
export async function faultsAtRest(world: World): Promise<readonly string[]> {
  const faults = [...world.faults]
  const history = await historyOf(world.head.disk)
  const known = new Map(history.map((record) => [record.operation.id, record]))
  const registers = await registersOn(world.head)
  const heads = replay(history)
  for (const { id, head } of registers) if (heads.get(id) !== head) faults.push(`the history does not give ${id}`)
  if (heads.size !== registers.length) faults.push('the history gives other registers')
  for (const phone of world.phones) faults.push(...(await faultsOf(phone, world, registers)))
  faults.push(...faultsOfFiles(world, registers))
  const atPhones = (await Promise.all(world.phones.map(recordsOn))).flat()
  faults.push(...faultsOfEnds(heads, atPhones))

  const atSites: OperationRecord[] = []
  for (const [name, site] of world.sites) {
    const waiting = await site.disk.reading((tx) => tx.provisional(ALL))
    if (waiting.length > 0) faults.push(`${name} still waits with ${waiting.length}`)
    atSites.push(...(await recordsOn(site)).filter(({ relayed }) => relayed))
  }
  // Nothing that a person was told is saved has vanished, and of nothing that was decided the head office knows nothing.
  for (const record of [...atPhones, ...atSites])
    if (isKept(record) && !known.has(record.operation.id))
      faults.push(`${record.operation.id} was decided, and the head office does not know it`)
  for (const { operation, verdict } of [...atPhones, ...atSites])
    if (verdict?.type === 'rejected' && verdict.refusal.code === 'MALFORMED_OPERATION')
      faults.push(`${operation.id} was refused as nobody's`)
  const trays = new Set(atPhones.filter(({ verdict }) => verdict !== null).map(({ operation }) => operation.id))
  for (const [id, operation] of world.saved) {
    if (world.exempt.has(id)) continue
    const record = known.get(id)
    const sameElsewhere = history.some(
      (other) =>
        other.operation.register === operation.register &&
        other.operation.person === operation.person &&
        JSON.stringify(other.operation.content) === JSON.stringify(operation.content),
    )
    if (record === undefined && !trays.has(id) && !sameElsewhere) faults.push(`${id} vanished`)
    const isOther = JSON.stringify(record?.operation.content) !== JSON.stringify(operation.content)
    if (record && world.happened.restore === 0 && isOther && !sameElsewhere)
      faults.push(`${id} was saved with other content`)
  }
  return faults
}
