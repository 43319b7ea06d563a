import { beforeEach, describe, expect, it } from 'vitest'
import SeenPanel from '../../client/src/dashboard/SeenPanel.vue'
import WaitingPanel from '../../client/src/dashboard/WaitingPanel.vue'
import TenLines from '../../client/src/dashboard/TenLines.vue'
import SummaryView from '../../client/src/dashboard/SummaryView.vue'
import { lookedAt, useSeen } from '../../client/src/dashboard/use-seen'
import { here, onNewDevice, onPage, personOf, settled, show, sitDown } from '../support/mounted'
import { massaCarrara } from '../support/massa-carrara'
import { waitingServer } from '../support/waiting-server'

onNewDevice()
const server = waitingServer()
beforeEach(() => {
  // As in a browser: the page is of the server that it asks.
  ;(window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(server.url)
})

/** The unit enters a measure whole, so that an indicator has a score. */
async function enter(number: number) {
  const cell = { body: massaCarrara.body.code, unit: 'RI', year: 2021, period: 2, field: 'value' } as const
  for (const [half, value] of [
    ['num', number],
    ['den', 520],
  ] as const)
    await here().replica.edit({ ...cell, measure: `Percent_RilascioCO.${half}` }, { type: 'number', number: value })
}

describe('scores that moved since somebody last looked', () => {
  it('are compared with what was seen at the end of an earlier day, however often one looks on the same', () => {
    const first = lookedAt(null, '2021-09-05', { a: 0.5 })
    expect(first).toMatchObject({ since: '2021-09-05', before: { a: 0.5 } })
    const again = lookedAt(first, '2021-09-05', { a: 0.6 })
    expect(again).toMatchObject({ before: { a: 0.5 }, last: { a: 0.6 } })
    const later = lookedAt(again, '2021-09-07', { a: 0.9 })
    expect(later).toMatchObject({ since: '2021-09-05', before: { a: 0.6 }, on: '2021-09-07', last: { a: 0.9 } })
  })

  beforeEach(() => sitDown(personOf('segretario-generale', 'manager', 'ENTE')))

  it('are said from what to what, until they are noted, and are another person’s never', async () => {
    here().replica.fetched.value = true
    const shown = show(SeenPanel)
    await settled(() => shown.text().includes('Niente si è mosso dal 5 settembre 2021'))
    await enter(512)
    await settled(() => shown.findAll('li').length > 0)
    const line = shown.findAll('li').find((one) => one.text().includes('Indicatore')) ?? expect.fail(shown.text())
    expect(line.text()).toMatch(/da n\.d\. a \d+,\d\d %/)
    expect(line.get('a').attributes('href')).toMatch(/^\/indicatore\//)
    expect((await here().replica.seenOf(2021))?.since).toBe('2021-09-05')

    const done = shown.findAll('button').find((one) => one.text().startsWith('Visto')) ?? expect.fail('no button')
    await done.trigger('click')
    await settled(() => shown.findAll('li').length === 0)
    expect(onPage(useSeen).moved.value).toEqual([])
    here().replica.close()
    expect(onPage(useSeen).since.value).toBeNull()
  })
})

describe('what waits for somebody', () => {
  /** The page once the server has told the lives of sheets and the plans. */
  async function told(judgements: readonly object[], drafts: readonly object[]) {
    const before = server.questions.length
    const shown = show(WaitingPanel)
    await server.asked(before + 2)
    server.questions.slice(before).forEach(({ query }, at) => {
      const lives = { __typename: 'SheetLives', events: [], holders: [], judgements }
      const life = { __typename: 'PlanLife', versions: [], drafts }
      server.answer(before + at, query.includes('SheetLives') ? { sheetLives: lives } : { planLife: life })
    })
    await settled(() => shown.findAll('li').length > 0)
    return shown.findAll('li').map((line) => [line.text(), line.get('a').attributes('href')])
  }
  const judgement = {
    ...{ __typename: 'Judgement', id: 'j', holder: null, year: 2021, about: 'sheets/PO2', score: 80, reason: 'x' },
    ...{ askedBy: 'segretario-generale', decidedBy: null, decision: null, answer: null },
  }
  const draft = {
    ...{ __typename: 'PlanDraftInfo', firstYear: 2021, lastYear: 2023, hash: 'h', person: 'controllo-gestione' },
    ...{ changedAt: '2021-09-05T08:00:00.000Z', isRevision: true },
  }

  it('is what they may do: sheets of those below for a director, scores by hand and drafts for the controller', async () => {
    await sitDown(personOf('segretario-generale', 'manager', 'ENTE'))
    const ofDirector = await told([judgement], [draft])
    expect(ofDirector).toEqual([[expect.stringMatching(/^\d+ schede da assegnare$/), '/obiettivi']])
    here().replica.close()
    await sitDown(personOf('controllo-gestione', 'controller', 'ENTE'))
    const ofController = await told([judgement], [draft])
    expect(ofController).toEqual(
      expect.arrayContaining([
        ['1 punteggi a mano da decidere', '/obiettivi#PO2'],
        ['1 bozza del piano 2021-2023', '/piano/bozza/2021/2023'],
      ]),
    )
  })
})

describe('the home of a role', () => {
  it.each([
    ['segretario-generale', 'manager', true, true],
    ['controllo-gestione', 'controller', false, true],
    ['po-registro-imprese', 'unit-head', false, false],
    ['organi', 'governing-body', true, false],
  ] as const)('%s: picture and what waits', async (person, role, hasPicture, waits) => {
    await sitDown(personOf(person, role, role === 'unit-head' ? 'RI' : 'ENTE'))
    const shown = show(SummaryView)
    await settled(() => shown.find('[data-part="moves"]').exists())
    await settled(() => shown.find('[data-part="waiting"]').exists() || !waits)
    expect(shown.find('[data-part="heat"]').exists()).toBe(hasPicture)
    expect(shown.find('[data-part="stand"]').exists()).toBe(!hasPicture)
    expect(shown.find('[data-part="waiting"]').exists()).toBe(waits)
    expect(shown.find('[data-part="ten"]').exists()).toBe(role === 'governing-body')
    expect(shown.get('[data-part="answers"]').text()).toMatch(/copertura \d+,\d\d %/)
  })

  it('is ten lines at most for whoever reads the year as a whole, each score with its coverage', async () => {
    await sitDown(personOf('organi', 'governing-body', 'ENTE'))
    const lines = show(TenLines).findAll('li')
    const said = lines.map((line) => line.text())
    expect(lines.length).toBeLessThanOrEqual(10)
    expect(said[0]).toContain(massaCarrara.body.name)
    const scored = lines.filter((line) => line.find('.score-bar').exists())
    expect(scored).toHaveLength(1 + massaCarrara.areas.length)
    for (const line of scored) expect(line.text()).toMatch(/copertura \d+,\d\d %/)
    expect(said.slice(scored.length)).toEqual([
      expect.stringMatching(/^Indicatori: \d+ in linea, \d+ in ritardo, \d+ a rischio\.$/),
      'II quadrimestre 2021: i valori si inseriscono fino al 15 settembre 2021.',
      'I punteggi sono provvisori: gli ultimi valori dell’anno arrivano entro il 15 gennaio 2022.',
    ])
  })
})
