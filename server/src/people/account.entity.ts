import { Entity, ManyToOne, PrimaryKey, PrimaryKeyProp, Property } from '@mikro-orm/core'
import { PersonEntity } from './person.entity'

/** What a person signs in with. */
@Entity({ tableName: 'account' })
export class AccountEntity {
  [PrimaryKeyProp]?: 'username'

  @PrimaryKey({ type: 'text' })
  username!: string

  /** argon2id, in the usual encoded form with its own salt and costs. */
  @Property({ type: 'text' })
  hash!: string

  @ManyToOne({ entity: () => PersonEntity, fieldName: 'person_id' })
  person!: PersonEntity
}
