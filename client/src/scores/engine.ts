/** Code that computes scores: whoever enters values types before it is here. */
export { KeptScores } from '@traguardo/shared/collection'
export { compilePlan, nodeIn, scoreNodes } from '@traguardo/shared/scoring'
