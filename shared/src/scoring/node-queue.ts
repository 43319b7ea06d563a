const END = -1
const UNCHAINED = -2

/** Nodes that wait to be computed, lowest level first: a chain for each level, without anything made at a change. */
export class NodeQueue {
  private readonly first: Int32Array
  /** After each node the next of its level; -1 ends the chain, -2 is in none. */
  private readonly next: Int32Array
  waiting = 0

  constructor(
    levels: number,
    private readonly level: Int32Array,
  ) {
    this.first = new Int32Array(levels).fill(END)
    this.next = new Int32Array(level.length).fill(UNCHAINED)
  }

  /** Adds those that do not wait yet. */
  add(nodes: readonly number[]): void {
    for (let at = 0; at < nodes.length; at++) {
      const node = nodes[at] as number
      if (this.next[node] !== UNCHAINED) continue
      const level = this.level[node] as number
      this.next[node] = this.first[level] as number
      this.first[level] = node
      this.waiting += 1
    }
  }

  /** Takes one of a level; -1 where none waits there. */
  take(level: number): number {
    const node = this.first[level] ?? END
    if (node === END) return END
    this.first[level] = this.next[node] as number
    this.next[node] = UNCHAINED
    this.waiting -= 1
    return node
  }
}
