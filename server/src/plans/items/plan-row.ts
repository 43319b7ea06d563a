import { Entity, type EntityName, ManyToOne, PrimaryKey, PrimaryKeyProp, Property } from '@mikro-orm/core'
import { JsonText } from '../../kernel/db/rows'
import { PlanEntity } from '../plan.entity'
import type { Item } from './item-rows'

/**
 * A row of a version of a plan, made from its document and never changed [PR9]. What is joined, filtered or ordered by is a
 * property under the name that it has in the document; all else of the item is `rest`.
 */
@Entity({ abstract: true })
export abstract class PlanRow {
  @PrimaryKey({ type: 'text' })
  body!: string

  @ManyToOne({ entity: () => PlanEntity, primary: true })
  plan!: PlanEntity

  /** Fields of the item that have no column; null for none. */
  @Property({ type: JsonText, nullable: true })
  rest: Item | null = null

  /** Place in its list, from 0. */
  abstract ordinal: number
}

/** An item that others of its version refer to by its code. */
@Entity({ abstract: true })
export abstract class PlanItem extends PlanRow {
  [PrimaryKeyProp]?: ['body', 'plan', 'code']

  @PrimaryKey({ type: 'text' })
  code!: string

  @Property({ type: 'integer' })
  override ordinal!: number
}

/** An item of a list that has no codes, or none that are told apart. */
@Entity({ abstract: true })
export abstract class PlanLine extends PlanRow {
  [PrimaryKeyProp]?: ['body', 'plan', 'ordinal']

  @PrimaryKey({ type: 'integer' })
  override ordinal!: number
}

/** A part of another item, in a list of that item. */
@Entity({ abstract: true })
export abstract class PlanPart extends PlanRow {
  [PrimaryKeyProp]?: ['body', 'plan', 'owner', 'ordinal']

  /** Code of the item that it is a part of. */
  @PrimaryKey({ type: 'text' })
  owner!: string

  @PrimaryKey({ type: 'integer' })
  override ordinal!: number
}

/** Column with the code of the item that a part belongs to. */
export const OWNER = 'owner'

/**
 * A reference to an item of the same version. The column has a property of its own, with the code alone: by that one filters
 * and writes, by the reference one loads and joins. It is not there where the document names none.
 */
export function RefersTo(entity: () => EntityName<PlanItem>, column: string) {
  const columns = ['body', 'plan_id', column]
  return ManyToOne({ entity, fieldNames: columns, joinColumns: columns, nullable: true })
}
