import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { askingAs } from '../support/asking'
import { DESK, PHONE, picture, signIn } from '../support/browser'
import { overflow } from '../support/look'
import { stage } from '../support/stage'
import { violations } from '../support/violations'

const PO = 'po-registro-imprese'
const NEXT = 'po-promozione'
const REMARKS = 'Il target sul CO è alto'
const STEP = 'mutation($step: String!) { sheetStep(year: 2021, sheet: "PO2", step: $step, remarks: "") { __typename } }'
const PEOPLE = '{ people(body: "CCIAA-MS") { ... on Staff { people { code holder } } } }'
const END = 'mutation($id: ID!) { holderEnd(id: $id, lastDay: "2021-09-06") { __typename } }'
const ADD = 'mutation($input: HolderInput!) { holderAdd(input: $input) { __typename } }'

const on = stage()

interface Staff {
  readonly people: { readonly people: readonly { readonly code: string; readonly holder: string }[] }
}

/** The page of the objectives of whoever this is, as it stands once everything is there. */
async function objectivesOf(username: string, device: typeof PHONE | typeof DESK): Promise<Page> {
  const context = await on.browser.newContext({ ...device, bypassCSP: true })
  const page = await signIn(context, on.url, username)
  await page.goto(`${on.url}/obiettivi?anno=2021`)
  await page.locator('h1').waitFor()
  return page
}
const lookedAt = async (page: Page, name: string) => {
  expect(await violations(page), name).toEqual([])
  expect(await overflow(page), name).toBe(0)
  await picture(page, name)
}
const lives = (page: Page) => page.locator('[data-sheet="PO2"] [data-part="sheet-life"]')

describe('a position that is handed over', () => {
  it('[IS2.2] is left with a sheet that its person accepted, with remarks', async () => {
    const above = await askingAs(on.url, 'segretario-generale')
    for (const step of ['assigned', 'discussed']) await above(STEP, { step })
    const page = await objectivesOf(PO, PHONE)
    await lives(page).getByLabel('Osservazioni').fill(REMARKS)
    await lives(page).getByRole('button', { name: 'Accetto', exact: true }).click()
    await lives(page).getByText(REMARKS).waitFor()
    expect(await page.locator('[data-part="former-sheets"]').count()).toBe(0)
    await page.context().close()
    const ask = await askingAs(on.url, 'controllo-gestione')
    const { people } = await ask<Staff>(PEOPLE)
    const id = people.people.find(({ code }) => code === NEXT)?.holder
    expect(await ask(END, { id })).toEqual({ holderEnd: { __typename: 'Staff' } })
    const input = { person: PO, name: null, username: NEXT, from: '2021-09-07', to: null, handOver: true }
    expect(await ask(ADD, { input })).toEqual({ holderAdd: { __typename: 'Staff' } })
    await on.restart({ TRAGUARDO_GIORNO: '2021-09-07' })
  })

  it('[RI74] shows whoever has gone the own sheet of before, though no role is theirs any more', async () => {
    const page = await objectivesOf(PO, PHONE)
    const former = page.locator('[data-former="PO2"]')
    await former.getByText(REMARKS).waitFor()
    await former.getByText('fino al 6 settembre 2021').waitFor()
    await page.getByText('Oggi non ha incarichi in questo ente').waitFor()
    expect(await page.locator('[data-sheet]').count()).toBe(0)
    await lookedAt(page, 'former-sheet')
    await page.context().close()
  })

  it('[RI72] shows whoever comes nothing of it, and the own sheet of the position of before', async () => {
    const page = await objectivesOf(NEXT, PHONE)
    await lives(page).getByText('non ancora assegnata').waitFor()
    await lives(page).getByText('titolare dal 7 settembre 2021').waitFor()
    await page.locator('[data-former="PO4"]').waitFor()
    expect(await lives(page).count()).toBe(1)
    expect(await page.locator('main').innerText()).not.toContain(REMARKS)
    await lookedAt(page, 'sheet-begun-anew')
    await page.context().close()
  })

  it('[IS7.2] [RI71.4] shows whoever is above both, each with their days, and the one of before can be closed', async () => {
    const page = await objectivesOf('segretario-generale', DESK)
    await page.locator('[data-sheet="PO2"] > summary').click()
    const before = lives(page).filter({ hasText: REMARKS })
    await before.getByText('titolare fino al 6 settembre 2021').waitFor()
    expect(await lives(page).count()).toBe(2)
    await lookedAt(page, 'sheet-of-two')
    await before.getByRole('button', { name: 'Chiudi la scheda' }).click()
    await before.getByText('La scheda: chiusa').waitFor()
    await page.context().close()
  })
})
