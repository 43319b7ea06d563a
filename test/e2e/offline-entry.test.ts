import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { DESK, PHONE, picture, signIn } from '../support/browser'
import { enter, REGISTRO_IMPRESE, stateOf, textIn } from '../support/entry'
import { stage } from '../support/stage'
import { bodyScore, scoresOf } from '../support/tree'

const MEASURES = Object.entries(REGISTRO_IMPRESE)

const on = stage()
let context: BrowserContext
let phone: Page
const errors: string[] = []

beforeAll(async () => {
  context = await on.browser.newContext(PHONE)
  context.on('weberror', (error) => errors.push(error.error().message))
  context.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) errors.push(message.text())
  })
  // Nothing comes from elsewhere: fonts, styles and scripts are ours.
  context.on('request', (request) => {
    if (new URL(request.url()).hostname !== 'localhost') errors.push(request.url())
  })
})

describe('the unit head of the Registro Imprese, on a phone', () => {
  let before: ReadonlyMap<string, string>
  let offline: ReadonlyMap<string, string>

  it('signs in and comes to what is owed', async () => {
    phone = await signIn(context, on.url, 'po-registro-imprese')
    expect(new URL(phone.url()).pathname).toBe('/misure')
    await phone.getByText('II quadrimestre 2021, da consegnare entro il 15/09/2021').waitFor()
    await phone.getByText('5 settembre 2021').first().waitFor()
    expect(await phone.locator('input[data-measure]').count()).toBe(MEASURES.length)
    await picture(phone, 'misure-telefono')
    await phone.goto(`${on.url}/albero`)
    before = await scoresOf(phone)
    expect(await bodyScore(phone)).toBe('n.d.')
  })

  it('loses the line and enters all measures; each is saved on the device', async () => {
    await phone.goto(`${on.url}/misure`)
    await phone.locator('input[data-measure]').first().waitFor()
    await context.setOffline(true)
    for (const [measure, text] of MEASURES) await enter(phone, measure, text)
    for (const [measure] of MEASURES) await stateOf(phone, measure, ['local'])
    await phone.getByText('Senza linea').first().waitFor()
    expect(await phone.locator('#group-todo .group-count').innerText()).toBe('0')
    await phone.getByText('tutto inserito').waitFor()
    const ratio = phone.locator('[data-indicator="Percent_RifiutoRI"]')
    await ratio.scrollIntoViewIfNeeded()
    expect(await ratio.innerText()).toContain('82,00 %')
    await picture(phone, 'misure-senza-linea')
  })

  it('reloads without a line: the values are there and the scores have moved', async () => {
    await phone.reload()
    await phone.locator('input[data-measure]').first().waitFor()
    expect(await textIn(phone, 'Percent_LibriRI.num')).toBe('1.204')
    expect(await textIn(phone, 'Data_AvvioCancellRI.val')).toBe('30/08/2021')
    for (const [measure] of MEASURES) await stateOf(phone, measure, ['local'])
    await phone.getByRole('link', { name: 'Albero' }).first().click()
    offline = await scoresOf(phone)
    expect(offline.get('indicators/Percent_RifiutoRI')).toContain('100,00 %')
    // 180 of 250 is 72 %, against at least 80 %: 90 %.
    expect(offline.get('indicators/Percent_VerbaliRI')).toContain('90,00 %')
    expect(offline.get('objectives/2.2.1')).not.toBe(before.get('objectives/2.2.1'))
    expect(await bodyScore(phone)).toMatch(/^\d+,\d\d %$/)
    await picture(phone, 'albero-senza-linea')
  })

  it('sees the own sheet move without a line', async () => {
    await phone.getByRole('link', { name: 'Obiettivi' }).first().click()
    const sheet = phone.locator('[data-sheet="PO2"]')
    await sheet.waitFor()
    expect(await phone.locator('[data-sheet]').count()).toBe(1)
    // 33,34 % customer satisfaction met, 33,33 % half of two dates: 75,00. Punctuality (33,33 %) is known after a deadline.
    expect(await sheet.locator('summary').innerText()).toContain('75,00 %')
    await picture(phone, 'obiettivi-telefono')
  })

  it('finds the line again: everything goes out by itself', async () => {
    await phone.getByRole('link', { name: 'Misure' }).first().click()
    await context.setOffline(false)
    for (const [measure] of MEASURES) await stateOf(phone, measure, ['synced'])
    await phone.reload()
    for (const [measure] of MEASURES) await stateOf(phone, measure, ['synced'])
    expect(errors).toEqual([])
  })

  it('the controller reads the same values and scores in a second browser', async () => {
    const office = await on.browser.newContext(DESK)
    const page = await signIn(office, on.url, 'controllo-gestione')
    expect(new URL(page.url()).pathname).toBe('/cruscotto')
    await page.goto(`${on.url}/albero`)
    const atOffice = await scoresOf(page)
    for (const [node, score] of offline) expect([node, atOffice.get(node)]).toEqual([node, score])
    await picture(page, 'albero-scrivania')
    await page.goto(`${on.url}/indicatore/Percent_RifiutoRI`)
    await page.getByText('41 su 50 = 82,00 %').waitFor()
    await picture(page, 'indicatore-scrivania')
    await office.close()
  })
})
