import { tellRefusals } from '../../../server/src/sites/head/site-accounts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { letterhead, OFFICE_NAME, sealEnvelope } from '../../../server/src/sites/envelope'
import { waitAfter } from '../../../server/src/sites/node/run-site'
import type { Credential } from '../../../server/src/sites/messages'
import { type Api, type Caller, startApi } from '../../support/api'
import { inFolder } from '../../support/storages'
import { aFolder } from '../../support/copies'
import { demoDatabase, KINDS } from '../../support/databases'
import { newSite } from '../../support/sites'
import { NOWHERE } from '../../support/sync'

const BODY = 'CCIAA-MS'

describe.each(KINDS)('a site that is in trouble, at a head office on %s', (kind) => {
  let head: Api
  let credential: Credential
  let controller: Caller
  let now = Date.parse('2021-09-05T08:00:00.000Z')

  beforeAll(async () => {
    const evidenceDir = aFolder()
    const clock = { now: () => new Date(now).toISOString() }
    head = await startApi(await demoDatabase(kind), { storage: inFolder(evidenceDir), clock, tickSeconds: 0.3 })
    controller = await head.signIn('controllo-gestione')
    credential = await newSite(controller, { units: ['RI'] })
  })
  afterAll(() => head.close())

  async function bring(wrong = 0, problem: string | null = null, said: object = {}) {
    const { id, own, office } = credential
    const content = {
      ...letterhead('exchange', OFFICE_NAME, new Date(now + wrong).toISOString()),
      ...{ directory: null, report: { waiting: 0, refused: 0, problem, ...said }, whole: false },
      push: {
        ...{ body: BODY, node: id, protocol: 2, epoch: null, lastSeq: 0, lastDecided: null, verify: false },
        ...{ cursor: NOWHERE, operations: [] },
      },
    }
    await head.nobody.ask('mutation($envelope: String!) { siteExchange(envelope: $envelope) { __typename } }', {
      envelope: await sealEnvelope(content, id, own, office),
    })
  }
  const trouble = async () =>
    (
      await controller.ask<{ sites: { sites: readonly { trouble: { code: string } | null }[] } }>(
        `{ sites(body: "${BODY}") { ... on SiteList { sites { trouble { code message since } } } } }`,
      )
    ).sites.sites[0]?.trouble
  const told = async () =>
    (
      await controller.ask<{ notices: { notices: readonly { kind: string; subject: string; text: string }[] } }>(
        '{ notices { ... on Notices { notices { kind subject text } } } }',
      )
    ).notices.notices.filter(({ kind: one }) => one === 'site.trouble')
  const DAY = 86_400_000

  it('[SY66.4] a site of earlier software says nothing of files, and is understood; a count that is none is none', async () => {
    const files = async () => {
      const query = `{ sites(body: "${BODY}") { ... on SiteList { sites { waiting files } } } }`
      return (await controller.ask<{ sites: { sites: readonly object[] } }>(query)).sites.sites[0]
    }
    await bring()
    expect(await files()).toEqual({ waiting: 0, files: null })
    await bring(0, null, { files: 3 })
    expect(await files()).toEqual({ waiting: 0, files: 3 })
    for (const odd of [-1, 2 ** 40, 'tanti', null]) {
      await bring(0, null, { files: odd })
      expect(await files()).toEqual({ waiting: 0, files: null })
    }
    await bring(0, null, { waiting: 2 ** 40 })
    expect(await files()).toEqual({ waiting: 0, files: null })
  })

  it('[NO8.2] is shown, and told to who runs the cycle once a matter', async () => {
    await bring()
    expect(await trouble()).toBeNull()
    for (let time = 0; time < 3; time++) await bring(DAY)
    expect(await trouble()).toMatchObject({
      code: 'SITE_CLOCK',
      message: expect.stringContaining('orologio') as string,
    })
    await expect.poll(async () => (await told()).length, { timeout: 10_000 }).toBe(1)
    expect((await told())[0]).toMatchObject({ subject: 'Sede «Carrara»: scambi fermi' })
    await bring()
    expect(await trouble()).toBeNull()
  }, 40_000)

  it('[NO8.3] is told again only where it comes back after a day: not every quarter of an hour', async () => {
    await bring(DAY)
    await bring()
    await bring(0, 'SITE_STANDS_STILL')
    expect(await trouble()).toMatchObject({ code: 'SITE_STANDS_STILL' })
    await expect.poll(async () => (await told()).length, { timeout: 10_000 }).toBe(2)
    await bring()
    now += 2 * DAY
    await bring(0, 'SITE_STANDS_STILL')
    await expect.poll(async () => (await told()).length, { timeout: 10_000 }).toBe(3)
    // What a site says of itself is no sentence of ours.
    await bring(0, 'Venite tutti qui')
    expect(await trouble()).toBeNull()
    expect((await told()).length).toBe(3)
  }, 40_000)
})

it('[RF4.2] a site is told a refusal with its Italian sentence', () => {
  const verdict = {
    operation: 'o1',
    stamp: 1,
    type: 'rejected',
    provisional: false,
    refusal: { code: 'NO_DRAFT', params: null },
  }
  const { verdicts } = tellRefusals({ verdicts: [verdict], tray: [] } as never)
  expect(verdicts).toMatchObject([{ refusal: { code: 'NO_DRAFT', message: expect.stringMatching(/\.$/) as string } }])
})

it('[SY50.5] a site comes back soon where the line was away, and later and later where it was refused', () => {
  expect([1, 2, 3, 9].map((failures) => waitAfter('OFFICE_SILENT', failures, 15))).toEqual([1, 2, 4, 15])
  expect([1, 2, 3, 20].map((failures) => waitAfter('SITE_CLONED', failures, 15))).toEqual([15, 30, 60, 720])
  expect(waitAfter(null, 0, 15)).toBe(15)
})
