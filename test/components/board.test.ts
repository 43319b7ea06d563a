import { beforeEach, expect, it, vi } from 'vitest'
import { recordEdit, type RegisterKey } from '@traguardo/shared/sync'
import BoardPage from '../../client/src/collection/BoardPage.vue'
import { here, onNewDevice, personOf, show, sitDown } from '../support/mounted'

onNewDevice()

const KEY: RegisterKey = {
  ...{ body: 'CCIAA-MS', measure: 'Percent_LibriRI.num', unit: 'RI', year: 2021, period: 2, field: 'value' },
}

beforeEach(async () => {
  await sitDown(personOf('segretario-generale', 'manager', 'AREA1'))
  const desk = here().replica.desk.value ?? expect.fail('no desk')
  await recordEdit(desk.store, { key: KEY, content: { type: 'number', number: 1204 } }, desk.ports)
  await here().replica.refresh()
})

it('[CO13] a unit that has entered nothing is to be looked at, one that has entered something to be validated', async () => {
  const page = show(BoardPage)
  await vi.waitUntil(() => page.findAll('[data-unit]').length > 0, { timeout: 15_000 })
  const calls = page
    .findAll('[data-unit]')
    .map((row) => ({ n: /(\d+) di/.exec(row.text())?.[1], call: row.get('.is-actions a').text() }))
  expect(calls.filter(({ n }) => n !== '0')).toEqual([{ n: '1', call: 'Valida' }])
  const empty = calls.filter(({ n }) => n === '0').map(({ call }) => call)
  expect([...new Set(empty)]).toEqual(['Guarda'])
})
