import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { DESK, PHONE, picture, signIn } from '../support/browser'
import { massaCarrara } from '../support/massa-carrara'
import { stage } from '../support/stage'

const on = stage()

/** The plan of Massa-Carrara with three measures of the Registro Imprese of other kinds: a choice, a scale, a project. */
const withKinds = {
  ...massaCarrara,
  measures: massaCarrara.measures.map((measure) => {
    if (measure.code === 'Data_AvvioCancellRI.val')
      return {
        ...measure,
        kind: 'project-plan',
        steps: [
          { code: 'A', title: 'Analisi delle posizioni', weight: 25, by: '2021-03-31' },
          { code: 'B', title: 'Avvio delle cancellazioni', weight: 75, by: '2021-12-31' },
        ],
      }
    if (measure.code === 'T_medi_C1.1.1')
      return { ...measure, kind: 'level', levels: ['basso', 'medio', 'alto'], aggregation: 'last' }
    return measure
  }),
  indicators: massaCarrara.indicators.map((indicator) => {
    if (indicator.formula === 'Data_AvvioCancellRI.val')
      return { ...indicator, unit: '%', targets: [{ year: 2021, printed: '100%', type: 'equals', value: 100 }] }
    if (indicator.formula === 'T_medi_C1.1.1')
      return {
        ...indicator,
        unit: 'livello',
        targets: indicator.targets.map(({ year }) => ({
          year,
          printed: '> a basso',
          type: 'level',
          comparison: '>',
          level: 'basso',
        })),
      }
    return indicator
  }),
}

describe('measures of every kind', () => {
  let phone: Page

  it('the controller imports a plan with a project and a scale', async () => {
    const context = await on.browser.newContext(DESK)
    const page = await signIn(context, on.url, 'controllo-gestione')
    await page.goto(`${on.url}/piano`)
    await page.locator('input[type="file"]').setInputFiles({
      name: 'piano.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(withKinds)),
    })
    await page.getByText(/^Importato/).waitFor()
    await context.close()
  })

  it('the unit head ticks steps and chooses a level by touch, and the score follows', async () => {
    const context = await on.browser.newContext(PHONE)
    phone = await signIn(context, on.url, 'po-registro-imprese')
    const steps = phone.locator('[data-measure="Data_AvvioCancellRI.val"]')
    await steps.getByText('Analisi delle posizioni').tap()
    await steps.getByText('25,00 % del piano di progetto').waitFor()
    expect(await steps.locator('[data-step="A"] input[type="date"]').inputValue()).toBe('2021-09-05')
    await steps.locator('[data-step="A"] input[type="date"]').fill('2021-03-15')
    const level = phone.locator('[data-measure="T_medi_C1.1.1"]')
    await level.getByLabel('medio').tap()
    await kept(phone, 'T_medi_C1.1.1')
    await phone.reload()
    expect(await steps.locator('[data-step="A"] input[type="date"]').inputValue()).toBe('2021-03-15')
    expect(await level.getByLabel('medio').isChecked()).toBe(true)
    const card = phone.locator('[data-card="Data_AvvioCancellRI"]')
    await card.scrollIntoViewIfNeeded()
    expect(await card.innerText()).toContain('25,00 %')
    await phone.screenshot({ path: 'artefacts/passi-telefono.png' })
  })

  it('tries values out: what the target needs, and what would become of body and sheet', async () => {
    await phone.goto(`${on.url}/indicatore/Percent_RifiutoRI`)
    const [above, below] = ['num', 'den'].map((part) => phone.locator(`[data-what-if="Percent_RifiutoRI.${part}"]`))
    await below?.fill('50')
    // 80 % of 50 is 40.
    await phone.getByText('Per raggiungere l’obiettivo qui serve 40.').waitFor()
    await phone.getByRole('button', { name: 'Prova questo' }).tap()
    expect(await above?.inputValue()).toBe('40')
    const row = phone.locator('[data-change="indicators/Percent_RifiutoRI"]')
    expect((await row.innerText()).replace(/\s+/g, ' ')).toContain('n.d. 100,00 %')
    expect(await phone.locator('[data-change="body/CCIAA-MS"]').count()).toBe(1)
    await phone.locator('.what-if').scrollIntoViewIfNeeded()
    await phone.screenshot({ path: 'artefacts/prova-telefono.png' })
    // Nothing was saved.
    await phone.reload()
    expect(await phone.locator('[data-part="value"]').innerText()).toBe('n.d.')
  })

  it('opens an explanation down to who entered what', async () => {
    await phone.goto(`${on.url}/misure`)
    await kept(phone, 'Data_AvvioCancellRI.val', ['synced'])
    await phone.goto(`${on.url}/perche/indicators/Data_AvvioCancellRI`)
    await phone.locator('[data-why="measures/Data_AvvioCancellRI.val"] > summary').tap()
    const cell = phone.locator('[data-why="value/Data_AvvioCancellRI.val/RI/2021/2"]')
    expect(await cell.innerText()).toContain('25,00 %, inserito da P.O. Servizio Registro Imprese il 05/09/2021')
    await picture(phone, 'perche-telefono')
  })
})

/** Waits until what stands in the field of a measure is kept: on this device, or further. */
const kept = (page: Page, measure: string, states = ['local', 'synced']) =>
  page
    .locator('.measure-field', { has: page.locator(`[data-measure="${measure}"]`) })
    .locator(states.map((state) => `.state-badge[data-state="${state}"]`).join(', '))
    .last()
    .waitFor()
