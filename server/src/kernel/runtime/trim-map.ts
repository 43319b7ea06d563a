/** Lets go of the oldest of what is kept until so many are left: what was set last stays. */
export function trimMap<Key>(kept: Map<Key, unknown>, most: number): void {
  for (const oldest of kept.keys()) {
    if (kept.size <= most) return
    kept.delete(oldest)
  }
}
