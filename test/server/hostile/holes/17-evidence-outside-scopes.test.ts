import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, startApi } from '../../../support/api'
import { inFolder } from '../../../support/storages'
import { demoDatabase, KINDS } from '../../../support/databases'
import { fileOf, pdf, SHEET, wire, type Wire } from './evidence-wire'

/** Goes red where `findReadable` does not ask for the scope, or not for the body. */
describe.each(KINDS)('hole 17, evidence of the own body outside one’s scopes, on %s', (kind) => {
  let api: Api
  const wires = new Map<string, Wire>()
  const of = (name: string): Wire => wires.get(name) ?? expect.fail(name)

  beforeAll(async () => {
    const evidenceDir = await mkdtemp(join(tmpdir(), 'prove-'))
    api = await startApi(await demoDatabase(kind), { storage: inFolder(evidenceDir) })
    const url = await api.app.listen({ port: 0, host: '127.0.0.1' })
    for (const name of ['po-anag', 'po-prom', 'controllo-gestione', 'oiv', 'organi'])
      wires.set(name, wire(url, await api.signIn(`${name}.cciaa-mt`)))
    wires.set('elsewhere', wire(url, await api.signIn('controllo-gestione')))
  })
  afterAll(() => api.close())

  it('[SY41.1] evidence of an individual sheet is read by its person and the controller, not by a colleague', async () => {
    const bytes = pdf()
    const file = fileOf(bytes)
    await of('po-anag').name(SHEET, file)
    await of('po-anag').begin(file)
    await of('po-anag').go(file, bytes)
    for (const name of ['po-anag', 'controllo-gestione'])
      expect((await of(name).read(file)).bytes.equals(bytes)).toBe(true)
    for (const name of ['po-prom', 'organi', 'elsewhere'])
      expect(await of(name).read(file), name).toMatchObject({ status: 404 })
  })
})
