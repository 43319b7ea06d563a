// Made from refusal.graphql and the schema of the server: `npm run api` writes it.

export type RefusalFragment = { readonly code: string, readonly params: import('@traguardo/shared/refusals').RefusalParams | null, readonly message: string };
