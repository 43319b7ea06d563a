import { evidenceIn } from '@traguardo/shared/sync'
import { expect } from 'vitest'
import type { Database } from '../../server/src/kernel/db/database'
import { openDatabase } from '../../server/src/app/opening/open-database'
import { ormStore } from '../../server/src/sync/store/orm-store'
import { BODY, type BusyDevice } from './busy-device'

const ALL = 1e6

/** Lets devices exchange until nothing waits; every file of which it was said that it is saved is there, to the last byte. */
export async function allArrives(devices: readonly BusyDevice[]): Promise<void> {
  for (let round = 0; round < 3; round++)
    for (const device of devices) {
      await device.sync()
      await device.bring()
    }
  for (const device of devices) await device.sync()
  for (const device of devices) {
    for (const sha256 of device.files.keys()) expect(await device.hashAtServer(sha256), sha256).toBe(sha256)
    expect(await device.missing()).toEqual([])
  }
}

/**
 * Looks at the database itself, after its servers have ended: whatever devices saved is there, once, with its files; what
 * stands there is what was applied last, and every device holds the same. Gives counts.
 */
export async function allThere(devices: readonly BusyDevice[], database: Database) {
  const orm = await openDatabase(database)
  const { history, registers } = await ormStore(orm.em).reading(async (tx) => ({
    history: [...(await tx.decided()), ...(await tx.pending())],
    registers: await tx.registersSince(BODY, -1, null, ALL),
  }))
  await orm.close(true)

  expect(registers.filter(({ content, complete }) => evidenceIn(content) && !complete)).toEqual([])
  const known = new Map(history.map((record) => [record.operation.id, record]))
  const saved = devices.flatMap((device) => [...device.saved.values()])
  expect(
    saved.filter(({ id, content }) => JSON.stringify(known.get(id)?.operation.content) !== JSON.stringify(content)),
  ).toEqual([])
  const places = history.flatMap(({ verdict }) => (verdict ? [verdict.stamp] : []))
  expect(new Set(places).size).toBe(places.length)
  const heads = new Map<string, string>()
  for (const { operation, verdict } of [...history].sort((a, b) => (a.verdict?.stamp ?? 0) - (b.verdict?.stamp ?? 0)))
    if (verdict?.type === 'applied' && operation.kind === 'edit') heads.set(operation.register, operation.id)
  expect(registers.map(({ id, head }) => [id, head]).sort()).toEqual([...heads].sort())
  for (const device of devices) {
    expect(await device.waiting()).toBe(0)
    const held = await device.store.reading((tx) => tx.registersSince(BODY, -1, null, ALL))
    expect(held.map(({ id, head }) => [id, head]).sort()).toEqual([...heads].sort())
  }
  return {
    saved: saved.length,
    files: devices.reduce((sum, { files }) => sum + files.size, 0),
    history: history.length,
    count: (type: string) => history.filter(({ verdict }) => verdict?.type === type).length,
  }
}
