import { expect, it } from 'vitest'
import { createLatest } from '../../../client/src/modules/latest'

it('[SY93.2] an answer counts only while nothing was asked after it', () => {
  const begin = createLatest()
  const isFirstLatest = begin()
  expect(isFirstLatest()).toBe(true)
  const isSecondLatest = begin()
  expect([isFirstLatest(), isSecondLatest()]).toEqual([false, true])
})
