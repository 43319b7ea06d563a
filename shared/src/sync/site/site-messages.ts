import * as v from 'valibot'
import type { Plan, RoleGrant } from '../../model'
import { AnswerSchema } from '../protocol/answer'
import { countSchema, InstantSchema, listSchema, orNull, partsSchema, RefusalSchema } from '../protocol/parts'
import { type Push, SitePushSchema } from '../protocol/push'

/** More than the people of any site. */
const MOST_NAMES = 5000
const NONCE = /^[\w-]{16,64}$/

/** Purpose of an envelope: one of one kind is not taken for another. */
export type LetterPurpose = 'exchange' | 'file' | 'pass' | 'sign-in' | 'answer'

/** The head of what is inside an envelope: whoever sees it a second time, too late, or addressed to another, knows it [SY51]. */
export interface Letterhead {
  readonly purpose: LetterPurpose
  /** The site, or the head office. */
  readonly to: string
  readonly at: string
  readonly nonce: string
  /** The nonce of what it answers; null where it asks. */
  readonly answers: string | null
}

/** A head as it comes: earlier software sent none. */
const headParts = {
  to: v.optional(v.string()),
  at: v.optional(InstantSchema),
  nonce: v.optional(v.pipe(v.string(), v.regex(NONCE))),
  answers: orNull(v.string()),
}

const countOrNull = v.fallback(v.nullish(countSchema()), null)
const namesOrNone = v.fallback(v.optional(v.pipe(listSchema(v.string()), v.maxLength(MOST_NAMES))), undefined)

/** Report on a site, for both ends' pages. */
export const SiteReportSchema = partsSchema({
  /** Operations that the head office has still to decide. */
  waiting: countSchema(),
  /** Files that the head office has still to get, those that it will never take among them; left out by earlier software. */
  files: countOrNull,
  /** Operations of its people in a tray. */
  refused: countSchema(),
  /** Code of what was wrong with the last exchange; null or left out where nothing was. */
  problem: v.fallback(v.nullish(v.string()), null),
})
export type SiteReport = v.InferOutput<typeof SiteReportSchema>

/** Request of a site: a push of what its people did, and what it has already. */
export const SiteRequestSchema = partsSchema({
  ...headParts,
  purpose: v.optional(v.picklist(['exchange', 'file'])),
  push: SitePushSchema,
  /** Hash of the directory that the site holds; null for none. */
  directory: v.fallback(v.nullable(v.string()), null),
  report: SiteReportSchema,
  /** Carried by hand: everything in one go, both ways. */
  whole: v.fallback(v.boolean(), false),
  /** User names that were used there; left out by earlier software, which asks for no second factor. */
  accounts: namesOrNone,
  /** Hashes of recovery codes that were used there. */
  spent: namesOrNone,
})
type ReadRequest = v.InferOutput<typeof SiteRequestSchema>
/** The same as a site writes it today. */
export type SiteRequest = Letterhead & Omit<ReadRequest, keyof Letterhead | 'push'> & { readonly push: Push }

/** Credentials typed by somebody who signs in at a site for the first time. */
export const SiteSignInSchema = partsSchema({
  ...headParts,
  purpose: v.literal('sign-in'),
  username: v.string(),
  password: v.string(),
  code: v.fallback(v.nullish(v.string()), null),
})
type ReadSignIn = v.InferOutput<typeof SiteSignInSchema>
/** The same as a site writes it today. */
export type SiteSignIn = Letterhead & Omit<ReadSignIn, keyof Letterhead>

/** Pass of a site that brings or fetches a file: an envelope for this one request. */
export const SitePassSchema = partsSchema({
  ...headParts,
  purpose: v.literal('pass'),
  files: v.string(),
  /** The one request that it is for. */
  request: v.string(),
})

/** Letter in an envelope to the head office. */
export const SiteLetterSchema = v.union([SiteSignInSchema, SiteRequestSchema])
/** Letter in an envelope to the head office; of earlier software without a head. */
export type SiteLetter = v.InferOutput<typeof SiteLetterSchema>

/** An account as a site is given it: enough to let its person in while it is offline. */
export const DirectoryAccountSchema = partsSchema({
  username: v.string(),
  hash: v.string(),
  person: v.string(),
  /** Id and days of the holder whose account it is, never the name; left out by earlier software [RI65]. */
  holder: v.optional(v.string()),
  from: v.optional(v.string()),
  to: v.optional(v.string()),
  /** Secret of the second factor, in base 32; left out where it is off. */
  totp: v.optional(v.string()),
  /** The step of the last code that was used. */
  totpUsed: v.nullish(v.number()),
  /** Hashes of the codes that stand in for it. */
  recovery: v.optional(listSchema(v.string())),
})
export type DirectoryAccount = v.InferOutput<typeof DirectoryAccountSchema>

const isObject = (raw: unknown): boolean => typeof raw === 'object' && raw !== null
const GrantSchema = v.custom<RoleGrant>(isObject)
const PersonGrantSchema = v.custom<RoleGrant & { readonly person: string }>(isObject)

/** The plans, people and accounts that a site serves: its own units' and nobody else's. */
export const DirectorySchema = partsSchema({
  /** Name of the site; left out by earlier software. */
  name: v.optional(v.string()),
  body: partsSchema({ code: v.string(), name: v.string() }),
  plans: listSchema(v.custom<Plan>(isObject)),
  people: listSchema(partsSchema({ code: v.string(), title: v.string() })),
  grants: listSchema(PersonGrantSchema),
  accounts: listSchema(DirectoryAccountSchema),
})
export type Directory = v.InferOutput<typeof DirectorySchema>

const answerHead = {
  purpose: v.literal('answer'),
  to: v.string(),
  at: InstantSchema,
  nonce: v.string(),
  answers: v.nullable(v.string()),
}

/** Answer of the head office: to the push, with the directory where it changed. */
export const SiteAnswerSchema = partsSchema({
  ...answerHead,
  answer: AnswerSchema,
  directoryHash: v.string(),
  directory: v.nullable(DirectorySchema),
})
export type SiteAnswer = v.InferOutput<typeof SiteAnswerSchema>

/** Answer of the head office to a first sign-in: a refusal, or the person. */
export const SiteSignInAnswerSchema = partsSchema({
  ...answerHead,
  refusal: v.nullable(RefusalSchema),
  person: v.nullable(
    partsSchema({
      code: v.string(),
      title: v.string(),
      grants: listSchema(GrantSchema),
      account: DirectoryAccountSchema,
    }),
  ),
})
export type SiteSignInAnswer = v.InferOutput<typeof SiteSignInAnswerSchema>
