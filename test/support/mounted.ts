import 'fake-indexeddb/auto'
import type { RegisterKey } from '@traguardo/shared/sync'
import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { deleteDB } from 'idb'
import { afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { type Component, createApp } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { compose } from '../../client/src/compose'
import { refusalWords } from '../../client/src/modules/i18n'
import { takeFirst } from '../../client/src/offline/store/first-version'
import { openReplica } from '../../client/src/offline/open-replica'
import { keepPlan } from '../../client/src/offline/working-set'
import type { Session } from '../../client/src/offline/session'
import { massaCarrara } from './massa-carrara'
import { installLocks } from './toy-locks'

installLocks()
/** In the middle of the second quadrimestre's collection. */
const NOW = '2021-09-05T08:00:00.000Z'

const router = createRouter({
  history: createMemoryHistory(),
  routes: [{ path: '/:page(.*)*', component: { render: () => null } }],
})

/** What the pages of this test live on. */
let composed = compose()
export const here = () => composed

/** Uses something of the pages as one of them would. */
export const onPage = <T>(use: () => T): T => createApp({}).use(composed).runWithContext(use)

/** Draws a part of a page in a document, as it stands on a device without a line. */
export function show(part: Component, props: Record<string, unknown> = {}) {
  return mount(part, { props, attachTo: document.body, global: { plugins: [router, composed] } })
}

/** Finds the field with this label; `at` where several have it. */
export function labelled<Field extends HTMLElement = HTMLInputElement>(
  shown: ReturnType<typeof show>,
  label: string,
  at = 0,
) {
  const found = shown.findAll('label').filter((one) => one.text() === label)[at] ?? expect.fail(label)
  return shown.get<Field>(`#${found.attributes('for')}`)
}

/** What a person is, as far as a device knows it. */
export const personOf = (person: string, role: Session['roles'][number]['role'], unit: string): Session => ({
  ...{ person, username: person, title: person, body: massaCarrara.body.code, bodyName: massaCarrara.body.name },
  roles: [{ role, unit }],
})

/** Somebody signs in on a new device, which has the plan; the stores of the pages are then open on it, without scores yet. */
export async function sitDownEarly(person: Session): Promise<void> {
  const roles = person.roles.map((role) => ({ ...{ from: null, to: null, deputy: null }, ...role }))
  // As the server of a demo says it: a day that never turns.
  composed.who.status.value = {
    ...{ version: '', demo: true, site: null, now: NOW, askedAt: Date.now(), needsSetup: false, accounts: [] },
    demoPassword: null,
  }
  await composed.who.start({ ...person, roles, positions: [], now: NOW, deviceKey: '' })
  const desk = await openReplica(person.body, person.person, { now: () => NOW, readFirst: takeFirst })
  await keepPlan(desk.db, { body: person.body, year: 2021, hash: '', document: massaCarrara })
  composed.replica.chosenYear.value = 2021
  await composed.replica.open(desk)
}

/** The same, once the scores are there too. */
export async function sitDown(person: Session): Promise<void> {
  await sitDownEarly(person)
  await composed.scores.ready()
}

/** What the device of that person holds of a register, read from its store. */
export const kept = (key: RegisterKey) => composed.replica.find(key)?.content ?? null

/** Waits until everything that was begun is drawn: the store answers from one task to the next. */
export async function settled(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 200 && !isSo(); turn++) {
    await new Promise((next) => setTimeout(next))
    await flushPromises()
  }
}

/** A device that nobody used, on which refusals can be said at once, for the tests of a file. */
export function onNewDevice(): void {
  beforeAll(refusalWords)
  beforeEach(() => void (composed = compose()))
  enableAutoUnmount(afterEach)
  afterEach(async () => {
    composed.replica.close()
    for (const { name = '' } of await indexedDB.databases()) if (name !== 'traguardo') await deleteDB(name)
  })
}
