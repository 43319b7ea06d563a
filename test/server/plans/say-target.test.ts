import { readTarget } from '@traguardo/shared/plans'
import { describe, expect, it } from 'vitest'
import { sayTarget } from '../../../server/src/app/say-target'

const say = (text: string, more: Partial<Parameters<typeof sayTarget>[0]> = {}) =>
  sayTarget({ text, isJson: false, thisYear: 2021, ...more })

describe('[PL6.7] the command that reads a target', () => {
  it('says a reading that is certain in one sentence', () => {
    expect(say('max 30 gg', { unit: 'gg' })).toEqual({ output: '«max 30 gg»: si legge ≤ 30 gg.', code: 0 })
    expect(say('entro dicembre', { year: '2024' }).output).toBe('«entro dicembre»: si legge entro il 31/12/2024.')
  })

  it('says what is to be confirmed, and why nothing is read', () => {
    const [read = '', doubt = ''] = say('30 gg', { unit: 'gg' }).output.split('\n')
    expect(read).toBe('«30 gg»: si legge ≤ 30 gg.')
    expect(doubt).toMatch(/^Da confermare: Il numero è senza segno/)
    const refused = say('4/5')
    expect(refused.code).toBe(1)
    expect(refused.output).toMatch(/^«4\/5»: non si legge\.\nPerché: Può essere un giorno o «4 su 5»/)
  })

  it('gives a program the text, the target, the doubts and what was left', () => {
    const { output, code } = say('>= 80 % salvo proroghe', { isJson: true })
    const { target, left } = readTarget('>= 80 % salvo proroghe', { year: 2021 })
    const said = JSON.parse(output) as {
      readonly doubts: readonly { readonly code: string; readonly message: string }[]
    }
    expect(said).toMatchObject({ text: '>= 80 % salvo proroghe', target, left: [...left] })
    expect(said.doubts.map((one) => one.code)).toEqual(['LEFT_OVER'])
    expect(said.doubts[0]?.message).toContain('salvo proroghe')
    expect([code, say('4/5', { isJson: true }).code]).toEqual([0, 1])
  })

  it.each(['21', 'duemila', '', '20211'])('refuses the year «%s»', (year) =>
    expect(say('>= 3', { year })).toEqual({
      output: `«${year}» non è un anno: scriva per esempio --anno 2021.`,
      code: 1,
    }),
  )
})
