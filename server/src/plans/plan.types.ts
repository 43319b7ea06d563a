import type { Params } from '@traguardo/shared/refusals'
import { createUnionType, Field, Int, ObjectType } from 'type-graphql'
import { isRefusal, RefusalType } from '../kernel/graphql/refusal.types'
import { JsonScalar } from '../kernel/graphql/derived-types'

@ObjectType('PlanDocument', { description: 'A plan file, without what the viewer may not see.' })
export class PlanDocumentType {
  @Field(() => String)
  body!: string

  @Field(() => Int)
  year!: number

  @Field(() => String, { description: 'Changes whenever the document as the viewer sees it does.' })
  hash!: string

  @Field(() => JsonScalar)
  document!: unknown
}

@ObjectType('PlanExport')
export class PlanExportType {
  @Field(() => String)
  fileName!: string

  @Field(() => String)
  text!: string
}

@ObjectType('PlanImported', { description: 'What an import has put in place.' })
export class PlanImportedType {
  @Field(() => String)
  body!: string

  @Field(() => String)
  title!: string

  @Field(() => Int)
  firstYear!: number

  @Field(() => Int)
  lastYear!: number

  @Field(() => Int)
  objectives!: number

  @Field(() => Int)
  indicators!: number

  @Field(() => Int)
  measures!: number

  @Field(() => Int)
  sheets!: number
}

@ObjectType('PlanFault')
export class PlanFaultType {
  @Field(() => Int)
  line!: number

  @Field(() => Int)
  column!: number

  @Field(() => String)
  path!: string

  @Field(() => String)
  code!: string

  @Field(() => JsonScalar, { nullable: true, description: 'What its sentence names.' })
  params!: Params | null

  @Field(() => String, { description: 'The sentence in Italian.' })
  message!: string
}

@ObjectType('PlanFaults', { description: 'Everything that is wrong with a plan file. Nothing of it was written.' })
export class PlanFaultsType {
  @Field(() => [PlanFaultType])
  faults!: readonly PlanFaultType[]
}

export const PlanResult = createUnionType({
  name: 'PlanResult',
  types: () => [PlanDocumentType, RefusalType] as const,
  resolveType: (value) => (isRefusal(value) ? 'Refusal' : 'PlanDocument'),
})

export const ExportResult = createUnionType({
  name: 'ExportResult',
  types: () => [PlanExportType, RefusalType] as const,
  resolveType: (value) => (isRefusal(value) ? 'Refusal' : 'PlanExport'),
})

export const ImportResult = createUnionType({
  name: 'ImportResult',
  types: () => [PlanImportedType, PlanFaultsType, RefusalType] as const,
  resolveType: (value) => (isRefusal(value) ? 'Refusal' : 'faults' in value ? 'PlanFaults' : 'PlanImported'),
})
