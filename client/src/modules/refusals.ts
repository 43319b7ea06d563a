// The list of all refusals, in both languages: fetched after the first page.
export { sayRefusal } from '@traguardo/shared/refusals'
