import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, type Caller, startApi } from '../../support/api'
import { inFolder } from '../../support/storages'
import { aFolder } from '../../support/copies'
import { demoDatabase, KINDS } from '../../support/databases'
import { newSite, signInAt, startSite } from '../../support/sites'
import { type Cell, fileOf, pdf, wire, type Wire } from '../hostile/holes/evidence-wire'

const BODY = 'CCIAA-MS-2019'
const PLAN = `{ plan(body: "${BODY}", year: 2019) { ... on PlanDocument { document } } }`

interface Document {
  readonly measures: readonly { readonly code: string; readonly entry: { readonly units?: readonly string[] } }[]
}

/** The site serves U5.1 and U4.1; the position of U5.1 has U5.2 too, which the site does not see. */
describe.each(KINDS)('evidence over a site of a head office on %s', (kind) => {
  let head: Api
  let site: Api
  let atHead: Wire
  let atSite: Wire
  let colleagueAtSite: Wire
  let controller: Wire
  let at: Caller
  const cells = new Map<string, Cell>()
  const cell = (unit: string): Cell => cells.get(unit) ?? expect.fail(unit)
  const sync = () => at.ask<{ siteSync: object }>('mutation { siteSync { ... on SiteStatus { error waiting } } }')

  beforeAll(async () => {
    head = await startApi(await demoDatabase(kind), { storage: inFolder(aFolder()) })
    const url = await head.app.listen({ port: 0, host: '127.0.0.1' })
    const office = await head.signIn('controllo-gestione.cciaa-ms-2019')
    site = await startSite(await newSite(office, { body: BODY, units: ['U5.1', 'U4.1'], head: url }))
    const siteUrl = await site.app.listen({ port: 0, host: '127.0.0.1' })
    const name = 'po-risorse-finanziarie.cciaa-ms-2019'
    at = await signInAt(site, name)
    atSite = wire(siteUrl, at)
    colleagueAtSite = wire(siteUrl, await site.signIn('po-promozione.cciaa-ms-2019'))
    atHead = wire(url, await head.signIn(name))
    controller = wire(url, office)
    const { plan } = await office.ask<{ plan: { document: Document } }>(PLAN)
    for (const [unit, person] of [
      ['U5.1', 'po-risorse-finanziarie'],
      ['U5.2', 'po-risorse-finanziarie'],
      ['U4.1', 'po-promozione'],
    ] as const) {
      const measure = plan.document.measures.find(({ entry }) => entry.units?.includes(unit))?.code
      cells.set(unit, { body: BODY, person, unit, measure: measure ?? expect.fail(unit), year: 2019 })
    }
  })
  afterAll(async () => {
    await site.close()
    await head.close()
  })

  it('[SY41.3] a site that names what one of its people brought elsewhere gets nothing of it', async () => {
    const bytes = pdf()
    const file = fileOf(bytes)
    expect(await atHead.name(cell('U5.2'), file)).toBe('applied')
    await atHead.begin(file)
    expect((await atHead.go(file, bytes)).status).toBe(204)
    expect((await atHead.read(file)).bytes.equals(bytes)).toBe(true)

    expect(await atSite.name(cell('U5.1'), file)).toBe('applied')
    expect(await sync()).toMatchObject({ siteSync: { error: null, waiting: 0 } })
    expect(await controller.isComplete(cell('U5.1'), file)).toBe(false)
    expect(await atSite.isComplete(cell('U5.1'), file)).toBe(false)
    expect((await atSite.read(file)).status).toBe(404)

    // Bringing it there as well makes it whole at both ends.
    await atSite.begin(file)
    expect((await atSite.go(file, bytes)).status).toBe(204)
    await sync()
    expect(await controller.isComplete(cell('U5.1'), file)).toBe(true)
    expect((await atSite.read(file)).bytes.equals(bytes)).toBe(true)
  })

  it('[SY40] at a site too, one person’s bytes prove nothing for a colleague who names their hash', async () => {
    const bytes = pdf()
    const file = fileOf(bytes)
    expect(await atSite.name(cell('U5.1'), file)).toBe('applied')
    expect(await colleagueAtSite.name(cell('U4.1'), file)).toBe('applied')
    await atSite.begin(file)
    await atSite.go(file, bytes)
    await sync()
    await sync()
    expect(await controller.isComplete(cell('U5.1'), file)).toBe(true)
    expect(await controller.isComplete(cell('U4.1'), file)).toBe(false)
    expect(await colleagueAtSite.isComplete(cell('U4.1'), file)).toBe(false)

    await colleagueAtSite.begin(file)
    expect((await colleagueAtSite.go(file, bytes)).status).toBe(204)
    await sync()
    expect(await controller.isComplete(cell('U4.1'), file)).toBe(true)
  })
})
