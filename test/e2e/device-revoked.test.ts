import { expect, it } from 'vitest'
import { DEMO_PASSWORD, PHONE, picture, signIn } from '../support/browser'
import { openState } from '../support/frame'
import { stage } from '../support/stage'
import { violations } from '../support/violations'

const on = stage()

it('[SY34.11] a device that was shut out says so to who signs in on it again, and keeps what has not gone out', async () => {
  const context = await on.browser.newContext({ ...PHONE, bypassCSP: true })
  const page = await signIn(context, on.url, 'po-promozione')
  await page.goto(`${on.url}/misure`)
  await page.getByText('Tutto sincronizzato').waitFor()
  const request = context.request
  const ask = async (query: string) => {
    const headers = { 'apollo-require-preflight': '1' }
    return (await (await request.post(`${on.url}/graphql`, { data: { query }, headers })).json()) as {
      data: { mySettings: { devices: { id: string }[] } }
    }
  }
  const { data } = await ask('{ mySettings { ... on OwnSettings { devices { id } } } }')
  await ask(`mutation { deviceRevoke(id: "${data.mySettings.devices[0]?.id}") { __typename } }`)
  const field = page.locator('main input').first()
  await field.fill('3')
  await field.blur()
  await (await openState(page)).getByRole('link', { name: 'Accedi' }).click()
  await page.getByLabel('Password').fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: 'Accedi', exact: true }).click()
  await page.getByText('A questo dispositivo è stato tolto l’accesso').waitFor()
  await page.goto(`${on.url}/misure`)
  const values = () =>
    page.locator('main input').evaluateAll((inputs: HTMLInputElement[]) => inputs.map((one) => one.value))
  await expect.poll(values, { timeout: 20_000 }).toContain('3')
  expect(await violations(page)).toEqual([])
  await picture(page, 'device-revoked')
  await context.close()
})
