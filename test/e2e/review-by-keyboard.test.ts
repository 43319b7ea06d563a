import { expect, it } from 'vitest'
import { DESK, PHONE, picture, signIn } from '../support/browser'
import { pasteRegistroImprese } from '../support/entry'
import { stage } from '../support/stage'
import { violations } from '../support/violations'

const on = stage()

it('a manager reviews a unit by keys alone: moves, validates, sends back, reads what is known of a measure', async () => {
  const office = await on.browser.newContext({ ...DESK, permissions: ['clipboard-read', 'clipboard-write'] })
  await pasteRegistroImprese(await signIn(office, on.url, 'po-registro-imprese'), on.url)
  await office.close()

  const context = await on.browser.newContext({ ...DESK, bypassCSP: true })
  const page = await signIn(context, on.url, 'segretario-generale')
  await page.goto(`${on.url}/rilevazione/RI/2021/2`)
  const { keyboard } = page
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-measure') ?? null)
  const stateOf = (measure: string | null, state: string) =>
    page.locator(`tr[data-measure="${measure}"][data-state="${state}"]`).waitFor()
  await page.locator('tr[data-measure]').first().waitFor()
  await picture(page, 'validazione-tabella-scrivania')
  expect(await violations(page)).toEqual([])

  // From the page itself, J leads into the table; letters do nothing outside of it.
  await keyboard.press('v')
  await keyboard.press('j')
  const first = await focused()
  await keyboard.press('j')
  const second = await focused()
  expect(first).not.toBeNull()
  expect(second).not.toBe(first)
  await stateOf(first, 'entered')
  await keyboard.press('k')
  expect(await focused()).toBe(first)

  await keyboard.press('v')
  await stateOf(first, 'confirmed')
  // The eye is where it was: on the next row.
  expect(await focused()).toBe(second)

  await keyboard.press('r')
  await keyboard.type('Manca la fonte')
  await keyboard.press('Tab')
  await keyboard.press('Tab')
  await keyboard.press('Enter')
  await stateOf(second, 'returned')
  // The focus comes back to the row that was sent back, wherever it stands now.
  await page.locator(`tr[data-measure="${second}"]:focus`).waitFor()
  await keyboard.press('Home')
  await keyboard.press('n')
  const beside = page.getByRole('complementary', { name: 'La misura scelta' })
  await beside.locator(`[data-measure="${await focused()}"]`).waitFor()
  expect(await violations(page)).toEqual([])
  await keyboard.press('n')
  await beside.waitFor({ state: 'detached' })

  // Some are selected, and validated together.
  const chosen: (string | null)[] = []
  for (let rows = 0; rows < 3; rows += 1) {
    await keyboard.press('Space')
    chosen.push(await focused())
    await keyboard.press('ArrowDown')
  }
  await page.getByRole('group', { name: '3 scelte' }).getByRole('button', { name: 'Valida le scelte' }).click()
  for (const measure of chosen) await stateOf(measure, 'confirmed')
  await page.locator('[data-part="confirmed"]').getByText('4 validate').waitFor()
  await context.close()
})

it('on a phone the same rows are cards, with what they are validated by', async () => {
  const context = await on.browser.newContext({ ...PHONE, bypassCSP: true })
  const page = await signIn(context, on.url, 'segretario-generale')
  await page.goto(`${on.url}/rilevazione/RI/2021/2`)
  const card = page.locator('.review-cell[data-state="entered"]').first()
  const measure = await card.getAttribute('data-measure')
  await card.getByRole('button', { name: 'Valida', exact: true }).click()
  await page.locator(`.review-cell[data-measure="${measure}"][data-state="confirmed"]`).waitFor({ state: 'attached' })
  expect(await page.locator('table').count()).toBe(0)
  expect(await violations(page)).toEqual([])
  await context.close()
})
