import { expect, it } from 'vitest'
import { askingAs } from '../support/asking'
import { PHONE, picture, signIn } from '../support/browser'
import { stage } from '../support/stage'
import { violations } from '../support/violations'

const on = stage()

interface Staff {
  readonly people: { readonly people: readonly { readonly code: string; readonly grants: readonly { id: string }[] }[] }
}

it('[RI9.4] whose roles have ended finds a page that says so, nothing of the body, and what they wrote goes out', async () => {
  const context = await on.browser.newContext({ ...PHONE, bypassCSP: true })
  const page = await signIn(context, on.url, 'po-promozione')
  await page.goto(`${on.url}/misure`)
  await page.locator('h1').waitFor()
  await context.setOffline(true)
  const note = page.locator('main input').first()
  await note.fill('3')
  await note.blur()
  const ask = await askingAs(on.url, 'controllo-gestione')
  const { people } = await ask<Staff>('{ people(body: "CCIAA-MS") { ... on Staff { people { code grants { id } } } } }')
  for (const { id } of people.people.find(({ code }) => code === 'po-promozione')?.grants ?? [])
    await ask('mutation($id: String!) { grantEnd(id: $id, lastDay: "2021-09-04") { __typename } }', { id })
  await context.setOffline(false)
  await page.goto(`${on.url}/cruscotto`)
  await page.getByText('Oggi non ha incarichi in questo ente').waitFor()
  expect(await violations(page)).toEqual([])
  await picture(page, 'role-ended')
  await page.goto(`${on.url}/sistemare`)
  await page.getByText('I valori di questa unità li inserisce il suo responsabile').waitFor()
  await page.goto(`${on.url}/preferenze`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await context.close()
})
