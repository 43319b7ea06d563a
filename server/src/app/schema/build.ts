import 'reflect-metadata'
import { GraphQLObjectType, type GraphQLSchema } from 'graphql'
import { sayRefusals } from '../../kernel/graphql/refusal.types'
import { buildSchema } from 'type-graphql'
import { AccountResolver } from '../../identity/accounts/own/account.resolver'
import { ConfirmResolver, FactorResolver } from '../../identity/accounts/factor/factor.resolver'
import { CalendarResolver } from '../../calendar/calendar.resolver'
import { HistoryResolver } from '../../sync/history/history.resolver'
import { NoticesResolver } from '../../notifications/notices.resolver'
import { PeopleResolver } from '../../identity/sessions/people.resolver'
import { LifeResolver } from '../../plans/life/life.resolver'
import { PlanResolver } from '../../plans/plan.resolver'
import { RecordResolver } from '../../audit/record.resolver'
import { TreeResolver } from '../../scoring/tree.resolver'
import { FormerResolver } from '../../sheets/former.resolver'
import { SheetsResolver } from '../../sheets/sheets.resolver'
import { SitesResolver } from '../../sites/sites.resolver'
import { HoldersResolver } from '../../identity/users/holders.resolver'
import { StaffResolver } from '../../identity/users/staff.resolver'
import { SyncResolver } from '../../sync/sync.resolver'
import { guardSchema } from './guard'

/**
 * Takes away the wrappers that type-graphql puts around plain fields: GraphQL reads properties by itself, and a tree has
 * tens of thousands of them.
 */
function readPlainly(schema: GraphQLSchema): void {
  const roots = new Set([schema.getQueryType(), schema.getMutationType()])
  for (const type of Object.values(schema.getTypeMap())) {
    if (!(type instanceof GraphQLObjectType) || roots.has(type) || type.name.startsWith('__')) continue
    for (const field of Object.values(type.getFields())) delete field.resolve
  }
}

let made: Promise<GraphQLSchema> | undefined

async function makeSchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: [
      AccountResolver,
      CalendarResolver,
      ConfirmResolver,
      FactorResolver,
      HistoryResolver,
      LifeResolver,
      NoticesResolver,
      PeopleResolver,
      PlanResolver,
      RecordResolver,
      FormerResolver,
      SheetsResolver,
      SitesResolver,
      HoldersResolver,
      StaffResolver,
      SyncResolver,
      TreeResolver,
    ],
    validate: false,
  })
  readPlainly(schema)
  sayRefusals(schema)
  return guardSchema(schema)
}

/** The whole schema behind its table of rights: made once, it has no state. */
export const theSchema = (): Promise<GraphQLSchema> => (made ??= makeSchema())
