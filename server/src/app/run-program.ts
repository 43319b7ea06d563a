import { sayRefusal } from '@traguardo/shared/refusals'
import { sayTrouble, troubleOf } from '../kernel/db/trouble'
import { errorText } from '../kernel/log/error-text'
import { StartFailure } from '../kernel/runtime/start-failure'

const textOf = (error: unknown): string => {
  const { type, message, stack = '' } = errorText(error)
  return `${type}: ${message}\n${stack}`
}

/** Returns the sentence for a trouble that a person can put right, or wait for; null for a bug. */
function sentenceOf(error: unknown): string | null {
  if (error instanceof StartFailure) return error.message
  const trouble = troubleOf(error)
  return trouble === 'STORAGE_DOWN' ? sayRefusal(sayTrouble(trouble), 'it') : null
}

/** Runs a program; where it cannot start, says why in its one sentence and ends with 1. Bugs keep their place, not their values. */
export async function runProgram(program: () => Promise<void>): Promise<void> {
  try {
    await program()
  } catch (error) {
    console.error(sentenceOf(error) ?? textOf(error))
    process.exit(1)
  }
}
