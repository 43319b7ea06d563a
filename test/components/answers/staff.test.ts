import { beforeEach, describe, expect, it } from 'vitest'
import StaffPage from '../../../client/src/staff/StaffPage.vue'
import RecordPage from '../../../client/src/record/RecordPage.vue'
import { onNewDevice, personOf, settled, show, sitDown } from '../../support/mounted'
import { waitingServer } from '../../support/waiting-server'

onNewDevice()
const server = waitingServer()
let before = 0

beforeEach(async () => {
  ;(window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(server.url)
  before = server.questions.length
  await sitDown(personOf('controllo-gestione', 'controller', 'CCIAA-MS'))
})
const asked = (count: number) => server.asked(before + count)
const answer = (nth: number, data: object) => server.answer(before + nth - 1, data)

const person = (code: string, title: string) => ({
  ...{ __typename: 'StaffPerson', code, title, grants: [], holders: [], account: null },
})
const staffOf = (...people: readonly ReturnType<typeof person>[]) => ({ __typename: 'Staff', people, units: [] })

describe('people, as a page has them from the server', () => {
  it('are those whom a change answers with, without another question', async () => {
    const page = show(StaffPage)
    await asked(1)
    answer(1, { people: staffOf(person('a', 'Prima')) })
    await settled(() => page.find('tr[data-key="a"]').exists())
    await page.get('form[aria-label]').trigger('submit')
    await asked(2)
    answer(2, { personSave: staffOf(person('a', 'Prima'), person('b', 'Seconda')) })
    await settled(() => page.find('tr[data-key="b"]').exists())
    expect(page.findAll('tr[data-key] th').map((one) => one.text())).toEqual(['Prima', 'Seconda'])
    expect(server.questions).toHaveLength(before + 2)
  })

  it('stay as they are where a change is refused, and the page says why', async () => {
    const page = show(StaffPage)
    await asked(1)
    answer(1, { people: staffOf(person('a', 'Prima')) })
    await settled(() => page.find('tr[data-key="a"]').exists())
    await page.get('form[aria-label]').trigger('submit')
    await asked(2)
    expect(page.get('form[aria-label] button[type="submit"]').attributes()).toHaveProperty('disabled')
    answer(2, { personSave: { __typename: 'Refusal', code: 'NOT_CONTROLLER', params: null, message: '' } })
    await settled(() => page.find('[role="alert"]').exists())
    expect(page.get('[role="alert"]').text()).not.toBe('')
    expect(page.findAll('tr[data-key]')).toHaveLength(1)
  })
})

const entry = (seq: number) => ({
  ...{ __typename: 'RecordEntry', seq, at: '2021-09-05T08:00:00.000Z', person: 'a', personTitle: 'Prima' },
  ...{ action: 'plan.import', outcome: 'done', about: [], detail: null, hash: `h${seq}` },
})
const pageOf = (next: number | null, ...seqs: readonly number[]) => ({
  record: { __typename: 'RecordPage', next, entries: seqs.map(entry) },
})

describe('the record, page by page', () => {
  it('goes on from where it was read to, and says so where it cannot', async () => {
    const page = show(RecordPage)
    await asked(1)
    expect(server.questions.at(-1)?.variables).toMatchObject({ before: null })
    answer(1, pageOf(9, 10, 9))
    await settled(() => page.findAll('[data-action]').length === 2)
    const button = () =>
      page.findAll('button').find((one) => one.text() === 'Mostra altre voci') ?? expect.fail('no button')
    await button().trigger('click')
    await asked(2)
    expect(server.questions.at(-1)?.variables).toMatchObject({ before: 9 })
    server.cut(before + 1)
    await settled(() => page.find('[data-part="of-before"]').exists())
    expect(page.findAll('[data-action]')).toHaveLength(2)
    await button().trigger('click')
    await asked(3)
    answer(3, pageOf(null, 8, 7))
    await settled(() => page.findAll('[data-action]').length === 4)
    expect(page.findAll('[data-action]')).toHaveLength(4)
    expect(page.find('[data-part="of-before"]').exists()).toBe(false)
    expect(page.text()).not.toContain('Mostra altre voci')
  })
})
