/**
 * Questions that may overtake one another. Each call begins one, and gives a way to ask later whether it is still the last:
 * the answer to one that is not knows less than what is already shown.
 *
 * @example
 * const isLatest = begin()
 * const answer = await ask(...)
 * if (isLatest()) shown.value = answer
 */
export function createLatest(): () => () => boolean {
  let begun = 0
  return () => {
    begun += 1
    const own = begun
    return () => own === begun
  }
}
