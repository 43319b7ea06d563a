import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { periodsOf } from '@traguardo/shared/calendar'
import { dueCells } from '@traguardo/shared/values'
import type { BrowserContext, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { DESK, PHONE, picture, signIn } from '../support/browser'
import { AFTER, before, Hand } from '../support/mt-year'
import { stage } from '../support/stage'

const on = stage({ TRAGUARDO_GIORNO: '2020-01-20' })
const BEFORE = before()
const SEMESTERS = {
  ...BEFORE,
  calendars: [{ year: 2020, division: 'semestri' as const, entryDays: 15, workingDays: false, reminderDays: [] }],
}
const HEADS: Readonly<Record<string, string>> = {
  'S-RFP': 'po-rfp',
  'S-ANAG': 'po-anag',
  'S-PROM': 'po-prom',
  'S-SEG': 'po-seg',
  'S-STAFF': 'po-staff',
  'S-INN': 'po-inn',
  'U-LEG': 'referente-legale',
  'U-OCC': 'referente-occ',
}

/** Somebody of the chamber at that size, signed in on this day. */
async function as(
  person: string,
  size: typeof DESK | typeof PHONE = DESK,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await on.browser.newContext(size)
  return { context, page: await signIn(context, on.url, `${person}.cciaa-mt`) }
}
const saved = (page: Page) => page.locator('.notice-success').first().waitFor()

it('a whole year of Maremma e Tirreno: plan, June collection, revision of 21/07/2020, year end, scores, by five roles', async () => {
  // January: the controller puts the plan in place and divides the year in semesters.
  const january = await as('controllo-gestione')
  const file = join(on.data, 'prima.json')
  await writeFile(file, JSON.stringify(BEFORE))
  await january.page.goto(`${on.url}/piano`)
  await january.page.locator('input[type="file"]').first().setInputFiles(file)
  await january.page.getByText('Importato: «').waitFor({ timeout: 60_000 })
  await january.page.goto(`${on.url}/calendario`)
  await january.page.getByLabel('Suddivisione dell’anno').selectOption('semestri')
  await january.page.getByRole('button', { name: 'Salva il calendario' }).click()
  await saved(january.page)
  await january.context.close()

  // The Segretario Generale assigns and discusses the sheet of a director, who accepts it on a phone with a remark.
  const sg = await as('segretario-generale')
  await sg.page.goto(`${on.url}/obiettivi`)
  const sheet = (page: Page) => page.locator('[data-sheet="DIR-AI"]')
  await sheet(sg.page).locator('summary').first().click()
  await sheet(sg.page).getByRole('button', { name: 'Assegna la scheda' }).click()
  await sheet(sg.page).getByRole('button', { name: 'Segna come discussa' }).click()
  await sheet(sg.page).getByText('La scheda: discussa').waitFor()
  await sg.context.close()
  const director = await as('dirigente-area-i', PHONE)
  await director.page.goto(`${on.url}/obiettivi`)
  await sheet(director.page).getByLabel('Osservazioni').fill('Il target di luglio è stretto')
  await sheet(director.page).getByRole('button', { name: 'Accetto', exact: true }).click()
  await sheet(director.page).getByText('La scheda: accettata').waitFor()
  await picture(director.page, 'scheda-accettata-telefono')
  await director.context.close()

  // July: the collection of the first half. A unit head enters on a phone, with a reason where there is no value.
  await on.restart({ TRAGUARDO_GIORNO: '2020-07-05' })
  const [first] = periodsOf(SEMESTERS, 2020)
  if (!first) throw new Error('a year has a first semester')
  const phone = await as('po-reg', PHONE)
  for (const { measure, due } of dueCells(SEMESTERS, 'S-REG', first)) {
    if (due === 'later') continue
    const field = phone.page.locator(`input[data-measure="${measure.code}"]`)
    if (measure.kind === 'level' || measure.kind === 'project-plan') {
      await phone.page
        .getByRole('button', { name: `Perché ${measure.label} resta n.d.`, exact: true })
        .first()
        .click()
      const area = phone.page.locator(`textarea[data-absence="${measure.code}"]`)
      await area.fill('Sospeso per l’emergenza')
      await area.blur()
      continue
    }
    await field.fill(
      measure.kind === 'date'
        ? '30/6/2020'
        : measure.code.endsWith('.den')
          ? '10'
          : measure.kind === 'percentage'
            ? '90'
            : '9',
    )
    await field.blur()
  }
  await phone.page.getByRole('button', { name: 'Invia: I semestre 2020' }).click()
  await phone.page.getByText(/^Inviato il/).waitFor()
  await phone.page.locator('[data-sync="idle"]').first().waitFor({ state: 'attached' })
  await phone.page.locator('[data-part="send"]').scrollIntoViewIfNeeded()
  await phone.page.screenshot({ path: 'artefacts/invio-telefono.png' })

  // Its director sends one back; it is corrected; everything is validated.
  const manager = await as('dirigente-area-iii')
  await manager.page.goto(`${on.url}/rilevazione/S-REG/2020/1`)
  const cell = manager.page.locator('[data-measure="8.1-a.num"]')
  await cell.waitFor()
  await picture(manager.page, 'validazione-scrivania')
  await cell.getByRole('button', { name: 'Rimanda' }).click()
  await manager.page.getByRole('dialog').getByLabel('Motivo').fill('Manca il mese di giugno')
  await manager.page.getByRole('dialog').getByRole('button', { name: 'Rimanda' }).click()
  await manager.page.locator('[data-measure="8.1-a.num"][data-state="returned"]').waitFor({ state: 'attached' })
  await manager.page.locator('[data-sync="idle"]').first().waitFor({ state: 'attached' })
  await phone.page.reload()
  await phone.page.getByText('Da rivedere: Manca il mese di giugno').first().waitFor()
  await phone.page.locator('input[data-measure="8.1-a.num"]').fill('10')
  await phone.page.locator('input[data-measure="8.1-a.num"]').blur()
  await phone.page
    .locator('.measure-field', { has: phone.page.locator('input[data-measure="8.1-a.num"]') })
    .locator('.state-badge[data-state="synced"]')
    .last()
    .waitFor()
  await phone.context.close()
  await manager.page.reload()
  // 7-g was eliminated by the act of 31/01/2019: nobody enters it any more.
  await manager.page.getByRole('button', { name: 'Valida tutte (23)' }).click()
  await manager.page.locator('.page-heading [data-unit-state="confirmed"]').waitFor()
  await manager.page.getByText('Tutto sincronizzato').waitFor()
  await manager.context.close()

  // The other units work too; the controller sees the board, validates for absent managers, and sends the report.
  const controller = await new Hand(on.url, 'controllo-gestione').signIn()
  for (const [unit, person] of Object.entries(HEADS)) {
    const { refused, values } = await (
      await new Hand(on.url, person).signIn()
    ).collect(SEMESTERS, unit, 1, '2020-06-30')
    expect(refused, unit).toEqual([])
    expect((await controller.confirm(unit, 1, values)).refused, unit).toEqual([])
  }
  const july = await as('controllo-gestione')
  await july.page.goto(`${on.url}/rilevazione`)
  await july.page.locator('[data-part="counts"] [data-unit-state="confirmed"]').waitFor()
  await picture(july.page, 'rilevazione-scrivania')
  await july.page.getByRole('button', { name: 'Trasmetti la relazione' }).click()
  await july.page.getByText('Trasmessa il 05/07/2020').waitFor()
  await july.context.close()

  // 21 July: the revision, prepared as a whole and adopted by its act, with its 32 numbered notes.
  await on.restart({ TRAGUARDO_GIORNO: '2020-07-21' })
  const revision = await as('controllo-gestione')
  await revision.page.goto(`${on.url}/piano/vita`)
  await revision.page.getByRole('button', { name: 'Prepara un aggiornamento del 2016-2021' }).click()
  await revision.page.waitForURL(/\/piano\/bozza\//)
  const draft = join(on.data, 'bozza.json')
  await writeFile(draft, JSON.stringify(AFTER))
  await revision.page.locator('input[type="file"]').setInputFiles(draft)
  await revision.page.locator('[data-change="inserted"]').first().waitFor()
  const changed = await revision.page.locator('[data-part="diff"] [data-change]').count()
  expect(changed).toBeGreaterThanOrEqual(33)
  await revision.page.getByRole('button', { name: 'Annulla', exact: true }).click()
  await revision.page.getByText('Per ora niente').waitFor()
  await revision.page.getByRole('button', { name: 'Ripeti' }).click()
  await revision.page.locator('[data-kept="true"]').waitFor()
  await picture(revision.page, 'bozza-scrivania')
  await revision.page.getByLabel('Organo').fill('Giunta')
  await revision.page.getByLabel('Numero', { exact: true }).fill('92')
  await revision.page.getByLabel('Data', { exact: true }).fill('2020-07-21')
  await revision.page.getByRole('button', { name: 'Adotta con un atto' }).click()
  await revision.page.waitForURL(/\/piano\/vita/)
  await revision.page.getByText('Giunta n. 92 del 21/07/2020').waitFor()
  const told = revision.page.locator('[data-revision="G92-2020"]')
  await told.locator('summary').click()
  const texts = await told.locator('[data-note-kind]').allInnerTexts()
  expect(new Set(texts.map((text) => /\((\d+)\)\s*$/.exec(text)?.[1])).size).toBe(32)
  await revision.page.locator('[data-part="revised-share"]').waitFor()
  await picture(revision.page, 'vita-del-piano-scrivania')

  // As on 30 June it says what it said then; after the act it says what it says now.
  await revision.page.goto(`${on.url}/albero/al/2020-06-30`)
  await revision.page
    .getByText(/prima dell'atto 92/)
    .first()
    .waitFor()
  expect(await revision.page.locator('[data-node$="/10.5"]').count()).toBe(0)
  await revision.page.goto(`${on.url}/albero/al/2020-07-21`)
  await revision.page.locator('[data-node$="/10.5"]').waitFor({ state: 'attached' })
  await revision.context.close()

  // The governing bodies were told of the report, and read the tree; of the sheets that at the top, on which they decide.
  const organs = await as('organi')
  await organs.page.goto(`${on.url}/avvisi`)
  await expect
    .poll(
      async () => {
        await organs.page.reload()
        await organs.page.locator('h1').waitFor()
        return organs.page.getByText('Relazione di monitoraggio').count()
      },
      { timeout: 60_000, interval: 1000 },
    )
    .toBe(1)
  await organs.page.goto(`${on.url}/obiettivi`)
  await organs.page.locator('[data-sheet="SG"]').waitFor()
  expect(await organs.page.locator('[data-sheet]').count()).toBe(1)
  await organs.context.close()

  // January again: the second half, and the scores.
  await on.restart({ TRAGUARDO_GIORNO: '2021-01-12' })
  const closing = await new Hand(on.url, 'controllo-gestione').signIn()
  const now = { ...AFTER, calendars: SEMESTERS.calendars }
  for (const [unit, person] of Object.entries({ ...HEADS, 'S-REG': 'po-reg' })) {
    const { refused, values } = await (await new Hand(on.url, person).signIn()).collect(now, unit, 2, '2020-12-15')
    expect(refused, unit).toEqual([])
    expect((await closing.confirm(unit, 2, values)).refused, unit).toEqual([])
  }
  const end = await as('segretario-generale', PHONE)
  await end.page.goto(`${on.url}/obiettivi`)
  for (const code of ['SG', 'DIR-AI', 'DIR-AII', 'DIR-AIII']) {
    const card = end.page.locator(`[data-sheet="${code}"]`)
    await card.waitFor()
    expect(await card.innerText(), code).toMatch(/\d+(,\d+)? %/)
    if ((await card.getAttribute('open')) === null) await card.locator('summary').first().click()
    await card.getByText(/somma dei pesi 7/).waitFor()
  }
  await picture(end.page, 'schede-fine-anno-telefono')
  await end.context.close()

  // The evaluator reads what happened, in its order, and the chain holds.
  const evaluator = await as('oiv')
  await evaluator.page.goto(`${on.url}/registro?su=plans/`)
  await evaluator.page.locator('[data-action="plan.adopt"]').first().waitFor()
  await evaluator.page.goto(`${on.url}/registro?su=value/8.1-a.num/S-REG`)
  const reviewed = evaluator.page.locator('[data-action="review.edit"]').first()
  await reviewed.waitFor()
  // By name and not by address.
  expect(await reviewed.innerText()).not.toContain('value/')
  await picture(evaluator.page, 'registro-scrivania')
  await evaluator.context.close()

  // The year is over: the controller closes it, and nothing of it changes any more.
  await on.restart({ TRAGUARDO_GIORNO: '2021-01-20' })
  const last = await as('controllo-gestione')
  await last.page.goto(`${on.url}/calendario`)
  await last.page.getByLabel('Anno', { exact: true }).selectOption('2020')
  await last.page.getByRole('button', { name: 'Chiudi il 2020' }).first().click()
  await last.page.getByRole('dialog').getByRole('button', { name: 'Chiudi il 2020' }).click()
  await last.page.getByText('Anno chiuso il 20/01/2021.').waitFor()
  await last.context.close()
  const oiv = await as('oiv')
  await oiv.page.goto(`${on.url}/piano/vita`)
  await oiv.page.getByRole('button', { name: 'Valida la relazione sul 2020' }).click()
  await oiv.page.getByText(/Relazione validata il 20\/01\/2021/).waitFor()
  const late = await new Hand(on.url, 'po-reg').signIn()
  const tried = await late.push([
    { measure: '8.1-a.num', unit: 'S-REG', period: 2, content: { type: 'number', number: 1 } },
  ])
  expect(tried.refused).toEqual(['YEAR_CLOSED'])
}, 600_000)
