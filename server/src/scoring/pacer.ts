/** Does pieces of work one by one, each in a turn of its own: between two the server looks at what else has come. */
export type Pacer = <T>(work: () => T) => Promise<T>

/** Makes a pacer; what waits for it is done in the order in which it came. */
export function pacer(): Pacer {
  const waiting: (() => void)[] = []
  let next = 0
  function turn(): void {
    waiting[next++]?.()
    // What was done goes on in this turn; the next begins when that has come to its end.
    if (next < waiting.length) setImmediate(turn)
    else {
      waiting.length = 0
      next = 0
    }
  }
  return (work) =>
    new Promise((done, failed) => {
      waiting.push(() => {
        try {
          done(work())
        } catch (error) {
          failed(error)
        }
      })
      if (waiting.length === 1) setImmediate(turn)
    })
}
