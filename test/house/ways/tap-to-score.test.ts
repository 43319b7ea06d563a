import { resolve } from 'node:path'
import { createServer } from 'vite'
import { expect, it } from 'vitest'
import { DEMO_PASSWORD, PHONE } from '../../support/browser'
import { filesThatRan, type ScriptCoverage } from '../../support/coverage'
import { enter } from '../../support/entry'
import { stage } from '../../support/stage'
import { keepWay } from './ways'

const MEASURE = 'Percent_Custom_Inzia'
/** Waited for the first look at all sources. Milliseconds. */
const COLD_MS = 120_000
const CLIENT = resolve(import.meta.dirname, '../../../client')
/** Longer than an edit waits to be sent with the next. Milliseconds. */
const REST_MS = 2_000
/** What the server answers; every other address is a source. */
const ANSWERED = ['/graphql', '/prove/', '/salute']

const on = stage()

it('a value that is typed goes through these files until its score is painted and it is kept', async () => {
  const proxy = Object.fromEntries(ANSWERED.map((path) => [path, { target: on.url, changeOrigin: true }]))
  const pages = await createServer({
    root: CLIENT,
    configFile: resolve(CLIENT, 'vite.config.ts'),
    logLevel: 'error',
    server: { port: 0, proxy },
  })
  await pages.listen()
  const url = `http://localhost:${pages.config.server.port}`
  const context = await on.browser.newContext({ ...PHONE, bypassCSP: true })
  const page = await context.newPage()
  // Sources are compiled when they are asked for first.
  await page.goto(`${url}/accesso?utente=po-registro-imprese`, { timeout: COLD_MS })
  await page.getByLabel('Password').fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: 'Accedi', exact: true }).click()
  await page.locator('[data-sync="idle"]').first().waitFor({ state: 'attached', timeout: COLD_MS })
  const painted = page.locator(`[data-indicator="${MEASURE}"] [data-part="value"]`)
  await enter(page, `${MEASURE}.den`, '40')
  await enter(page, `${MEASURE}.num`, '20')
  await painted.getByText('50,00 %').waitFor()
  // What is sent is another way: all of it has gone, and then there is no line.
  await page.waitForTimeout(REST_MS)
  await page.locator('[data-sync="idle"]').first().waitFor({ state: 'attached' })
  await context.setOffline(true)
  await page.locator('[data-sync="offline"]').first().waitFor({ state: 'attached' })
  const profiler = await context.newCDPSession(page)
  await profiler.send('Profiler.enable')
  await profiler.send('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  await enter(page, `${MEASURE}.num`, '30')
  await painted.getByText('75,00 %').waitFor()
  const { result } = (await profiler.send('Profiler.takePreciseCoverage')) as { result: readonly ScriptCoverage[] }
  // The pages' own sources are served from their root, those of others by their place on the disk.
  const files = filesThatRan(result, (address) => address.replace(`${url}/src/`, '/client/src/'))
  keepWay('tap-to-score', files)
  expect(files.length).toBeGreaterThan(5)
  await context.close()
  await pages.close()
})
