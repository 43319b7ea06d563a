import type { SignedInContext } from '../context'
import { DeviceEntity } from './device.entity'
import { upsert } from '../db/write-rows'

const LONGEST_NAME = 80
const NODE = /^[\w.:% -]{1,128}$/
/** A device that comes every minute is written down once an hour. */
const NOTE_AFTER = 3_600_000

/** Remembers whose device a node is and what it calls itself, for the history. */
export async function noteDevice(
  { app, em, viewer }: SignedInContext,
  known: DeviceEntity | null,
  { node, name }: { readonly node: string; readonly name: string | null },
): Promise<void> {
  if (name === null || !NODE.test(node)) return
  const now = app.clock.now(viewer.body)
  if (known && known.person !== viewer.person) return
  const called = name.replaceAll('\0', '').slice(0, LONGEST_NAME)
  if (known?.name === called && Date.parse(now) - Date.parse(known.lastSeen) < NOTE_AFTER) return
  const { body, person } = viewer
  await upsert(
    em,
    'device',
    ['node'],
    [{ node, body, person, name: called, first_seen: known?.firstSeen ?? now, last_seen: now }],
  )
}
