import type { FastifyReply, FastifyRequest } from 'fastify'

/** The cookie that holds the session's token. */
export const COOKIE = 'traguardo'

/** As long as a session can last at most; the server ends it earlier. */
const MAX_AGE_SECONDS = 90 * 24 * 60 * 60

const options = (request: FastifyRequest) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'strict' as const,
  secure: request.protocol === 'https',
})

export const tokenOf = (request: FastifyRequest): string | null => request.cookies[COOKIE] ?? null

export function giveCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  reply.setCookie(COOKIE, token, { ...options(request), maxAge: MAX_AGE_SECONDS })
}

export function takeCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(COOKIE, options(request))
}
