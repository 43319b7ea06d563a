import { expect, it } from 'vitest'
import { DESK, PHONE, picture, signIn } from '../support/browser'
import { inEnglish, syncNow } from '../support/frame'
import { enter, stateOf } from '../support/entry'
import { stage } from '../support/stage'
import { violations } from '../support/violations'

const MEASURE = 'Percent_LibriRI.num'

const on = stage()

it('[SY25.2] a value that comes after the close waits for the manager, who accepts it with a reason', async () => {
  const context = await on.browser.newContext({ ...PHONE, bypassCSP: true })
  const phone = await signIn(context, on.url, 'po-registro-imprese')
  await context.setOffline(true)
  await enter(phone, MEASURE, '12')
  await on.restart({ TRAGUARDO_GIORNO: '2021-09-20' })
  await context.setOffline(false)
  await syncNow(phone)
  await phone.getByRole('link', { name: 'Da sistemare' }).first().click()
  const waiting = phone.locator('[data-verdict="rejected"]')
  await waiting.getByText('attende la decisione del dirigente').waitFor()
  expect(await violations(phone)).toEqual([])
  await picture(phone, 'tardivo-telefono')

  const office = await on.browser.newContext({ ...DESK, bypassCSP: true })
  const manager = await signIn(office, on.url, 'segretario-generale')
  await manager.getByRole('link', { name: 'Da sistemare' }).first().click()
  const asked = manager.locator('[data-verdict="rejected"]')
  await asked.getByRole('button', { name: 'Accetta il valore' }).click()
  await asked.getByText('Scriva il motivo').waitFor()
  await asked.getByLabel('Motivo della decisione').fill('Guasto della linea dal 10 al 18/09')
  expect(await violations(manager)).toEqual([])
  await picture(manager, 'tardivo-scrivania')
  await asked.getByRole('button', { name: 'Accetta il valore' }).click()
  await asked.waitFor({ state: 'detached' })
  await manager.locator('[data-sync="idle"]').first().waitFor({ state: 'attached' })

  await syncNow(phone)
  await waiting.waitFor({ state: 'detached' })
  await phone.goto(`${on.url}/storia/RI/${MEASURE}/2021/2`)
  await phone.getByText('Accettato dal dirigente il').waitFor()
  const lines = await phone.locator('.history-entry').allInnerTexts()
  expect(lines).toHaveLength(2)
  expect(lines[0]).toContain('Motivo: Guasto della linea dal 10 al 18/09')
  expect(lines[1]).toContain('Valore: 12')
  expect(await violations(phone)).toEqual([])
  await picture(phone, 'storia-telefono')
  // In the other language it names the same: why it was refused at first, with the period and the day.
  await inEnglish(phone)
  await phone.getByText(/closed on \d\d\/09\/2021: ask the management controller/).waitFor()
  await Promise.all([context.close(), office.close()])
})

it('[SY29.2] what does not find its line goes to another device in a file, and arrives once', async () => {
  await on.restart()
  const context = await on.browser.newContext({ ...PHONE, acceptDownloads: true })
  const phone = await signIn(context, on.url, 'po-registro-imprese')
  await context.setOffline(true)
  await enter(phone, 'Percent_VerbaliRI.num', '180')
  await phone.getByRole('link', { name: 'Da sistemare' }).first().click()
  await phone.getByText('Portare il lavoro su un altro dispositivo').click()
  const [download] = await Promise.all([
    phone.waitForEvent('download'),
    phone.getByRole('button', { name: 'Esporta il lavoro in sospeso' }).click(),
  ])
  const other = await on.browser.newContext(DESK)
  const desk = await signIn(other, on.url, 'po-registro-imprese')
  await desk.goto(`${on.url}/sistemare`)
  await desk.getByText('Portare il lavoro su un altro dispositivo').click()
  await desk.locator('.work input[type="file"]').setInputFiles(await download.path())
  await desk.getByText('Importato. Valori nuovi: 1.').waitFor()
  await desk.goto(`${on.url}/misure`)
  await stateOf(desk, 'Percent_VerbaliRI.num', ['synced'])

  await context.setOffline(false)
  await phone.goto(`${on.url}/misure`)
  await stateOf(phone, 'Percent_VerbaliRI.num', ['synced'])
  await phone.goto(`${on.url}/storia/RI/Percent_VerbaliRI.num/2021/2`)
  await phone.locator('.history-entry').first().waitFor()
  expect(await phone.locator('.history-entry').count()).toBe(1)
  await Promise.all([context.close(), other.close()])
})
