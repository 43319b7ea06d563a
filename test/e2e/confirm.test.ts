import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openOrm } from '../../server/src/app/open-orm'
import { DEMO_PASSWORD, DESK, PHONE, signIn } from '../support/browser'
import { stage } from '../support/stage'
import { violations } from '../support/violations'

const on = stage()

/** As if ten minutes had passed since everybody signed in. */
async function letTimePass(): Promise<void> {
  const orm = await openOrm({ type: 'sqlite', file: join(on.data, 'dimostrazione.sqlite') })
  await orm.em.execute('update "session" set "confirmed_at" = null')
  await orm.close(true)
}

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'È proprio Lei?' })

describe('whoever touches accounts and whole exports', () => {
  it.each([
    ['on a phone', PHONE],
    ['at a desk', DESK],
    ['on a large screen', { viewport: { width: 1920, height: 1080 }, locale: 'it-IT' }],
  ] as const)('[RI26.1] is asked once more who it is, and what was asked goes on by itself, %s', async (name, size) => {
    const context = await on.browser.newContext({
      ...size,
      bypassCSP: true,
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    const page = await signIn(context, on.url, 'controllo-gestione')
    await page.goto(`${on.url}/persone?incarico=oiv`)
    const person = page.locator('[data-person="oiv"]')
    await person.waitFor()
    expect(await violations(page)).toEqual([])
    await person.scrollIntoViewIfNeeded()
    await page.screenshot({ path: `artefacts/persone-${name.replaceAll(' ', '-')}.png` })
    await letTimePass()
    await person.getByRole('button', { name: 'Invita', exact: true }).click()
    await person.getByLabel('Indirizzo di posta').fill(`oiv-${size.viewport.width}@ente.it`)
    await person.locator('form').getByRole('button', { name: 'Invita' }).click()
    const dialog = dialogOf(page)
    await dialog.getByLabel('Password').waitFor()
    expect(await violations(page)).toEqual([])
    await page.screenshot({ path: `artefacts/conferma-${name.replaceAll(' ', '-')}.png` })
    // By keyboard alone: the first field has the focus, Enter goes on.
    await page.keyboard.type('non la so più')
    await page.keyboard.press('Enter')
    await dialog.getByText('La password non è corretta').waitFor()
    await dialog.getByLabel('Password').fill(DEMO_PASSWORD)
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await person.getByText('consegni lei questo collegamento').waitFor()
    await person.getByText(`oiv-${size.viewport.width}@ente.it`).first().waitFor()
    await person.getByRole('button', { name: 'Copia il collegamento' }).click()
    await person.getByText('Collegamento copiato').waitFor()
    const link = await person.locator('.invite-link a').getAttribute('href')
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link)

    await letTimePass()
    await page.goto(`${on.url}/registro`)
    await page.getByRole('link', { name: 'Esporta tutto' }).click()
    await dialog.getByLabel('Password').fill(DEMO_PASSWORD)
    const saving = page.waitForEvent('download')
    await page.keyboard.press('Enter')
    expect((await saving).suggestedFilename()).toBe('registro-cciaa-ms.jsonl')
    await context.close()
  })

  it('[RI26.2] may rather not, and then nothing is done', async () => {
    const context = await on.browser.newContext(DESK)
    const page = await signIn(context, on.url, 'controllo-gestione')
    await page.goto(`${on.url}/persone?incarico=organi`)
    const person = page.locator('[data-person="organi"]')
    await letTimePass()
    await person.getByRole('button', { name: 'Disattiva l’utente' }).click()
    await dialogOf(page).getByLabel('Password').waitFor()
    await page.keyboard.press('Escape')
    await dialogOf(page).waitFor({ state: 'detached' })
    await page.getByText('Per questo serve di nuovo la password').waitFor()
    await page.reload()
    await person.getByRole('button', { name: 'Disattiva l’utente' }).waitFor()

    // Taken away, an account acts there no more, and the page says so.
    await person.getByRole('button', { name: 'Togli l’accesso' }).click()
    await page.getByRole('dialog', { name: 'Togli l’accesso' }).getByRole('button', { name: 'Togli l’accesso' }).click()
    await dialogOf(page).getByLabel('Password').fill(DEMO_PASSWORD)
    await page.keyboard.press('Enter')
    await person.getByText('Nessun utente.').waitFor()
    await context.close()
  })
})
