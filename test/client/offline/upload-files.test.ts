import 'fake-indexeddb/auto'
import { recordEdit } from '@traguardo/shared/sync'
import { expect, it } from 'vitest'
import { uploadFiles } from '../../../client/src/offline/files/upload-files'
import { deskOf, keyOf, newWorld, send } from '../../support/leaving'

it('[SY60.2] a file that does not go is tried again by itself, later and later', async () => {
  await newWorld()
  const { db, store, ports, ...desk } = await deskOf('anna')
  const sha256 = 'a'.repeat(64)
  await db.put('files', { sha256, blob: new Blob(['x']), name: 'x.pdf', waiting: 1 })
  const content = { type: 'evidence', sha256, size: 1, mime: 'application/pdf', name: 'x.pdf' } as const
  await recordEdit(store, { key: keyOf(1, `evidence/${sha256}`), content }, ports)
  await send({ ...desk, db, store, ports })
  let now = 1_000_000
  const waits: number[] = []
  for (let time = 0; time < 3; time++) {
    // Here is no browser, and nobody who could send it.
    expect(
      await uploadFiles(
        db,
        ports,
        () => undefined,
        () => now,
      ),
    ).toBe(0)
    const { notBefore = 0, begun } = (await db.get('files', sha256)) ?? expect.fail('it went')
    // From the first try on something of it may be there.
    expect(begun).toBe(true)
    waits.push(notBefore - now)
    now = notBefore
  }
  const [first = 0] = waits
  expect(first).toBeGreaterThan(0)
  expect(waits).toEqual([first, 2 * first, 4 * first])
  db.close()
})
