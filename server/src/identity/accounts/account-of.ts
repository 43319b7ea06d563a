import { isPlainText } from '@traguardo/shared/model'
import { typedName } from '@traguardo/shared/people'
import type { EntityManager } from '../../kernel/db/orm'
import { AccountEntity } from './account.entity'

/** Longer than any name or address. */
const LONGEST_NAME = 400

/** The account of a user name or of a mail address, however they are written [RI16]. One statement. */
export async function accountOf(em: EntityManager, typed: string): Promise<AccountEntity | null> {
  // A text that no name can hold is nobody's name, by whatever door it came: not every database takes it.
  const name = typed.length > LONGEST_NAME || !isPlainText(typed) ? '' : typedName(typed)
  const found = await em
    .createQueryBuilder(AccountEntity)
    .where('lower("username") = ? or "email" = ?', [name, name])
    .getResultList()
  const exact = found.find(({ username }) => username === typed.trim())
  return exact ?? (found.length === 1 ? (found[0] ?? null) : null)
}
