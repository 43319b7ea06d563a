import { afterEach, expect, it } from 'vitest'
import { saying, setLocale } from '../../client/src/modules/i18n'

afterEach(() => setLocale('it'))

it('[RI7] what an Italian sentence quotes is quoted in English too', async () => {
  await setLocale('en')
  expect([
    saying({ code: 'SCHEMA_REQUIRED', message: 'Manca «title».' }),
    saying({ code: 'SCHEMA_ENUM', message: 'Valore non ammesso: scriva uno tra «sum», «last».' }),
    saying({ code: 'SCHEMA_MINIMUM', message: 'Il numero è fuori dai limiti (>= 0).' }),
  ]).toEqual([
    '«title» is missing.',
    'This value cannot stand here: write one of «sum», «last».',
    'The number is too small.',
  ])
})
