import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { supportOf } from '../../../client/src/sync/tray/support-file'
import { refusalOfReason } from '../../../client/src/api/request'
import { AnswerError } from '../../../client/src/api/send'
import { errorsSeen, noteSeen } from '../../../client/src/modules/errors-seen'
import { CANARY, deskOf, keyOf, newWorld, send, workOn } from '../../support/leaving'

const kept = new Map<string, string>()
Object.assign(globalThis, {
  localStorage: {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  },
})

/** The file of a device on which much was done. */
async function aFile() {
  kept.clear()
  await newWorld()
  const desk = await deskOf('anna')
  await workOn(desk, [
    { do: 'edit', period: 1, text: 'x' },
    { do: 'exchange', refuse: true },
    { do: 'edit', period: 2, text: 'y' },
    { do: 'other', period: 3 },
    { do: 'file', bytes: 'z', waiting: 1 },
    { do: 'type', period: 3, text: '12,5' },
  ])
  await send(desk).catch(() => undefined)
  await workOn(desk, [{ do: 'edit', period: 3, text: 'waits' }])
  noteSeen(`${CANARY} rossi`, `${CANARY}@ente.it`)
  refusalOfReason(new AnswerError({ message: CANARY, extensions: { code: 'INTERNAL_ERROR', request: '4f0c12ab9e' } }))
  const file = await supportOf(desk, { server: '0.1.0', state: 'idle', lastDone: null })
  return { desk, file }
}

it('[SY84.2] says nothing of what was written on a device, by whom and about what', async () => {
  const { desk, file } = await aFile()
  const text = JSON.stringify(file)
  for (const part of [CANARY, keyOf(1).measure, 'anna', 'bruno', 'U1', '12,5', '.pdf'])
    expect(text, part).not.toContain(part)
  desk.close()
})

it('[SY84.1] says how a device stands', async () => {
  const { desk, file } = await aFile()
  expect(file).toMatchObject({
    format: 'traguardo-assistenza',
    versions: { server: '0.1.0', protocol: expect.any(Number), database: 3 },
    device: { node: desk.ports.node },
    line: { epoch: expect.any(String), stamp: expect.any(Number), hasReceipt: true },
    operations: { waiting: 1, oldest: expect.any(String), byStanding: { waiting: 1, 'rejected:PERIOD_CLOSED': 1 } },
    files: { waiting: 1, bytes: expect.any(Number) },
    unfinished: { count: 1 },
  })
  expect(errorsSeen()).toMatchObject([{ code: 'INTERNAL_ERROR', request: '4f0c12ab9e' }, { code: 'OTHER' }])
  expect(errorsSeen()[1]).not.toHaveProperty('request')
  desk.close()
})
