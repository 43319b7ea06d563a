import { GraphQLScalarType, valueFromASTUntyped } from 'graphql'

const passing = (name: string, description: string) =>
  new GraphQLScalarType<unknown, unknown>({
    name,
    description,
    serialize: (value) => value,
    parseValue: (value) => value,
    parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
  })

export const JsonScalar = passing('Json', 'A JSON document.')

export const ContentScalar = passing(
  'Content',
  'What stands in a register: null, a text for a note, or a value: {type:"number",number}, {type:"date",date:"YYYY-MM-DD"}, {type:"not-applicable"}.',
)
