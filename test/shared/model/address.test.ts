import { itemAddress, readAddress } from '@traguardo/shared/model'
import { expect, it } from 'vitest'

it('an address gives back what it was made of, whatever the code holds', () => {
  for (const code of ['O1', 'DFP 1.3', 'A/B', ''])
    expect(readAddress(itemAddress('indicators', code))).toEqual({ list: 'indicators', code })
  expect(readAddress('O1')).toEqual({ list: '', code: 'O1' })
})
