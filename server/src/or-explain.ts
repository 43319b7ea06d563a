import { errorText } from './log/error-text'
import { StartFailure } from './start-failure'

const textOf = (error: unknown): string => {
  const { type, message, stack = '' } = errorText(error)
  return `${type}: ${message}\n${stack}`
}

/** Runs a program; where it cannot start, says why in its one sentence and ends with 1. Bugs keep their place, not their values. */
export async function orExplain(program: () => Promise<void>): Promise<void> {
  try {
    await program()
  } catch (error) {
    console.error(error instanceof StartFailure ? error.message : textOf(error))
    process.exit(1)
  }
}
