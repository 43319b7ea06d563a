import type { Directory, SiteSignInAnswer } from '@traguardo/shared/sync'
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import { openSession } from '../../../server/src/identity/sessions/sessions'
import { SessionEntity } from '../../../server/src/identity/accounts/devices/session.entity'
import { SettingEntity } from '../../../server/src/kernel/db/setting.entity'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { KEY_BYTES, keyringOf } from '../../../server/src/kernel/secrets/keyring'
import { applyDirectory, firstSignIn } from '../../../server/src/sites/node/apply-directory'
import { remember, remembered } from '../../../server/src/sites/node/site-memory'
import { freshDatabase, KINDS } from '../../support/databases'

const NOW = '2021-09-05T08:00:00.000Z'
const CODE = 'CCIAA-MS'
const keyring = keyringOf(randomBytes(KEY_BYTES))
const TIMES = 8

/** A directory of a body without a plan that knows these accounts. */
const directoryOf = (...names: readonly string[]): Directory => ({
  body: { code: CODE, name: 'Camera di commercio' },
  plans: [],
  people: names.map((name) => ({ code: name, title: name })),
  grants: [],
  accounts: names.map((name) => ({ username: name, hash: 'impronta', person: name })),
})

/** What the head office says of somebody whom it lets in. */
const letIn = (name: string) =>
  ({
    refusal: null,
    person: { code: name, title: name, grants: [], account: { username: name, hash: 'impronta', person: name } },
  }) as unknown as SiteSignInAnswer

describe.each(KINDS)('[SY91] whoever signs in at a site while an exchange is under way, on %s', (kind) => {
  let orm: Orm

  beforeAll(async () => {
    orm = await openOrm(await freshDatabase(kind))
    await orm.migrator.up()
    const body = [CODE, 'Camera di commercio']
    await orm.em.fork().execute('insert into "body" ("code", "name") values (?, ?)', body)
  })
  afterAll(() => orm.close(true))

  const em = () => orm.em.fork()
  const take = (asked: string | null, hash: string, ...names: readonly string[]) =>
    applyDirectory(em(), keyring, { directory: directoryOf(...names), hash, asked }, NOW)
  async function enter(name: string): Promise<void> {
    const credential = { body: CODE } as Parameters<typeof firstSignIn>[1]['credential']
    const ports = { credential, keyring, now: () => NOW, ask: async () => letIn(name), sync: async () => undefined }
    const said = await firstSignIn(em(), ports, { username: name, password: 'x', code: null })
    expect(said).toEqual({ ok: true, value: name })
    expect(await openSession(em(), name, { now: () => NOW })).not.toBeNull()
  }
  const signedIn = async () => (await em().find(SessionEntity, {})).map(({ account }) => account.username).sort()

  it('stays signed in: a directory that was asked for before does not know them, and is not taken', async () => {
    await take(null, 'prima', 'anna')
    const { directory: asked } = await remembered(em())
    expect(asked).toBe('prima')
    await enter('bruno')
    await take(asked, 'senza bruno', 'anna')
    expect(await signedIn()).toEqual(['bruno'])
    // The next one knows them, and is taken.
    const { directory: next } = await remembered(em())
    expect(next).not.toBe('senza bruno')
    await take(next, 'con bruno', 'anna', 'bruno')
    expect((await remembered(em())).directory).toBe('con bruno')
    expect(await signedIn()).toEqual(['bruno'])
  })

  it('stays signed in also where both are written at the same moment', async () => {
    for (let time = 0; time < TIMES; time += 1) {
      const { directory: asked } = await remembered(em())
      await Promise.all([take(asked, `a ${time}`, 'anna'), enter('bruno')])
      expect(await signedIn()).toContain('bruno')
    }
  })

  it('[SY32.3] whoever is not in the next directory can no longer enter there', async () => {
    await take((await remembered(em())).directory, 'con carla', 'anna', 'carla')
    expect(await openSession(em(), 'carla', { now: () => NOW })).not.toBeNull()
    await take((await remembered(em())).directory, 'senza carla', 'anna')
    expect(await signedIn()).not.toContain('carla')
    expect(await openSession(em(), 'carla', { now: () => NOW })).toBeNull()
  })

  it('what is remembered at the same moment is all remembered, beside what earlier software kept in one row', async () => {
    const earlier = JSON.stringify({ name: 'Sede di Massa', lastSync: NOW })
    await em().upsert(SettingEntity, { name: 'site-status', value: earlier })
    await Promise.all([
      ...[remember(em(), { ahead: 5 }), remember(em(), { directory: 'quella' })],
      ...[remember(em(), { lastTry: NOW }), remember(em(), { carried: null, problem: null })],
    ])
    const held = { name: 'Sede di Massa', lastSync: NOW, ahead: 5, directory: 'quella', lastTry: NOW }
    expect(await remembered(em())).toMatchObject(held)
  })
})
