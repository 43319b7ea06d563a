import { mkdir, mkdtemp, readdir, rm, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import type { Database } from '../../../server/src/kernel/db/database'
import { type Api, type Caller, startApi } from '../../support/api'
import { inFolder } from '../../support/storages'
import { demoDatabase, freshDatabase, KINDS } from '../../support/databases'
import { newSite, signInAt, startSite } from '../../support/sites'
import { copyOf, restored } from '../../support/restored'
import { canMount, smallDisk } from '../../support/small-disk'
import { type Cell, fileOf, pdf, wire, type Wire } from '../hostile/holes/evidence-wire'

const BODY = 'CCIAA-MS-2019'
const NAME = 'po-risorse-finanziarie.cciaa-ms-2019'
const PLAN = `{ plan(body: "${BODY}", year: 2019) { ... on PlanDocument { document } } }`
const STATUS = '... on SiteStatus { errorCode error waiting files }'
const SITES = `{ sites(body: "${BODY}") { ... on SiteList {
  evidence { files oldest } sites { waiting files trouble { code } } } } }`

interface Document {
  readonly measures: readonly { readonly code: string; readonly entry: { readonly units?: readonly string[] } }[]
}
interface Status {
  readonly siteSync: { readonly errorCode: string | null; readonly waiting: number; readonly files: number }
}
interface Sites {
  readonly sites: {
    readonly evidence: { readonly files: number; readonly oldest: string | null }
    readonly sites: readonly {
      readonly waiting: number
      readonly files: number | null
      readonly trouble: { readonly code: string } | null
    }[]
  }
}

/** A head office, and a site of it; each with a folder of its own. */
interface Pair {
  readonly headDatabase: Database
  readonly headFolder: string
  readonly siteFolder: string
  readonly siteDatabase: Database
  readonly cell: Cell
  readonly atSite: Wire
  readonly sync: () => Promise<Status['siteSync']>
  readonly office: () => Caller
  readonly site: () => Caller
  readonly controller: () => Wire
  /** The head office stops, and starts again on what it is given. */
  restart(database: Database, folder?: string): Promise<void>
}

describe.each(KINDS)('files at a site of a head office on %s', (kind) => {
  const running = new Set<Api>()
  afterEach(async () => {
    for (const api of running) await api.close()
    running.clear()
  })

  async function pair(headFolder: string, siteDisk?: string): Promise<Pair> {
    const headDatabase = await demoDatabase(kind)
    async function startHead(database: Database, evidenceDir: string, port: number) {
      const api = await startApi(database, { storage: inFolder(evidenceDir) })
      running.add(api)
      const url = await api.app.listen({ port, host: '127.0.0.1' })
      return { api, url, office: await api.signIn('controllo-gestione.cciaa-ms-2019') }
    }
    let head = await startHead(headDatabase, headFolder, 0)
    const credential = await newSite(head.office, { body: BODY, units: ['U5.1'], head: head.url })
    const siteDatabase: Database = siteDisk
      ? { type: 'sqlite', file: join(siteDisk, 'sede.sqlite') }
      : await freshDatabase('sqlite')
    const siteFolder = await mkdtemp(join(tmpdir(), 'sede-'))
    const site = await startSite(credential, { database: siteDatabase, storage: inFolder(siteFolder) })
    running.add(site)
    const siteUrl = await site.app.listen({ port: 0, host: '127.0.0.1' })
    const at = await signInAt(site, NAME)
    const { plan } = await head.office.ask<{ plan: { document: Document } }>(PLAN)
    const measure = plan.document.measures.find(({ entry }) => entry.units?.includes('U5.1'))?.code
    return {
      ...{ headDatabase, headFolder, siteFolder, siteDatabase },
      cell: {
        ...{ body: BODY, person: 'po-risorse-finanziarie', unit: 'U5.1', year: 2019 },
        measure: measure ?? expect.fail('no measure'),
      },
      atSite: wire(siteUrl, at),
      sync: async () => (await at.ask<Status>(`mutation { siteSync { ${STATUS} } }`)).siteSync,
      office: () => head.office,
      site: () => at,
      controller: () => wire(head.url, head.office),
      async restart(database, folder = headFolder) {
        running.delete(head.api)
        await head.api.close()
        head = await startHead(database, folder, Number(new URL(head.url).port))
      },
    }
  }
  const place = () => mkdtemp(join(tmpdir(), 'prove-'))
  async function brought({ atSite, cell }: Pair) {
    const bytes = pdf()
    const file = fileOf(bytes)
    expect(await atSite.name(cell, file)).toBe('applied')
    expect((await atSite.begin(file)).status).toBe(201)
    expect((await atSite.go(file, bytes)).status).toBe(204)
    return { file, bytes }
  }
  const sitesOf = async ({ office }: Pair) => (await office().ask<Sites>(SITES)).sites

  it('[SY60.1] one that was taken away is not sent, and all others arrive; what waits is counted', async () => {
    const two = await pair(await place())
    const files = [await brought(two), await brought(two), await brought(two)] as const
    const [gone] = [...files].sort((a, b) => a.file.sha256.localeCompare(b.file.sha256))
    if (!gone) throw new Error('none')
    expect(await two.atSite.takeAway(two.cell, gone.file)).toBe('applied')
    expect(await two.sync()).toMatchObject({ errorCode: null, waiting: 0, files: 0 })
    for (const one of files.filter((each) => each !== gone))
      expect(await two.controller().isComplete(two.cell, one.file)).toBe(true)
    const left = await readdir(join(two.headFolder, 'in-arrivo'), { recursive: true })
    expect(left.filter((name) => name.endsWith('.json'))).toEqual([])
  })

  it('[SY60.3] one that the head office will never take is put aside and told, and holds up nobody', async () => {
    const two = await pair(await place())
    const [odd, good] = [await brought(two), await brought(two)]
    // The head office looks closer at it than the site did: to it, it is a program.
    const program = Buffer.concat([Buffer.from('MZ'), pdf(3000)])
    const bad = fileOf(program)
    expect(await two.atSite.name(two.cell, bad)).toBe('applied')
    const orm = await openOrm(two.siteDatabase)
    const row = {
      body: BODY,
      sha256: bad.sha256,
      person: two.cell.person,
      via: '',
      brought_at: '2019-09-01T00:00:00.000Z',
    }
    await orm.em.execute('insert into "evidence_file" ("sha256", "size", "mime", "arrived_at") values (?, ?, ?, ?)', [
      bad.sha256,
      bad.size,
      'application/pdf',
      row.brought_at,
    ])
    await orm.em.execute(
      'insert into "evidence_owner" ("body", "sha256", "person", "via", "brought_at") values (?, ?, ?, ?, ?)',
      Object.values(row),
    )
    await orm.close(true)
    const folder = join(two.siteFolder, bad.sha256.slice(0, 2))
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, bad.sha256), program)

    expect(await two.sync()).toMatchObject({ errorCode: 'SITE_FILES_REFUSED', waiting: 0, files: 1 })
    for (const one of [odd, good]) expect(await two.controller().isComplete(two.cell, one.file)).toBe(true)
    // Nor does it travel a second time.
    expect(await two.sync()).toMatchObject({ errorCode: 'SITE_FILES_REFUSED', files: 1 })
    const { evidence, sites } = await sitesOf(two)
    expect(sites[0]).toMatchObject({ waiting: 0, files: 1, trouble: { code: 'SITE_FILES_REFUSED' } })
    expect(evidence).toMatchObject({ files: 1, oldest: expect.stringMatching(/^20/) as string })

    // Its person takes it away: nothing is left to tell.
    expect(await two.atSite.takeAway(two.cell, bad)).toBe('applied')
    expect(await two.sync()).toMatchObject({ errorCode: null, files: 0 })
    expect(await two.sync()).toMatchObject({ errorCode: null, files: 0 })
    const after = await sitesOf(two)
    expect(after.sites[0]).toMatchObject({ files: 0, trouble: null })
    expect(after.evidence).toEqual({ files: 0, oldest: null })
  })

  it('[SY66.2] what waits is counted at the site, and by its report at the head office', async () => {
    const two = await pair(await place())
    await brought(two)
    const here = async () => (await two.site().ask<{ siteStatus: object }>(`{ siteStatus { ${STATUS} } }`)).siteStatus
    expect(await here()).toMatchObject({ waiting: 1, files: 1 })
    expect(await two.sync()).toMatchObject({ waiting: 0, files: 0 })
    expect(await here()).toMatchObject({ waiting: 0, files: 0 })
    await two.sync()
    expect((await sitesOf(two)).sites[0]).toMatchObject({ waiting: 0, files: 0 })
  })

  it('[SY66.3] evidence that is named and has not arrived is counted at the head office, with since when the oldest', async () => {
    const two = await pair(await place())
    expect((await sitesOf(two)).evidence).toEqual({ files: 0, oldest: null })
    expect(await two.atSite.name(two.cell, fileOf(pdf()))).toBe('applied')
    await two.sync()
    expect((await sitesOf(two)).evidence).toMatchObject({ files: 1, oldest: expect.stringMatching(/^20/) as string })
  })

  it('[SY61.2] a head office that was put back is brought again what it had, database and folder, or the folder alone', async () => {
    const two = await pair(await place())
    const copy = await copyOf(two.headDatabase, two.headFolder)
    const { file, bytes } = await brought(two)
    expect(await two.sync()).toMatchObject({ errorCode: null, files: 0 })
    expect(await two.controller().isComplete(two.cell, file)).toBe(true)

    const back = await restored(kind, copy)
    await two.restart(back.database, back.folder)
    expect((await two.controller().read(file)).status).toBe(404)
    expect(await two.sync()).toMatchObject({ errorCode: null, waiting: 0, files: 0 })
    expect(await two.controller().isComplete(two.cell, file)).toBe(true)
    expect((await two.controller().read(file)).bytes.equals(bytes)).toBe(true)
    expect(await two.atSite.isComplete(two.cell, file)).toBe(true)
  })

  it('[SY61.2] a head office that lost its folder alone is brought again what it misses', async () => {
    const two = await pair(await place())
    const { file, bytes } = await brought(two)
    await two.sync()
    await two.restart(two.headDatabase, await place())
    expect(await two.controller().isComplete(two.cell, file)).toBe(false)
    expect(await two.sync()).toMatchObject({ errorCode: null, files: 0 })
    expect((await two.controller().read(file)).bytes.equals(bytes)).toBe(true)
  })

  it.runIf(canMount)(
    '[SY65.1] a full disk at the head office is the problem that is told, and not the line',
    async () => {
      const disk = smallDisk(1024)
      const two = await pair(disk)
      const { file } = await brought(two)
      const { bavail, bsize } = await statfs(disk)
      await writeFile(join(disk, 'altro'), Buffer.alloc(bavail * bsize))
      expect(await two.sync()).toMatchObject({ errorCode: 'OFFICE_DISK_FULL', waiting: 0, files: 1 })
      expect((await sitesOf(two)).evidence.files).toBe(1)
      await rm(join(disk, 'altro'))
      expect(await two.sync()).toMatchObject({ errorCode: null, files: 0 })
      expect(await two.controller().isComplete(two.cell, file)).toBe(true)
    },
  )

  it.runIf(canMount)(
    '[SY65.1] a full disk at the site itself is told as that, and the exchange goes on when there is room',
    async () => {
      const disk = smallDisk(16 * 1024)
      const two = await pair(await place(), disk)
      const { file } = await brought(two)
      const { bavail, bsize } = await statfs(disk)
      await writeFile(join(disk, 'altro'), Buffer.alloc(bavail * bsize))
      expect(await two.sync()).toMatchObject({ errorCode: 'SITE_DISK_FULL' })
      await rm(join(disk, 'altro'))
      expect(await two.sync()).toMatchObject({ errorCode: null, waiting: 0, files: 0 })
      expect(await two.controller().isComplete(two.cell, file)).toBe(true)
    },
  )
})
