import type { OperationRecord, RegisterState } from '@traguardo/shared/sync'
import { sumOf } from '@traguardo/shared/sync'
import type { World } from './world'

const ALL = 1e6

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
  states.map(({ id, head, content }) => `${id} ${head} ${JSON.stringify(content)}`).sort()

/** Everything that must hold once the network has healed. Gives the faults. */
export async function faultsAtRest(world: World): Promise<readonly string[]> {
  const faults = [...world.faults]
  const history = await world.history()
  const known = new Map(history.map((record) => [record.operation.id, record]))
  const registers = await world.head.disk.reading((tx) => tx.registersSince('B', -1, null, ALL))
  const heads = replay(history)
  for (const { id, head } of registers) if (heads.get(id) !== head) faults.push(`the history does not give ${id}`)
  if (heads.size !== registers.length) faults.push('the history gives other registers')

  for (const phone of world.phones) {
    const scopes = new Set(world.rights.scopesFor(phone.person))
    const own = await phone.disk.reading((tx) => tx.registersSince('B', -1, null, ALL))
    const due = registers.filter(({ scope }) => scopes.has(scope))
    const atSite = phone.upstream === 'site'
    if (JSON.stringify(plain(own)) !== JSON.stringify(plain(due)))
      faults.push(
        `${phone.name}${atSite ? ' (site)' : ''} holds ${plain(own).join('; ')} instead of ${plain(due).join('; ')}`,
      )
    for (const { scope, sum } of await phone.disk.reading((tx) => tx.scopeSums('B')))
      if (sum !== sumOf(own.filter((state) => state.scope === scope)))
        faults.push(`${phone.name}: checksum of ${scope}`)
    const view = await world.engine.deviceView(phone.disk, 'B', phone.person)
    if (view.pending > 0) faults.push(`${phone.name} still waits with ${view.pending}`)
  }

  const atSite = await world.site.disk.reading((tx) => tx.provisional(ALL))
  if (atSite.length > 0) faults.push(`the site still waits with ${atSite.length}`)

  // Nothing that a person was told is saved has vanished.
  const trays = new Set<string>()
  for (const phone of world.phones)
    for (const record of await phone.disk.reading(async (tx) => [
      ...(await tx.pending()),
      ...(await tx.decided()).filter(({ settlement }) => settlement !== null),
    ]))
      trays.add(record.operation.id)
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
    if (
      record &&
      world.restored === 0 &&
      JSON.stringify(record.operation.content) !== JSON.stringify(operation.content) &&
      !sameElsewhere
    )
      faults.push(`${id} was saved with other content`)
  }
  return faults
}
