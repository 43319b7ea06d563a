import { policyOf, policySentences } from '@traguardo/shared/scoring'
import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import GlossaryPage from '../../client/src/help/GlossaryPage.vue'
import SectionsPage from '../../client/src/help/SectionsPage.vue'
import { massaCarrara } from '../support/massa-carrara'
import { here, onNewDevice, personOf, show, sitDown } from '../support/mounted'

onNewDevice()

describe('the help', () => {
  it('[SC86] says the rules of the policy in force, in its own sentences', async () => {
    await sitDown(personOf('po-promozione', 'unit-head', 'PROM'))
    expect(here().replica.year.value).toBe(2021)
    const sections = policySentences(policyOf(massaCarrara, 2021), 'it')
    const textsOf = (part: string) =>
      sections.flatMap((one) => (one.part === part ? one.sentences.map(({ text }) => text) : []))
    const [bands = '?'] = textsOf('bands')
    const how = show(SectionsPage, { of: 'how' })
    await flushPromises()
    await expect.poll(() => how.text()).toContain(bands)
    for (const sentence of [...textsOf('indicator'), ...textsOf('tree'), ...textsOf('sheets')])
      expect(how.text()).toContain(sentence)
    const glossary = show(GlossaryPage)
    await expect.poll(() => glossary.find('#fascia dd').text()).toBe(bands)
  })
})
