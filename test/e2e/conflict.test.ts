import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, PHONE, picture, signIn } from '../support/browser'
import { enter, stateOf, textIn } from '../support/entry'
import { type ServerProcess, startServer } from '../support/server-process'

const MEASURE = 'Percent_LibriRI.num'

let data: string
let server: ServerProcess
let browser: Browser

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'traguardo-conflict-'))
  server = await startServer(data)
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await rm(data, { recursive: true, force: true })
})

it('[SY7] [SY12] two phones fill one cell: the second person sees both values and decides', async () => {
  const url = `http://localhost:${server.port}`
  const contexts = [await browser.newContext(PHONE), await browser.newContext(PHONE)] as const
  const [one, other] = [
    await signIn(contexts[0], url, 'po-registro-imprese'),
    await signIn(contexts[1], url, 'po-registro-imprese'),
  ]
  await contexts[1].setOffline(true)
  await enter(other, MEASURE, '20')
  await enter(one, MEASURE, '10')
  await stateOf(one, MEASURE, ['synced'])
  await contexts[1].setOffline(false)
  await stateOf(other, MEASURE, ['tray'])

  await other.reload()
  await stateOf(other, MEASURE, ['tray'])
  await other.getByRole('link', { name: 'Da sistemare' }).first().click()
  const item = other.locator('[data-verdict="conflict"]')
  await item.waitFor()
  expect(await item.locator('.tray-value').allInnerTexts()).toEqual(['20', '10'])
  await picture(other, 'da-sistemare-telefono')

  await item.getByRole('button', { name: 'Tieni il mio' }).click()
  await item.waitFor({ state: 'detached' })
  await other.getByRole('link', { name: 'Misure' }).first().click()
  await stateOf(other, MEASURE, ['synced'])
  expect(await textIn(other, MEASURE)).toBe('20')

  await one.reload()
  await expect.poll(() => textIn(one, MEASURE), { timeout: 15_000 }).toBe('20')
})
