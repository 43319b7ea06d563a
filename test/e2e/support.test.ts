import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openOrm } from '../../server/src/app/open-orm'
import { DESK, picture, signIn } from '../support/browser'
import { inEnglish, openAccount } from '../support/frame'
import { enter } from '../support/entry'
import { stage } from '../support/stage'
import { violations } from '../support/violations'

const on = stage()
const MEASURE = 'Percent_LibriRI.num'
const VALUE = '918273'

it('[RI50.3] [SY84.2] whoever meets an error reads its id, finds it in the log, and takes along a file without a value', async () => {
  const context = await on.browser.newContext({ ...DESK, acceptDownloads: true, bypassCSP: true })
  const page = await signIn(context, on.url, 'po-registro-imprese')
  const orm = await openOrm({ type: 'sqlite', file: join(on.data, 'dimostrazione.sqlite') })
  await orm.em.execute('alter table "recovery_code" rename to "away"')
  await page.goto(`${on.url}/preferenze`)
  const said = page.getByText(/codice richiesta [\da-f]{10}/)
  await said.waitFor()
  const id = /codice richiesta ([\da-f]+)/.exec(await said.innerText())?.[1] ?? ''
  const lines = () =>
    on.server
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>)
  // A request is told once it was answered: the page may be quicker.
  await expect.poll(() => lines().filter(({ request, route }) => request === id && route === '/graphql').length).toBe(1)
  expect(lines().filter(({ request, level }) => request === id && level === 'error')).toMatchObject([
    { err: { code: 'SQLITE_ERROR' } },
  ])
  expect(on.server.output()).toMatch(/^Traguardo è pronto: http:\/\/localhost:\d+$/m)
  expect(on.server.output()).not.toContain('po-registro-imprese"')
  expect(await violations(page)).toEqual([])
  await picture(page, 'errore-scrivania')
  await inEnglish(page)
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText(/Unexpected error of the server.*\(request code [\da-f]{10}\)\./).waitFor()
  await openAccount(page)
  await page.getByRole('button', { name: 'Italiano' }).click()
  await orm.em.execute('alter table "away" rename to "recovery_code"')
  await orm.close(true)

  await page.goto(`${on.url}/misure`)
  await context.setOffline(true)
  await enter(page, MEASURE, VALUE)
  await page.getByRole('link', { name: 'Da sistemare' }).first().click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Scarica file per l’assistenza' }).click(),
  ])
  const text = await readFile(await download.path(), 'utf8')
  for (const part of [VALUE, MEASURE, 'po-registro', 'Registro', '"RI"', 'CCIAA']) expect(text).not.toContain(part)
  expect(JSON.parse(text)).toMatchObject({
    versions: { server: expect.stringMatching(/^\d/) },
    device: { online: false, storage: { used: expect.any(Number) }, serviceWorker: { active: 'activated' } },
    operations: { waiting: 1, byStanding: { waiting: 1 } },
    errors: expect.arrayContaining([expect.objectContaining({ code: 'INTERNAL_ERROR', request: id })]),
  })
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Scarica file per l’assistenza' }).scrollIntoViewIfNeeded()
  await page.screenshot({ path: 'artefacts/assistenza-1280.png' })
  for (const [name, viewport] of [
    ['360', { width: 360, height: 740 }],
    ['1920', { width: 1920, height: 1080 }],
  ] as const) {
    await page.setViewportSize(viewport)
    await page.getByRole('button', { name: 'Scarica file per l’assistenza' }).scrollIntoViewIfNeeded()
    await page.screenshot({ path: `artefacts/assistenza-${name}.png` })
  }
  await context.close()
})
