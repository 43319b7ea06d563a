import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { openOrm } from '../../server/src/app/open-orm'
import { DEMO_PASSWORD, PHONE, picture, signIn } from '../support/browser'
import { enter, stateOf } from '../support/entry'
import { Person } from '../support/person'
import { openState } from '../support/frame'
import { stage } from '../support/stage'
import { violations } from '../support/violations'

const MEASURES = ['Percent_LibriRI.num', 'Percent_LibriRI.den', 'Percent_VerbaliRI.num'] as const
const NEW_PASSWORD = 'cavallo batteria graffetta corretto'

const on = stage({ TRAGUARDO_ATTESA: '0.3' })
const pdf = () => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(200_000), Buffer.from('\n%%EOF\n')])

async function tryPassword(page: Page, password: string): Promise<void> {
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Accedi', exact: true }).click()
}

it('[SY78] a server that is busy is asked again by itself: the page says that nothing moves, and nobody has to sign in', async () => {
  const context = await on.browser.newContext({ ...PHONE, bypassCSP: true })
  const phone = await signIn(context, on.url, 'po-registro-imprese')
  const orm = await openOrm({ type: 'sqlite', file: join(on.data, 'dimostrazione.sqlite') })
  let letGo = (): void => undefined
  const held = new Promise<void>((done) => (letGo = done))
  let begun = (): void => undefined
  const isHeld = new Promise<void>((done) => (begun = done))
  const holding = orm.em.transactional(async (tx) => {
    await tx.execute('select 1')
    begun()
    await held
  })
  await isHeld
  await enter(phone, MEASURES[0], '11')
  await phone.getByText('Il server risponde, ma lo scambio non va avanti').first().waitFor()
  await stateOf(phone, MEASURES[0], ['local'])
  expect(await phone.getByText('L’accesso è scaduto').count()).toBe(0)
  letGo()
  await holding
  await orm.close(true)
  await stateOf(phone, MEASURES[0], ['synced'])
  await context.close()
})

it('[SY77] a password changed elsewhere while a device was away: it is told to sign in, keeps its work, and with the new one all of it arrives', async () => {
  const context = await on.browser.newContext({ ...PHONE, bypassCSP: true })
  const phone = await signIn(context, on.url, 'po-registro-imprese')
  await context.setOffline(true)
  for (const [at, measure] of MEASURES.entries()) await enter(phone, measure, String(20 + at))
  await phone
    .locator(`input[data-evidence="${MEASURES[0]}"]`)
    .setInputFiles({ name: 'vidimazioni.pdf', mimeType: 'application/pdf', buffer: pdf() })
  const file = phone.locator('.measure-field', { has: phone.locator(`input[data-measure="${MEASURES[0]}"]`) })
  await file.getByText('su questo dispositivo, da inviare').waitFor()

  const elsewhere = new Person(on.url)
  await elsewhere.signIn()
  const changed = await elsewhere.ask(
    `mutation($password: String!) { passwordChange(current: "${DEMO_PASSWORD}", password: $password) { __typename ... on Refusal { code } } }`,
    { password: NEW_PASSWORD },
  )
  expect(changed.data).toEqual({ passwordChange: { __typename: 'Done' } })

  await context.setOffline(false)
  await phone.getByText('L’accesso è scaduto: i valori restano su questo dispositivo').first().waitFor()
  for (const measure of MEASURES) await stateOf(phone, measure, ['local'])
  expect(await violations(phone)).toEqual([])
  await picture(phone, 'password-changed')

  await (await openState(phone)).getByRole('link', { name: 'Accedi' }).click()
  await tryPassword(phone, DEMO_PASSWORD)
  await phone.getByText('Nome utente o password non corretti').waitFor()
  await tryPassword(phone, NEW_PASSWORD)
  await phone.waitForURL((at) => !at.pathname.startsWith('/accesso'))
  await phone.goto(`${on.url}/misure`)
  for (const measure of MEASURES) await stateOf(phone, measure, ['synced'])
  await file.getByText('arrivato', { exact: true }).waitFor()
  const read = await elsewhere.sync([])
  const numbers = read.registers.map(({ content }) => (content as { number?: number } | null)?.number)
  expect(numbers).toEqual(expect.arrayContaining([20, 21, 22]))
  await context.close()
})
