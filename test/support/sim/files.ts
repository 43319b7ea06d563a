import {
  counterOf,
  type Evidence,
  evidenceIn,
  type HeadStore,
  type Operation,
  type RegisterKey,
  type RegisterState,
} from '@traguardo/shared/sync'
import type * as Sync from '@traguardo/shared/sync'

/** A file of so little that its hash says all. */
export const fileOf = (number: number): Evidence => {
  const sha256 = String(number).repeat(64)
  return { type: 'evidence', sha256, size: 1, mime: 'application/pdf', name: `${number}.pdf` }
}

/** What is wrong with how files are carried: what the suite has to find. */
export type FilesFault = 'are brought once' | 'stop at one that is not taken' | 'are believed to be there'

/** The bytes that a machine holds, and who brought them to it. */
export class Files {
  readonly held = new Set<string>()
  private readonly owners = new Set<string>()
  /** What was brought from here, for the fault that never brings it again. */
  readonly gone = new Set<string>()

  copy(): Files {
    const copy = new Files()
    for (const sha256 of this.held) copy.held.add(sha256)
    for (const owner of this.owners) copy.owners.add(owner)
    for (const sha256 of this.gone) copy.gone.add(sha256)
    return copy
  }

  take(sha256: string, person: string): void {
    this.held.add(sha256)
    this.owners.add(`${sha256} ${person}`)
  }

  has(sha256: string, person: string): boolean {
    return this.held.has(sha256) && this.owners.has(`${sha256} ${person}`)
  }

  readonly brought = ({ content, person }: Pick<Operation, 'content' | 'person'>): boolean => {
    const file = evidenceIn(content)
    return file !== null && this.has(file.sha256, person)
  }
}

/** How the engine that is under test counts what stands where. */
type Sums = Pick<typeof Sync, 'sumsAfter'>

const ALL = 1e6
const registersIn = (store: HeadStore): Promise<readonly RegisterState[]> =>
  store.reading((tx) => tx.registersSince('B', -1, null, ALL))

/** Says of every register whether its bytes are there: whoever reads it hears what changed, and checksums tell the rest. */
async function sayComplete(
  { sumsAfter }: Sums,
  store: HeadStore,
  isHere: (state: RegisterState) => boolean,
): Promise<void> {
  const wrong = (await registersIn(store)).filter(
    (state) => evidenceIn(state.content) !== null && state.complete !== isHere(state),
  )
  if (wrong.length === 0) return
  await store.transaction(async (tx) => {
    const held = await tx.registers(wrong.map(({ id }) => id))
    const last = await tx.count(counterOf('B'), held.length)
    const said = held.map((state, at) => ({
      ...state,
      complete: isHere(state),
      stamp: last - held.length + at + 1,
    }))
    await tx.putScopeSums('B', sumsAfter(await tx.scopeSums('B'), held, said))
    await tx.putRegisters(said)
  })
}

/** Bytes, and who brings them. */
export interface Brought {
  readonly sha256: string
  readonly person: string
}

/**
 * Bytes reach a receiver: of what nobody names there, nothing is taken. Answers whether they were. A site says of its
 * registers what the head office says.
 */
export async function takeFile(
  engine: Sums,
  store: HeadStore,
  files: Files,
  { sha256, person, atSite }: Brought & { readonly atSite: boolean },
): Promise<boolean> {
  const named = (await registersIn(store)).some(
    (state) => evidenceIn(state.content)?.sha256 === sha256 && state.person === person,
  )
  if (!named) return false
  files.take(sha256, person)
  if (!atSite) await sayComplete(engine, store, (state) => state.complete || files.brought(state))
  return true
}

/** Bytes are gone from the folder: what is not there is not said to be there. */
export async function loseFiles(engine: Sums, store: HeadStore, files: Files, fault: FilesFault | null): Promise<void> {
  files.held.clear()
  if (fault !== 'are believed to be there') await sayComplete(engine, store, (state) => files.brought(state))
}

/** What is known at an end of one of its files: where nothing stands any more it has nothing to bring, unless it may not look. */
interface Named extends Brought {
  readonly isNamed: boolean
  readonly isThere: boolean
}

const hashIn = ({ field }: RegisterKey): string =>
  field.startsWith('evidence/') ? field.slice('evidence/'.length) : ''

/** What an end has to bring to the one above, in the order in which it goes. */
export async function filesToBring(
  store: HeadStore,
  files: Files,
  fault: FilesFault | null,
): Promise<readonly Brought[]> {
  const registers = await registersIn(store)
  const seen = new Set(registers.map(({ id }) => id))
  const records = await store.reading(async (tx) => [...(await tx.decided()), ...(await tx.pending())])
  const named: Named[] = [
    ...registers.map(({ key, content, person, complete }) => ({
      ...{ sha256: hashIn(key), person, isNamed: content !== null, isThere: content !== null && complete },
    })),
    // Whoever lost the right to look has put it there all the same.
    ...records
      .filter(({ operation, verdict }) => verdict?.type === 'applied' && !seen.has(operation.register))
      .map(({ operation: { key, content, person } }) => ({
        ...{ sha256: hashIn(key), person, isNamed: content !== null, isThere: false },
      })),
  ]
  const isStopped = fault === 'stop at one that is not taken'
  return named
    .filter(({ sha256, person }) => sha256 !== '' && files.has(sha256, person))
    .filter(({ isNamed, isThere }) => (isNamed || isStopped) && !isThere)
    .filter(({ sha256 }) => fault !== 'are brought once' || !files.gone.has(sha256))
    .sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1))
}
