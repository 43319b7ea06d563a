import { expect, it } from 'vitest'
import { startSize } from '../support/start-size'

it('the page of entry carries at most 120 kB of JavaScript before it can be used', async () => {
  expect(await startSize('ValuesPage')).toBeLessThanOrEqual(120_000)
})
