import { randomBytes } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, startApi } from '../../../support/api'
import { inFolder } from '../../../support/storages'
import { demoDatabase, KINDS } from '../../../support/databases'
import {
  type Cell,
  fileOf,
  type NamedFile,
  OTHER_BODY,
  OTHER_SHEET,
  pdf,
  SHEET,
  wire,
  type Wire,
} from './evidence-wire'

describe.each(KINDS)('hole 2, evidence by naming its hash, on %s', (kind) => {
  let api: Api
  let owner: Wire
  const liars: { readonly who: string; readonly cell: Cell; wire: Wire | null }[] = [
    { who: 'po-prom.cciaa-mt', cell: OTHER_SHEET, wire: null },
    { who: 'po-registro-imprese', cell: OTHER_BODY, wire: null },
  ]
  const canary = pdf()
  const file = fileOf(canary)

  beforeAll(async () => {
    const evidenceDir = await mkdtemp(join(tmpdir(), 'prove-'))
    api = await startApi(await demoDatabase(kind), { storage: inFolder(evidenceDir) })
    const url = await api.app.listen({ port: 0, host: '127.0.0.1' })
    owner = wire(url, await api.signIn('po-anag.cciaa-mt'))
    for (const liar of liars) liar.wire = wire(url, await api.signIn(liar.who))
  })
  afterAll(() => api.close())

  /** Everything that somebody hears who names a file in a cell and asks for it at every door. */
  async function heard(liar: Wire, cell: Cell, named: NamedFile) {
    const said = [await liar.name(cell, named), await liar.isComplete(cell, named)]
    for (const answer of [
      await liar.find(named),
      await liar.begin(named),
      await liar.find(named),
      await liar.read(named),
    ])
      said.push(`${answer.status} ${answer.offset} ${answer.bytes.toString('utf8')}`.replaceAll(named.sha256, 'SHA'))
    const wrong = await liar.go(named, randomBytes(named.size))
    return [...said, wrong.status, wrong.bytes.toString('utf8'), await liar.isComplete(cell, named)]
  }

  it('[SY40] [SY41.3] who names the hash of a file that another brought learns nothing, and reads nothing', async () => {
    // A liar who names it before its owner has brought it is no better off.
    for (const { cell, wire: liar } of liars) expect(await liar?.name(cell, file)).toBe('applied')
    expect(await owner.name(SHEET, file)).toBe('applied')
    await owner.begin(file)
    expect((await owner.go(file, canary)).status).toBe(204)
    expect(await owner.isComplete(SHEET, file)).toBe(true)
    expect((await owner.read(file)).bytes.equals(canary)).toBe(true)

    for (const { cell, wire: liar } of liars) {
      if (!liar) throw new Error('nobody')
      expect((await liar.read(file)).status).toBe(404)
      const nobodys = fileOf(pdf())
      await liar.name(cell, nobodys)
      const ofNobodys = await heard(liar, cell, nobodys)
      expect(ofNobodys).toContain(422)
      expect(await heard(liar, cell, file)).toEqual(ofNobodys)
      expect((await liar.read(file)).bytes.includes(canary.subarray(20, 60))).toBe(false)
      expect((await liar.read(file)).status).toBe(404)
    }
    expect(await owner.isComplete(SHEET, file)).toBe(true)
    expect((await owner.read(file)).bytes.equals(canary)).toBe(true)
  })

  it('[SY40] who brings the bytes themselves reads them too, each their own copy', async () => {
    for (const { cell, wire: holder } of liars) {
      if (!holder) throw new Error('nobody')
      await holder.begin(file)
      expect((await holder.go(file, canary)).status).toBe(204)
      expect(await holder.isComplete(cell, file)).toBe(true)
      expect((await holder.read(file)).bytes.equals(canary)).toBe(true)
    }
  })
})
