import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { receive } from '@traguardo/shared/sync'
import { expect, it } from 'vitest'
import { openDatabase } from '../../../server/src/db/open-database'
import { backUp } from '../../../server/src/sync/backup'
import { ormStore } from '../../../server/src/sync/store/orm-store'
import { freshDatabase } from '../../support/databases'
import { aKey, anOperation, aPush, receivePorts } from '../../support/sync'

it('[SY20] a copy made while in use says to devices what they may let go of, and put back it begins an epoch', async () => {
  const database = await freshDatabase('sqlite')
  const orm = await openDatabase(database)
  const ask = (store = ormStore(orm.em), changes = {}) => receive(store, aPush([], changes), receivePorts())
  await receive(ormStore(orm.em), aPush([anOperation({})]), receivePorts())
  expect((await ask()).safe).toBe(0)
  const file = join(await mkdtemp(join(tmpdir(), 'copia-')), 'copia.sqlite')
  await backUp(orm.em.fork(), database, file)
  await expect(backUp(orm.em.fork(), database, file)).rejects.toThrow('c’è già')
  const after = await receive(
    ormStore(orm.em),
    aPush([anOperation({ seq: 2, key: { ...aKey, measure: 'M2' } })]),
    receivePorts(),
  )
  expect(after).toMatchObject({ safe: 1, cursor: { stamp: 2 } })
  await orm.close(true)

  const restored = await openDatabase({ type: 'sqlite', file })
  const { epoch, cursor, receipt = null } = after
  const answer = await ask(ormStore(restored.em), { epoch, cursor, receipt })
  expect(answer.notice).toBe('new-epoch')
  expect(answer.epoch).not.toBe(epoch)
  await restored.close(true)
})
