import { shallowRef } from 'vue'

/** Callback when the dialog is through: was the password or the code shown? */
export const identityAsked = shallowRef<((shown: boolean) => void) | null>(null)

let running: Promise<boolean> | null = null

/**
 * Asks the password, or a code, once more [RI26]. False where the person would rather not. Whoever asks meanwhile waits for
 * the same answer.
 */
export const confirmIdentity = (): Promise<boolean> =>
  (running ??= new Promise<boolean>((resolve) => (identityAsked.value = resolve)).finally(() => {
    identityAsked.value = null
    running = null
  }))
