import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { DESK, PHONE, picture, signIn } from '../support/browser'
import { overflow } from '../support/look'
import { stage } from '../support/stage'
import { violations } from '../support/violations'

const WHY = 'Un obiettivo dipende da un altro ente'

const on = stage()

/** The life of a sheet, on the page of the objectives of whoever this is. */
async function lifeOf(username: string, device: typeof PHONE | typeof DESK, sheet: string): Promise<[Page, Locator]> {
  const context = await on.browser.newContext({ ...device, bypassCSP: true })
  const page = await signIn(context, on.url, username)
  await page.goto(`${on.url}/obiettivi/${sheet}?anno=2021`)
  const life = page.locator('[data-part="sheet-life"]').first()
  await life.waitFor()
  return [page, life]
}
const named = (life: Locator, name: string) => life.getByRole('button', { name, exact: true })

async function takes(username: string, steps: readonly (readonly [button: string, then: string])[]): Promise<void> {
  const [page, life] = await lifeOf(username, DESK, 'SG')
  for (const [button, then] of steps) {
    await named(life, button).click()
    await life.getByRole('heading', { name: `La scheda: ${then}` }).waitFor()
  }
  await page.context().close()
}

it('[IS8.1] [IS8.2] [IS8.3] [IS9.2] the sheet at the top is given and closed by the governing body, led by the OIV, and ends whatever its person says', async () => {
  const [below, none] = await lifeOf('controllo-gestione', DESK, 'SG')
  expect(await none.getByRole('button').count()).toBe(0)
  await below.context().close()

  await takes('organi', [['Assegna la scheda', 'assegnata']])
  await takes('oiv', [['Segna come discussa', 'discussa']])

  const [page, life] = await lifeOf('segretario-generale', PHONE, 'SG')
  await life.getByText('Risponda entro il 20 settembre 2021').waitFor()
  await named(life, 'Non accetto').click()
  await life.getByText('Scriva perché non accetta la scheda').waitFor()
  await picture(page, 'scheda-del-vertice-risposta')
  expect(await violations(page)).toEqual([])
  expect(await overflow(page)).toBe(0)
  await life.getByLabel('Osservazioni').fill(WHY)
  await named(life, 'Non accetto').click()
  await life.getByRole('heading', { name: 'La scheda: non accettata' }).waitFor()
  expect(await named(life, 'Segna il monitoraggio').count()).toBe(0)
  await page.context().close()

  await takes('oiv', [
    ['Segna il monitoraggio', 'monitorata a metà anno'],
    ['Proponi la valutazione', 'valutazione proposta dall’OIV'],
  ])
  const [organs, end] = await lifeOf('organi', DESK, 'SG')
  await end.getByText(WHY).waitFor()
  await picture(organs, 'scheda-del-vertice-organi')
  expect(await violations(organs)).toEqual([])
  await named(end, 'Chiudi la scheda').click()
  await end.getByRole('heading', { name: 'La scheda: chiusa' }).waitFor()
  await organs.goto(`${on.url}/obiettivi?anno=2021`)
  await organs.locator('[data-sheet]').first().waitFor()
  expect(await organs.locator('[data-sheet="PO2"]').count()).toBe(0)
  await organs.context().close()
})
