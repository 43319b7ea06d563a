import { nameOfAgent } from '@traguardo/shared/people'
import type { FastifyRequest } from 'fastify'
import type { From } from '../account-news'

/** From where a request comes, in words for a person. */
export const addressedFrom = (request: FastifyRequest): From => ({
  address: request.ip,
  device: nameOfAgent(request.headers['user-agent'] ?? ''),
})
