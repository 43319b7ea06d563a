import { beforeEach, describe, expect, it } from 'vitest'
import { type Component, type FunctionalComponent, h } from 'vue'
import NoticesPage from '../../../client/src/notices/NoticesPage.vue'
import { NoticesDocument } from '../../../client/src/notices/notices.generated'
import { here, onNewDevice, personOf, settled, show, sitDown } from '../../support/mounted'
import { waitingServer } from '../../support/waiting-server'

onNewDevice()
const server = waitingServer()

const anna = personOf('po-promozione', 'unit-head', 'PROM')
const berta = personOf('po-registro-imprese', 'unit-head', 'RI')
/** So many questions had come before this test. */
let before = 0

beforeEach(async () => {
  // As in a browser: the page is of the server that it asks.
  ;(window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(server.url)
  before = server.questions.length
  await sitDown(anna)
})
const asked = (count: number) => server.asked(before + count)
const answer = (nth: number, data: object) => server.answer(before + nth - 1, data)

const notice = (subject: string, readAt: string | null = null) => ({
  ...{ __typename: 'Notice', id: `n-${subject}`, kind: 'sent', subject, text: '', link: '/misure' },
  ...{ at: '2021-09-05T08:00:00.000Z', readAt },
})
const noticesOf = (...notices: readonly ReturnType<typeof notice>[]) => ({
  __typename: 'Notices',
  unread: notices.filter(({ readAt }) => readAt === null).length,
  notices,
})
const noSession = { __typename: 'Refusal', code: 'NOT_SIGNED_IN', params: null, message: '' }

/** Pages of one app, one after the other. */
const Pages: FunctionalComponent<{ page?: Component | undefined }> = ({ page }) => (page ? h(page) : null)
Pages.props = ['page']
/** The app with the page of notices, which has asked for them. */
const open = () => show(Pages, { page: NoticesPage })
type App = ReturnType<typeof open>
const leavePage = (app: App) => app.setProps({ page: undefined })
const openAgain = (app: App) => app.setProps({ page: NoticesPage })

/** The app with the page of notices, once its first question was answered. */
async function pageWith(...notices: readonly ReturnType<typeof notice>[]): Promise<App> {
  const app = open()
  await asked(1)
  answer(1, { notices: noticesOf(...notices) })
  await settled(() => app.find('[data-kind]').exists())
  return app
}
const comeBack = () => window.dispatchEvent(new Event('online'))
const unread = (page: App) => page.findAll('[data-unread="true"]').length
const subjects = (page: App) => page.findAll('[data-kind] a').map((one) => one.text())

describe('what only the server has, on a page', () => {
  it('is asked for by the text of the document as it was made', async () => {
    open()
    await asked(1)
    expect(server.questions.at(-1)).toEqual({ query: NoticesDocument, variables: {} })
  })

  it('is there at once when the page is opened again, and is asked for anew', async () => {
    const app = await pageWith(notice('Prima'))
    await leavePage(app)
    expect(subjects(app)).toEqual([])
    await openAgain(app)
    await asked(2)
    await settled(() => app.find('[data-kind]').exists())
    expect(subjects(app)).toEqual(['Prima'])
    answer(2, { notices: noticesOf(notice('Prima'), notice('Seconda')) })
    await settled(() => subjects(app).length === 2)
    expect(subjects(app)).toEqual(['Prima', 'Seconda'])
  })

  it('[RI88.1] is shown to nobody who signs in after its person on that device', async () => {
    const app = await pageWith(notice('Di Anna'))
    here().replica.close()
    await settled(() => subjects(app).length === 0)
    expect(subjects(app)).toEqual([])
    await leavePage(app)
    await sitDown(berta)
    await openAgain(app)
    await asked(2)
    // Time enough for whatever a cache holds.
    await settled(() => subjects(app).length > 0)
    expect(subjects(app)).toEqual([])
    answer(2, { notices: noticesOf(notice('Di Berta')) })
    await settled(() => subjects(app).length > 0)
    expect(subjects(app)).toEqual(['Di Berta'])
  })

  it('[RI88.2] is shown to nobody where it comes after its person has left', async () => {
    const app = open()
    await asked(1)
    here().replica.close()
    await leavePage(app)
    await sitDown(berta)
    await openAgain(app)
    await asked(2)
    answer(1, { notices: noticesOf(notice('Di Anna')) })
    await settled(() => subjects(app).length > 0)
    expect(subjects(app)).toEqual([])
    answer(2, { notices: noticesOf(notice('Di Berta')) })
    await settled(() => subjects(app).length > 0)
    expect(subjects(app)).toEqual(['Di Berta'])
  })

  it('[RI88.3] stays in sight where it cannot be asked for anew, and is said to be of before', async () => {
    const page = await pageWith(notice('Nota'))
    comeBack()
    await asked(2)
    server.cut(before + 1)
    await settled(() => page.find('[data-part="of-before"]').exists())
    expect(page.get('[data-part="of-before"]').text()).toContain(
      'Quello che vede è di prima. Gli avvisi arrivano dal server',
    )
    expect(page.text()).toContain('Nota')
    await page.get('[data-part="of-before"] button').trigger('click')
    await asked(3)
    answer(3, { notices: noticesOf(notice('Nota'), notice('Nuovo')) })
    await settled(() => page.text().includes('Nuovo'))
    expect(page.find('[data-part="of-before"]').exists()).toBe(false)
  })

  it('[RI88.4] is asked for again when the line is back, and when somebody comes back to the page', async () => {
    const page = await pageWith(notice('Nota'))
    comeBack()
    await asked(2)
    answer(2, { notices: noticesOf(notice('Nota'), notice('Nuovo')) })
    await settled(() => page.text().includes('Nuovo'))
    document.dispatchEvent(new Event('visibilitychange'))
    await asked(3)
    await leavePage(page)
    comeBack()
    document.dispatchEvent(new Event('visibilitychange'))
    expect(server.questions).toHaveLength(before + 3)
  })

  it('[RI88.5] stays in sight where the session has ended meanwhile', async () => {
    const page = await pageWith(notice('Nota'))
    comeBack()
    await asked(2)
    answer(2, { notices: noSession })
    await settled(() => page.find('[data-part="of-before"]').exists())
    expect(page.text()).toContain('Nota')
  })

  it('[RI88.6] is no more in sight where the server refuses it by now', async () => {
    const page = await pageWith(notice('Nota'))
    comeBack()
    await asked(2)
    answer(2, { notices: { ...noSession, code: 'NO_ROLE' } })
    await settled(() => !page.text().includes('Nota'))
    expect(page.text()).not.toContain('Nota')
    expect(page.get('button').text()).toBe('Riprova')
  })

  it('a change answers it too, without another question', async () => {
    const page = await pageWith(notice('Nota'))
    await page.get('.actions button').trigger('click')
    await asked(2)
    answer(2, { noticesRead: noticesOf(notice('Nota', '2021-09-05T08:01:00.000Z')) })
    await settled(() => unread(page) === 0)
    expect(unread(page)).toBe(0)
    expect(server.questions).toHaveLength(before + 2)
  })

  it('[SY93.3] a change has asked again what was asked before it and is still on its way', async () => {
    const page = await pageWith(notice('Nota'))
    comeBack()
    await asked(2)
    await page.get('.actions button').trigger('click')
    await asked(3)
    answer(3, { noticesRead: noticesOf(notice('Nota', '2021-09-05T08:01:00.000Z')) })
    await asked(4)
    answer(2, { notices: noticesOf(notice('Nota')) })
    answer(4, { notices: noticesOf(notice('Nota', '2021-09-05T08:01:00.000Z'), notice('Nuovo')) })
    await settled(() => page.text().includes('Nuovo'))
    expect(unread(page)).toBe(1)
    expect(page.get('[data-unread="true"]').text()).toContain('Nuovo')
  })
})

it('is one and the same for all parts of a page that ask for it', async () => {
  const both = show(() => [h(NoticesPage), h(NoticesPage)])
  await asked(2)
  answer(1, { notices: noticesOf(notice('Prima')) })
  await settled(() => subjects(both).length === 2)
  expect(subjects(both)).toEqual(['Prima', 'Prima'])
})
