import type { Page } from 'playwright-core'

/** What the P.O. of Servizio Registro Imprese types for the second quadrimestre of 2021: invented, in the form people type. */
export const REGISTRO_IMPRESE: Readonly<Record<string, string>> = {
  'T_medi_C1.1.1': '1,8',
  mis_pola_ind_rilevat: '9',
  mis_Pola_da_monitora: '10',
  'Percent_Custom_Inzia.num': '37',
  'Percent_Custom_Inzia.den': '40',
  'Percent_RifiutoRI.num': '41',
  'Percent_RifiutoRI.den': '50',
  'Percent_LibriRI.num': '1.204',
  'Percent_LibriRI.den': '1.210',
  'Percent_VerbaliRI.num': '180',
  'Percent_VerbaliRI.den': '250',
  'Data_AvvioCancellRI.val': '30/8/2021',
  'Percent_RilascioCO.num': '512',
  'Percent_RilascioCO.den': '520',
  'Percent_IndiceTrasp.num': '58',
  'Percent_IndiceTrasp.den': '60',
  'Percent_CartaServizi.num': '22',
  'Percent_CartaServizi.den': '24',
  'PO2_1_2021.1.val': '8-2-2021',
  'PO2_1_2021.2.val': '1.7.2021',
}

const input = (page: Page, measure: string) => page.locator(`input[data-measure="${measure}"]`)

/** Types a value and leaves the field, and waits until it is called saved: on this device or further. */
export async function enter(page: Page, measure: string, text: string): Promise<void> {
  const field = input(page, measure)
  await field.fill(text)
  await field.blur()
  await stateOf(page, measure, ['local', 'synced'])
}

/** The text that stands in the field of a measure. */
export const textIn = (page: Page, measure: string): Promise<string> => input(page, measure).inputValue()

/** Waits until the badge beside a field shows one of these states. */
export async function stateOf(page: Page, measure: string, states: readonly string[]): Promise<void> {
  const field = page.locator('.measure-field', { has: input(page, measure) })
  const badges = states.map((state) => `.state-badge[data-state="${state}"]`).join(', ')
  await field.locator(badges).last().waitFor()
}

/** Pastes `REGISTRO_IMPRESE` into the grid, on a desk that may use the clipboard, and waits until all of it is at the server. */
export async function pasteRegistroImprese(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/misure?vista=griglia`)
  const lines = Object.entries(REGISTRO_IMPRESE).map((pair) => pair.join('\t'))
  await page.evaluate((text) => navigator.clipboard.writeText(text), lines.join('\n'))
  await page.locator('table input[data-measure]').first().focus()
  await page.keyboard.press('Control+v')
  await page.getByText(/^Valori incollati: \d+/).waitFor()
  await page.goto(`${url}/misure`)
  await stateOf(page, 'Percent_RilascioCO.num', ['synced'])
}
