import { it } from 'vitest'
import { killUnderLoad } from '../support/killed-under-load'

it('[SY8] [SY9] [SY16] a server on SQLite killed fifty times at any moment under load: nothing that was called saved is lost, nothing is there twice', () =>
  killUnderLoad('sqlite'))
