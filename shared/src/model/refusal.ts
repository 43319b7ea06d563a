/** Why something is refused: a stable code, and an Italian sentence that says what to do next. */
export interface Refusal {
  readonly code: string
  readonly message: string
}
