import type { BrowserContext, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { DESK, PHONE, picture, signIn } from '../support/browser'
import { signOut } from '../support/frame'
import { enter, stateOf, textIn } from '../support/entry'
import { stage } from '../support/stage'
import { violations } from '../support/violations'

const on = stage()
const SENT = 'Percent_LibriRI.num'
const LOST = 'Percent_VerbaliRI.num'
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1'

const notice = (page: Page) => page.locator('[data-part="emptied"]')

/** The browser empties what it keeps for the site, of these kinds; cookies stay. */
async function emptied(context: BrowserContext, page: Page, storageTypes: string): Promise<void> {
  const session = await context.newCDPSession(page)
  await session.send('Storage.clearDataForOrigin', { origin: on.url, storageTypes })
}

it('[SY83.1] a storage that was emptied under a person is said, with what is known, until it was read', async () => {
  const context = await on.browser.newContext({ ...PHONE, bypassCSP: true, userAgent: IPHONE })
  const page = await signIn(context, on.url, 'po-registro-imprese')
  await enter(page, SENT, '12')
  await stateOf(page, SENT, ['synced'])
  await context.setOffline(true)
  await enter(page, LOST, '7')
  const elsewhere = await context.newPage()
  await page.close()
  await emptied(context, elsewhere, 'indexeddb,local_storage,cache_storage,service_workers')
  await context.setOffline(false)
  await elsewhere.goto(`${on.url}/misure`)
  await notice(elsewhere).waitFor()
  const said = await notice(elsewhere).innerText()
  expect(said).toContain('può essere andato perso')
  expect(said).toContain('Modifiche arrivate da qui: 1.')
  expect(said).toContain('schermata Home')
  expect(said).toMatch(/Il browser (non promette|ha promesso)/)
  await elsewhere.locator('[data-sync="idle"]').first().waitFor({ state: 'attached' })
  const bar = elsewhere.locator('.sync-state')
  expect(await bar.innerText()).not.toContain('Tutto sincronizzato')
  await stateOf(elsewhere, SENT, ['synced'])
  expect(await textIn(elsewhere, LOST)).toBe('')
  expect(await violations(elsewhere)).toEqual([])
  await picture(elsewhere, 'memoria-svuotata-telefono')
  for (const [name, viewport] of [
    ['1280', DESK.viewport],
    ['1920', { width: 1920, height: 1080 }],
  ] as const) {
    await elsewhere.setViewportSize(viewport)
    await picture(elsewhere, `memoria-svuotata-${name}`)
  }
  await elsewhere.reload()
  await notice(elsewhere).getByRole('button', { name: 'Ho letto' }).click()
  await notice(elsewhere).waitFor({ state: 'detached' })
  await bar.getByText('Tutto sincronizzato').waitFor()
  await elsewhere.reload()
  await bar.getByText('Tutto sincronizzato').waitFor()
  expect(await notice(elsewhere).count()).toBe(0)
  await context.close()
})

it('[SY83.3] one of two stores that went is said as well; a session that ended, too; and who left by themselves hears nothing', async () => {
  const context = await on.browser.newContext(DESK)
  const page = await signIn(context, on.url, 'po-regolazione')
  const goneTo = async (work: () => Promise<void>): Promise<Page> => {
    const next = await context.newPage()
    await page.close()
    await next.goto(`${on.url}/icon-192.png`)
    await work()
    return next
  }
  // The database of the person alone.
  const next = await goneTo(async () => undefined)
  await next.evaluate(
    () =>
      new Promise<void>((done) => {
        const name = 'traguardo-CCIAA-MS-po-regolazione'
        const gone = indexedDB.deleteDatabase(name)
        gone.onsuccess = () => done()
      }),
  )
  await next.goto(`${on.url}/misure`)
  await notice(next).getByRole('button', { name: 'Ho letto' }).click()
  await notice(next).waitFor({ state: 'detached' })

  // The databases and the session: what is left is a mark.
  const last = await context.newPage()
  await next.close()
  await emptied(context, last, 'indexeddb')
  await context.clearCookies()
  const again = await signIn(context, on.url, 'po-regolazione')
  await notice(again).waitFor()
  expect(await notice(again).innerText()).toContain('si è fatto sentire')
  await notice(again).getByRole('button', { name: 'Ho letto' }).click()

  // Whoever leaves empties it on purpose.
  await signOut(again)
  await again.waitForURL((at) => at.pathname.startsWith('/accesso'))
  const back = await signIn(context, on.url, 'po-regolazione')
  expect(await notice(back).count()).toBe(0)
  await context.close()
})
