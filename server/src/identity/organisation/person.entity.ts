import { Collection, Entity, ManyToOne, OneToMany, PrimaryKey, Property, Unique } from '@mikro-orm/core'
import { BodyEntity } from './body.entity'
import type { HolderEntity } from './holder.entity'

/** A position in a body ("P.O. Servizio Registro Imprese"), not a name. */
@Entity({ tableName: 'person' })
@Unique({ properties: ['body', 'code'] })
export class PersonEntity {
  @PrimaryKey({ type: 'string', length: 36 })
  id!: string

  @ManyToOne({ entity: () => BodyEntity })
  body!: BodyEntity

  @Property({ type: 'text' })
  code!: string

  @Property({ type: 'text' })
  title!: string

  /** Holders of the position: present, past and to come [RI61]. */
  @OneToMany({ entity: 'HolderEntity', mappedBy: 'person' })
  holders = new Collection<HolderEntity>(this)
}
