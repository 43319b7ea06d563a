import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { noteEmptied, readEmptied } from '../../../client/src/offline/emptied/emptied'
import { openPersonDatabase } from '../../../client/src/offline/store/database'

const OFFICE = { lastSeen: '2021-09-05T08:00:00.000Z', operations: 12 }

it('[SY83.2] of a storage that was emptied it is kept when the office heard of it last, and how many operations it has', async () => {
  const db = await openPersonDatabase('B', 'emptied')
  await noteEmptied(db, false, OFFICE)
  expect(await readEmptied(db)).toEqual(OFFICE)
  db.close()
})

it('[SY83.3] it was emptied where the device has a name and nothing under it, and not where nobody ever knew of it', async () => {
  const [named, fresh] = [await openPersonDatabase('B', 'named'), await openPersonDatabase('B', 'fresh')]
  await noteEmptied(named, true, null)
  await noteEmptied(fresh, false, null)
  expect([await readEmptied(named), await readEmptied(fresh)]).toEqual([{ lastSeen: null, operations: null }, null])
  named.close()
  fresh.close()
})
