import { graphql } from 'graphql'
import 'reflect-metadata'
import { Field, FieldResolver, ObjectType, Query, Resolver, Root } from 'type-graphql'
import { expect, it } from 'vitest'
import { buildPlainly } from '../../../server/src/app/schema/build'

@ObjectType('ProbeThing')
class Thing {
  @Field(() => String)
  plain!: string

  @Field(() => String)
  made!: string
}

@Resolver(() => Thing)
class ThingResolver {
  @Query(() => [Thing])
  probe(): readonly Partial<Thing>[] {
    return [{ plain: 'a' }, { plain: 'b' }]
  }

  @FieldResolver(() => String)
  made(@Root() { plain }: Thing): string {
    return plain.toUpperCase()
  }
}

it('[RI93] a field that has a resolver is answered by it, and a plain one by nothing in between', async () => {
  const schema = await buildPlainly([ThingResolver])
  expect(await graphql({ schema, source: '{ probe { plain made } }' })).toEqual({
    data: {
      probe: [
        { plain: 'a', made: 'A' },
        { plain: 'b', made: 'B' },
      ],
    },
  })
  const type = schema.getType('ProbeThing')
  const fields = type && 'getFields' in type ? type.getFields() : {}
  expect(fields['plain']).toMatchObject({ resolve: undefined })
})
