declare const types: unique symbol

/**
 * One operation of GraphQL as it is sent: text, which knows the types of its answer and of its variables. They are made from a
 * `.graphql` file by `npm run api`.
 */
export type TypedDocument<Answer, Variables> = string & {
  readonly [types]?: (variables: Variables) => Answer
}
