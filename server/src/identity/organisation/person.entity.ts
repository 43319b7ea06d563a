import { Entity, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/core'
import { BodyEntity } from './body.entity'

/** A position in a body ("P.O. Servizio Registro Imprese"), not a name. */
@Entity({ tableName: 'person' })
@Unique({ properties: ['body', 'code'] })
export class PersonEntity {
  @PrimaryKey({ type: 'string', length: 36 })
  id!: string

  @ManyToOne({ entity: () => BodyEntity, fieldName: 'body_code' })
  body!: BodyEntity

  @Property({ type: 'text' })
  code!: string

  @Property({ type: 'text' })
  title!: string

  /** The account that acts in this position: the one link between the two [RI23]. A person of several bodies has one account for all of them. */
  @Property({ type: 'text', fieldName: 'account_username', nullable: true })
  account: string | null = null
}
