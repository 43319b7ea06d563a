import { StartFailure } from './start-failure'

/** Runs a program; where it cannot start, says why in its one sentence and ends with 1. Bugs keep their stack. */
export async function orExplain(program: () => Promise<void>): Promise<void> {
  try {
    await program()
  } catch (error) {
    console.error(error instanceof StartFailure ? error.message : error)
    process.exit(1)
  }
}
