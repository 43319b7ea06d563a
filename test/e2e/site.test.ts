import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, it } from 'vitest'
import { SignInDocument } from '../../client/src/people/sign-in.generated'
import { DESK, PHONE, picture, signIn } from '../support/browser'
import { syncNow } from '../support/frame'
import { enter, stateOf } from '../support/entry'
import { type ServerProcess, startServer } from '../support/server-process'
import { stage } from '../support/stage'
import { violations } from '../support/violations'

const MEASURE = 'Percent_LibriRI.num'
const CLI = resolve(import.meta.dirname, '../../server/dist/cli.js')

const on = stage()
let data = ''
let site: ServerProcess | undefined

afterAll(async () => {
  await site?.stop()
  if (data) await rm(data, { recursive: true, force: true })
})

it('[SY30.1] [SY31.1] [SY32.2] a remote site serves its people while the head office is away, and brings everything when it is back', async () => {
  const office = await on.browser.newContext({ ...DESK, acceptDownloads: true })
  const controller = await signIn(office, on.url, 'controllo-gestione')
  await controller.goto(`${on.url}/piano`)
  await controller.getByRole('link', { name: 'Sedi remote con una linea incerta' }).click()
  await controller.getByLabel('Nome della sede').fill('Carrara')
  await controller.getByLabel('Servizio Registro Imprese').check()
  const [download] = await Promise.all([
    controller.waitForEvent('download'),
    controller.getByRole('button', { name: 'Crea e scarica il file della sede' }).click(),
  ])
  data = await mkdtemp(join(tmpdir(), 'traguardo-sede-'))
  const file = join(data, 'ricevuto.json')
  await download.saveAs(file)
  await controller.getByRole('button', { name: 'Carrara', exact: true }).waitFor()
  await picture(controller, 'sedi-scrivania')

  site = await startServer(data, { TRAGUARDO_SEDE: file, TRAGUARDO_SEDE_MINUTI: '600' })
  const url = `http://localhost:${site.port}`
  const context = await on.browser.newContext({ ...PHONE, acceptDownloads: true, bypassCSP: true })
  await expect
    .poll(async () => {
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'apollo-require-preflight': '1' },
        body: JSON.stringify({
          query: SignInDocument,
          variables: { username: 'po-registro-imprese', password: 'Traguardo-2021' },
        }),
      })
      return ((await answer.json()) as { data: { signIn: { __typename: string } } }).data.signIn.__typename
    })
    .toBe('Session')
  const phone = await signIn(context, url, 'po-registro-imprese')

  await on.server.stop()
  await enter(phone, MEASURE, '12')
  await stateOf(phone, MEASURE, ['site'])
  await phone.getByRole('link', { name: 'Sede: Carrara' }).click()
  await phone.getByRole('button', { name: 'Scambia ora' }).click()
  await phone.getByText('L’ufficio centrale non risponde').waitFor()
  expect(await phone.locator('[data-part="waiting"]').innerText()).toBe('1')
  expect(await violations(phone)).toEqual([])
  await picture(phone, 'sede-telefono')

  // Killed with work that waits: it is there when the power is back.
  await site.kill()
  site = await startServer(data, { TRAGUARDO_SEDE: '', TRAGUARDO_SEDE_MINUTI: '600', PORT: String(site.port) })
  await on.restart()
  await phone.reload()
  // The head office has just come back: who finds it still away asks again.
  await expect
    .poll(
      async () => {
        await phone.getByRole('button', { name: 'Scambia ora' }).click()
        return phone.locator('[data-part="waiting"]').innerText()
      },
      { interval: 2000 },
    )
    .toBe('0')
  await phone.goto(`${url}/misure`)
  await syncNow(phone)
  await stateOf(phone, MEASURE, ['synced'])

  await controller.goto(`${on.url}/storia/RI/${MEASURE}/2021/2`)
  await controller.getByText('Valore: 12').waitFor()
  await controller.goto(`${on.url}/sedi`)
  await controller.getByRole('button', { name: 'Carrara', exact: true }).waitFor()

  // The same by a file carried by hand, from the page of one to the page of the other and back.
  await enter(phone, 'Percent_LibriRI.den', '20')
  await stateOf(phone, 'Percent_LibriRI.den', ['site'])
  await phone.goto(`${url}/sede`)
  const [carried] = await Promise.all([
    phone.waitForEvent('download'),
    phone.getByRole('button', { name: 'Salva il file per l’ufficio centrale' }).click(),
  ])
  const [answer] = await Promise.all([
    controller.waitForEvent('download'),
    controller.locator('.file-picker input').setInputFiles(await carried.path()),
  ])
  await phone.locator('.file-picker input').setInputFiles(await answer.path())
  await expect.poll(() => phone.locator('[data-part="waiting"]').innerText()).toBe('0')
  await Promise.all([context.close(), office.close()])
})

it('[SY31.1] from cron: one exchange by the command line', async () => {
  const run = promisify(execFile)
  const { stdout } = await run(process.execPath, [CLI, 'sync'], { env: { ...process.env, TRAGUARDO_DATA: data } })
  expect(stdout).toMatch(/^Sincronizzato\. In attesa: 0, allegati: 0\. Da sistemare: 0\./)
  const out = join(data, 'porta.traguardo')
  const written = await run(process.execPath, [CLI, 'sync', '--esporta', out], {
    env: { ...process.env, TRAGUARDO_DATA: data },
  })
  expect(written.stdout).toContain(out)
})
