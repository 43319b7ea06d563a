import type { Em } from '../../kernel/db/orm'
import { PersonEntity } from './person.entity'

/** A position that an account may act in. */
export interface HeldPosition {
  readonly person: string
  readonly title: string
  readonly body: string
  readonly bodyName: string
}

/** A position as it is shown; its body has to be there. */
export const positionOf = ({ code, title, body }: PersonEntity): HeldPosition => ({
  person: code,
  title,
  body: body.code,
  bodyName: body.name,
})

/** The positions that name an account, of all bodies, with their bodies: where it may act, and nowhere else [RI23]. One statement. */
export const personsOf = (em: Em, username: string): Promise<PersonEntity[]> =>
  em.find(PersonEntity, { account: username }, { populate: ['body'], strategy: 'joined', orderBy: { id: 'asc' } })

/** The same as they are shown. */
export const positionsOf = async (em: Em, username: string): Promise<readonly HeldPosition[]> =>
  (await personsOf(em, username)).map(positionOf)

/** Where the next session of an account begins: where the last one acted, or in its first position. */
export const firstOf = (persons: readonly PersonEntity[], last: string | null): PersonEntity | null =>
  persons.find(({ id }) => id === last) ?? persons[0] ?? null
