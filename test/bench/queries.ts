export const SIGN_IN = `mutation($username: String!, $password: String!) {
  signIn(username: $username, password: $password) { __typename }
}`

export const PUSH = `mutation($push: PushInput!) {
  sync(push: $push) { ... on SyncAnswer { verdicts { type } } ... on Refusal { code } }
}`

/** Everything that the tree page of the office shows, and what an indicator's page adds. */
export const TREE = `query($body: String!, $year: Int!) {
  tree(body: $body, year: $year) { __typename ... on Tree { title score { ...S }
    areas { code score { ...S } strategic { ...O operational { ...O } } }
    sheets { code person score { ...S } objectives { ...O } } } }
}
fragment S on Score { achievement band coverage share contribution rule sentence }
fragment O on TreeObjective { code title resources { year euro } units score { ...S }
  indicators { code unit printedFormula baseline { year printed } target { year printed } value score { ...S }
    measures { code label values { unit period content person at } } } }`
