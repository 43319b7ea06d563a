import { it } from 'vitest'
import { killUnderLoad, LONGEST_MS } from '../support/killed-under-load'

it(
  '[SY8] [SY9] [SY16] [SY63] a server on SQLite killed again and again at any moment under load: no value and no file that was called saved is lost, nothing is there twice',
  () => killUnderLoad('sqlite'),
  LONGEST_MS,
)
