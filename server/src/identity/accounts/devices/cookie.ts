import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sha256 } from '../../../kernel/db/rows'

const TOKEN_BYTES = 32

/** A secret that nobody can guess, for a cookie or a link. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url')

/** Returns the hash under which a secret is kept: who reads the database cannot use it. */
export const hashOfToken = (token: string): string => sha256(token)

/** The cookie that holds the session's token. */
const COOKIE = 'traguardo'

/** As long as a session can last at most; the server ends it earlier. */
const MAX_AGE_SECONDS = 90 * 24 * 60 * 60

/** No script reads it, no other site sends it, and over HTTPS it goes nowhere without. */
export const cookieOptions = (request: FastifyRequest) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'strict' as const,
  secure: request.protocol === 'https',
})

/** Over HTTPS the browser itself takes care that no neighbour of our name wrote it (`__Host-`, RFC 6265bis). */
export const cookieName = (request: FastifyRequest, name: string): string =>
  request.protocol === 'https' ? `__Host-${name}` : name

/** The token of the session; under its plain name too, which sessions have that were opened by an earlier version. */
export const tokenOf = (request: FastifyRequest): string | null =>
  request.cookies[cookieName(request, COOKIE)] ?? request.cookies[COOKIE] ?? null

/** Returns the hash under which the session of a request is kept; of a request without one it is that of no session. */
export const sessionHash = (request: FastifyRequest): string => hashOfToken(tokenOf(request) ?? '')

export function giveCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  reply.setCookie(cookieName(request, COOKIE), token, { ...cookieOptions(request), maxAge: MAX_AGE_SECONDS })
}

export function takeCookie(request: FastifyRequest, reply: FastifyReply): void {
  for (const name of new Set([cookieName(request, COOKIE), COOKIE])) reply.clearCookie(name, cookieOptions(request))
}
