import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { type Refusal, refusal } from '@traguardo/shared/refusals'
import { hashPassword, verifyPassword } from './hashing'

/** Characters of a password at least. */
const SHORTEST = 12
/** And at most: hashing is work, and nobody types more. */
const LONGEST = 1000
/**
 * Characters of it that are judged, and of a word about its person: the judge's work grows with the third power of them.
 * What is strong so far does not become weak by what follows.
 */
const JUDGED = 32
/** Of the five grades of the judge: a guess takes at least 10^8 tries. */
const GOOD_ENOUGH = 3

/** Reason why a password is easily guessed, by the judge's name for it. */
type Warning = keyof (typeof import('@zxcvbn-ts/language-it'))['translations']['warnings']

/** In place of its sentences the judge says their names: the sentences are in the list. */
const namesIn = <T extends object>(sentences: T): T =>
  Object.fromEntries(Object.keys(sentences).map((name) => [name, name])) as T

async function makeJudge(): Promise<ZxcvbnFactory> {
  const { ZxcvbnFactory } = await import('@zxcvbn-ts/core')
  const common = await import('@zxcvbn-ts/language-common')
  const italian = await import('@zxcvbn-ts/language-it')
  return new ZxcvbnFactory({
    graphs: common.adjacencyGraphs,
    dictionary: { ...common.dictionary, ...italian.dictionary },
    translations: { ...italian.translations, warnings: namesIn(italian.translations.warnings) },
  } as ConstructorParameters<typeof ZxcvbnFactory>[0])
}

/** Made at the first password: its dictionaries are large, and a start does not wait for them. */
let judge: Promise<ZxcvbnFactory> | undefined

/**
 * Returns the refusal of a new password, or null.
 * @param about words that are easily guessed of this person: user name, position, body
 */
export async function refusePassword(password: string, about: readonly string[] = []): Promise<Refusal | null> {
  if (password.length < SHORTEST) return refusal('PASSWORD_TOO_SHORT', { limit: SHORTEST })
  if (password.length > LONGEST) return refusal('PASSWORD_TOO_LONG', { limit: LONGEST })
  const words = [...about, 'traguardo'].map((word) => word.slice(0, JUDGED))
  const { score, feedback } = (await (judge ??= makeJudge())).check(password.slice(0, JUDGED), words)
  if (score >= GOOD_ENOUGH) return null
  return feedback.warning === null
    ? refusal('PASSWORD_TOO_WEAK')
    : refusal('PASSWORD_TOO_WEAK', { kind: feedback.warning as Warning })
}

/** Hash of a password that nobody has: checked for a user who is not there, so that the answer takes as long. */
let nobody: Promise<string> | undefined

/** Is it the password? `stored` is null for an unknown user, and the check then costs the same. */
export async function checkPassword(stored: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword('nobody has this password')
  const right = await verifyPassword(stored ?? (await nobody), password.slice(0, LONGEST))
  return stored !== null && right
}

/** Stand-in for a hash until a password is chosen: no password has it. */
export const NO_PASSWORD = '$argon2id$v=19$m=65536,t=3,p=4$bm8gcGFzc3dvcmQgeWV0$bm8gcGFzc3dvcmQgeWV0IGZvciB0aGlzIG9uZQ'
