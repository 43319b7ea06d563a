import { Field, ObjectType } from 'type-graphql'
import { orRefusal } from '../../../kernel/graphql/done.types'

@ObjectType('TotpOffer', { description: 'A secret for an authenticator app, not in force until a code confirms it.' })
export class TotpOfferType {
  @Field(() => String)
  secret!: string

  @Field(() => String)
  uri!: string

  @Field(() => String, { description: 'The same as a picture, SVG.' })
  qr!: string
}

@ObjectType('RecoveryCodes', {
  description: 'Codes that each stand in once for a lost second factor. Shown this once.',
})
export class RecoveryCodesType {
  @Field(() => [String])
  codes!: readonly string[]
}

export const TotpOfferResult = orRefusal('TotpOfferResult', 'TotpOffer', TotpOfferType)
export const RecoveryCodesResult = orRefusal('RecoveryCodesResult', 'RecoveryCodes', RecoveryCodesType)
