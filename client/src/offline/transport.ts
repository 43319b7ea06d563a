import { gql } from '@apollo/client/core'
import type { Answer, Push, RegisterState, Verdict } from '@traguardo/shared/sync'
import type { Refusal } from '@traguardo/shared/model'
import { client } from '../modules/apollo'

/** The server answered, and the answer is no: nobody is signed in, or not in this body. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code)
  }
}

const SYNC = gql`
  mutation Sync($push: PushInput!) {
    sync(push: $push) {
      __typename
      ... on SyncAnswer {
        verdicts {
          operation
          type
          current {
            ...RegisterParts
          }
          refusal {
            code
            message
          }
        }
        registers {
          ...RegisterParts
        }
        cursor
        more
        serverTime
      }
      ... on Refusal {
        code
        message
      }
    }
  }
  fragment RegisterParts on Register {
    id
    key {
      body
      measure
      unit
      year
      period
      field
    }
    head
    content
    person
    at
    stamp
  }
`

interface WireVerdict {
  readonly operation: string
  readonly type: Verdict['type']
  readonly current: RegisterState | null
  readonly refusal: Refusal | null
}

type WireAnswer = { readonly __typename: 'SyncAnswer'; readonly verdicts: readonly WireVerdict[] } & Omit<
  Answer,
  'verdicts'
>

const UNEXPLAINED: Refusal = { code: 'UNEXPLAINED', message: 'Il server non ha accettato il valore.' }

function verdictOf({ operation, type, current, refusal }: WireVerdict): Verdict {
  switch (type) {
    case 'conflict':
      return { operation, type, current }
    case 'rejected':
    case 'deferred':
      return { operation, type, refusal: refusal ?? UNEXPLAINED }
    default:
      return { operation, type, current }
  }
}

/** Carries a push to the server. Rejects with `Refused` where it says no, with any other error where nobody answered. */
export async function send(push: Push): Promise<Answer> {
  const { data } = await client.mutate<{ sync: WireAnswer | ({ readonly __typename: 'Refusal' } & Refusal) }>({
    mutation: SYNC,
    variables: { push },
  })
  if (!data) throw new Error('No data in the answer')
  if (data.sync.__typename === 'Refusal') throw new Refused({ code: data.sync.code, message: data.sync.message })
  const { verdicts, registers, cursor, more, serverTime } = data.sync
  return { verdicts: verdicts.map(verdictOf), registers, cursor, more, serverTime }
}
