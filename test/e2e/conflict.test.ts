import { expect, it } from 'vitest'
import { PHONE, picture, signIn } from '../support/browser'
import { enter, stateOf, textIn } from '../support/entry'
import { stage } from '../support/stage'

const MEASURE = 'Percent_LibriRI.num'

const on = stage()

it('[SY7.2] [SY12.3] two phones fill one cell: the second person sees both values and decides', async () => {
  const url = on.url
  const contexts = [await on.browser.newContext(PHONE), await on.browser.newContext(PHONE)] as const
  const [one, other] = [
    await signIn(contexts[0], url, 'po-registro-imprese'),
    await signIn(contexts[1], url, 'po-registro-imprese'),
  ]
  await contexts[1].setOffline(true)
  await enter(other, MEASURE, '20')
  await enter(one, MEASURE, '10')
  await stateOf(one, MEASURE, ['synced'])
  await contexts[1].setOffline(false)
  await stateOf(other, MEASURE, ['tray'])

  await other.reload()
  await stateOf(other, MEASURE, ['tray'])
  await other.getByRole('link', { name: 'Da sistemare' }).first().click()
  const item = other.locator('[data-verdict="conflict"]')
  await item.waitFor()
  expect(await item.locator('.tray-value').allInnerTexts()).toEqual(['20', '10'])
  await picture(other, 'da-sistemare-telefono')

  await item.getByRole('button', { name: 'Tieni il mio' }).click()
  await item.waitFor({ state: 'detached' })
  await other.getByRole('link', { name: 'Misure' }).first().click()
  await stateOf(other, MEASURE, ['synced'])
  expect(await textIn(other, MEASURE)).toBe('20')

  await one.reload()
  await expect.poll(() => textIn(one, MEASURE), { timeout: 15_000 }).toBe('20')
})
