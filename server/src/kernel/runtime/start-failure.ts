/** The program cannot start, and the message tells the person in one Italian sentence what to do. Shown without a stack. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure'
}
