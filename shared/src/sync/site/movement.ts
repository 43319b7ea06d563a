import type { Answer, Push } from '../protocol'

/**
 * Why an exchange ended before all was said: the one above says that another has our name, tells again and again that it
 * lost something, or has more to say and never says it.
 */
export type Stop = 'cloned' | 'new-epoch' | 'stands-still'

/** Answers in a row that promise more and bring nothing: a new view may be one, the end of a page another. */
const MOST_EMPTY = 3

const nameOf = ({ node, epoch, cursor, verify, operations }: Push): string =>
  JSON.stringify([node, epoch, cursor, verify, operations.length, operations[0]?.id, operations.at(-1)?.id])

const isEmpty = ({ verdicts, registers, tray, view, sums }: Answer): boolean =>
  verdicts.length + registers.length + tray.length === 0 && view === null && sums === null

/** Watches an exchange: it ends where nothing moves, however often it is told that there is more [SY50]. */
export class Movement {
  private readonly pushed = new Set<string>()
  private readonly noticed = new Set<string>()
  private empty = 0

  /**
   * Why the exchange ends with this answer, or null where it goes on.
   * @param mayRename a device takes another name once [SY21]; a site has the one it was given
   */
  after(push: Push, answer: Answer, mayRename: boolean): Stop | null {
    const { notice } = answer
    if (notice === 'not-yours' || notice === 'revoked' || notice === 'too-many') return 'stands-still'
    if (notice !== 'none') {
      const isAgain = this.noticed.has(notice)
      this.noticed.add(notice)
      return isAgain || (notice === 'cloned' && !mayRename) ? notice : null
    }
    this.empty = answer.more && isEmpty(answer) ? this.empty + 1 : 0
    const name = nameOf(push)
    if (this.empty >= MOST_EMPTY || this.pushed.has(name)) return 'stands-still'
    this.pushed.add(name)
    return null
  }
}
